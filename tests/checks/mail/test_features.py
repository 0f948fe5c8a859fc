"""The table of client support."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedkit.checks.mail._features import FEATURES, NEW_OUTLOOK_SOURCE, Client, Kind, Loss, Support

CASES = (Path(__file__).parent / "cases" / "support.md").read_text("utf-8")


def feature(name: str):
    return next(each for each in FEATURES if each.name == name)


def test_every_row_says_who_supports_it_and_where_that_is_told():
    """All programs, a page, a phrase, and no feature twice."""
    assert len(FEATURES) >= 80
    assert len({each.name for each in FEATURES}) == len(FEATURES)
    for each in FEATURES:
        assert set(each.support) == set(Client)
        assert each.source.startswith("https://www.caniemail.com/features/")
        assert each.what
        assert each.keys or each.kind in (Kind.VALUE, Kind.SELECTOR)
        assert each.keys or each.pattern
    assert NEW_OUTLOOK_SOURCE.startswith("https://learn.microsoft.com/")


def test_the_new_outlook_knows_what_outlook_com_knows():
    for each in FEATURES:
        assert each.support[Client.NEW_OUTLOOK] is each.support[Client.OUTLOOK_COM]


def test_what_is_told_is_lacking_somewhere():
    """A feature that all programs know can be lost nowhere."""
    for each in FEATURES:
        if each.loss is not Loss.NOTHING:
            assert each.clients(Support.NO) or each.clients(Support.PARTLY), each.name


@pytest.mark.parametrize(
    "each", [each for each in FEATURES if each.loss is not Loss.NOTHING], ids=lambda each: each.name
)
def test_every_feature_that_is_told_has_a_case(each):
    rule = "FK548" if each.loss is Loss.BROKEN else "FK549"
    assert f"{rule} {each.name}: {each.what} in " in CASES


@pytest.mark.parametrize(
    ("name", "client", "support"),
    [
        ("`border-radius`", Client.OUTLOOK_WINDOWS, Support.NO),
        ("`border-radius`", Client.GMAIL, Support.YES),
        ("`position`", Client.GMAIL, Support.NO),
        ("`@media`", Client.OUTLOOK_WINDOWS, Support.NO),
        ("`prefers-color-scheme`", Client.APPLE_MAIL, Support.YES),
        ("`prefers-color-scheme`", Client.GMAIL, Support.NO),
        ("<video>", Client.APPLE_MAIL, Support.YES),
        ("a WebP picture", Client.OUTLOOK_WINDOWS, Support.NO),
        ("`padding` outside of table cells", Client.OUTLOOK_WINDOWS, Support.PARTLY),
    ],
)
def test_what_everybody_knows_stands_in_it(name, client, support):
    assert feature(name).support[client] is support
