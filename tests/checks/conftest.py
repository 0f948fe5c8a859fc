"""A finished feed in each format, to be damaged and looked at."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from feedkit.checks import Output, run
from feedkit.formats import load
from feedkit.model import Document, Enclosure, Entry, Feed, FeedLink, Image, Person

SITE = "https://example.org"
MEDIA_TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}


def _entry(number: int) -> Entry:
    moment = datetime(2026, 5, 7, 19, number, tzinfo=UTC)
    return Entry(
        id=f"tag:example.org,2026:{number:04}",
        url=f"{SITE}/{number}/",
        title=f"Article {number}",
        published=moment,
        updated=moment,
        summary="In short.",
        content=f'<p><a href="{SITE}/more">At length.</a></p>',
        authors=(Person(name="Ann"),),
        image=Image(url=f"{SITE}/lead.png"),
        enclosures=(Enclosure(url=f"{SITE}/talk.mp3", media_type="audio/mpeg"),),
    )


@pytest.fixture
def feed() -> Feed:
    """A feed of two entries in all formats."""
    entries = (_entry(1), _entry(0))
    return Feed(
        name="main",
        id="tag:example.org,2026:feed/main",
        title="Example News",
        description="All that happens.",
        url=f"{SITE}/",
        language="en",
        authors=(Person(name="The Editors"),),
        entries=entries,
        updated=entries[0].updated,
        links=tuple(
            FeedLink(format=name, path=f"main.{name}", url=f"{SITE}/main.{name}", media_type=media_type)
            for name, media_type in MEDIA_TYPES.items()
        ),
        logo_url=f"{SITE}/logo.png",
    )


@pytest.fixture
def made(feed):
    """The document of the feed in a format; `changes` are made to the feed first, then `replaced` to the bytes."""

    def make(name: str, *replaced: tuple[str, str], **changes: object) -> Document:
        path = f"main.{name}"
        content = load(name).render(replace(feed, **changes), path)
        for wrong, instead in replaced:
            damaged = content.replace(wrong.encode(), instead.encode())
            assert damaged != content, wrong
            content = damaged
        return Document(path=path, media_type=MEDIA_TYPES[name], content=content)

    return make


@pytest.fixture
def findings(feed):
    """Code, place and message of what the checks find in documents of the feed."""

    def find(*documents: Document) -> list[tuple[str, str, int, str]]:
        found = run(Output(feeds=(feed,), documents=documents))
        return [(each.rule.code, each.place.path, each.place.line, each.message) for each in found]

    return find


@pytest.fixture
def line_of():
    """The line of a document in which a text first stands, after another one if asked."""

    def find(document: Document, text: str, after: str = "") -> int:
        start = document.content.index(after.encode())
        return document.content.count(b"\n", 0, document.content.index(text.encode(), start)) + 1

    return find
