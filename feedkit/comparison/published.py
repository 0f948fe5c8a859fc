"""Feeds as subscribers are given them: read from bytes, in the same words for every format."""

from __future__ import annotations

from datetime import datetime

from feedkit.quick_dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedEntry:
    """An entry of a feed document. Texts are empty where the document says nothing."""

    id: str = ""
    """Character by character as it was issued."""
    url: str = ""
    title: str = ""
    """Plain text on one line."""
    published: datetime | None = None
    updated: datetime | None = None
    summary: str = ""
    """Plain text on one line."""
    content: str = ""
    """HTML as it was written."""
    authors: tuple[str, ...] = ()
    """Names."""
    tags: tuple[str, ...] = ()
    """The category and tags, as readers see them."""
    image: str = ""
    """The address of the lead picture."""
    enclosures: tuple[str, ...] = ()
    """Addresses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedFeed:
    """One feed document."""

    format: str
    """`rss`, `atom` or `json`."""
    title: str = ""
    description: str = ""
    home: str = ""
    """The page it belongs to."""
    self_url: str = ""
    """Where it says it is (`rel=self`, `feed_url`)."""
    id: str = ""
    """Of Atom; other formats have none."""
    language: str = ""
    authors: tuple[str, ...] = ()
    hubs: tuple[str, ...] = ()
    picture: str = ""
    """The address of its icon or logo."""
    entries: tuple[PublishedEntry, ...] = ()
    """In the order of the document."""
    length: int = 0
    """Size in bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedDocument:
    """A feed document with what is known of it besides its bytes."""

    feed: PublishedFeed
    path: str
    """Relative to the output folder, with `/`; empty for one that was fetched alone."""
    url: str
    """The address that subscribers know it by."""
    name: str = ""
    """What the configuration calls its feed; empty when only the bytes are known."""
    content: bytes = b""
    """Its bytes, to tell whether anything changed at all."""
