"""Whose fault a finding in a finished feed is: the article's, if it stands in an entry that one was made into."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable

from feedkit.diagnostics import Diagnostic, Place
from feedkit.model import Document, Feed
from feedkit.quick_dataclasses import replace

# Entries begin on lines of their own in all that feedkit writes; in texts, `<` is escaped and line ends are in JSON.
_ENTRY = re.compile(rb'^[ \t]*(?:<item[ >]|<entry[ >]|\{"id":)', re.MULTILINE)


def at_articles(
    found: Iterable[Diagnostic],
    feeds: Iterable[Feed],
    documents: Iterable[Document],
    *,
    folder: str,
    place: Callable[[str], Place],
) -> list[Diagnostic]:
    """The findings, those in an entry of a feed moved to its article, and each of these once for all its feeds.

    `place` gives the place in the article at a path, below the content folder `folder`, at which such findings are
    shown; a note says where they came to light.
    """
    feed_of = {link.path: feed for feed in feeds for link in feed.links}
    content_of = {each.path: each.content for each in documents if each.path in feed_of}
    starts: dict[str, list[int]] = {}
    moved: dict[tuple[str, str, str], tuple[Diagnostic, str]] = {}
    kept = []
    for each in found:
        path, line = each.place.path, each.place.line
        if path not in content_of or not line:
            kept.append(each)
            continue
        if path not in starts:
            starts[path] = _lines_of_entries(content_of[path])
        entries = feed_of[path].entries
        number = bisect_right(starts[path], line) - 1
        if len(starts[path]) != len(entries) or number < 0 or not entries[number].path:
            kept.append(each)
            continue
        article = entries[number].path
        moved.setdefault((article, each.rule.code, each.message), (each, f"{path}:{line}"))
    for (article, _, _), (each, where) in moved.items():
        at = place(article)
        note = f"it stands in {where} and comes from {posixpath.join(folder, article)}"
        kept.append(replace(each, place=at, notes=(*each.notes, note)))
    return kept


def _lines_of_entries(content: bytes) -> list[int]:
    """The line at which each entry begins, from 1."""
    lines, line, before = [], 1, 0
    for match in _ENTRY.finditer(content):
        line += content.count(b"\n", before, match.start())
        before = match.start()
        lines.append(line)
    return lines
