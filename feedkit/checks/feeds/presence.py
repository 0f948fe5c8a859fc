"""Elements that must be there are."""

from __future__ import annotations

from collections.abc import Iterator

from feedkit.checks.feeds._document import Document, Placed
from feedkit.checks.feeds._vocabulary.namespaces import RDF
from feedkit.diagnostics import Diagnostic
from feedkit.rules.feed_documents import MISSING_ELEMENT
from feedkit.rules.feeds import MISSING_FEED_AUTHOR

RULES = (MISSING_ELEMENT, MISSING_FEED_AUTHOR)
_REQUIRED = {
    "rss": ("channel",),
    "rss.skipHours": ("hour",),
    "rss.skipDays": ("day",),
    "rss.textInput": ("title", "link", "description", "name"),
    "rdf.image": ("title", "link", "url"),
    "rdf.item": ("title", "link"),
    "opml": ("head", "body"),
    "geo.point": ("geo:lat", "geo:long"),
    "itunes.owner": ("itunes:email",),
    "app.service": ("app:workspace",),
    "app.workspace": ("atom:title",),
}


def check(document: Document) -> Iterator[Diagnostic]:
    """A finding at each element that lacks another one; none if reading stopped before the end."""
    if not document.is_whole:
        return
    for placed in document.placed:
        spec = placed.spec
        for key in _REQUIRED.get(spec.inside, ()):
            yield from _need(document, placed, key)
        if spec.inside == "app.collection" and not placed.has("title", "atom:title"):
            yield _lacks(document, placed, "<title>")
        if spec.kind == "channel":
            yield from _channel(document, placed)
        elif spec.kind == "item" and document.format == "rss" and not placed.has("title", "description"):
            yield _lacks(document, placed, "<title> and no <description>")
        elif spec.inside == "rss.image":
            yield from _image(document, placed)
        elif spec.inside == "person" and not placed.has("name", "atom:name"):
            yield _lacks(document, placed, "<name>")
        elif spec.kind == "feed":
            yield from _feed(document, placed)
        elif spec.kind == "entry":
            yield from _entry(document, placed)
        elif spec.kind == "group" and len(placed.all("media:content")) < 2:
            message = "<media:group> is for two or more <media:content> of one thing"
            yield document.at_tag(MISSING_ELEMENT, placed.node, message, help="leave out the group around a single one")
        elif placed.key == "body" and document.format == "opml" and not placed.has("outline"):
            yield _lacks(document, placed, "<outline>")


def _need(document: Document, placed: Placed, *keys: str) -> Iterator[Diagnostic]:
    for key in keys:
        if not placed.has(key) and not (key == "channel" and placed.has("rss090:channel")):
            yield _lacks(document, placed, f"<{key}>")


def _lacks(document: Document, placed: Placed, what: str) -> Diagnostic:
    return document.at_tag(MISSING_ELEMENT, placed.node, f"<{placed.node.written}> has no {what}")


def _channel(document: Document, channel: Placed) -> Iterator[Diagnostic]:
    yield from _need(document, channel, "title", "link", "description")
    if document.format == "rdf" and channel.spec.inside == "rdf.channel" and channel.node.get("about", RDF) is not None:
        yield from _need(document, channel, "items")


def _image(document: Document, image: Placed) -> Iterator[Diagnostic]:
    if image.node.get("resource", RDF) is not None:
        return
    yield from _need(document, image, "title", "url")
    if image.node.get("parseType", RDF) is None:
        yield from _need(document, image, "link")


def _feed(document: Document, feed: Placed) -> Iterator[Diagnostic]:
    yield from _need(document, feed, "title", "id", "updated")


def _entry(document: Document, entry: Placed) -> Iterator[Diagnostic]:
    yield from _need(document, entry, "title", "id", "updated")
    feed = entry.parent
    source = entry.first("source")
    has_author = entry.has("author") or (feed is not None and feed.has("author")) or (source and source.has("author"))
    if not has_author:
        message = "neither the entry nor its feed has an <author>"
        yield document.at_tag(MISSING_FEED_AUTHOR, entry.node, message)
    content = entry.first("content")
    if content is not None and not entry.has("summary"):
        kind = content.node.get("type") or ""
        is_text = kind.endswith(("+xml", "/xml")) or kind.startswith("text/") or "/" not in kind
        if content.node.get("src") is not None or not is_text:
            yield document.at_tag(
                MISSING_ELEMENT, entry.node, "the content is elsewhere or no text, and there is no <summary> of it"
            )
    elif content is None and not any(
        (each.node.get("rel") or "alternate") == "alternate" for each in entry.all("link")
    ):
        message = "<entry> has neither <content> nor a link to its page"
        yield document.at_tag(MISSING_ELEMENT, entry.node, message)
