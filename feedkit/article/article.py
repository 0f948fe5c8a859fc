"""What is known of an article before its body is rendered."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime, time, tzinfo
from types import MappingProxyType
from typing import NamedTuple

from feedkit.diagnostics import Diagnostic, Place
from feedkit.model import Entry, Person
from feedkit.quick_dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What reading an article needs to know of the publication it belongs to."""

    site_url: str
    """Absolute; ends with `/`."""
    zone: tzinfo
    default_time: time = time()
    language: str = "en"
    permalink: str = "/{slug}/"
    people: Mapping[str, Person] = field(default_factory=dict)
    """The profiles of the authors file, by key."""
    folder: str = "articles"
    """The content folder, relative to the project folder, with `/`; goes before paths in diagnostics."""
    files: Mapping[str, int] = field(default_factory=dict)
    """All files of the content folder: relative path → size in bytes."""
    trusted_html: bool = False
    summary_length: int = 300
    """Characters of a summary that is taken from the body."""
    title: str = ""
    flavour: str = ""
    """The generator whose template tags bodies may hold; empty for none."""
    marks: tuple[str, ...] = ()
    """What its Markdown engine knows beside CommonMark, as `shortcodes.marks` names it."""

    def shown(self, path: str) -> str:
        """A path in the content folder, relative to the project folder, as diagnostics show it."""
        return f"{self.folder}/{path}" if self.folder else path


class Reference(NamedTuple):
    """An address as it was written, with its place; resolved only when the entry is made."""

    text: str
    place: Place


class WrittenImage(NamedTuple):
    """The `image` of the front matter."""

    url: Reference
    alt: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenEnclosure:
    """One of the `enclosures` of the front matter: either a URL or a file of the content folder."""

    url: Reference | None
    file: str = ""
    """Relative to the content folder."""
    media_type: str = ""
    length: int | None = None
    duration: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenLink:
    """A title with an address: one of `related`, or the page of the comments."""

    url: Reference
    title: str = ""
    count: int | None = None


class Article(NamedTuple):
    """A source file whose front matter was understood. Its body is still as it was written.

    A named tuple, since there are many thousands of them, and no other class is made as fast.
    """

    path: str
    """Relative to the content folder, with `/`."""
    title: str
    published: datetime
    updated: datetime
    slug: str
    url: str
    """Absolute."""
    id_place: Place
    """Where the `id` stands; the beginning of the front matter when there is none."""
    body: str = ""
    markdown: bool = True
    body_line: int = 1
    """The line of the file at which the body begins."""
    content_file: str = ""
    """The file the body is in, relative to the content folder; empty when it is in the article itself."""
    id: str = ""
    """The `id` of the front matter; empty when there is none."""
    authors: tuple[Person, ...] = ()
    category: str = ""
    tags: tuple[str, ...] = ()
    summary: str = ""
    image: WrittenImage | None = None
    language: str = ""
    draft: bool = False
    expires: datetime | None = None
    enclosures: tuple[WrittenEnclosure, ...] = ()
    comments: WrittenLink | None = None
    views: int | None = None
    reading_time: int | None = None
    related: tuple[WrittenLink, ...] = ()
    in_feeds: bool = True
    correction: str = ""
    """What was put right after it was mailed; the next edition says so."""
    extra: Mapping[str, object] = MappingProxyType({})
    fingerprint: str | None = None
    """That of the body, where the body was left in its file; None where it is here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeEntry:
    """An entry with what making it brought to light."""

    entry: Entry
    files: tuple[str, ...]
    """Files of the content folder that the entry shows, to be published with it."""
    diagnostics: tuple[Diagnostic, ...]


def fingerprint_of(body: str) -> str:
    """A short hash of a body that does not change with its blanks and line ends; empty for an empty body."""
    return fingerprint_of_bytes(body.encode("utf-8", "surrogatepass"))


def fingerprint_of_bytes(body: bytes) -> str:
    """The same of a body in UTF-8."""
    bare = body.translate(None, b" \t\n\r\v\f")
    return hashlib.sha256(bare).hexdigest()[:16] if bare else ""
