"""RSS, Atom and RDF as generators write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from feedkit.foreign import read
from feedkit.model import Enclosure

CLOCK = datetime(2024, 4, 2, 9, 15, tzinfo=UTC)
HOME = "https://notes.example.org/"


def rss(items: str, attributes: str = "") -> bytes:
    return f'<?xml version="1.0"?><rss version="2.0" {attributes}><channel><title>T</title><link>{HOME}</link>{items}</channel></rss>'.encode()


def only(raw: bytes):
    feed, _ = read(raw, "old.xml")
    assert feed is not None
    (entry,) = feed.entries
    return entry


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("hugo.rss.xml", [f"{HOME}2024/04/why-we-repaired-the-clock/", f"{HOME}2024/03/a-map-of-quiet-streets/", f"{HOME}2024/03/tea-without-kettles/"]),
        ("jekyll.atom.xml", [f"{HOME}2024/04/why-we-repaired-the-clock", f"{HOME}2024/03/a-map-of-quiet-streets", f"{HOME}2024/03/tea-without-kettles"]),
        ("wordpress.rss.xml", [f"{HOME}?p=31", f"{HOME}?p=24", "http://notes.example.org/?p=7"]),
        ("ghost.rss.xml", ["660bcb5e6f0a3d0001a1b2c3", "65f0966e6f0a3d0001a1b2a9", "65e6c8326f0a3d0001a1b297"]),
        ("medium.rss.xml", ["https://medium.example/p/9f8e7d6c5b4a"]),
        ("substack.rss.xml", ["143000111"]),
        ("drupal.rss.xml", ["24 at https://notes.example.org", "7"]),
        ("rdf.xml", [f"{HOME}2024/03/tea-without-kettles/"]),
    ],
)  # fmt: skip
def test_ids_are_read_character_by_character(case, name, ids) -> None:
    """Neither `xml:base` nor blanks nor the lack of a scheme change what was issued."""
    assert [entry.id for entry in case(name).entries] == ids


@pytest.mark.parametrize(
    "written", ["123", "https://a.example/?", "https://a.example/a/../b", "CafÃ©", "a%2fB", "x  y", "&lt;b&gt;"]
)
def test_an_id_that_looks_mistaken_is_not_mended(written) -> None:
    """A library that resolves, mends or decodes ids would make every entry new."""
    raw = rss(f"<item><guid>{written}</guid><title>t</title></item>", 'xml:base="https://base.example/folder/"')
    assert only(raw).id == written.replace("&lt;", "<").replace("&gt;", ">")


@pytest.mark.parametrize(
    ("guid", "is_permalink"),
    [
        ("<guid>u</guid>", True),
        ('<guid isPermaLink="false">u</guid>', False),
        ('<guid isPermaLink="true">u</guid>', True),
    ],
)
def test_a_guid_is_an_address_unless_it_says_otherwise(guid, is_permalink) -> None:
    """RSS 2.0: `isPermaLink` is optional, and true."""
    assert only(rss(f"<item>{guid}</item>")).id_is_permalink is is_permalink


def test_an_entry_without_a_link_has_the_address_its_guid_says() -> None:
    """RSS 2.0: such a guid may stand in for the link."""
    assert only(rss(f"<item><guid>{HOME}a</guid></item>")).url == f"{HOME}a"
    assert only(rss('<item><guid isPermaLink="false">https://a.example/?p=1</guid></item>')).url == ""


def test_a_jekyll_feed_is_read_whole(case) -> None:
    """Atom: everything that an article needs."""
    feed = case("jekyll.atom.xml")
    entry = feed.entries[0]
    assert (feed.title, feed.url) == ("Kitchen Notes", HOME)
    assert entry.title == "Why we repaired the clock"
    assert entry.published == entry.updated == CLOCK
    assert entry.authors == ("Ilse Brandt",)
    assert entry.tags == ("repairs", "clocks")
    assert entry.summary == "It had stopped at ten past four, and so had we."
    assert '<img src="/assets/clock.jpg"' in entry.content_html
    assert entry.base == entry.url == f"{HOME}2024/04/why-we-repaired-the-clock/"


def test_a_ghost_feed_has_its_authors_and_pictures(case) -> None:
    """Several `dc:creator`, and Media RSS."""
    entry = case("ghost.rss.xml").entries[0]
    assert entry.authors == ("Ilse Brandt", "Jon Vale")
    assert entry.image == f"{HOME}content/images/2024/04/clock.jpg"
    assert "<iframe" in entry.content_html


def test_wordpress_escapes_categories_twice(case) -> None:
    """They stand in CDATA with their references."""
    assert case("wordpress.rss.xml").entries[1].tags == ("Walks & maps",)
    assert case("wordpress.rss.xml").entries[0].comments_url == f"{HOME}2024/04/why-we-repaired-the-clock/#respond"


def test_the_only_text_is_the_content(case) -> None:
    """A description beside `content:encoded` is a summary; alone it is all there is."""
    assert case("hugo.rss.xml").entries[0].summary == ""
    assert case("hugo.rss.xml").entries[0].content_html.startswith("<p>It had stopped")
    assert case("substack.rss.xml").entries[0].summary == "And what it said"


def test_dates_keep_the_offset_they_were_written_in(case) -> None:
    """So that an evening stays on its day."""
    moment = case("hugo.rss.xml").entries[1].published
    assert moment == datetime(2024, 3, 12, 18, 0, tzinfo=UTC)
    assert moment.utcoffset() == timedelta(hours=1)
    assert case("rdf.xml").entries[0].published.isoformat() == "2024-03-05T08:30:00+01:00"


@pytest.mark.parametrize("date", ["", "yesterday", "Tue, 99 Foo 2024", "0000-00-00T00:00:00Z", "2024-02-30"])
def test_a_date_that_is_none_is_none(date) -> None:
    """It is not the clock's."""
    assert only(rss(f"<item><title>t</title><pubDate>{date}</pubDate></item>")).published is None


