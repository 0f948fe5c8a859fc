"""Whatever the bytes are, there is a feed or a finding."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedkit.foreign import ForeignFeed, read
from feedkit.foreign.article_files import NoArticleError, article_file

CASES = sorted(path for path in (Path(__file__).parent.parent / "cases" / "foreign").iterdir() if path.suffix != ".md")
SAMPLES = [path.read_bytes() for path in CASES]
_few = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
PIECES = [
    b"<item>", b"</item>", b"<entry>", b"<guid>", b"</guid>", b"<title type='xhtml'>", b"<![CDATA[", b"]]>", b"&#x0;", b"&bad;", b"\xff", b"\x00",
    b"<pubDate>Mon, 99 Foo 0000</pubDate>", b"<!DOCTYPE", b"<!--", b"-->", b"<x:y>", b' xml:base="http://["', b"<link href='http://[::1'/>", b'"id": 1e999,', b'{"', b"[[[",
    b"<content:encoded>", b"<wp:status>publish</wp:status>", b"0000-00-00 00:00:00", b"9999-12-31 23:59:59", b"<p><table><script>", b"\xed\xa0\x80", b"<div>" * 300,
]  # fmt: skip


def check(raw: bytes) -> None:
    """Reading gives one of the two; and of every entry an article is made, or it is said why not."""
    feed, found = read(raw, "old.xml")
    if feed is None:
        assert [each.rule.code for each in found] == ["FK460"]
        return
    assert isinstance(feed, ForeignFeed)
    for entry in feed.entries:
        assert entry.title == " ".join(entry.title.split(" "))
        assert "\x00" not in entry.id
        try:
            article_file(entry, html=False).text.encode()
        except NoArticleError as error:
            assert str(error)


@_few
@given(st.binary(max_size=400))
def test_any_bytes(raw: bytes) -> None:
    """Noise."""
    check(raw)


@_few
@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_any_pieces_of_feeds(pieces: list[bytes]) -> None:
    """What feeds are made of, in no order."""
    check(b"".join(pieces))
    check(b"<rss version='2.0'><channel>" + b"".join(pieces))


@_few
@given(st.sampled_from(SAMPLES), st.data())
def test_any_damage_to_a_feed(sample: bytes, data: st.DataObject) -> None:
    """A real feed with a hole, and something else in it."""
    start = data.draw(st.integers(0, len(sample)))
    length = data.draw(st.integers(0, 200))
    check(sample[:start] + data.draw(st.sampled_from([b"", *PIECES])) + sample[start + length :])
