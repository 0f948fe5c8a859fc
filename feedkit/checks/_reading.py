"""What a finished document says when it is read again, in the same words for every format."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from lxml import etree

from feedkit.model import Document
from feedkit.quick_dataclasses import dataclass

_ATOM = "{http://www.w3.org/2005/Atom}"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_MEDIA = "{http://search.yahoo.com/mrss/}"
_TEXTS = (f"{_ATOM}summary", f"{_ATOM}content")
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
# Atom's link has its URL in an attribute; RSS's has it as text.
_URL_ELEMENTS = ("link", "url", "comments", "docs", f"{_ATOM}icon", f"{_ATOM}logo", f"{_ATOM}uri")
_URL_ATTRIBUTES = {
    f"{_ATOM}link": ("href",),
    f"{_ATOM}content": (_BASE,),
    f"{_MEDIA}content": ("url",),
    f"{_MEDIA}thumbnail": ("url",),
    "enclosure": ("url",),
    "outline": ("xmlUrl", "htmlUrl"),
}
_URL_MEMBERS = ("url", "home_page_url", "feed_url", "icon", "favicon", "image", "avatar", "next_url")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why and where a document cannot be read."""

    message: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Said:
    """A value with the line it stands in; 0 when unknown."""

    value: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What checks look at. All of it is empty when the document cannot be read."""

    fault: Fault | None = None
    kind: str = ""
    """`rss`, `atom` or `json`; empty for other documents."""
    self_links: tuple[str, ...] = ()
    ids: tuple[Said, ...] = ()
    """Those of the entries, in their order."""
    anonymous: tuple[Said, ...] = ()
    """The ids of entries that have no author, of their own or of the feed; of the feed when it has neither."""
    urls: tuple[Said, ...] = ()
    """Whatever the document says as a URL."""
    html: tuple[Said, ...] = ()
    """Content and descriptions."""


def is_readable(media_type: str) -> bool:
    """Whether documents of this type are read again: XML and JSON are."""
    kind = media_type.partition(";")[0].strip().lower()
    return kind.endswith(("+xml", "/xml", "+json", "/json", "/x-opml"))


def read(document: Document) -> Reading:
    """The document read again."""
    if document.media_type.partition(";")[0].strip().lower().endswith("json"):
        return _read_json(document.content)
    return _read_xml(document.content)


def _read_xml(content: bytes) -> Reading:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_pis=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        message = (error.msg or "not XML").partition(", line ")[0]  # the place is said beside it
        return Reading(fault=Fault(message, line, column))
    urls = tuple(_urls(root))
    if root.tag == "rss":
        return _read_rss(root, urls)
    if root.tag == f"{_ATOM}feed":
        return _read_atom(root, urls)
    return Reading(urls=urls)


def _urls(root: etree._Element) -> Iterator[Said]:
    for element in root.iter(*_URL_ELEMENTS):
        yield Said(element.text or "", _line(element))
    for element in root.iter(*_URL_ATTRIBUTES):
        for name in _URL_ATTRIBUTES[str(element.tag)]:
            value = element.get(name)
            if value is not None:
                yield Said(value, _line(element))


def _line(element: etree._Element) -> int:
    return element.sourceline if isinstance(element.sourceline, int) else 0


def _texts(elements: Iterator[etree._Element]) -> tuple[Said, ...]:
    return tuple(Said(each.text or "", _line(each)) for each in elements)


def _read_rss(root: etree._Element, urls: tuple[Said, ...]) -> Reading:
    descriptions = (each for item in root.iter("item") for each in item.iterchildren("description", _CONTENT))
    return Reading(
        kind="rss",
        self_links=tuple(each.get("href", "") for each in root.iterfind(f"channel/{_ATOM}link[@rel='self']")),
        ids=_texts(root.iterfind("channel/item/guid")),
        urls=urls,
        html=_texts(descriptions),
    )


def _read_atom(root: etree._Element, urls: tuple[Said, ...]) -> Reading:
    entries = root.findall(f"{_ATOM}entry")
    anonymous = []
    if root.find(f"{_ATOM}author") is None:
        anonymous = [each for each in entries or [root] if each.find(f"{_ATOM}author") is None]
    return Reading(
        kind="atom",
        self_links=tuple(each.get("href", "") for each in root.iterfind(f"{_ATOM}link[@rel='self']")),
        ids=_texts(root.iterfind(f"{_ATOM}entry/{_ATOM}id")),
        anonymous=tuple(Said(each.findtext(f"{_ATOM}id") or "", _line(each)) for each in anonymous),
        urls=urls,
        html=_texts(each for entry in entries for each in entry.iterchildren(*_TEXTS) if each.get("type") == "html"),
    )


def _read_json(content: bytes) -> Reading:
    try:
        said = json.loads(content)
    except json.JSONDecodeError as error:
        return Reading(fault=Fault(error.msg, error.lineno, error.colno))
    except (UnicodeDecodeError, RecursionError) as error:
        return Reading(fault=Fault(str(error), 0, 0))
    if not isinstance(said, dict) or not isinstance(said.get("items"), list):
        return Reading()
    items = [each for each in said["items"] if isinstance(each, dict)]
    lines = _lines_of_items(content, len(items))
    return Reading(
        kind="json",
        self_links=(str(said.get("feed_url", "")),),
        ids=tuple(Said(str(each.get("id", "")), line) for each, line in zip(items, lines, strict=True)),
        urls=tuple(_json_said(said, items, lines)),
        html=tuple(Said(str(each.get("content_html", "")), line) for each, line in zip(items, lines, strict=True)),
    )


def _lines_of_items(content: bytes, wanted: int) -> list[int]:
    """The line of each item; zeros when they do not begin on lines of their own, as they do in our documents."""
    lines = [number for number, line in enumerate(content.split(b"\n"), start=1) if line.startswith(b'{"id":')]
    return lines if len(lines) == wanted else [0] * wanted


def _json_said(said: dict[str, Any], items: list[dict[str, Any]], lines: list[int]) -> Iterator[Said]:
    head = {name: value for name, value in said.items() if name != "items"}
    yield from (Said(url, 0) for url in _json_urls(head))
    for item, line in zip(items, lines, strict=True):
        yield from (Said(url, line) for url in _json_urls(item))


def _json_urls(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (str(value[name]) for name in _URL_MEMBERS if name in value)
        for each in value.values():
            yield from _json_urls(each)
    elif isinstance(value, list):
        for each in value:
            yield from _json_urls(each)
