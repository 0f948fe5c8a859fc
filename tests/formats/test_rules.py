"""Each rule for feeds that concerns what is written, as a case that looks at the bytes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from feedkit.model import Comments, Enclosure, Image, Person

URL = "https://example.org"


@dataclass
class Case:
    """What must be in a document and what must not, as patterns, for some feed and its only entry."""

    rule: str
    formats: str
    there: tuple[str, ...] = ()
    not_there: tuple[str, ...] = ()
    entry: dict[str, object] = field(default_factory=dict)
    feed: dict[str, object] = field(default_factory=dict)
    also: Callable[[str], bool] = lambda text: True


CASES = (
    # Enclosures
    Case("an unknown length is 0 in RSS", "rss", (r'length="0"',),
         entry={"enclosures": (Enclosure(url=f"{URL}/a.mp3", media_type="audio/mpeg"),)}),
    Case("an unknown length is not said elsewhere", "atom json", not_there=('length="', "size_in_bytes", "None"),
         entry={"image": None, "enclosures": (Enclosure(url=f"{URL}/a.mp3", media_type="audio/mpeg"),)}),
    Case("RSS has one enclosure, the recording", "rss", (r'<enclosure url="https://example.org/talk.mp3"',),
         also=lambda text: text.count("<enclosure") == 1),
    Case("RSS takes any other file when nothing was recorded", "rss", (r'<enclosure url="https://example.org/a.pdf"',),
         entry={"enclosures": tuple(Enclosure(url=f"{URL}/{n}.pdf", media_type="application/pdf") for n in "ab")}),
    Case("Atom has all enclosures", "atom", also=lambda text: text.count('rel="enclosure"') == 2),
    Case("JSON has all enclosures", "json", (r'"duration_in_seconds":61',),
         also=lambda text: text.count('"mime_type"') == 2),
    Case("a lead image is never an enclosure", "rss atom", not_there=(r"<enclosure[^>]*png", r'rel="enclosure"[^>]*png'),
         entry={"enclosures": ()}),
    # Identity
    Case("the guid says that it is no address", "rss", (r'<guid isPermaLink="false">tag:example.org,2026:0000</guid>',)),
    Case("so it does when it looks like one", "rss", (r'<guid isPermaLink="false">https://example.org/a</guid>',),
         entry={"id": f"{URL}/a"}),
    Case("the id is the same in Atom", "atom", ("<id>tag:example.org,2026:0000</id>",)),
    Case("the id is the same in JSON", "json", ('"id":"tag:example.org,2026:0000"',)),
    Case("an id is written as it is, never tidied", "rss atom json", (r"HTTP://Example\.org/%7ea",),
         entry={"id": "HTTP://Example.org/%7ea"}),
    # Authors
    Case("one author with an address is an author", "rss", (r"<author>bob@example.org \(Bob\)</author>",), ("dc:creator>B",),
         entry={"authors": (Person(name="Bob", email="bob@example.org"),)}),
    Case("an author without an address is a creator", "rss", ("<dc:creator>Bob</dc:creator>",), ("<author>",),
         entry={"authors": (Person(name="Bob"),)}),
    Case("several authors are creators", "rss", (r"<dc:creator>Ann Bee</dc:creator>\s*<dc:creator>Carl Dee</dc:creator>",),
         ("<author>", "@")),
    Case("the feed has an author in RSS", "rss", ("<dc:creator>The Editors</dc:creator>",), ("managingEditor",)),
    Case("who is the managing editor with an address", "rss", (r"<managingEditor>ed@example.org \(Ed\)</managingEditor>",),
         feed={"authors": (Person(name="Ed", email="ed@example.org"),)}),
    Case("Atom has all authors with all that is known", "atom",
         (r"<name>Ann Bee</name>\s*<email>ann@example.org</email>\s*<uri>https://example.org/ann</uri>", "Carl Dee")),
    Case("the feed has an author in Atom", "atom", (r"<feed.*<author>\s*<name>The Editors</name>\s*</author>.*<entry",)),
    Case("JSON Feed 1.1 has authors, not an author", "json", ('"authors"',), ('"author"',)),
    # Links
    Case("the feed names its own address in RSS", "rss",
         (r'<atom:link href="https://example.org/feeds/main.rss" rel="self" type="application/rss\+xml"/>',)),
    Case("the feed names its own address in Atom", "atom",
         (r'<link href="https://example.org/feeds/main.atom" rel="self" type="application/atom\+xml"/>',)),
    Case("the feed names its own address in JSON", "json", ('"feed_url": "https://example.org/feeds/main.json"',)),
    Case("the channel's link is the page, not a hub", "rss", (r"<channel>\s*<title>[^<]*</title>\s*<link>https://example.org/</link>",)),
    Case("all hubs are named", "rss atom", (r'href="https://hub.example/" rel="hub"', r'href="https://other-hub.example/" rel="hub"')),
    Case("all hubs are named in JSON", "json", (r'"hubs": \[{"type":"WebSub","url":"https://hub.example/"},{',)),
    Case("the licence is linked", "rss atom", (r'href="https://creativecommons.org/licenses/by/4.0/" rel="license"',)),
    Case("an entry has one alternate link, with its type", "atom", (r'<link href="https://example.org/article-0/" rel="alternate" type="text/html"/>',),
         also=lambda text: text[text.index("<entry") :].count('rel="alternate"') == 1),
    Case("related pages are linked", "atom", (r'<link href="https://tools.example/" rel="related" title="Tools &amp; more"/>',)),
    Case("links have no relation that is not registered", "atom", not_there=('rel="canonical"',)),
    Case("a URL is written as it is", "rss atom json", (r"https://example.org/a\?b=1&(amp;)?c=%20%C3%A9",),
         entry={"url": f"{URL}/a?b=1&c=%20%C3%A9"}),
    # Texts
    Case("the description comes before the content", "rss", (r"</description>\s*<content:encoded>",)),
    Case("without a summary the description is the content", "rss", ("<description>&lt;p&gt;",), ("<content:encoded",),
         entry={"summary": ""}),
    Case("a summary is written as HTML in RSS, where it is taken for it", "rss", ("<description>1 &amp;lt; 2 &amp;amp; 3</desc",),
         entry={"summary": "1 < 2 & 3"}),
    Case("an entry always has some text", "rss atom json", (r'<description>Article 0|<summary>Article 0|"content_text":"Article 0"',),
         entry={"summary": "", "content": ""}),
    Case("a feed of summaries has no content", "rss atom json", ("What article 0 says",), ("<content", "content_html", "goes on"),
         feed={"full_content": False}),
    Case("content is HTML and says so", "atom", (r'<content type="html" xml:base="https://example.org/article-0/">&lt;p&gt;',)),
    Case("content is escaped, not wrapped in CDATA", "rss atom", ("]]&gt;",), ("CDATA", r"\]\]>"), entry={"content": "<p>]]></p>"}),
    Case("a title is text, whatever is in it", "rss atom", (r"<title>1 &#x3C; 2 &#x26; &#x3C;b&gt;</title>",), ("<title type",),
         entry={"title": "1 < 2 & <b>"}),
    Case("JSON has text or HTML", "json", ('"content_text":"What article 0 says."',), ("content_html",), entry={"content": ""}),
    Case("letters are written as they are", "rss atom json", ("Größe 東京 🎉",), (r"\\u", "&#1", "&#2"), entry={"title": "Größe 東京 🎉"}),
    # Dates
    Case("the time of a feed is its entries', not the clock's", "rss", ("<lastBuildDate>Fri, 08 May 2026 13:15:00 [+]0000<",)),
    Case("so is it in Atom", "atom", (r"<feed.*?<updated>2026-05-08T13:15:00[+]00:00</updated>",)),
    Case("dates are in English, in UTC, with two digits", "rss", ("<pubDate>Thu, 07 May 2026 13:15:00 [+]0000</pubDate>",)),
    Case("both times are said in Atom", "atom", (r"<updated>2026-05-08T13:15:00\+00:00<", r"<published>2026-05-07T13:15:00\+00:00<")),
    Case("both times are said in JSON", "json", ('"date_published":"2026-05-07T13:15:00[+]00:00","date_modified":"2026-05-08T',)),
    Case("a later change is said in RSS", "rss", (r"<atom:updated>2026-05-08T13:15:00\+00:00</atom:updated>",), ("dc:date",)),
    Case("but not when there was none", "rss", (), ("atom:updated",), entry={"updated": datetime(2026, 5, 7, 13, 15, tzinfo=UTC)}),
    Case("seconds are whole", "rss atom json", not_there=(r"\d\.\d{3,}",),
         entry={"published": datetime(2026, 5, 7, 1, 2, 3, 999999, tzinfo=UTC)}),
    # The rest of the channel
    Case("the language is a tag", "rss", ("<language>en</language>",)),
    Case("the language is the document's in Atom", "atom", (r'<feed [^>]*xml:lang="en"',)),
    Case("the language is said in JSON", "json", ('"language": "en"',)),
    Case("another language of an entry is said", "rss atom json", (r'<dc:language>de<|<entry xml:lang="de">|"language":"de"',),
         entry={"language": "de"}),
    Case("the feed's own is not said again", "rss atom json", not_there=("dc:language", "<entry xml:lang", '"language":"'),
         entry={"language": "EN"}),
    Case("the picture has the channel's title and link, and no size", "rss",
         (r"<image>\s*<url>https://example.org/logo.png</url>\s*<title>Example News</title>\s*<link>https://example.org/</link>\s*</image>",),
         ("<width", "<height")),
    Case("the picture is of a kind RSS allows", "rss", not_there=("<image>",), feed={"logo_url": f"{URL}/logo.webp"}),
    Case("the icon stands in for it", "rss", (r"<url>https://example.org/i.PNG\?1</url>",), feed={"logo_url": f"{URL}/l.svg", "icon_url": f"{URL}/i.PNG?1"}),
    Case("Atom has both pictures of any kind", "atom", ("<icon>https://example.org/icon.svg</icon>", "<logo>https://example.org/logo.png</logo>")),
    Case("JSON has the icon", "json", ('"icon": "https://example.org/icon.svg"', '"favicon": "https://example.org/icon.svg"')),
    Case("rights are said", "rss atom", (r"<(copyright|rights)>© 2026 The Editors</",)),
    Case("the generator has no version", "rss atom", ("<generator>feedkit</generator>",), ("feedgen",)),
    Case("how often to come back is not said", "rss", not_there=("<ttl", "skipHours", "sy:")),
    # Entries
    Case("the category comes first, then the tags, each once", "rss",
         (r"<category>AI</category>\s*<category>a</category>\s*<category>b</category>",), entry={"category": "AI", "tags": ("a", "AI", "b", "a")}),
    Case("so it does in Atom", "atom", (r'<category term="AI"/>\s*<category term="a"/>',), entry={"category": "AI", "tags": ("a", "AI")}),
    Case("so it does in JSON", "json", (r'"tags":\["AI","a"\]',), entry={"category": "AI", "tags": ("a", "AI")}),
    Case("the lead image is said in both ways, in no group", "rss atom",
         ('<media:thumbnail url="https://example.org/lead.png"/>',
          '<media:content url="https://example.org/lead.png" medium="image" type="image/png" fileSize="4321">',
          '<media:title type="plain">A data centre</media:title>', "<media:credit>Eve</media:credit>"),
         ("media:group",)),
    Case("a picture's kind is taken from its name", "rss atom", ('type="image/webp"',), entry={"image": Image(url=f"{URL}/i.webp")}),
    Case("what is not known of a picture is not said", "rss atom", (r'medium="image"/>',), entry={"image": Image(url=f"{URL}/i")}),
    Case("JSON has the lead image", "json", ('"image":"https://example.org/lead.png"',), ("banner",)),
    Case("comments are linked and counted in RSS", "rss", (r"<comments>https://example.org/article-0/#comments</comments>", "<slash:comments>3<")),
    Case("comments are linked and counted in Atom", "atom",
         (r'<link href="https://example.org/article-0/#comments" rel="replies" type="text/html"/>', "<thr:total>3</thr:total>")),
    Case("where comments are counted the feed has a time", "rss", ("<lastBuildDate>.*<slash:comments>",)),
    Case("no comments are counted as well", "rss atom", (r"<slash:comments>0<|<thr:total>0<",), entry={"comments": Comments(url=f"{URL}/c", count=0)}),
    Case("what nobody counted is not", "rss atom", (), ("slash:comments>", "thr:total>"), entry={"comments": Comments(url=f"{URL}/c")}),
    # The document
    Case("the style sheet's path is relative to the document", "rss atom",
         (r'\A<\?xml version="1.0" encoding="UTF-8"\?>\n<\?xml-stylesheet type="text/css" href="../assets/feed.css"\?>\n<(rss|feed) ',)),
    Case("without one there is no instruction", "rss atom", (r'\A<\?xml version="1.0" encoding="UTF-8"\?>\n<(rss|feed) ',), feed={"stylesheet": ""}),
    Case("no XSLT, no script", "rss atom", not_there=("xsl", "xhtml", "<script")),
    Case("only namespaces that every validator knows", "rss atom", not_there=("webfeeds", "itunes", "podcast", "source:")),
    Case("the document ends with one line break and has no others than LF", "rss atom json", (r"[>}]\n\Z",), (r"\r", r"\n\n\Z", r"\A﻿")),
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "case"),
    [pytest.param(name, case, id=f"{name}: {case.rule}") for case in CASES for name in case.formats.split()],
)
def test_rule(name, case, make_full_entry, make_full_feed, render):
    text = render(name, make_full_feed(make_full_entry(0, **case.entry), **case.feed)).decode()
    for pattern in case.there:
        assert re.search(pattern, text, re.DOTALL), f"no {pattern}"
    for pattern in case.not_there:
        assert not re.search(pattern, text), f"there is {pattern}"
    assert case.also(text)


@pytest.mark.parametrize("name", ["rss", "atom", "json"])
def test_entries_keep_their_order(name, make_entry, make_feed, render):
    text = render(name, make_feed(*(make_entry(number) for number in (3, 1, 2)))).decode()
    ids = re.findall(r"tag:example.org,2026:(\d{4})", text)
    assert list(dict.fromkeys(ids)) == ["0003", "0001", "0002"]


@pytest.mark.parametrize("name", ["rss", "atom", "json"])
def test_the_path_must_be_the_feeds(name, make_feed):
    """Its own address cannot be guessed, and a wrong one would move subscriptions."""
    from feedkit.formats import load

    with pytest.raises(ValueError, match="elsewhere"):
        load(name).render(make_feed(), "elsewhere.xml")
