"""Entries and feeds to render, and a small validator that says what the W3C's would."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

import pytest
from lxml import etree

from feedkit.formats import load
from feedkit.model import Comments, Enclosure, Entry, Feed, FeedLink, Image, Link, Person

SITE = "https://example.org"
KATHMANDU = timezone(timedelta(hours=5, minutes=45))
ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
DC = "{http://purl.org/dc/elements/1.1/}"
MEDIA = "{http://search.yahoo.com/mrss/}"
SLASH = "{http://purl.org/rss/1.0/modules/slash/}"
THR = "{http://purl.org/syndication/thread/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"


def _entry(number: int = 0, **changes: object) -> Entry:
    moment = datetime(2026, 5, 7, 19, 0, tzinfo=KATHMANDU) - timedelta(hours=number)
    said: dict[str, object] = {
        "id": f"tag:example.org,2026:{number:04}",
        "url": f"{SITE}/article-{number}/",
        "title": f"Article {number}",
        "published": moment,
        "updated": moment,
        "summary": f"What article {number} says.",
        "content": f'<p>Article {number} <a href="{SITE}/more">goes on</a> &amp; on.</p>\n<p>Ends.</p>',
        "authors": (Person(name="Ann Bee"),),
    }
    return Entry(**(said | changes))  # type: ignore[arg-type]


def _full_entry(number: int = 0, **changes: object) -> Entry:
    """An entry with something in every field that formats write."""
    moment = datetime(2026, 5, 7, 19, 0, tzinfo=KATHMANDU) - timedelta(hours=number)
    said: dict[str, object] = {
        "updated": moment + timedelta(days=1),
        "authors": (Person(name="Ann Bee", email="ann@example.org", url=f"{SITE}/ann"), Person(name="Carl Dee")),
        "category": "AI News",
        "tags": ("robots", "R&D"),
        "image": Image(url=f"{SITE}/lead.png", alt="A data centre", credit="Eve", media_type="image/png", length=4321),
        "enclosures": (
            Enclosure(url=f"{SITE}/slides.pdf", media_type="application/pdf", length=99),
            Enclosure(url=f"{SITE}/talk.mp3", media_type="audio/mpeg", length=12345, duration=61),
        ),
        "comments": Comments(url=f"{SITE}/article-{number}/#comments", count=3),
        "related": (Link(url="https://tools.example/", title="Tools & more"),),
        "views": 171,
    }
    return _entry(number, **(said | changes))


def _feed(*entries: Entry, **changes: object) -> Feed:
    kinds = (("rss", "application/rss+xml; charset=utf-8"), ("atom", "application/atom+xml; charset=utf-8"))
    links = tuple(
        FeedLink(format=name, path=f"feeds/main.{name}", url=f"{SITE}/feeds/main.{name}", media_type=media_type)
        for name, media_type in (*kinds, ("json", "application/feed+json"))
    )
    said: dict[str, object] = {
        "name": "main",
        "id": "tag:example.org,2026:feed/main",
        "title": "Example News",
        "description": "All that happens.",
        "url": f"{SITE}/",
        "language": "en",
        "authors": (Person(name="The Editors"),),
        "entries": entries,
        "updated": max((each.updated for each in entries), default=datetime(2026, 1, 1, tzinfo=UTC)),
        "links": links,
    }
    return Feed(**(said | changes))  # type: ignore[arg-type]


def _full_feed(*entries: Entry, **changes: object) -> Feed:
    """A feed with something in every field that formats write."""
    said: dict[str, object] = {
        "hubs": ("https://hub.example/", "https://other-hub.example/"),
        "license_url": "https://creativecommons.org/licenses/by/4.0/",
        "rights": "© 2026 The Editors",
        "icon_url": f"{SITE}/icon.svg",
        "logo_url": f"{SITE}/logo.png",
        "categories": ("News", "AI"),
        "stylesheet": "assets/feed.css",
    }
    return _feed(*(entries or (_full_entry(0), _full_entry(1))), **(said | changes))


@pytest.fixture(scope="session")
def make_entry():
    """An entry with the least a valid one has, changed as asked."""
    return _entry


@pytest.fixture(scope="session")
def make_full_entry():
    """An entry with every field filled, changed as asked."""
    return _full_entry


@pytest.fixture(scope="session")
def make_feed():
    """A feed of the given entries with the least a valid one has, changed as asked."""
    return _feed


@pytest.fixture(scope="session")
def make_full_feed():
    """A feed with every field filled, changed as asked; of two full entries unless others are given."""
    return _full_feed


@pytest.fixture(scope="session")
def render():
    """The bytes of a feed in a format."""

    def render_one(name: str, feed: Feed) -> bytes:
        path = next((link.path for link in feed.links if link.format == name), "")
        return load(name).render(feed, path)

    return render_one


@pytest.fixture(scope="session")
def complaints():
    """What the W3C feed validator would say of RSS or Atom bytes, by the names of its messages.

    It knows the rules our output can break, written down from the validator's documented behaviour.
    """

    def judge(document: bytes, url: str = "") -> list[str]:
        try:
            root = etree.fromstring(document)
        except etree.XMLSyntaxError:
            return ["SAXError"]
        found = _Judgement(document.decode().split("\n"), url)
        found.everywhere(root)
        if root.tag == "rss":
            found.channel(root)
        else:
            found.atom_feed(root)
        return found.messages

    return judge


_PREFIXES = {
    "atom": ATOM, "content": CONTENT, "dc": DC, "media": MEDIA, "slash": SLASH, "thr": THR, None: ATOM,
}  # fmt: skip
_URI = re.compile(r"[a-zA-Z][0-9a-zA-Z+.-]*:(//)?[0-9a-zA-Z;/?:@&=+$._!~*'()%,#-]+")
_TAG = re.compile(r"tag:([a-z0-9._-]+?@)?[a-z0-9.-]+?,\d{4}(-\d\d(-\d\d)?)?:[0-9a-zA-Z;/?:@&=+$._!~*'()%,-]*(#.*)?")
_MIME = re.compile(r"[^\s()<>,;:\\\"/\[\]?=]+/[^\s()<>,;:\\\"/\[\]?=]+(\s*;\s*[^\s;]+=[^\s;]+)*")
_RFC2822 = re.compile(
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d? (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} "
    r"\d\d:\d\d(:\d\d)? [+-]\d\d[03]0"
)
_RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d*)?(Z|[+-]\d\d:\d\d)")
_CONTACT = re.compile(r"[A-Za-z0-9_+.'-]+@([A-Za-z0-9-]+\.)+[A-Za-z0-9-]+ \([^()]+\)")
_RELATIONS = {"alternate", "self", "hub", "license", "related", "replies", "enclosure", "via"}
_CHANNEL = {
    "title", "link", "description", "category", "copyright", "docs", "generator", "image", "language", "lastBuildDate",
    "managingEditor", "pubDate", "webMaster", "ttl", "item", f"{ATOM}link", f"{DC}creator",
}  # fmt: skip
_ITEM = {
    "title", "link", "description", "author", "category", "comments", "enclosure", "guid", "pubDate", "source",
    f"{CONTENT}encoded", f"{ATOM}updated", f"{DC}creator", f"{DC}language", f"{SLASH}comments", f"{MEDIA}content",
    f"{MEDIA}thumbnail",
}  # fmt: skip
_ENTRY = {
    *(f"{ATOM}{each}" for each in ("author", "category", "content", "contributor", "id", "link", "published", "rights",
                                   "source", "summary", "title", "updated")),
    f"{THR}total", f"{MEDIA}content", f"{MEDIA}thumbnail",
}  # fmt: skip
_MAY_REPEAT = {"category", "item", f"{ATOM}link", f"{ATOM}category", f"{ATOM}author", f"{DC}creator", f"{MEDIA}content",
               f"{MEDIA}thumbnail"}  # fmt: skip


class _Judgement:
    def __init__(self, lines: list[str], url: str) -> None:
        self.messages: list[str] = []
        self.lines = lines
        self.url = url

    def log(self, message: str, when: object = True) -> None:
        if when:
            self.messages.append(message)

    def everywhere(self, root: etree._Element) -> None:
        for prefix, uri in root.nsmap.items():
            self.log("UnknownNamespace", f"{{{uri}}}" not in _PREFIXES.values())
            self.log("ReservedPrefix", prefix in _PREFIXES and _PREFIXES[prefix] != f"{{{uri}}}")
        self.log("AvoidNamespacePrefix", root.tag == f"{ATOM}feed" and "atom" in root.nsmap)
        for element in root.iter(etree.Element):
            said = [element.text or "", *element.attrib.values()]
            self.log("BadCharacters", re.search("[\x80-\x9f\ufffd]", "".join(said)))
            self.log("NotBlank", element.tag in {"title", f"{ATOM}title", f"{ATOM}name"} and not element.text)

    def plain(self, element: etree._Element | None, message: str) -> None:
        """Text that must not look like HTML; references in hexadecimal show that it is meant as text."""
        if element is None or not element.text:
            return
        first = (element.sourceline or 1) - 1
        shown = any("&#x" in line for line in self.lines[first : first + element.text.count("\n") + 1])
        if re.search(r"</(a|b|i|p|em|code|div|br|title|script)>", element.text):
            self.log(message)
        elif not shown:
            self.log(message, re.search(r"&(amp|lt|gt|quot|nbsp|copy|apos|#?\d\w*)\b", element.text))
            self.log(
                "CharacterData", self.lines[1:] and element.tag == "title" and re.search("<[/a-zA-Z]", element.text)
            )

    def uri(self, value: str | None, message: str = "InvalidFullLink") -> None:
        value = value or ""
        if value.startswith("tag:"):
            self.log("InvalidTAG", not _TAG.fullmatch(value))
        else:
            self.log(message, not _URI.fullmatch(value))

    def date(self, value: str | None) -> None:
        if not _RFC2822.fullmatch(value or ""):
            self.log("InvalidRFC2822Date")
        else:
            self.log("IncorrectDOW", parsedate_to_datetime(value).strftime("%a") != value[:3])

    def children(self, parent: etree._Element, allowed: set[str]) -> None:
        tags = [each.tag for each in parent.iterchildren(etree.Element)]
        for tag in dict.fromkeys(tags):
            self.log(f"UndefinedElement {tag}", tag not in allowed)
            message = "DuplicateEnclosure" if tag == "enclosure" else "DuplicateElement"
            self.log(message, tags.count(tag) > 1 and tag not in _MAY_REPEAT)

    def link(self, link: etree._Element) -> None:
        relation = link.get("rel", "alternate")
        self.log("UnregisteredAtomLinkRel", relation not in _RELATIONS)
        self.uri(link.get("href"))
        if kind := link.get("type"):
            self.log("InvalidMIMEType", not _MIME.fullmatch(kind))
            known = ("application/atom+xml", "application/rss+xml")
            self.log("SelfNotAtom", relation == "self" and kind.split(";")[0] not in known)
        self.log("AttrNotBlank", link.get("title") == "")
        self.log("InvalidNonNegativeInteger", not link.get("length", "0").isdigit())
        self.log("SelfDoesntMatchLocation", relation == "self" and self.url and link.get("href") != self.url)

    def media(self, parent: etree._Element) -> None:
        self.log("MediaGroupWithoutAlternatives", parent.find(f"{MEDIA}group") is not None)
        for content in parent.iterfind(f"{MEDIA}content"):
            self.uri(content.get("url"))
            self.log("InvalidMediaMedium", content.get("medium", "image") not in {"image", "audio", "video"})
            self.log("InvalidPositiveInteger", not re.fullmatch(r"[1-9]\d*", content.get("fileSize", "1")))
            self.log("InvalidMIMEAttribute", not _MIME.fullmatch(content.get("type", "a/b")))
            self.log("UnexpectedAttribute", set(content.attrib) - {"url", "medium", "type", "fileSize"})
            self.children(content, {f"{MEDIA}title", f"{MEDIA}credit"})
            self.plain(content.find(f"{MEDIA}title"), "ContainsUndeclaredHTML")
        for thumbnail in parent.iterfind(f"{MEDIA}thumbnail"):
            self.uri(thumbnail.get("url"))

    def html(self, text: str | None) -> None:
        for reference in re.findall(r"<(?:a\s+href|img\s+[^>]*src)=[\"'](.*?)[\"']", text or ""):
            self.log("ContainsRelRef", not re.match(r"\w+:", reference))
        self.log("SecurityRisk", re.search(r"<(script|iframe|style|object)\b", text or ""))

    def channel(self, root: etree._Element) -> None:
        channel = root[0]
        tags = [each.tag for each in channel]
        self.children(channel, _CHANNEL)
        for required in ("title", "link", "description"):
            self.log(f"Missing{required.title()}", required not in tags)
        self.log("MissingDCLanguage", "language" not in tags)
        self.log("InvalidLanguage", "_" in (channel.findtext("language") or ""))
        self.log("MisplacedItem", "item" in tags and set(tags[tags.index("item") :]) != {"item"})
        links = channel.findall(f"{ATOM}link")
        self.log("MissingAtomSelfLink", not [each for each in links if each.get("rel") == "self"])
        for link in links:
            self.link(link)
        self.uri(channel.findtext("link"))
        for name in ("title", "description", "category", "copyright"):
            self.plain(channel.find(name), "ContainsHTML")
        if "lastBuildDate" in tags:
            self.date(channel.findtext("lastBuildDate"))
        if "managingEditor" in tags:
            self.log("InvalidContact", not _CONTACT.fullmatch(channel.findtext("managingEditor") or ""))
            self.log("DuplicateSemantics", f"{DC}creator" in tags)
        self.image(channel)
        guids = [each.findtext("guid") for each in channel.iterfind("item")]
        self.log("DuplicateValue", len(guids) != len(set(guids)))
        for item in channel.iterfind("item"):
            self.item(item, channel)

    def image(self, channel: etree._Element) -> None:
        image = channel.find("image")
        if image is None:
            return
        self.log("ImageTitleDoesntMatch", image.findtext("title") != channel.findtext("title"))
        self.log("ImageLinkDoesntMatch", image.findtext("link") != channel.findtext("link"))
        end = (image.findtext("url") or "").split(".")[-1].lower()
        self.log("ImageUrlFormat", re.fullmatch(r"\w+", end) and end not in {"jpg", "jpeg", "gif", "png"})
        self.log("InvalidWidth", int(image.findtext("width") or 1) > 144)

    def item(self, item: etree._Element, channel: etree._Element) -> None:
        tags = [each.tag for each in item]
        self.children(item, _ITEM)
        self.log("ItemMustContainTitleOrDescription", not {"title", "description"} & set(tags))
        for name in ("title", "category"):
            for element in item.iterfind(name):
                self.plain(element, "ContainsHTML")
                self.log("NotBlank", not element.text)
        self.uri(item.findtext("link"))
        self.guid(item.find("guid"))
        if "pubDate" in tags:
            self.date(item.findtext("pubDate"))
        updated = item.findtext(f"{ATOM}updated")
        self.log("InvalidRFC3339Date", updated is not None and not _RFC3339.fullmatch(updated))
        if "author" in tags:
            author = item.findtext("author") or ""
            wrong = "MissingRealName" if "@" in author and " " not in author else "InvalidContact"
            self.log(wrong, not _CONTACT.fullmatch(author))
            self.log("DuplicateItemSemantics", f"{DC}creator" in tags)
        encoded = f"{CONTENT}encoded"
        if encoded in tags:
            self.log("NeedDescriptionBeforeContent", "description" not in tags[: tags.index(encoded)])
        self.log("SlashDate", f"{SLASH}comments" in tags and channel.find("lastBuildDate") is None)
        if "comments" in tags:
            self.uri(item.findtext("comments"))
        for enclosure in item.iterfind("enclosure"):
            self.log(
                "InvalidURLAttribute", not re.match(r"https?://[\w.-]+\.\w+(:\d+)?(/|$)", enclosure.get("url", ""))
            )
            self.log("InvalidIntegerAttribute", not enclosure.get("length", "").isdigit())
            self.log("InvalidMIMEAttribute", not _MIME.fullmatch(enclosure.get("type", "")))
        for text in (item.findtext("description"), item.findtext(encoded)):
            self.html(text)
        self.media(item)

    def guid(self, guid: etree._Element | None) -> None:
        if guid is None:
            self.log("MissingGuid")
        elif guid.get("isPermaLink", "true") == "true":
            self.log("InvalidPermalink", not (guid.text or "").startswith("http"))
        else:
            self.log("InvalidBooleanAttribute", guid.get("isPermaLink") != "false")
            self.log("NotSufficientlyUnique", len(guid.text or "") < 9 and (guid.text or "").isdigit())

    def atom_feed(self, root: etree._Element) -> None:
        for required in ("id", "title", "updated"):
            self.log(f"MissingElement {required}", root.find(f"{ATOM}{required}") is None)
        self.log("MissingDCLanguage", not root.get(f"{XML}lang"))
        tags = [each.tag for each in root]
        entry = f"{ATOM}entry"
        self.log("MisplacedMetadata", entry in tags and set(tags[tags.index(entry) :]) != {entry})
        self.links(root)
        self.log("MissingSelf", root.find(f"{ATOM}link[@rel='self']") is None)
        entries = root.findall(entry)
        for each in entries:
            self.entry(each, root)
        for name, message in (("id", "DuplicateEntries"), ("updated", "DuplicateUpdated")):
            values = [each.findtext(f"{ATOM}{name}") for each in entries]
            self.log(message, len(values) != len(set(values)))
        self.common(root)

    def links(self, parent: etree._Element) -> None:
        alternates = []
        for link in parent.iterfind(f"{ATOM}link"):
            self.link(link)
            if link.get("rel", "alternate") == "alternate":
                alternates.append((link.get("type"), link.get("hreflang")))
        self.log("DuplicateAtomLink", len(alternates) != len(set(alternates)))

    def common(self, parent: etree._Element) -> None:
        self.uri(parent.findtext(f"{ATOM}id"))
        for name in ("updated", "published"):
            moment = parent.findtext(f"{ATOM}{name}")
            self.log("InvalidRFC3339Date", moment is not None and not _RFC3339.fullmatch(moment))
        for name in ("title", "subtitle", "rights", "summary", "content"):
            element = parent.find(f"{ATOM}{name}")
            if element is None:
                continue
            self.log("InvalidMIMEType", element.get("type", "text") not in {"text", "html", "xhtml"})
            if element.get("type") == "html":
                self.html(element.text)
            else:
                self.plain(element, "ContainsUndeclaredHTML")
        for person in parent.iterfind(f"{ATOM}author"):
            self.log("MissingElement name", not person.findtext(f"{ATOM}name"))

    def entry(self, entry: etree._Element, feed: etree._Element) -> None:
        self.children(entry, _ENTRY)
        for required in ("id", "title", "updated"):
            self.log(f"MissingElement {required}", entry.find(f"{ATOM}{required}") is None)
        authors = entry.find(f"{ATOM}author") is None and feed.find(f"{ATOM}author") is None
        self.log("MissingElement author", authors)
        texts = entry.find(f"{ATOM}summary") is None and entry.find(f"{ATOM}content") is None
        self.log("MissingTextualContent", texts)
        self.links(entry)
        self.common(entry)
        self.media(entry)
