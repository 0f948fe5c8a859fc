"""Feed documents read again, as strictly as readers compare them: ids stand as they were written, nothing is fetched."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from feedkit.comparison.published import PublishedEntry, PublishedFeed
from feedkit.foreign.texts import each_once, plain, plain_of_html
from feedkit.foreign.xml_trees import decoded, local, markup_of, parse, text_of

_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_XHTML = ("xhtml", "application/xhtml+xml")


def read(content: bytes) -> PublishedFeed | None:
    """The feed in the bytes; None when they are no RSS, Atom or JSON feed."""
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start == b"{":
        return _read_json(content)
    return _read_xml(content) if start == b"<" else None


def listed_feeds(opml: bytes) -> tuple[str, ...]:
    """The addresses of feeds that a list of feeds (OPML) names."""
    root, _ = parse(decoded(opml))
    if root is None or local(root).lower() != "opml":
        return ()
    outlines = (each for each in root.iter() if local(each) == "outline")
    return each_once(str(each.get("xmlUrl", "")).strip() for each in outlines)


def _read_xml(content: bytes) -> PublishedFeed | None:
    root, _ = parse(decoded(content))
    if root is None:
        return None
    name = local(root).lower()
    if name == "feed":
        return _read_atom(root, len(content))
    if name in ("rss", "rdf"):
        return _read_rss(root, len(content))
    return None


def _read_rss(root: Any, length: int) -> PublishedFeed:
    """RSS 0.9 to 2.0: items stand in the channel, or beside it in RDF."""
    channel = next((each for each in root if local(each) == "channel"), root)
    items = [each for each in root.iter() if local(each) == "item"]
    links = [each for each in channel if local(each) == "link"]
    return PublishedFeed(
        format="rss",
        title=_line(channel, "title"),
        description=_line(channel, "description"),
        home=next((text for each in links if not each.get("href") and (text := text_of(each).strip())), ""),
        self_url=_linked(channel, "self"),
        language=_text(channel, "language"),
        authors=each_once([_line(channel, "managingEditor"), *_people(channel)]),
        hubs=tuple(_all_linked(channel, "hub")),
        picture=next((_text(each, "url") for each in channel if local(each) == "image"), ""),
        entries=tuple(_rss_entry(each) for each in items),
        length=length,
    )


def _rss_entry(item: Any) -> PublishedEntry:
    guid = _first(item, "guid")
    id = text_of(guid).strip() if guid is not None else str(item.get(_RDF_ABOUT, "")).strip()
    link = _text(item, "link")
    says = {key.lower(): value for key, value in guid.attrib.items()} if guid is not None else {}
    if not link and guid is not None and says.get("ispermalink", "true").strip().lower() == "true":
        link = id
    content = _text(item, "encoded")
    description = _text(item, "description")
    return PublishedEntry(
        id=id,
        url=link,
        title=_line(item, "title"),
        published=moment(_text(item, "pubDate") or _text(item, "date")),
        updated=moment(_text(item, "updated")),
        summary=plain_of_html(description),
        content=content or (description if "<" in description else ""),
        authors=each_once([*_people(item), _line(item, "author")]),
        tags=each_once(plain(text_of(each)) for each in item if local(each) in ("category", "subject")),
        image=next(_media(item), ""),
        enclosures=tuple(each.get("url", "") for each in item if local(each) == "enclosure"),
    )


def _read_atom(root: Any, length: int) -> PublishedFeed:
    return PublishedFeed(
        format="atom",
        title=_atom_plain(root, "title"),
        description=_atom_plain(root, "subtitle"),
        home=_linked(root, "alternate"),
        self_url=_linked(root, "self"),
        id=_text(root, "id"),
        language=str(root.get(_LANG, "")),
        authors=tuple(_people(root)),
        hubs=tuple(_all_linked(root, "hub")),
        picture=_text(root, "icon") or _text(root, "logo"),
        entries=tuple(_atom_entry(each) for each in root if local(each) == "entry"),
        length=length,
    )


def _atom_entry(entry: Any) -> PublishedEntry:
    published = moment(_text(entry, "published"))
    updated = moment(_text(entry, "updated"))
    labels = (each for each in entry if local(each) == "category")
    return PublishedEntry(
        id=_text(entry, "id"),
        url=_linked(entry, "alternate"),
        title=_atom_plain(entry, "title"),
        published=published or updated,
        updated=updated,
        summary=_atom_plain(entry, "summary"),
        content=_atom_html(entry, "content"),
        authors=each_once(_people(entry)),
        tags=each_once(plain(each.get("label") or each.get("term") or "") for each in labels),
        image=next(_media(entry), ""),
        enclosures=tuple(_all_linked(entry, "enclosure")),
    )


def _read_json(content: bytes) -> PublishedFeed | None:
    try:
        said = json.loads(decoded(content))
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict) or not isinstance(said.get("items"), list):
        return None
    hubs = [each for each in _list(said, "hubs") if isinstance(each, dict)]
    return PublishedFeed(
        format="json",
        title=_string(said, "title"),
        description=_string(said, "description"),
        home=_string(said, "home_page_url"),
        self_url=_string(said, "feed_url"),
        language=_string(said, "language"),
        authors=_json_people(said),
        hubs=tuple(_string(each, "url") for each in hubs),
        picture=_string(said, "icon") or _string(said, "favicon"),
        entries=tuple(_json_entry(each) for each in said["items"] if isinstance(each, dict)),
        length=len(content),
    )


def _json_entry(item: dict[str, Any]) -> PublishedEntry:
    attachments = [each for each in _list(item, "attachments") if isinstance(each, dict)]
    return PublishedEntry(
        id=_string(item, "id", strip=False),
        url=_string(item, "url"),
        title=plain(_string(item, "title")),
        published=moment(_string(item, "date_published")),
        updated=moment(_string(item, "date_modified")),
        summary=plain(_string(item, "summary")),
        content=_string(item, "content_html") or _string(item, "content_text"),
        authors=_json_people(item),
        tags=each_once(plain(str(each)) for each in _list(item, "tags")),
        image=_string(item, "image"),
        enclosures=tuple(_string(each, "url") for each in attachments),
    )


def _json_people(said: dict[str, Any]) -> tuple[str, ...]:
    given = [*_list(said, "authors"), said.get("author")]
    return each_once(plain(_string(each, "name")) for each in given if isinstance(each, dict))


def _list(said: dict[str, Any], name: str) -> list[Any]:
    value = said.get(name)
    return value if isinstance(value, list) else []


def _string(said: dict[str, Any], name: str, *, strip: bool = True) -> str:
    value = said.get(name)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).strip() if strip else str(value)


def moment(written: str) -> datetime | None:
    """The moment that a feed names, time-zone aware and in whole seconds; None when it names none."""
    try:
        found = (
            datetime.fromisoformat(written.strip()) if written.strip()[:4].isdigit() else parsedate_to_datetime(written)
        )
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC).replace(microsecond=0)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _first(element: Any, name: str) -> Any:
    return next((each for each in element if local(each) == name), None)


def _text(element: Any, name: str) -> str:
    found = _first(element, name)
    return text_of(found).strip() if found is not None else ""


def _line(element: Any, name: str) -> str:
    """A text on one line. RSS does not say whether titles are text or HTML, and many escape them twice: both read the same."""
    return plain(html.unescape(_text(element, name)))


def _atom_plain(element: Any, name: str) -> str:
    found = _first(element, name)
    if found is None:
        return ""
    return (
        plain_of_html(text_of(found))
        if found.get("type", "text") not in ("text", "text/plain")
        else plain(text_of(found))
    )


def _atom_html(element: Any, name: str) -> str:
    found = _first(element, name)
    if found is None:
        return ""
    if found.get("type") in _XHTML:
        return markup_of(found)
    return text_of(found).strip()


def _all_linked(element: Any, relation: str) -> Iterator[str]:
    for each in element:
        if local(each) == "link" and each.get("href") and each.get("rel", "alternate") == relation:
            yield each.get("href")


def _linked(element: Any, relation: str) -> str:
    return next(_all_linked(element, relation), "")


def _people(element: Any) -> Iterable[str]:
    for each in element:
        name = local(each)
        if name == "creator":
            yield plain(text_of(each))
        elif name == "author" and len(each):
            yield plain(_text(each, "name") or _text(each, "email"))


def _media(element: Any) -> Iterator[str]:
    """Addresses of pictures that Media RSS names, in groups too."""
    for each in element.iter():
        if local(each) in ("content", "thumbnail") and each.get("url"):
            kind = each.get("medium") or each.get("type") or "image"
            if kind.startswith("image") or local(each) == "thumbnail":
                yield each.get("url")
