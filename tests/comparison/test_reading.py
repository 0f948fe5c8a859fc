"""Feed documents read again."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedkit import formats
from feedkit.comparison.reading import listed_feeds, moment, read


@pytest.mark.parametrize("name", ["rss", "atom", "json"])
def test_our_own_feeds_say_what_they_were_made_of(sample_feed, name):
    """Ids, addresses, titles, dates, authors and pictures, in their order, whatever the format."""
    feed = sample_feed("main", "The Daily <Model> & more")
    found = read(formats.render(name, feed, f"feed.{name}", formats.Parts()))
    assert found is not None
    assert (found.format, found.title, found.home, found.language) == (name, feed.title, feed.url, "en")
    assert found.self_url == f"https://daily.example/feed.{name}"
    assert [each.id for each in found.entries] == [each.id for each in feed.entries]
    assert [each.url for each in found.entries] == [each.url for each in feed.entries]
    assert [each.title for each in found.entries] == [each.title for each in feed.entries]
    assert [each.published for each in found.entries] == [each.published for each in feed.entries]
    assert [each.authors for each in found.entries] == [tuple(p.name for p in each.authors) for each in feed.entries]
    assert [each.image for each in found.entries] == [each.image.url for each in feed.entries]
    assert all(
        set(each.tags) == {entry.category, *entry.tags} for each, entry in zip(found.entries, feed.entries, strict=True)
    )
    assert [each.content for each in found.entries] == [each.content for each in feed.entries]


def test_old_rss_has_its_address_as_id_only_where_it_says_so():
    """`isPermaLink` is true unless the feed says otherwise."""
    found = read(
        b"<rss><channel><item><guid>https://a.example/1</guid></item><item><guid isPermaLink='false'>x</guid></item></channel></rss>"
    )
    assert found is not None
    assert [(each.id, each.url) for each in found.entries] == [
        ("https://a.example/1", "https://a.example/1"),
        ("x", ""),
    ]


def test_rdf_and_xhtml_are_read():
    """RSS 1.0 keeps its items beside the channel; Atom may hold elements."""
    rdf = read(
        b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
        <channel><title>Old</title></channel>
        <item rdf:about="https://a.example/1"><title>One</title><link>https://a.example/1</link><dc:date>2004-05-06</dc:date></item></rdf:RDF>"""
    )
    assert rdf is not None
    assert (rdf.title, rdf.entries[0].id, rdf.entries[0].published) == (
        "Old",
        "https://a.example/1",
        datetime(2004, 5, 6, tzinfo=UTC),
    )
    atom = read(
        b"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Hello <b>you</b></p></div></content></entry></feed>"""
    )
    assert atom is not None
    assert "<p>Hello <b>you</b></p>" in atom.entries[0].content


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"  ",
        b"<html><body>404</body></html>",
        b"{}",
        b"[]",
        b'{"items": 3}',
        b"\xff\xfe",
        b"<",
        b'{"items": [',
        b"plain",
    ],
)
def test_what_is_no_feed_is_none(content):
    assert read(content) is None


def test_no_entity_is_expanded_and_nothing_is_fetched():
    """A feed is read as data, whatever it asks for."""
    hostile = b"""<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>
    <rss><channel><title>&x;&b;</title></channel></rss>"""
    found = read(hostile)
    assert found is None or found.title in ("", "&x;&b;")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200) | st.text(alphabet="<>/ rsfeditmguchanl&;\"'=", max_size=120).map(str.encode))
def test_no_bytes_break_the_reading(content):
    read(content)
    read(b"<rss><channel><item>" + content)
    listed_feeds(content)


_json = st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "url", "title", "authors", "name", "tags", "attachments", "date_published", "hubs"]), inner, max_size=4), max_leaves=12)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(_json, _json)
def test_no_shape_of_json_breaks_the_reading(item, hubs):
    read(json.dumps({"items": [item, {"id": item, "authors": item, "tags": item}], "hubs": hubs}).encode())


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Thu, 28 May 2026 19:00:00 +0200", datetime(2026, 5, 28, 17, tzinfo=UTC)),
        ("2026-05-28T19:00:00.123-04:00", datetime(2026, 5, 28, 23, tzinfo=UTC)),
        ("2026-05-28T19:00:00Z", datetime(2026, 5, 28, 19, tzinfo=UTC)),
        ("yesterday", None),
        ("", None),
        ("9999-12-31T23:59:59-12:00", None),
    ],
)
def test_dates_of_all_formats_are_moments(written, expected):
    assert moment(written) == expected


def test_a_list_of_feeds_names_them():
    opml = b"<opml><body><outline text='x'><outline xmlUrl='https://a.example/1'/><outline xmlUrl=''/></outline></body></opml>"
    assert listed_feeds(opml) == ("https://a.example/1",)
    assert listed_feeds(b"<html/>") == ()
