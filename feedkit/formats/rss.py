"""RSS 2.0, as the RSS Advisory Board's profile wants it, with the extensions that readers know."""

from __future__ import annotations

from lxml import etree

from feedkit.formats import _feedgen
from feedkit.formats._forms import RSS
from feedkit.formats._parts import Parts, spliced
from feedkit.formats._projection import (
    carefully,
    contact,
    named,
    other_language,
    own_link,
    rfc2822,
    rfc3339,
)
from feedkit.formats._xml import NAMESPACES, add, add_image, dress
from feedkit.model import Entry, Feed

NAME = "rss"
EXTENSION = "rss.xml"
MEDIA_TYPE = "application/rss+xml; charset=utf-8"
FORM = RSS


def render(feed: Feed, path: str, parts: Parts | None = None) -> bytes:
    """The feed as the RSS document at `path` in the output folder. `parts` are those that other feeds share with it."""
    return carefully(lambda each: spliced(FORM, each, parts or Parts(), lambda some: _write(some, path)), feed)


def _write(feed: Feed, path: str) -> bytes:
    finish = _feedgen.Finish(
        namespaces={prefix: NAMESPACES[prefix] for prefix in ("dc", "media", "slash")},
        feed=lambda root: _finish_channel(root[0], feed, path),
        entry=lambda item, entry: _finish_item(item, feed, entry),
    )
    return dress(_feedgen.rss(feed, finish), path=path, stylesheet=feed.stylesheet)


def _finish_channel(channel: etree._Element, feed: Feed, path: str) -> None:
    """What feedgen cannot say of a channel; all of it must stand before the items."""
    own = own_link(feed, path)
    add(channel, "lastBuildDate", rfc2822(feed.updated))
    add(channel, "atom:link", href=own.url, rel="self", type=own.media_type.partition(";")[0])
    for hub in feed.hubs:
        add(channel, "atom:link", href=hub, rel="hub")
    if feed.license_url:
        add(channel, "atom:link", href=feed.license_url, rel="license")
    if not contact(feed.authors):
        for person in named(feed.authors):
            add(channel, "dc:creator", person.name)


def _finish_item(item: etree._Element, feed: Feed, entry: Entry) -> None:
    """What feedgen cannot say of an item."""
    add(item, "pubDate", rfc2822(entry.published))
    if rfc3339(entry.updated) != rfc3339(entry.published):
        add(item, "atom:updated", rfc3339(entry.updated))
    if not contact(entry.authors):  # with an `author` beside it, a dc:creator would say the same twice
        for person in named(entry.authors):
            add(item, "dc:creator", person.name)
    if language := other_language(feed, entry):
        add(item, "dc:language", language)
    if entry.comments and entry.comments.count is not None:
        add(item, "slash:comments", str(entry.comments.count))
    if entry.image:
        add_image(item, entry.image)
