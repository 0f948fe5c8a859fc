"""What other programs published: their feeds and exports, before anything of it becomes ours."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from feedkit.model import Enclosure
from feedkit.quick_dataclasses import dataclass

Status = Literal["publish", "future", "draft", "pending", "private"]
"""As WordPress has it; everything in a feed is `publish`. What a password protects is `private`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignEntry:
    """An entry as another program published it. Texts are plain and on one line unless said otherwise."""

    id: str
    """Character by character as it was issued, be it no URI; empty when there is none."""
    id_is_permalink: bool = False
    """Whether the feed says that the id is the entry's address (`isPermaLink` of RSS 2.0)."""
    url: str = ""
    title: str = ""
    published: datetime | None = None
    """Time-zone aware, in the offset that was written."""
    updated: datetime | None = None
    authors: tuple[str, ...] = ()
    """Names."""
    categories: tuple[str, ...] = ()
    """Known as such only in exports; feeds do not tell categories from tags."""
    tags: tuple[str, ...] = ()
    summary: str = ""
    """Empty where it is the only text: then it is the content."""
    content_html: str = ""
    """As it was written: neither safe nor absolute."""
    base: str = ""
    """What addresses in the content are relative to."""
    enclosures: tuple[Enclosure, ...] = ()
    image: str = ""
    """The address of the lead picture."""
    image_alt: str = ""
    comments_url: str = ""
    status: Status = "publish"
    slug: str = ""
    """The name in its address, where an export says it."""
    source: str = ""
    """The file or address it was read from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignFeed:
    """A feed or an export."""

    title: str
    url: str
    """The page it belongs to."""
    entries: tuple[ForeignEntry, ...]
    """In the order of the file."""
    source: str = ""
    """The file or address it was read from."""
