"""What many tests need: a small site with feeds of every kind, made from the model."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from feedkit.index_page import Site
from feedkit.model import Entry, Feed, FeedLink, Image, Person

HOME = "https://daily.example/"
MEDIA_TYPES = {
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
}
STORIES = (
    ("xAI sells a data centre’s whole output to Anthropic", "AI News", "", "Ana Writer"),
    ("DuckDuckGo installs rise after Google’s search overhaul", "AI News", "", "Ana Writer"),
    ("<b>Bold</b> & “quoted”: a title that must be escaped", "Markup & more", "", "Zoë <Z> O’Neill"),
    ("Roboter lernen von bezahlten Kamerabildern.", "Robotik", "de", "Ana Writer"),
    ("الروبوتات تتعلم من الصور.", "أخبار", "ar", "ليلى"),
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`make goldens` passes this on."""
    parser.addoption("--update-goldens", action="store_true", help="write the expected outputs anew")


@pytest.fixture
def sample_site() -> Site:
    """An English site."""
    return Site(
        title="The Daily Model",
        url=HOME,
        description="What happened in AI, every four hours.",
        language="en",
        icon_url="https://cdn.example/icon.png",
    )


@pytest.fixture
def sample_entries() -> tuple[Entry, ...]:
    """Five entries, newest first; two in other languages, all with pictures on another host."""
    newest = datetime(2026, 5, 28, 13, 0, tzinfo=UTC)
    return tuple(
        Entry(
            id=f"tag:daily.example,2026:{number}",
            url=f"{HOME}articles/{number}",
            title=title,
            published=newest - timedelta(hours=4 * number),
            updated=newest - timedelta(hours=4 * number),
            summary=f"{title} " * 6,
            content=f'<p>{title}</p><p><img src="https://cdn.example/{number}.png" alt=""></p>',
            authors=(Person(name=author, avatar=Image(url="https://cdn.example/avatar.png")),),
            category=category,
            tags=("robots", "search"),
            language=language,
            image=Image(url=f"https://cdn.example/lead-{number}.png", alt="A banner"),
        )
        for number, (title, category, language, author) in enumerate(STORIES)
    )


@pytest.fixture
def sample_feed(sample_entries):
    """A function that makes a feed of a name and a title, offered in three formats."""

    def make(name: str, title: str, *, language: str = "en", description: str = "") -> Feed:
        path = "feed" if name == "main" else name
        return Feed(
            name=name,
            id=f"tag:daily.example,2026:{name}",
            title=title,
            description=description,
            url=HOME,
            language=language,
            authors=(Person(name="The Daily Model"),),
            entries=sample_entries,
            updated=sample_entries[0].updated,
            links=tuple(
                FeedLink(format=each, path=f"{path}.{each}", url=f"{HOME}{path}.{each}", media_type=media_type)
                for each, media_type in MEDIA_TYPES.items()
            ),
        )

    return make


@pytest.fixture
def sample_feeds(sample_feed) -> tuple[Feed, ...]:
    """The main feed, two named ones, and some of each family; one of them offered in Atom only."""
    robots = sample_feed("tag/robots", "The Daily Model: Robots & <arms>")
    return (
        sample_feed("tag/search", "The Daily Model: search"),
        sample_feed("main", "The Daily Model", description="What happened in AI, every four hours."),
        sample_feed("deep-dives", "Deep dives", description="The long ones, without the news of the hour."),
        sample_feed("podcast", "The Daily Model – Podcast"),
        sample_feed("category/ai-news", "The Daily Model: AI News"),
        replace(robots, links=robots.links[1:2]),
        sample_feed("author/ana", "The Daily Model: Ana Writer"),
        sample_feed("language/de", "The Daily Model: Deutsch", language="de"),
        sample_feed("language/ar", "The Daily Model: العربية", language="ar"),
    )
