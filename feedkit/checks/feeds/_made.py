"""The documents that feedkit itself made, each part of them looked at once.

Most entries stand in many documents, letter by letter the same. In a document, entries that an earlier one had are
overlooked; its head and its other entries are looked at as any feed is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256

from feedkit.model import Document

_ENTRIES = {
    "application/rss+xml": (re.compile(rb"<item>"), b"</item>"),
    "application/atom+xml": (re.compile(rb"<entry[ >]"), b"</entry>"),
}
"""How they begin and end. A text is cut at the ends, which is done in no time."""
_FEEDS = frozenset({*_ENTRIES, "application/feed+json", "text/x-opml", "application/xml", "text/xml"})


def kind_of(document: Document) -> str:
    """The media type of a document without its parameters, if it is one of feeds; else empty."""
    kind = document.media_type.partition(";")[0].strip().lower()
    return kind if kind in _FEEDS else ""


def with_new_entries(documents: Iterable[Document], seen: set[bytes]) -> Iterable[tuple[Document, bytes]]:
    """Each feed document with its bytes, in which line ends stand for entries that an earlier document had.

    So what is found in the rest stands in its own line. `seen` are the marks of entries that were had; it grows.
    """
    for document in documents:
        kind = kind_of(document)
        tags = _ENTRIES.get(kind)
        if tags is not None:
            yield document, _with_new(document.content, *tags, seen)
        elif kind:
            yield document, document.content


def _with_new(content: bytes, start: re.Pattern[bytes], end: bytes, seen: set[bytes]) -> bytes:
    *parts, rest = content.split(end)
    made: list[bytes] = []
    for part in parts:
        begins = start.search(part)
        at = begins.start() if begins else len(part)
        made += (part[:at], _unless_seen(part[at:] + end, seen) if begins else end)
    return b"".join((*made, rest))


def _unless_seen(entry: bytes, seen: set[bytes]) -> bytes:
    mark = sha256(entry).digest()
    if mark in seen:
        return b"\n" * entry.count(b"\n")
    seen.add(mark)
    return entry
