"""An independent reader finds in RSS and Atom what the model says."""

from __future__ import annotations

import html
from calendar import timegm
from datetime import UTC, datetime

import feedparser
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from feedkit.characters import without_forbidden

pytestmark = pytest.mark.parametrize("name", ["rss", "atom"])


def read(document: bytes):
    found = feedparser.parse(document)
    assert not found.bozo, found.bozo_exception
    return found


def moment(parsed) -> datetime:
    return datetime.fromtimestamp(timegm(parsed), UTC)


def as_text(found) -> str:
    """The plain text that a text construct stands for."""
    return html.unescape(found.value) if found.type == "text/html" else found.value


@pytest.fixture
def entries(make_full_entry, make_entry):
    return [
        make_full_entry(0, language="de"),
        make_full_entry(1, enclosures=()),
        make_entry(2, content=""),
        make_entry(3),
    ]


def test_all_entries_are_read_back(name, entries, make_full_feed, render):
    found = read(render(name, make_full_feed(*entries)))
    assert [each.id for each in found.entries] == [each.id for each in entries]
    assert [each.link for each in found.entries] == [each.url for each in entries]
    assert [each.title for each in found.entries] == [each.title for each in entries]
    assert [as_text(each.summary_detail) for each in found.entries] == [each.summary for each in entries]
    assert [moment(each.published_parsed) for each in found.entries] == [each.published for each in entries]


def test_content_is_read_back_where_there_is_some(name, entries, make_full_feed, render):
    found = read(render(name, make_full_feed(*entries)))
    assert [[text.value for text in each.get("content", [])] for each in found.entries] == [
        [each.content] if each.content else [] for each in entries
    ]


def test_changes_are_read_back(name, make_full_entry, make_full_feed, render):
    entry = make_full_entry()
    found = read(render(name, make_full_feed(entry))).entries[0]
    assert moment(found.updated_parsed) == entry.updated != entry.published


def test_authors_are_read_back(name, entries, make_full_feed, render):
    found = read(render(name, make_full_feed(*entries)))
    assert [[person["name"] for person in each.authors] for each in found.entries] == [
        [person.name for person in each.authors] for each in entries
    ]


def test_an_address_is_read_back(name, make_entry, make_feed, render):
    from feedkit.model import Person

    entry = make_entry(authors=(Person(name="Ann", email="ann@example.org"),))
    found = read(render(name, make_feed(entry))).entries[0]
    assert dict(found.author_detail) == {"name": "Ann", "email": "ann@example.org"}


def test_categories_are_read_back(name, make_full_entry, make_full_feed, render):
    found = read(render(name, make_full_feed(make_full_entry()))).entries[0]
    assert [each.term for each in found.tags] == ["AI News", "robots", "R&D"]


def test_the_lead_image_is_read_back(name, make_full_entry, make_full_feed, render):
    entry = make_full_entry()
    found = read(render(name, make_full_feed(entry))).entries[0]
    assert found.media_thumbnail == [{"url": entry.image.url}]
    assert found.media_content == [
        {"url": entry.image.url, "medium": "image", "type": "image/png", "filesize": str(entry.image.length)}
    ]
    assert found.media_credit == [{"content": "Eve"}]


def test_a_lead_images_alternative_text_becomes_nothing_else(name, make_full_entry, make_full_feed, render):
    """feedparser would take a media:description for the entry's summary or content."""
    for changes in ({}, {"content": ""}, {"summary": ""}, {"title": "A"}):
        found = read(render(name, make_full_feed(make_full_entry(**changes)))).entries[0]
        texts = (
            found.title,
            found.title_detail,
            found.get("summary"),
            found.get("summary_detail"),
            found.get("content"),
        )
        assert "A data centre" not in str(texts)


def test_enclosures_are_read_back(name, make_full_entry, make_full_feed, render):
    entry = make_full_entry()
    found = read(render(name, make_full_feed(entry))).entries[0]
    wanted = entry.enclosures if name == "atom" else entry.enclosures[1:]
    assert [(each.href, each.type, int(each.length)) for each in found.enclosures] == [
        (each.url, each.media_type, each.length) for each in wanted
    ]


def test_comments_are_read_back(name, make_full_entry, make_full_feed, render):
    entry = make_full_entry()
    found = read(render(name, make_full_feed(entry))).entries[0]
    if name == "rss":
        assert (found.comments, found.slash_comments) == (entry.comments.url, "3")
    else:
        assert [link.href for link in found.links if link.rel == "replies"] == [entry.comments.url]
        assert found.thr_total == "3"


def test_the_feed_is_read_back(name, make_full_feed, render):
    feed = make_full_feed()
    found = read(render(name, feed)).feed
    assert (found.title, found.link, found.subtitle, found.language) == (feed.title, feed.url, feed.description, "en")
    assert (found.author, found.generator, found.rights) == ("The Editors", "feedkit", feed.rights)
    assert moment(found.updated_parsed) == feed.updated
    assert [link.href for link in found.links if link.rel == "hub"] == list(feed.hubs)
    assert [link.href for link in found.links if link.rel == "license"] == [feed.license_url]
    assert (found.image.href if name == "rss" else found.logo) == feed.logo_url


def test_an_entrys_own_language_is_read_back(name, make_full_entry, make_full_feed, render):
    found = read(render(name, make_full_feed(make_full_entry(language="de")))).entries[0]
    assert (found.language if name == "rss" else found.title_detail.language) == "de"


def is_left_alone(text: str) -> bool:
    """Whether feedparser does not "repair" the text: it takes what could be UTF-8 read as Latin-1 for just that."""
    for each in (text, text.strip()):
        try:
            if each.encode("latin-1").decode() != each:
                return False
        except UnicodeError:
            continue
    return True


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60).map(without_forbidden).filter(is_left_alone)
HARD = "a < b && c ]]> <![CDATA[ </title> &amp; &#60; &nbsp; \"'\u2028\u00a0 <!-- --> <?xml?>"


@settings(max_examples=40, deadline=None)
@given(title=TEXT, summary=TEXT, content=TEXT)
@example(title=HARD, summary=HARD, content=HARD)
@example(title="]]>", summary="&", content="\t")
@example(title="\r\n x", summary="\ue000\U0010fffd", content="𝒳\u200f")
def test_any_text_is_read_back(name, title, summary, content, make_entry, make_feed, render):
    entry = make_entry(title=title, summary=summary, content=f"<p>x{html.escape(content)}x</p>")
    found = read(render(name, make_feed(entry))).entries[0]
    # feedparser strips texts, and an entry without a title is called by its address.
    assert found.title == (title.strip() or entry.url)
    if summary.strip():
        assert as_text(found.summary_detail) == summary.strip()
    assert html.unescape(found.content[0].value if "content" in found else found.summary) == f"<p>x{content}x</p>"
