"""Exports of WordPress."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from feedkit.foreign import read
from feedkit.foreign.wordpress_markup import as_html
from feedkit.model import Enclosure

HOME = "https://notes.example.org/"


@pytest.fixture
def raw(request) -> bytes:
    return (request.config.rootpath / "tests" / "cases" / "foreign" / "wordpress.wxr.xml").read_bytes()


@pytest.fixture
def export(raw):
    feed, found = read(raw, "export.xml")
    return feed, found


def test_posts_are_entries_and_nothing_else_is(export) -> None:
    """Pages and attachments were in no feed, and what was thrown away stays so."""
    feed, _ = export
    assert [(entry.title, entry.status) for entry in feed.entries] == [
        ("Why we repaired the clock", "publish"),
        ("A map of quiet streets", "publish"),
        ("Tea, once more", "draft"),
        ("For friends", "private"),
    ]


def test_a_post_is_read_whole(export) -> None:
    """From the names of authors to the picture that a number points to."""
    entry = export[0].entries[0]
    assert entry.id == f"{HOME}?p=31"
    assert not entry.id_is_permalink
    assert entry.published == datetime(2024, 4, 2, 9, 15, tzinfo=UTC)
    assert entry.published.utcoffset() == timedelta(hours=2)
    assert entry.updated == datetime(2024, 4, 3, 8, 0, tzinfo=UTC)
    assert entry.authors == ("Ilse Brandt",)
    assert entry.categories == ("Repairs",)
    assert entry.tags == ("clocks", "springs & wheels")
    assert entry.summary == "It had stopped."
    assert (entry.image, entry.image_alt) == (f"{HOME}wp-content/uploads/2024/04/clock.jpg", "The clock, open")
    assert entry.enclosures == (Enclosure(url=f"{HOME}clock.mp3", media_type="audio/mpeg", length=5120000),)
    assert entry.slug == "why-we-repaired-the-clock"


def test_comments_of_blocks_are_gone_and_the_one_that_means_something_stays(export) -> None:
    """`<!--more-->` ends the summary."""
    content = export[0].entries[0].content_html
    assert "wp:" not in content
    assert "<!--more-->" in content


def test_shortcodes_that_mean_nothing_here_are_told(export) -> None:
    """With the line of the post; those in code are shown as they are."""
    feed, (finding,) = export
    assert finding.rule.code == "FK469"
    assert "[gallery]" in finding.message
    assert finding.place.line > 0
    assert "[gallery] is shown as it is" in feed.entries[0].content_html
    assert "[gallery ids" not in feed.entries[1].content_html


def test_uncategorized_is_no_category(export) -> None:
    """It is WordPress's word for none."""
    assert export[0].entries[1].categories == ()


@pytest.mark.parametrize("length", [0.3, 0.5, 0.7, 0.9, 0.99])
def test_an_export_that_breaks_off_is_read_up_to_there(raw, length) -> None:
    """As servers cut them when they run out of time; a warning says so."""
    feed, found = read(raw[: int(len(raw) * length)], "export.xml")
    assert "FK461" in {each.rule.code for each in found}
    whole, _ = read(raw, "export.xml")
    assert [each.id for each in feed.entries[:-1]] == [
        each.id for each in whole.entries[: max(0, len(feed.entries) - 1)]
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"<title><![CDATA[About]]></title>", b"<title>Fish & chips <br></title>"),
        (b"A page is no entry.", b"A page \x08 is ]]> no \x00 entry."),
        (b'xmlns:wfw="http://wellformedweb.org/CommentAPI/"', b""),
        (b'xmlns:dc="http://purl.org/dc/elements/1.1/"', b""),
        (b"Drawn on foot,", b"Drawn on \xff\xfe foot,"),
        (b"<wp:post_id>2</wp:post_id>", b"<wp:post_id>2</wp:post>"),
        (b"&amp; wheels", b"& wheels"),
    ],
)
def test_an_ill_formed_export_keeps_its_entries(raw, before, after) -> None:
    """Real ones may be ill-formed in all these ways."""
    assert before in raw
    feed, _ = read(raw.replace(before, after), "export.xml")
    assert [entry.id for entry in feed.entries] == [f"{HOME}?p={number}" for number in (31, 24, 40, 41)]
    assert feed.entries[0].authors in (("Ilse Brandt",), ("ilse",))


