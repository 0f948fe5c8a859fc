"""Feeds as values, so that a test names only what it is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from feedkit.comparison import Background, FeedDocument, Whereabouts, compare
from feedkit.comparison.published import PublishedEntry, PublishedFeed

NEWEST = datetime(2026, 5, 28, 12, 0, tzinfo=UTC)


def entry(number: int, **changes: object) -> PublishedEntry:
    """The entry of that number: 1 is the newest, each further one a day older."""
    made = PublishedEntry(
        id=f"tag:daily.example,2026:{number}",
        url=f"https://daily.example/{number}/",
        title=f"Story {number}",
        published=NEWEST - timedelta(days=number - 1),
        updated=NEWEST - timedelta(days=number - 1),
        summary=f"What happened in story {number}.",
        content=f"<p>The whole of story {number}, told in full length and with care.</p>",
    )
    return replace(made, **changes)


def feed(*entries: PublishedEntry, name: str = "main", format: str = "atom", url: str = "", **changes: object) -> FeedDocument:  # fmt: skip
    """A document of these entries."""
    path = f"{name}.{format}.xml"
    address = url or f"https://daily.example/{path}"
    made = PublishedFeed(
        format=format, title=f"Daily {name}", self_url=address, id=f"tag:daily.example,2026:feed/{name}", entries=entries, length=100 * len(entries)
    )  # fmt: skip
    return FeedDocument(feed=replace(made, **changes), path=path, url=address, name=name)


@pytest.fixture
def compared():
    """Compares documents; the articles of all new entries, and those in `alive`, are published."""

    def make(before, after, *, alive=(), statuses=None, ids=None):
        known = {e.id: "published" for d in after for e in d.feed.entries} | dict.fromkeys(alive, "published")
        known |= statuses or {}
        background = Background(
            by_id={id: Whereabouts(path=f"articles/{id[-1]}.md", status=status) for id, status in known.items()},
            known_before=frozenset(ids if ids is not None else {e.id for d in before for e in d.feed.entries}),
            all_known_before=ids is not None,
        )
        return compare(before, after, background, base="yesterday", now=NEWEST)

    return make


@pytest.fixture
def make_entry():
    return entry


@pytest.fixture
def make_feed():
    return feed
