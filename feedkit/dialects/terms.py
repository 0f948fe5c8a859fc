"""What the dialects speak of: the settings of a generator, a file to be read, and what became of it."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Mapping
from datetime import time, tzinfo
from typing import Any, Literal, get_args

from feedkit.diagnostics import Diagnostic
from feedkit.quick_dataclasses import dataclass, field
from feedkit.yaml_nodes import Node

Unrendered = Literal["Org", "AsciiDoc", "Textile"]
Markup = Literal["markdown", "html", "rst", "mdx", Unrendered]
UNRENDERED: tuple[Unrendered, ...] = get_args(Unrendered)
"""Markup whose keys are read and whose text is not rendered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a generator's own configuration says, as far as feeds need it; empty where it says nothing."""

    dialect: str = "feedkit"
    title: str = ""
    url: str = ""
    """The address of the site as it is written there."""
    description: str = ""
    language: str = ""
    timezone: str = ""
    """A name of the IANA database."""
    author: str = ""
    """Who wrote the articles that name nobody."""
    content: str = ""
    """The folder with the articles, relative to the project folder; `.` for the project folder itself."""
    excluded: tuple[str, ...] = ()
    """Folders at the top of the content folder that hold no articles, as the output of the generator."""
    people: Mapping[str, str] = field(default_factory=dict)
    """Names of authors by the ids that articles use for them."""
    said: Mapping[str, Any] = field(default_factory=dict)
    """The rest of the configuration as plain values, in the form that the dialect itself wants."""
    marks: tuple[str, ...] = ()
    """What the site's Markdown engine was told to know beside CommonMark, as `shortcodes.marks` names it; sorted."""
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Names that this one site uses: native key → its own names (`content.keys`)."""
    loose: bool = False
    """Whether the content folder was cut out of its site: no folder in it is called `_posts`."""
    date_formats: tuple[str, ...] = ()
    """Forms of dates that this one site uses, for `strptime` (`content.date_formats`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file of the content folder, and what is known of the place it stands in."""

    path: str
    """Relative to the content folder, with `/`."""
    text: str
    """With LF line ends, without byte order mark and forbidden characters."""
    folder: str
    """The content folder, relative to the project folder; `.` for the project folder itself."""
    zone: tzinfo
    default_time: time
    site_url: str = "https://example.org/"
    """Absolute; ends with `/`."""
    files: Collection[str] = ()
    """All files of the content folder."""
    sides: Mapping[str, str] = field(default_factory=dict)
    """The texts of the side files that `sides` of the dialect named, by path; those that exist."""

    @property
    def shown(self) -> str:
        """The path for diagnostics: relative to the project folder."""
        return posixpath.join(self.folder, self.path)

    @property
    def whole(self) -> str:
        """The path relative to the project folder, `.` left away, for rules about folders above the content folder."""
        return posixpath.normpath(self.shown)

    @property
    def directory(self) -> str:
        """The folder the file is in, relative to the content folder; empty at its top."""
        return posixpath.dirname(self.path)

    @property
    def name(self) -> str:
        """The name of the file without its extension."""
        return posixpath.splitext(posixpath.basename(self.path))[0]

    @property
    def extension(self) -> str:
        """As `.md`, in lower case."""
        return posixpath.splitext(self.path)[1].lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """A text taken apart."""

    keys: Node | None
    """A mapping; None when there is front matter but it cannot be read."""
    body: str
    body_line: int
    """The line of the file at which the body begins."""
    found: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Translated:
    """An article in feedkit's own keys."""

    keys: Node
    """A mapping of native keys; every value stands where it was written."""
    body: str
    body_line: int
    markup: Markup
    found: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A file that becomes no entry."""

    reason: str
    """Why, in a few words, as `a section, not an article`."""
    found: tuple[Diagnostic, ...] = ()
    """Empty when there is nothing for its author to mend."""
