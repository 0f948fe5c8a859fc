"""Whatever the bytes are, the linter ends soon, raises nothing and tells places that are in the document."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedkit.checks.feeds import LARGEST, check_feed
from feedkit.checks.feeds._findings import MOST_OF_A_KIND

CLEAN = Path(__file__).parent / "clean"
FEEDS = {each.name: each.read_bytes() for each in sorted(CLEAN.iterdir())}
NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
EXAMPLES = int(os.environ.get("FEEDKIT_FUZZ_EXAMPLES", "150"))
PIECES = (
    b"<", b">", b"&", b"&amp;", b"]]>", b"<![CDATA[", b"<!--", b"-->", b"<?x?>", b"<!DOCTYPE a [", b"\x00", b"\xff", b"\xef\xbb\xbf",
    b'"', b"'", b"</item>", b"<item>", b"<entry>", b"<x:y>", b' xmlns:x="urn:x"', b' xmlns=""', b"&#x0;", b"&#xD800;", b"{", b"[", b"\\u",
    b"&lt;a href='", b"&lt;p style=&quot;", b"9" * 40, b"://", b"urn:uuid:", b"\r", b"\xc3\x28", b"0000-00-00T00:00:00Z", b"-0001",
)  # fmt: skip


def judged(content: bytes, name: str = "feed.xml", media_type: str = "") -> None:
    found = check_feed(content, name, media_type, now=NOW)
    lines = content.count(b"\n") + content.count(b"\r") + 1
    for each in found:
        assert each.message
        assert "\n" not in each.message
        assert each.place.path == name
        assert 0 <= each.place.line <= max(lines, 1) * 4  # a line of UTF-16 is read as one of half the bytes
        assert each.place.column >= 0
        assert each.place.line == 0 or each.place.end_column > each.place.column


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    content=st.binary(max_size=400), media_type=st.sampled_from(["", "application/json", "text/xml; charset=utf-16"])
)
def test_any_bytes(content, media_type):
    """Bytes that nobody would send."""
    judged(content, media_type=media_type)


@settings(max_examples=EXAMPLES, deadline=None)
@given(data=st.data())
def test_feeds_with_something_wrong(data):
    """Pieces cut out, doubled and put in, anywhere in a clean feed."""
    name = data.draw(st.sampled_from(sorted(FEEDS)))
    content = FEEDS[name]
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content)))
        end = min(start + data.draw(st.integers(0, 60)), len(content))
        piece = data.draw(st.sampled_from(PIECES) | st.just(content[start:end] * 2))
        content = content[:start] + piece + content[data.draw(st.sampled_from([start, end])) :]
    judged(content, name)


@settings(max_examples=EXAMPLES, deadline=None)
@given(html=st.text(alphabet="<>/\"'=&;#-! ap[]x\n", max_size=200))
def test_any_html(html):
    """Content that hardly looks like HTML."""
    escaped = html.replace("&", "&amp;").replace("<", "&lt;").encode()
    judged(FEEDS["rss.xml"].replace(b"They like it.", escaped))


N = 20_000
HOSTILE = {
    "open tags": b"<rss>" + b"<a>" * N,
    "many elements": b"<rss version='2.0'><channel>" + b"<a/>" * N + b"</channel></rss>",
    "many attributes": b"<rss " + b" ".join(b"a%d='1'" % each for each in range(N)) + b"/>",
    "many prefixes": b"<rss " + b" ".join(b"xmlns:a%d='u:%d'" % (each, each) for each in range(N // 10)) + b"/>",
    "entities in entities": b"<!DOCTYPE a ["
    + b"".join(b"<!ENTITY a%d '%s'>" % (each, b"&a%d;" % (each - 1) * 10 if each else b"x" * 10) for each in range(9))
    + b"]><rss a='&a8;'>&a8;</rss>",
    "one long name": b"<" + b"a" * N * 10 + b"/>",
    "tags of HTML": FEEDS["rss.xml"].replace(b"They like it.", b"&lt;b>" * N + b"&lt;/i>" * N),
    "quotes in HTML": FEEDS["rss.xml"].replace(b"They like it.", b'&lt;a "' * N),
    "comments in HTML": FEEDS["rss.xml"].replace(b"They like it.", b"&lt;!--" * N),
    "declarations in HTML": FEEDS["rss.xml"].replace(b"They like it.", b"&lt;!x" * N),
    "scripts in HTML": FEEDS["rss.xml"].replace(b"They like it.", b"&lt;script>" * N),
    "styles": FEEDS["rss.xml"].replace(b"They like it.", b"&lt;a style='" + b"a-" * N + b"'>"),
    "dates": FEEDS["rss.xml"].replace(b"Thu, 28 May 2026 09:00:00 +0000", b"(" * N),
    "addresses": FEEDS["rss.xml"].replace(
        b"They like it.", b"x</description><author>" + b"(" * N + b"a@b.c)</author><description>"
    ),
    "urls": FEEDS["rss.xml"].replace(b"https://news.example.org/robots/", b"http://" + b"a." * N),
    "ids": FEEDS["atom.xml"].replace(b"tag:news.example.org,2026:robots", b"http://a/" + b"../" * N + b"%zz"),
    "mail addresses": FEEDS["atom.xml"].replace(b"</name>", b"</name><email>" + b"a-" * N + b"</email>"),
    "media types": FEEDS["atom.xml"].replace(b'type="application/atom+xml"', b'type="a/b' + b";a=b" * N + b'!="'),
    "keys of JSON": b"{" + b",".join(b'"a%d":1' % each for each in range(N)) + b', "items": []}',
    "lists of JSON": b'{"items":' + b"[" * N,
    "strings of JSON": b'{"items":["' + b"\\" * N,
    "text with every line end": b"<rss>" + b"\r" * N + b"</rss>",
    "zeros": b"\x00" * N * 10,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_made_to_take_long(name):
    """Each of these takes time in proportion to its length, or is refused; and at most so many findings come of it."""
    found = check_feed(HOSTILE[name], "feed.xml", now=NOW)
    codes = [each.rule.code for each in found]
    assert max(map(codes.count, codes), default=0) <= MOST_OF_A_KIND


def test_a_document_that_is_too_large_is_not_read():
    """8 MiB are more than most readers take."""
    assert [each.rule.name for each in check_feed(b" " * (LARGEST + 1), "feed.xml")] == ["too-large-to-check"]


def test_many_findings_of_one_kind_end_with_their_number():
    """A feed of thousands of faults does not bury the others."""
    content = b"<rss version='0.92'><channel>" + b"<a/>" * 900 + b"</channel></rss>"
    found = [each for each in check_feed(content, "feed.xml") if each.rule.name == "undefined-element"]
    assert len(found) == MOST_OF_A_KIND
    assert found[-1].notes == ("there are 800 more of these",)
