"""What the W3C feed validator would say: nothing, of anything we write."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

import pytest

from feedkit.model import Comments, Enclosure, Image, Link, Person

NO_CHANGE: dict[str, object] = {}
FEEDS = {
    "as it is": NO_CHANGE,
    "without a description": {"description": ""},
    "without a title": {"title": ""},
    "with markup in its texts": {"title": "Use <b> & &amp;", "description": "1 <2 & &copy;", "rights": "<a &lt;"},
    "of summaries only": {"full_content": False},
    "with several hubs": {"hubs": ("https://a.example/", "https://b.example/")},
    "with an editor who has an address": {"authors": (Person(name="Ann", email="ann@example.org"),)},
    "with an editor whose address is unusual": {"authors": (Person(name="Ann", email="ann%x@example.org"),)},
    "with an editor without a name": {"authors": (Person(name=" ", email="a@example.org"), Person(name="B"))},
    "with several editors": {"authors": (Person(name="A", email="a@example.org"), Person(name="B"))},
    "with a logo no reader knows": {"logo_url": "https://example.org/logo.webp"},
    "with a logo that has a query": {"logo_url": "https://example.org/logo.png?v=2"},
    "without a picture": {"logo_url": "", "icon_url": ""},
    "with a style sheet": {"stylesheet": "assets/feed.css"},
    "without a licence": {"license_url": "", "rights": ""},
}
ENTRIES = {
    "as it is": NO_CHANGE,
    "without a summary": {"summary": ""},
    "without content": {"content": ""},
    "with neither": {"summary": "", "content": " "},
    "without a title": {"title": " "},
    "with markup in its title": {"title": "The <br> of &lt; and <3"},
    "with markup in its summary": {"summary": "Write </code> and &amp; and <b>"},
    "with markup in its category": {"category": "<Q&A>"},
    "with one author and an address": {"authors": (Person(name="Zoë O'Neil", email="zoe@example.org"),)},
    "with an author in brackets": {"authors": (Person(name="Bob (the :-) builder", email="bob@example.org"),)},
    "with an author without a name": {"authors": (Person(name="", email="bob@example.org"),)},
    "without authors": {"authors": ()},
    "with several recordings": {
        "enclosures": tuple(Enclosure(url=f"https://example.org/{n}.mp3", media_type="audio/mpeg") for n in range(3))
    },
    "with an enclosure of no known kind": {"enclosures": (Enclosure(url="https://example.org/x", media_type=""),)},
    "with comments that nobody counted": {"comments": Comments(url="https://example.org/c")},
    "with no comments yet": {"comments": Comments(url="https://example.org/c", count=0)},
    "with a picture of no known kind": {"image": Image(url="https://example.org/i", alt="</b>alt", credit="©")},
    "with markup in its picture's alt": {"image": Image(url="https://example.org/i.webp", alt="<i> & &amp;")},
    "with related pages": {"related": (Link(url="https://a.example/", title="A & <b>"),) * 2},
    "in another language": {"language": "pt-BR"},
    "from a zone with odd minutes": {
        "published": datetime(2026, 5, 7, 23, 59, 59, 999999, tzinfo=timezone(timedelta(hours=8, minutes=45)))
    },
    "with the same words as category and tag": {"category": "AI", "tags": ("AI", "ai", "", "AI")},
}
# What only the article can put right: a closing tag in a text that has no other way to be shown.
UNAVOIDABLE = {"with a picture of no known kind": ["ContainsUndeclaredHTML"]}


@pytest.mark.parametrize("name", ["rss", "atom"])
@pytest.mark.parametrize("changes", FEEDS.values(), ids=FEEDS)
def test_a_feed_draws_no_complaint(name, changes, make_full_feed, render, complaints):
    document = render(name, make_full_feed(**changes))
    assert complaints(document, f"https://example.org/feeds/main.{name}") == []


@pytest.mark.parametrize("name", ["rss", "atom"])
@pytest.mark.parametrize("case", ENTRIES)
def test_an_entry_draws_no_complaint(name, case, make_full_entry, make_full_feed, render, complaints):
    document = render(name, make_full_feed(make_full_entry(0, **ENTRIES[case]), make_full_entry(1)))
    assert complaints(document) == UNAVOIDABLE.get(case, [])


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_an_empty_feed_draws_no_complaint(name, make_feed, render, complaints):
    assert complaints(render(name, make_feed())) == []


PLANTED = {
    "rss": {
        "SAXError": (b"</channel>", b""),
        "NotSufficientlyUnique": (rb"<guid[^<]*", b'<guid isPermaLink="false">12'),
        "InvalidPermalink": (b' isPermaLink="false"', b""),
        "DuplicateValue": (b"2026:0001<", b"2026:0000<"),
        "MissingGuid": (rb"<guid.*?</guid>", b""),
        "InvalidContact": (rb"</link>\n      <desc", b"</link><author>Bob</author><desc"),
        "MissingRealName": (rb"</link>\n      <desc", b"</link><author>b@e.org</author><desc"),
        "DuplicateItemSemantics": (rb"</link>\n      <desc", b"</link><author>b@e.org (Bob)</author><desc"),
        "DuplicateEnclosure": (rb"(<enclosure.*?>)", rb"\1\1"),
        "InvalidIntegerAttribute": (rb'length="\d+"', b'length="None"'),
        "InvalidURLAttribute": (rb'<enclosure url="[^"]*"', b'<enclosure url="/a.mp3"'),
        "NeedDescriptionBeforeContent": (rb"<description>What.*?</description>", b""),
        "IncorrectDOW": (rb"<pubDate>\w+", b"<pubDate>Sat"),
        "InvalidRFC2822Date": (rb" \+0000</pubDate>", b" UTC</pubDate>"),
        "MissingAtomSelfLink": (rb'rel="self"', b'rel="via"'),
        "ImageTitleDoesntMatch": (rb"</url>\s*<title>", b"</url><title>x"),
        "ImageUrlFormat": (rb"logo\.png", b"logo.webp"),
        "SlashDate": (rb"<lastBuildDate>.*?</lastBuildDate>", b""),
        "MediaGroupWithoutAlternatives": (rb"<media:thumbnail[^>]*>", b"<media:group/>"),
        "ContainsRelRef": (b"https://example.org/more", b"/more"),
        "SecurityRisk": (b"&lt;p&gt;Ends", b"&lt;script&gt;Ends"),
        "ContainsHTML": (rb"<title>Article", b"<title>&lt;/b>"),
        "CharacterData": (rb"<title>Article", b"<title>&lt;b>"),
        "MisplacedItem": (rb"<language>en</language>(.*)</channel>", rb"\1<language>en</language></channel>"),
        "UndefinedElement ttle": (rb"<language>", b"<ttle/><language>"),
        "UnknownNamespace": (rb"<rss", b'<rss xmlns:webfeeds="http://webfeeds.org/rss/1.0"'),
        "InvalidLanguage": (b"<language>en<", b"<language>en_US<"),
        "BadCharacters": (b"<title>Article", b"<title>\xc2\x85"),
    },
    "atom": {
        "DuplicateAtomLink": (rb'rel="related" title="[^"]*"', b'rel="alternate" type="text/html"'),
        "UnregisteredAtomLinkRel": (b'rel="related"', b'rel="canonical"'),
        "DuplicateUpdated": (rb"(<updated>2026-05-0)\S*(</updated>\s*<author>\s*<name>Ann)", rb"\g<1>1T00:00:00Z\2"),
        "DuplicateEntries": (b"2026:0001<", b"2026:0000<"),
        "MissingElement author": (rb"<author>.*?</author>\s*", b""),
        "MissingTextualContent": (rb"<(content|summary).*?</\1>", b""),
        "InvalidTAG": (rb"<id>tag:example.org,2026:", b"<id>tag:example.org:"),
        "InvalidRFC3339Date": (rb"<published>\S*?T", b"<published>2026-05-07 "),
        "MissingSelf": (b'rel="self"', b'rel="via"'),
        "InvalidMIMEType": (b'type="html"', b'type="CDATA"'),
        "ContainsUndeclaredHTML": (rb"<title>Article", b"<title>&lt;/b>"),
        "AvoidNamespacePrefix": (b"<feed", b'<feed xmlns:atom="http://www.w3.org/2005/Atom"'),
    },
}


@pytest.mark.parametrize(
    ("name", "complaint"), [(name, complaint) for name, faults in PLANTED.items() for complaint in faults]
)
def test_the_small_validator_sees_a_planted_fault(name, complaint, make_full_feed, render, complaints):
    wrong, instead = PLANTED[name][complaint]
    document = render(name, make_full_feed())
    broken = re.sub(wrong, instead, document, flags=re.DOTALL)
    assert broken != document
    assert complaint in complaints(broken)
