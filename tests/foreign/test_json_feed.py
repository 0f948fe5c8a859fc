"""JSON Feed."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from feedkit.foreign import read
from feedkit.model import Enclosure


def only(**item):
    feed, _ = read(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [item]}).encode(), "old.json")
    return feed.entries[0]


def test_an_item_is_read_whole(case) -> None:
    """Every member that an article has a key for."""
    entry = case("feed.json").entries[0]
    assert entry.id == entry.url == "https://notes.example.org/2024/04/why-we-repaired-the-clock/"
    assert entry.published == datetime(2024, 4, 2, 9, 15, tzinfo=UTC)
    assert entry.published.utcoffset() == timedelta(hours=2)
    assert entry.updated - entry.published == timedelta(days=1)
    assert entry.authors == ("Ilse Brandt", "Jon Vale")
    assert entry.tags == ("repairs", "clocks")
    assert entry.summary == "Ten past four."
    assert entry.image == "https://notes.example.org/clock.jpg"
    assert entry.enclosures == (
        Enclosure(url="https://notes.example.org/clock.mp3", media_type="audio/mpeg", length=512, duration=61),
    )


def test_a_number_is_an_id_and_a_text_is_made_html(case) -> None:
    """As version 1.1 asks of readers."""
    entry = case("feed.json").entries[1]
    assert entry.id == "7"
    assert entry.content_html == "<p>No title.</p>\n<p>But two paragraphs &amp; a sign.</p>"
    assert entry.authors == ("Ilse Brandt",)


def test_titles_are_plain_by_the_specification() -> None:
    """Angle brackets in them are angle brackets."""
    assert only(id="1", title="Use <b> & <i>").title == "Use <b> & <i>"


@pytest.mark.parametrize("id", ["a\x00b", "a\ud800", "a\u2028b"])
def test_an_id_that_no_xml_feed_can_carry_is_passed_over(id) -> None:
    """With a warning: no subscriber of ours could get it."""
    feed, (finding,) = read(json.dumps({"items": [{"id": id, "title": "t"}]}).encode(), "old.json")
    assert feed.entries[0].id == ""
    assert finding.rule.code == "FK461"


@pytest.mark.parametrize(
    "item",
    [
        {"id": None, "tags": "a", "authors": {}, "attachments": [1, {"url": 3}], "image": [], "date_published": 5},
        {"id": [], "title": {}, "content_html": 3, "url": "javascript:x", "author": "A", "summary": None},
        {"attachments": [{"url": "https://a/b", "size_in_bytes": -1, "duration_in_seconds": 1e300, "mime_type": 3}]},
    ],
)
def test_members_of_a_wrong_type_count_as_missing(item) -> None:
    """They are no reason to lose the entry."""
    entry = only(**item)
    assert (entry.title, entry.url, entry.published, entry.authors) == ("", "", None, ())
