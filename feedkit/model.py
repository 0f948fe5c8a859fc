"""The words of feedkit: what an entry, a feed, a document and a build are.

The model follows Atom (RFC 4287), the strictest of the formats; RSS 2.0 and JSON Feed 1.1 are
projections of it. Every datetime here is time-zone aware and has whole seconds. Every URL is
absolute and ASCII. Every text is free of characters that XML 1.0 cannot carry.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from feedkit.quick_dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture and what is said of it."""

    url: str
    alt: str = ""
    """What the picture shows, for those who cannot see it."""
    credit: str = ""
    media_type: str = ""
    """As `image/png`; empty when neither the file nor its name tells."""
    length: int = 0
    """Size in bytes; 0 when unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who wrote an entry, or who answers for a feed."""

    name: str
    email: str = ""
    url: str = ""
    bio: str = ""
    avatar: Image | None = None
    key: str = ""
    """The name of the profile in `authors.yml`; empty when there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A file that comes with an entry, as a recording does."""

    url: str
    media_type: str
    length: int = 0
    """Size in bytes; 0 when unknown, as the RSS profile asks."""
    duration: int | None = None
    """Playing time in seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comments:
    """Where an entry is talked about."""

    url: str
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A page that an entry points its readers to."""

    url: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """One line of an entry's table of contents."""

    level: int
    """1 to 6, as in `h1` to `h6`."""
    id: str
    """The fragment that leads to it, without `#`."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A published unit, read from one article."""

    id: str
    """Permanent; compared character by character (RFC 4287 §4.2.6.1)."""
    url: str
    """The address of the article's page."""
    title: str
    """Plain text."""
    published: datetime
    updated: datetime
    """When the entry last changed in a way readers should notice."""
    summary: str
    """Plain text."""
    content: str
    """Safe HTML with absolute URLs; empty when the article has no body."""
    authors: tuple[Person, ...]
    category: str = ""
    tags: tuple[str, ...] = ()
    language: str = ""
    """BCP 47, as `de` or `pt-BR`."""
    image: Image | None = None
    enclosures: tuple[Enclosure, ...] = ()
    comments: Comments | None = None
    related: tuple[Link, ...] = ()
    views: int | None = None
    reading_time: int = 1
    """Minutes."""
    headings: tuple[Heading, ...] = ()
    """The table of contents, in the order of the text."""
    extra: Mapping[str, object] = field(default_factory=dict)
    """What the article's `extra` says, for templates."""
    path: str = ""
    """The article's path in the content folder, with `/`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLink:
    """One of the documents a feed is offered as."""

    format: str
    """The name of the format: `rss`, `atom` or `json`."""
    path: str
    """Relative to the output folder, with `/`."""
    url: str
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """An ordered choice of entries with what is said of the whole."""

    name: str
    """What the configuration calls it, as `main` or `tag/robots`."""
    id: str
    """The Atom id of the feed; it never changes once published."""
    title: str
    description: str
    url: str
    """The page the feed belongs to."""
    language: str
    authors: tuple[Person, ...]
    entries: tuple[Entry, ...]
    """Newest first: published, then id."""
    updated: datetime
    """The newest `updated` of its entries; never the clock."""
    links: tuple[FeedLink, ...] = ()
    """Every format this feed is offered in."""
    full_content: bool = True
    """Whether entries carry their content, or their summary only."""
    hubs: tuple[str, ...] = ()
    """WebSub hubs that announce the feed."""
    license_url: str = ""
    rights: str = ""
    icon_url: str = ""
    """A small square picture."""
    logo_url: str = ""
    """A picture twice as wide as high, for RSS a PNG, JPEG or GIF."""
    categories: tuple[str, ...] = ()
    stylesheet: str = ""
    """The path of the CSS that browsers show the XML with, relative to the output folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Finished bytes, ready to be written or uploaded."""

    path: str
    """Relative to the output folder, with `/`; never `..`."""
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiedFile:
    """A file of the content folder that is published as it is."""

    path: str
    """Relative to the output folder, with `/`."""
    source: str
    """Relative to the content folder, with `/`."""
    length: int
    """Size in bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The digest of one day: what was chosen, and what readers get of it."""

    id: str
    """As `daily/2026-05-28`, with `.2` behind it for a second one of the day; never used again for another."""
    date: date
    """The local date of the site's zone it belongs to."""
    cutoff: datetime
    """The last moment an entry could be published to be in it."""
    subject: str
    preheader: str
    """The first words that a list of mails shows beside the subject."""
    url: str
    """The address of the web edition."""
    archive_url: str
    """The address of the list of all editions."""
    language: str
    entries: tuple[Entry, ...]
    """In the order of the edition: the lead story first."""
    html: str
    """The whole mail; values of one recipient stand in it as tokens."""
    text: str
    """The same as plain text, with the same tokens."""
