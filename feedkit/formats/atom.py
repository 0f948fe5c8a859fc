"""Atom 1.0 (RFC 4287) with threading (RFC 4685) and pictures (Media RSS)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from feedkit.formats import _feedgen
from feedkit.formats._forms import ATOM
from feedkit.formats._parts import Parts, spliced
from feedkit.formats._projection import carefully, other_language
from feedkit.formats._xml import NAMESPACES, add, add_image, dress, name
from feedkit.model import Entry, Feed

NAME = "atom"
EXTENSION = "atom.xml"
MEDIA_TYPE = "application/atom+xml; charset=utf-8"
FORM = ATOM


def render(feed: Feed, path: str, parts: Parts | None = None) -> bytes:
    """The feed as the Atom document at `path` in the output folder. `parts` are those that other feeds share with it."""
    return carefully(lambda each: spliced(FORM, each, parts or Parts(), lambda some: _write(some, path)), feed)


def _write(feed: Feed, path: str) -> bytes:
    finish = _feedgen.Finish(
        namespaces={prefix: NAMESPACES[prefix] for prefix in ("media", "thr")},
        feed=lambda root: None,  # noqa: ARG005
        entry=lambda element, entry: _finish_entry(element, feed, entry),
    )
    return dress(_feedgen.atom(feed, path, finish), path=path, stylesheet=feed.stylesheet)


def _finish_entry(element: etree._Element, feed: Feed, entry: Entry) -> None:
    """What feedgen cannot say of an entry. Its own elements have no namespace while they are in memory."""
    for broken in element.findall("link"):
        element.remove(broken)
    for link in _links(entry):
        add(element, "link", **link)
    if language := other_language(feed, entry):
        element.set(name("xml:lang"), language)
    content = element.find("content")
    if content is not None:
        # All URLs are absolute already; what else a reader may find to resolve belongs to the article, not to the feed.
        content.set(name("xml:base"), entry.url)
    if entry.comments and entry.comments.count is not None:
        add(element, "thr:total", str(entry.comments.count))
    if entry.image:
        add_image(element, entry.image)


def _links(entry: Entry) -> Iterator[dict[str, str]]:
    yield {"href": entry.url, "rel": "alternate", "type": "text/html"}
    for related in entry.related:
        yield {"href": related.url, "rel": "related", "title": related.title}
    if entry.comments:
        yield {"href": entry.comments.url, "rel": "replies", "type": "text/html"}
    for enclosure in entry.enclosures:
        length = str(enclosure.length) if enclosure.length else ""
        yield {"href": enclosure.url, "rel": "enclosure", "type": enclosure.media_type, "length": length}
