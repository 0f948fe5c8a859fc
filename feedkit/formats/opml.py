"""OPML 2.0: the list of all feeds, for readers to subscribe to at once. Not a `Format`: it is made of many feeds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from lxml import etree

from feedkit.formats._projection import carefully, rfc2822
from feedkit.formats._xml import add, dress
from feedkit.model import Feed, FeedLink, Person

NAME = "opml"
EXTENSION = "opml"
MEDIA_TYPE = "text/x-opml; charset=utf-8"


def render(feeds: Sequence[Feed], *, title: str, updated: datetime | None = None, owner: Person | None = None) -> bytes:
    """The list of the feeds in the given order; those without links are left out."""
    return carefully(lambda said: _write(*said, updated=updated), (tuple(feeds), title, owner))


def _write(feeds: tuple[Feed, ...], title: str, owner: Person | None, *, updated: datetime | None) -> bytes:
    root = etree.Element("opml", version="2.0")
    head = add(root, "head")
    add(head, "title", title)
    if updated:
        add(head, "dateModified", rfc2822(updated))
    if owner:
        for element, value in (("ownerName", owner.name), ("ownerEmail", owner.email), ("ownerId", owner.url)):
            if value:
                add(head, element, value)
    body = add(root, "body")
    for feed in feeds:
        if link := preferred_link(feed):
            _add_outline(body, feed, link)
    return dress(etree.tostring(root, encoding="UTF-8", pretty_print=True))


def preferred_link(feed: Feed) -> FeedLink | None:
    """The document to subscribe to: the first in a format that every reader knows, else the first.

    One for each feed, or a reader that imports the list would subscribe to the same entries several times.
    """
    known = [link for link in feed.links if link.format in ("rss", "atom")]
    return next(iter((*known, *feed.links)), None)


def _add_outline(body: etree._Element, feed: Feed, link: FeedLink) -> None:
    add(
        body,
        "outline",
        type="rss",  # of Atom feeds too: in OPML this is the kind of the line, not of the document
        text=feed.title or feed.url,
        title=feed.title or feed.url,
        description=feed.description,
        xmlUrl=link.url,
        htmlUrl=feed.url,
        language=feed.language,
        version="RSS2" if link.format == "rss" else "",  # OPML has no word for Atom
    )
