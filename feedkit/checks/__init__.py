"""The porch of checks: last looks at what was made, before anything is let out.

Adding a check is adding a module that offers what `Check` says; the folder is the list of checks. They guard feedkit's
own output at each build, so each must be cheap: a document is parsed once, and all checks share what was read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, cast

from feedkit.checks._blame import at_articles
from feedkit.checks._reading import Reading, Said, is_readable, read
from feedkit.diagnostics import Diagnostic, Rule, in_reading_order
from feedkit.model import Document, Feed
from feedkit.quick_dataclasses import dataclass

__all__ = ["Check", "Made", "Output", "at_articles", "every_check", "run"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """All that a build is about to write."""

    feeds: tuple[Feed, ...]
    documents: tuple[Document, ...]
    """Those of the feeds and any others, as pages; the places of findings are their paths."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One finished XML or JSON document, with what it was made of and what can be read from it."""

    document: Document
    feed: Feed | None
    """None if the document is not of one feed, as an OPML list."""
    reading: Reading
    new_html: tuple[Said, ...] = ()
    """The content and descriptions that no earlier document had: most entries are in many documents."""


class Check(Protocol):
    """What a check offers."""

    RULES: tuple[Rule, ...]
    """Every kind of finding it can make."""

    @staticmethod
    def check(made: Made) -> Iterable[Diagnostic]:
        """The findings about one document."""


def every_check() -> tuple[Check, ...]:
    """The checks of this folder, by name; neither a module whose name begins with `_` nor a folder, as `mail`, is one."""
    names = sorted(each.name for each in iter_modules(__path__) if not (each.name.startswith("_") or each.ispkg))
    return tuple(cast("Check", import_module(f"{__name__}.{name}")) for name in names)


def run(output: Output) -> list[Diagnostic]:
    """What all checks find, in reading order."""
    checks = every_check()
    return in_reading_order([each for made in _made(output) for check in checks for each in check.check(made)])


def _made(output: Output) -> Iterator[Made]:
    feeds = {link.path: feed for feed in output.feeds for link in feed.links}
    seen: set[tuple[int, int]] = set()
    for document in output.documents:
        if is_readable(document.media_type):
            reading = read(document)
            new = tuple(said for said in reading.html if _mark(said.value) not in seen)
            seen.update(_mark(said.value) for said in new)
            yield Made(document=document, feed=feeds.get(document.path), reading=reading, new_html=new)


def _mark(text: str) -> tuple[int, int]:
    """What a text is known by, so that the texts themselves need not be kept."""
    return hash(text), len(text)
