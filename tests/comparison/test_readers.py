"""What readers take for the same entry."""

from __future__ import annotations

from dataclasses import replace

import pytest

from feedkit.comparison.readers import FAMILIES, notified_again

EVERY = tuple(each.name for each in FAMILIES)


@pytest.mark.parametrize("format", ["rss", "atom", "json"])
def test_another_id_is_another_entry_to_everyone(make_entry, format):
    old = make_entry(1)
    assert notified_again(format, old, replace(old, id="tag:other")) == EVERY


@pytest.mark.parametrize("format", ["rss", "atom", "json"])
@pytest.mark.parametrize("name", ["url", "title", "summary", "content", "tags"])
def test_while_the_id_stays_nothing_else_makes_it_new(make_entry, format, name):
    """Not even a move to another domain."""
    old = make_entry(1)
    assert notified_again(format, old, replace(old, **{name: "https://other.example/"})) == ()


@pytest.mark.parametrize(
    ("change", "noticed_by"),
    [
        ({"url": "https://other.example/1/"}, set(EVERY)),
        ({"title": "Another"}, set()),
        ({"published": None}, {"newsboat", "NetNewsWire"}),
    ],
)
def test_a_feed_without_ids_is_read_by_what_each_reader_makes_of_it(make_entry, change, noticed_by):
    """Feeds of other programs have none: then address and date count, to each reader otherwise."""
    old = make_entry(1, id="")
    assert set(notified_again("rss", old, replace(old, **change))) == noticed_by


def test_the_first_id_of_a_feed_that_had_none_is_noticed_by_everyone(make_entry):
    """A switch from ids that readers made up to ids of one's own shows everything again; `feedkit adopt` avoids it."""
    old = make_entry(1, id="")
    assert notified_again("rss", old, make_entry(1)) == EVERY


def test_every_family_says_where_its_rule_was_read():
    for family in FAMILIES:
        assert family.source
        assert family.rule
        assert set(family.keys) == {"rss", "atom", "json"}
