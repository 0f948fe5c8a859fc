"""OPML 2.0: the list of all feeds."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from feedkit.characters import without_forbidden
from feedkit.formats import opml
from feedkit.model import Person

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40).map(without_forbidden)


def test_the_list_is_written_like_this(make_feed):
    feeds = [make_feed(), make_feed(title="KI & mehr", language="de", url="https://example.org/de/")]
    owner = Person(name="The Editors", email="ed@example.org", url="https://example.org/about")
    written = opml.render(feeds, title="All feeds", updated=datetime(2026, 5, 7, 19, tzinfo=UTC), owner=owner)
    assert (
        written.decode()
        == """\
<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
  <head>
    <title>All feeds</title>
    <dateModified>Thu, 07 May 2026 19:00:00 +0000</dateModified>
    <ownerName>The Editors</ownerName>
    <ownerEmail>ed@example.org</ownerEmail>
    <ownerId>https://example.org/about</ownerId>
  </head>
  <body>
    <outline type="rss" text="Example News" title="Example News" description="All that happens." \
xmlUrl="https://example.org/feeds/main.rss" htmlUrl="https://example.org/" language="en" version="RSS2"/>
    <outline type="rss" text="KI &amp; mehr" title="KI &amp; mehr" description="All that happens." \
xmlUrl="https://example.org/feeds/main.rss" htmlUrl="https://example.org/de/" language="de" version="RSS2"/>
  </body>
</opml>
"""
    )


def outlines(feeds):
    root = etree.fromstring(opml.render(feeds, title="All"))
    return [dict(each.attrib) for each in root.iter("outline")]


@pytest.mark.parametrize(
    ("formats", "chosen"),
    [(["rss", "atom", "json"], "rss"), (["atom", "rss"], "atom"), (["json", "atom"], "atom"), (["json"], "json")],
)
def test_a_feed_is_listed_once_in_a_format_every_reader_knows(formats, chosen, make_feed):
    links = {link.format: link for link in make_feed().links}
    (found,) = outlines([make_feed(links=tuple(links[name] for name in formats))])
    assert found["xmlUrl"] == links[chosen].url
    assert found.get("version") == ("RSS2" if chosen == "rss" else None)


def test_what_is_not_known_is_left_out(make_feed):
    (found,) = outlines([make_feed(description="", language="")])
    assert set(found) == {"type", "text", "title", "xmlUrl", "htmlUrl", "version"}
    root = etree.fromstring(opml.render([], title="All", owner=Person(name="Ann")))
    assert [each.tag for each in root.iter()] == ["opml", "head", "title", "ownerName", "body"]


def test_a_feed_without_documents_cannot_be_subscribed_to(make_feed):
    assert outlines([make_feed(links=())]) == []


@settings(max_examples=60, deadline=None)
@given(title=TEXT)
def test_any_title_is_read_back(title, make_feed):
    """Attributes keep even their line breaks."""
    (found,) = outlines([make_feed(title=title)])
    assert found["text"] == (title or "https://example.org/")


def test_unwritable_characters_are_left_out_rather_than_failing(make_feed):
    (found,) = outlines([make_feed(title="a\x00b\ud800")])
    assert found["text"] == "ab"