def test_a_recording_has_its_length_and_playing_time() -> None:
    """Podcasts say both, each in its way."""
    namespace = 'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    item = f'<item><enclosure url="{HOME}a.mp3" length="5120" type="audio/mpeg"/><itunes:duration>1:02:03</itunes:duration></item>'
    assert only(rss(item, namespace)).enclosures == (
        Enclosure(url=f"{HOME}a.mp3", media_type="audio/mpeg", length=5120, duration=3723),
    )


def test_titles_are_plain_text() -> None:
    """Whatever way they were escaped."""
    assert only(rss("<item><title>A &amp;lt;b&amp;gt; &amp;amp; c</title></item>")).title == "A <b> & c"
    assert only(rss("<item><title><![CDATA[Ten &#8211; <em>four</em>\n ]]></title></item>")).title == "Ten – four"
    assert only(rss("<item><title>1 &lt; 2</title></item>")).title == "1 < 2"


def test_bloggers_kinds_are_no_tags() -> None:
    """They say of every entry that it is one."""
    raw = b"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>tag:blogger.com,1999:blog-1.post-2</id><title>t</title>
    <category scheme="http://schemas.google.com/g/2005#kind" term="http://schemas.google.com/blogger/2008/kind#post"/>
    <category scheme="http://www.blogger.com/atom/ns#" term="tea"/></entry></feed>"""
    entry = only(raw)
    assert entry.tags == ("tea",)
    assert entry.id == "tag:blogger.com,1999:blog-1.post-2"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"/etc/passwd", "no feed"),
        (b"https://example.org/feed.xml", "no feed"),
        (b"<!DOCTYPE html><html><body>Hello</body></html>", "web page"),
        (b"\x00\x01\x02", "no feed"),
        (b"{", "JSON"),
        (b'{"db": []}', "no JSON Feed"),
    ],
)
def test_what_is_no_feed_is_said_to_be_none(raw, said) -> None:
    """With the reason; and nothing that looks like a path or an address is opened."""
    feed, (finding,) = read(raw, "old.xml")
    assert feed is None
    assert finding.rule.code == "FK460"
    assert said in finding.message


def test_an_ill_formed_feed_is_read_as_far_as_it_can_be() -> None:
    """With a warning that knows the line, and with its ids."""
    raw = (
        rss("<item><guid>1</guid><title>A &nbsp; B</title></item>\n<item><guid>2</guid><title>C</title></item>")
        + b"<oops"
    )
    feed, (finding,) = read(raw, "old.xml")
    assert [entry.id for entry in feed.entries] == ["1", "2"]
    assert finding.rule.code == "FK461"
    assert finding.place.line == 1


def test_the_line_of_a_fault_is_that_of_the_file() -> None:
    """Also where there is no XML declaration, which the parser adds."""
    body = b"<rss version='2.0'>\n<channel>\n<title>&oops;</title>\n</channel></rss>"
    for raw, line in ((body, 3), (b"<?xml version='1.0'?>\n" + body, 4)):
        _, (finding,) = read(raw, "old.xml")
        assert finding.place.line == line


def test_entities_and_document_types_do_nothing(tmp_path) -> None:
    """No file is read, nothing grows."""
    secret = tmp_path / "secret"
    secret.write_text("the secret")
    item = "<channel><item><guid>g&x;</guid><title>&x;</title><description>&x;</description></item></channel></rss>"
    external = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]><rss version="2.0">{item}'
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "lol">{lines}<!ENTITY x "&l9;">]><rss version="2.0">{item}'
    for text in (external, bomb):
        feed, _ = read(text.encode(), "old.xml")
        shown = repr(feed)
        assert "the secret" not in shown
        assert len(shown) < 2_000


def test_latin_1_is_read_as_it_is_declared() -> None:
    """Ids too."""
    raw = '<?xml version="1.0" encoding="iso-8859-1"?><rss version="2.0"><channel><item><guid>café</guid><title>Été</title></item></channel></rss>'
    entry = only(raw.encode("latin-1"))
    assert (entry.id, entry.title) == ("café", "Été")


def test_an_export_of_blogger_holds_articles_and_much_else(case) -> None:
    """Its template, settings, pages and comments are entries as well, and no articles; drafts stay drafts."""
    told = [
        (each.id.rpartition(".")[2], each.title, each.tags, each.status) for each in case("blogger.export.xml").entries
    ]
    assert told == [
        ("post-1001", "Tea without kettles", ("tea",), "publish"),
        ("post-1002", "A map of quiet streets", (), "draft"),
    ]
