"""What sending takes must be in the configuration; all that is missing is told at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedkit.config import parse
from feedkit.exceptions import ConfigurationError
from feedkit.workflow.ways import way_of

READY = """\
site: {title: N, url: "https://n.example/"}
mail: {email: news@n.example, postal_address: 1 Street, bounces: bounce@n.example}
web: {url: "https://n.example/mail/"}
"""


def way(folder: Path, text: str):
    config, found = parse(text, "feedkit.yml", environ={})
    assert found == []
    return way_of(folder, config, "outbox")


def codes(error: ConfigurationError) -> list[str]:
    return [each.rule.code for each in error.diagnostics]


def test_all_that_is_missing_is_told_at_once(tmp_path: Path) -> None:
    """Who the mail comes from, and where readers leave, must be known before anything goes out."""
    with pytest.raises(ConfigurationError) as error:
        way(tmp_path, 'site: {title: N, url: "https://n.example/"}\n')
    assert {"FK650", "FK651"} <= set(codes(error.value))


def test_without_an_address_for_bounces_mail_goes_out_with_a_word_about_it(tmp_path: Path) -> None:
    """It is worth knowing, and no reason to keep the mail back."""
    told = way(tmp_path, READY.replace(", bounces: bounce@n.example", "")).diagnostics
    assert [each.rule.code for each in told] == ["FK652"]


def test_nothing_is_said_when_nothing_is_missing(tmp_path: Path) -> None:
    """The whole of it."""
    assert way(tmp_path, READY).diagnostics == ()


@pytest.mark.parametrize("dkim", ["{selector: a}", "{key_file: a.pem}", "{selector: a, key_file: not-there.pem}"])
def test_half_a_signature_or_a_key_that_is_not_there_is_refused(tmp_path: Path, dkim: str) -> None:
    """Mail that its owner believes to be signed must not leave unsigned."""
    with pytest.raises(ConfigurationError) as error:
        way(tmp_path, f"{READY}send: {{dkim: {dkim}}}\n")
    assert codes(error.value) == ["FK653"]