def test_texts_that_end_too_early_and_noise_before_the_export_are_mended(raw) -> None:
    """An old WordPress let `]]>` stand in texts; servers print notices before they begin."""
    evil = raw.replace(b"<p>It had stopped at", b"<p>a[b[0]]>c & <br> had stopped at")
    feed, found = read(b"<b>Notice</b>: something is deprecated <br>\n" + evil, "export.xml")
    assert [entry.id for entry in feed.entries] == [f"{HOME}?p={number}" for number in (31, 24, 40, 41)]
    assert "<p>a[b[0]]>c & <br> had stopped at" in feed.entries[0].content_html
    assert feed.entries[0].categories == ("Repairs",)
    assert "FK461" in {each.rule.code for each in found}


def test_no_entity_of_an_export_is_resolved(raw, tmp_path) -> None:
    """Neither a file nor a bomb."""
    secret = tmp_path / "secret"
    secret.write_text("the secret")
    doctype = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY y "{"y" * 50}">]>'.encode()
    evil = raw.replace(b"<rss version", doctype + b"<rss version").replace(b"<![CDATA[About]]>", b"&x;&y;")
    feed, _ = read(evil.replace(b"<![CDATA[Tea, once more]]>", b"Tea &x;&y;"), "export.xml")
    assert "the secret" not in repr(feed)
    assert "y" * 50 not in repr(feed)
    assert feed.entries[2].title.startswith("Tea")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("one\ntwo\n\nthree", "<p>one<br>\ntwo</p>\n<p>three</p>"),
        ("one\r\n\r\ntwo", "<p>one</p>\n<p>two</p>"),
        ("<ul>\n<li>a</li>\n</ul>\nb", "<ul>\n<li>a\n</li>\n</ul>\n<p>b</p>"),
        ("a<!--more-->b", "<p>a</p>\n<!--more-->\n<p>b</p>"),
        ("<pre>a\n\nb</pre>", "<pre>a\n\nb</pre>"),
        ("https://video.example/1", '<p><a href="https://video.example/1">https://video.example/1</a></p>'),
        ("[code]if a < b[/code]", "<pre><code>if a &lt; b</code></pre>"),
        ("<!-- wp:paragraph -->\n<p>a\nb</p>\n<!-- /wp:paragraph -->", "<p>a\nb</p>"),
        ('[audio mp3="https://a.example/a.mp3"][/audio]', '<audio controls src="https://a.example/a.mp3">\n</audio>'),
        ("as he said [sic] in [1]", "<p>as he said [sic] in [1]</p>"),
        ("[[gallery]]", "<p>[gallery]</p>"),
    ],
)
def test_texts_are_shown_as_wordpress_shows_them(text, html) -> None:
    """`wpautop`, blocks and the shortcodes that have a meaning elsewhere."""
    shown, unknown = as_html(text)
    assert shown == html
    assert unknown == ()


def test_an_unknown_shortcode_leaves_what_is_in_it() -> None:
    """Its brackets go, and it is named."""
    assert as_html('[box color="red"]Kept[/box] [gallery]') == ("<p>Kept</p>", ("box", "gallery"))


@pytest.mark.parametrize("piece", ["[caption]", "[code]", "[", '[a b="', "<pre>", "<!--", "\n ", "[embed]", "<li>"])
def test_what_is_never_closed_is_read_to_its_end(piece) -> None:
    """Ten thousand of each: the work grows with the text, or this would not come back."""
    html, _ = as_html(piece * 10_000)
    assert isinstance(html, str)
