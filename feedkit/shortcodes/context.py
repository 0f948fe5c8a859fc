"""Where an article stands, and what is found in its body: what those who call on a flavour give and get."""

from __future__ import annotations

from collections.abc import Mapping

from feedkit.diagnostics import Rule
from feedkit.quick_dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Where an article stands, and what its template tags may name."""

    url: str
    """The absolute URL of the article."""
    site_url: str
    """Absolute; ends with `/`."""
    baseurl: str = ""
    """The path under which the site stands, as `/blog`; without `/` at its end."""
    path: str = ""
    """The article's file, relative to the content folder, with `/`."""
    articles: Mapping[str, str] = field(default_factory=dict)
    """The article files of the content folder: path to absolute URL."""
    names: Mapping[str, str] | None = None
    """`references.by_name(articles)`, made once for all articles; without it each failed look-up takes a walk."""
    variables: Mapping[str, str] = field(default_factory=dict)
    """Values by the names templates know them under, as `site.url`, `page.title`."""
    marks: tuple[str, ...] = ()
    """What the engine of the site knows beside CommonMark, as `marks` names it."""
    markdown: bool = True
    """Whether the body is Markdown; False for HTML."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something taken out or replaced. Line and column count from 1 in the body, columns in code points."""

    line: int
    column: int
    end_column: int
    """The column after its last character in that line."""
    rule: Rule
    message: str
    help: str = ""
