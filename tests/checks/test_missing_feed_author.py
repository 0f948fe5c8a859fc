"""Atom feeds without authors."""

from __future__ import annotations

from dataclasses import replace


def test_an_entry_without_an_author_needs_one_of_the_feed(feed, made, findings, line_of):
    nobody = tuple(replace(each, authors=()) for each in feed.entries)
    assert findings(made("atom", entries=nobody)) == []
    document = made("atom", entries=nobody, authors=())
    (found,) = findings(document)
    assert found == (
        "FK415",
        "main.atom",
        line_of(document, "<entry"),
        "neither the feed nor tag:example.org,2026:0001 has an author",
    )


def test_entries_with_authors_need_none_of_the_feed(made, findings):
    assert findings(made("atom", authors=())) == []


def test_an_empty_feed_needs_one(made, findings):
    (found,) = findings(made("atom", authors=(), entries=()))
    assert found[3] == "neither the feed nor tag:example.org,2026:feed/main has an author"


def test_other_formats_do_without(feed, made, findings):
    nobody = tuple(replace(each, authors=()) for each in feed.entries)
    assert findings(made("rss", entries=nobody, authors=()), made("json", entries=nobody, authors=())) == []
