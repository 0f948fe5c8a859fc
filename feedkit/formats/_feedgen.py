"""The one door to feedgen, which writes RSS and Atom, and all that must be known of feedgen 1.0.0 to use it.

| what feedgen does | what is done about it |
|--|--|
| drops every attribute but `href` of an Atom entry's links (its issue 135) | `finish` writes all of them anew |
| takes the channel's link from the last `link()` of any kind | in RSS the page is the only link it is given |
| copies only `rel="self"` from the links to RSS | `finish` writes the atom:links of the channel |
| fills in the clock's time for the feed and each entry | `updated` is always set |
| sets the process's locale for each RSS date, which is not safe in threads | `finish` writes the RSS dates |
| writes no author without an e-mail address in RSS, and none for the channel | `finish` writes dc:creator |
| writes its own name and version as the generator | `generator` is set to a fixed text |
| shows content without a type as source code in Atom, or `type="CDATA"` | the type is always `html` |
| resets `isPermaLink` with every `id()` | `id()` is all that is called: it writes `false` |
| puts new entries first | `order="append"` |
| keeps and changes the mappings it is given | each call gets new ones |
| calls extensions by `setattr`, which can replace its own methods | ours is called `feedkit` |
| refuses feeds and entries without a title or description, naming none | they are filled in before |
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any, cast

from feedgen.feed import FeedGenerator
from lxml import etree

from feedkit.formats._projection import (
    GENERATOR,
    categories,
    contact,
    instant,
    main_enclosure,
    named,
    own_link,
    raster_picture,
    texts,
    title,
)
from feedkit.model import Entry, Feed, Person
from feedkit.quick_dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finish:
    """How a format completes what feedgen writes."""

    namespaces: Mapping[str, str]
    """Prefixes to declare at the root element."""
    feed: Callable[[etree._Element], None]
    """Called with the root element, before the entries are in it."""
    entry: Callable[[etree._Element, Entry], None]


class _Extension:
    """The hook feedgen offers; it makes the instance itself, so what to do is set afterwards."""

    namespaces: Mapping[str, str] = {}
    finish: Callable[[etree._Element], None]

    def extend_ns(self) -> dict[str, str]:
        return dict(self.namespaces)

    def extend_rss(self, element: etree._Element) -> None:
        self.finish(element)

    def extend_atom(self, element: etree._Element) -> None:
        self.finish(element)


def rss(feed: Feed, finish: Finish) -> bytes:
    """The `rss` element, indented."""
    made = _feed(feed, finish)
    made.link(href=feed.url, rel="alternate")
    made.description(feed.description or feed.title or feed.url)
    if picture := raster_picture(feed):
        made.image(picture, title=feed.title or feed.url, link=feed.url)
    if editor := contact(feed.authors):
        made.managingEditor(editor)
    # Without this, feedgen sets the locale of the whole process to write the date.
    made._FeedGenerator__rss_lastBuildDate = None  # noqa: SLF001
    for entry in feed.entries:
        _rss_item(feed, entry, _entry(made, entry, finish))
    return cast("bytes", made.rss_str(pretty=True, xml_declaration=False))


def atom(feed: Feed, path: str, finish: Finish) -> bytes:
    """The `feed` element, indented."""
    made = _feed(feed, finish)
    own = own_link(feed, path)
    made.id(feed.id)
    made.updated(instant(feed.updated))
    made.link(href=feed.url, rel="alternate", type="text/html")
    made.link(href=own.url, rel="self", type=own.media_type.partition(";")[0])
    made.link([{"href": hub, "rel": "hub"} for hub in feed.hubs])
    if feed.license_url:
        made.link(href=feed.license_url, rel="license")
    if feed.description:
        made.subtitle(feed.description)
    made.author([_person(each) for each in named(feed.authors)])
    made.icon(feed.icon_url or None)
    made.logo(feed.logo_url or None)
    for entry in feed.entries:
        _atom_entry(feed, entry, _entry(made, entry, finish))
    return cast("bytes", made.atom_str(pretty=True, xml_declaration=False))


# feedgen has no types, so what it makes is `Any` here.


def _feed(feed: Feed, finish: Finish) -> Any:
    made = FeedGenerator()
    made.register_extension("feedkit", _Extension, _Extension)
    made.feedkit.namespaces = finish.namespaces
    made.feedkit.finish = finish.feed
    made.title(feed.title or feed.url)
    made.generator(GENERATOR)
    made.language(feed.language or None)
    made.rights(feed.rights or None)
    made.category([{"term": each} for each in feed.categories])
    return made


def _entry(made: Any, entry: Entry, finish: Finish) -> Any:
    member = made.add_entry(order="append")
    member.feedkit.finish = lambda element: finish.entry(element, entry)
    member.id(entry.id)
    member.title(title(entry))
    member.link(href=entry.url, rel="alternate")
    member.category([{"term": each} for each in categories(entry)])
    return member


def _rss_item(feed: Feed, entry: Entry, item: Any) -> None:
    shown = texts(feed, entry)
    if shown.summary:
        item.summary(escape(shown.summary, quote=False))  # a description is HTML, whatever is in it
    if shown.content:
        item.content(shown.content, type="html")
    if contact(entry.authors):
        item.author(name=entry.authors[0].name, email=entry.authors[0].email)
    if entry.comments:
        item.comments(entry.comments.url)
    if enclosure := main_enclosure(entry):
        item.enclosure(enclosure.url, enclosure.length, enclosure.media_type or "application/octet-stream")


def _atom_entry(feed: Feed, entry: Entry, member: Any) -> None:
    shown = texts(feed, entry)
    member.updated(instant(entry.updated))
    member.published(instant(entry.published))
    member.author([_person(each) for each in named(entry.authors)])
    if shown.content:
        member.content(shown.content, type="html")
    if shown.summary and ("<" in shown.summary or "&" in shown.summary):
        # Text that looks like markup is safer said as HTML: many readers do not look at the type.
        member.summary(escape(shown.summary, quote=False), type="html")
    elif shown.summary:
        member.summary(shown.summary)


def _person(person: Person) -> dict[str, str]:
    said = {"name": person.name, "email": person.email, "uri": person.url}
    return {key: value for key, value in said.items() if value}
