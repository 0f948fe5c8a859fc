"""The Content-Type that a feed is served with is that of its format."""

from __future__ import annotations

from collections.abc import Iterator

from feedkit.checks.feeds._document import Document
from feedkit.diagnostics import Diagnostic, Place
from feedkit.rules.feed_contents import UNEXPECTED_CONTENT_TYPE

RULES = (UNEXPECTED_CONTENT_TYPE,)
_XML = ("application/xml", "text/xml")
_RIGHT = {
    "rss": ("application/rss+xml", *_XML),
    "rdf": ("application/rdf+xml", "application/rss+xml", *_XML),
    "rss11": ("application/rdf+xml", "application/rss+xml", *_XML),
    "atom": ("application/atom+xml", *_XML),
    "entry": ("application/atom+xml", *_XML),
    "service": ("application/atomsvc+xml", *_XML),
    "categories": ("application/atomcat+xml", *_XML),
    "opml": ("text/x-opml", *_XML),
    "json": ("application/feed+json", "application/json"),
}
_FIRST_BYTES = 512
_MARKS = {
    "rss": "<rss",
    "atom": "<feed",
    "opml": "<opml",
    "rdf": "<rdf:RDF",
    "entry": "<entry",
    "rss11": "<Channel",
    "service": "<service",
    "categories": "<categories",
}


def check(document: Document) -> Iterator[Diagnostic]:
    """A finding for a type or charset that does not fit; none when nobody says a type."""
    kind = document.media_type.partition(";")[0].strip().lower()
    right = _RIGHT.get(document.format, ())
    if not kind or not right:
        return
    place = Place(document.source.path)
    if kind not in right:
        message = f"served as {kind!r}, which is not the type of this format"
        yield Diagnostic(rule=UNEXPECTED_CONTENT_TYPE, place=place, message=message, help=f"serve it as `{right[0]}`")
    elif kind in _XML and _MARKS[document.format] not in document.decoded.text[:_FIRST_BYTES]:
        message = f"{kind!r} is of any XML, and the first {_FIRST_BYTES} characters do not show that this is a feed"
        yield Diagnostic(rule=UNEXPECTED_CONTENT_TYPE, place=place, message=message, help=f"serve it as `{right[0]}`")
    declared, said = document.decoded.declared.lower(), document.decoded.encoding.lower()
    if declared and said != declared and "charset" in document.media_type.lower():
        message = f"served with the charset {said}, but it declares {declared}"
        yield Diagnostic(rule=UNEXPECTED_CONTENT_TYPE, place=place, message=message)
