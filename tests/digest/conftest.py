"""What tests of editions need: a publication, entries with all there is to tell, and a function that composes them."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from feedkit import templates
from feedkit.digest import composition
from feedkit.digest.composition import Masthead
from feedkit.model import Comments, Enclosure, Entry, Feed, FeedLink, Heading, Image, Link, Person

HOME = "https://daily.example/"
NEWEST = datetime(2026, 5, 28, 13, 0, tzinfo=UTC)
ANA = Person(
    name="Ana Writer",
    key="ana",
    url=f"{HOME}authors/ana",
    bio="Ana covers AI daily.",
    avatar=Image(url="https://cdn.example/ana.png", alt="Ana, drawn"),
)
BEN = Person(name="Ben Reader")
TITLES = (
    "Robinhood lets agents trade & pay",
    "DuckDuckGo grows <after> Google’s overhaul",
    "Cameras on workers in India",
    "3,000 agents replace hundreds",
    "A quadrant for coding agents",
    "Grok in three of four hundred cases",
)


@pytest.fixture(scope="session")
def shipped():
    """The templates that ship with feedkit."""
    return templates.load(Path("there is no such folder"))


@pytest.fixture(scope="session")
def entry():
    """A function that makes the entry of a number, the lower the newer; changed as asked."""

    def make(number, **changes):
        title = TITLES[number] if number < len(TITLES) else f"Story number {number} of a long day"
        given = {
            "id": f"tag:daily.example,2026:{number}",
            "url": f"{HOME}articles/{number}",
            "title": title,
            "published": NEWEST - timedelta(hours=4 * number),
            "updated": NEWEST - timedelta(hours=4 * number),
            "summary": f"What number {number} is about. " * 6,
            "content": f'<p>First of {number}.</p><h2 id="why">Why</h2><p>Because. <a href="{HOME}articles/{number}#why">Up</a></p>',
            "authors": (ANA, BEN) if number % 2 else (ANA,),
            "category": "AI News",
            "image": Image(url=f"https://cdn.example/{number}.png", alt=f"Picture of {number}", credit="Drawn by us"),
            "comments": Comments(url=f"{HOME}comments/{number}", count=number),
            "related": (Link(url=f"{HOME}tools/{number % 2}", title=f"Tool {number % 2}"),),
            "views": 100 + 10 * number,
            "reading_time": 4,
            "headings": (Heading(level=2, id="why", text="Why"),),
        }
        return Entry(**(given | changes))

    return make


@pytest.fixture(scope="session")
def recording():
    """Something to listen to."""
    return Enclosure(url="https://cdn.example/1.mp3", media_type="audio/mpeg", length=1, duration=187)


@pytest.fixture(scope="session")
def masthead():
    """A publication in English."""
    links = (
        FeedLink(format="rss", path="feed.rss", url=f"{HOME}feed.rss", media_type="application/rss+xml; charset=utf-8"),
        FeedLink(format="atom", path="feed.atom", url=f"{HOME}feed.atom", media_type="application/atom+xml"),
    )
    feed = Feed(
        name="main",
        id="tag:x",
        title="The Daily Model",
        description="",
        url=HOME,
        language="en",
        authors=(),
        entries=(),
        updated=NEWEST,
        links=links,
    )
    return Masthead(
        title="The Daily Model",
        url=HOME,
        zone=ZoneInfo("America/New_York"),
        archive_url=f"{HOME}editions/",
        description="What happened in AI, every four hours.",
        icon_url="https://cdn.example/icon.png",
        feeds=(feed,),
        postal_address="12 Example Street, 10001 New York",
    )


@pytest.fixture(scope="session")
def compose(masthead, shipped, entry):
    """A function that composes the edition of 28 May 2026 from four entries and two older ones; changed as asked."""

    def make(entries=None, head=masthead, **changes):
        given = {
            "id": "daily/2026-05-28",
            "date": date(2026, 5, 28),
            "cutoff": NEWEST,
            "entries": [entry(each) for each in range(4)] if entries is None else entries,
            "more": [entry(each) for each in (4, 5)],
            "url": f"{HOME}editions/2026-05-28/",
            "templates": shipped,
        }
        return composition.compose(head, **(given | changes))

    return make


@pytest.fixture(scope="session")
def edition(compose):
    """The edition as it is by default."""
    return compose()
