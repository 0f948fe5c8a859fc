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
    "application/rss+xml": re.compile(rb"<item>.*?</item>", re.DOTALL),
    "application/atom+xml": re.compile(rb"<entry[ >].*?</entry>", re.DOTALL),
}
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
        pattern = _ENTRIES.get(kind)
        if kind and pattern is None:
            yield document, document.content
        elif pattern is not None:
            yield document, pattern.sub(lambda match: _unless_seen(match[0], seen), document.content)


def _unless_seen(entry: bytes, seen: set[bytes]) -> bytes:
    mark = sha256(entry).digest()
    if mark in seen:
        return b"\n" * entry.count(b"\n")
    seen.add(mark)
    return entry
