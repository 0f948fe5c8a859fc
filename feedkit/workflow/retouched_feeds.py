"""The documents of feeds with the new entries of a few articles where the old ones stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from feedkit import formats
from feedkit.article.flat import entry_of
from feedkit.checks.oversized_feed import LARGE
from feedkit.lock import line_of
from feedkit.model import Document, Entry, Feed
from feedkit.quick_dataclasses import dataclass
from feedkit.sources.article_files import Reading, make_part
from feedkit.sources.article_records import EntryRecord, Record, entries_of
from feedkit.workflow.early_checks import is_sound
from feedkit.workflow.retouching_memory import mark

_SURELY_FITS = 8
"""An entry whose content is no longer than one in so many of the bytes that a feed may have is shown with its content."""


class Unusual(Exception):  # noqa: N818  (never leaves `retouching`)
    """Something is to be made with more care."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A document that is another one now."""

    document: Document
    url: str
    new: bytes
    """As much of it as has not been looked at before: its new entries alone, in the same frame."""


def changed_documents(
    reading: Reading, records: Mapping[str, Record], lock: bytes, output: Path, memory: Mapping[str, Any]
) -> tuple[list[Changed], frozenset[str]]:
    """The documents that these articles change, by the memory of the last build, whose documents are in `output`.

    With them come the files of the content folder that making the new entries has asked for.
    Raises Unusual where they would not be as the whole build makes them, OSError when one cannot be read.
    """
    shown = {path for _, _, _, paths in memory["feeds"] for path in paths}
    wanted = [(path, locked.id) for path in records if path in shown and (locked := line_of(lock, path))]
    if len(wanted) < len(shown.intersection(records)):
        raise Unusual
    made = entries_of(make_part(reading, memory["urls"], wanted)) if wanted else []
    entries = {each.path: _entry(each, records[each.path], memory) for each in made}
    changed: list[Changed] = []
    for feed in memory["feeds"]:
        changed += _documents(feed, entries, output, memory)
    # What is old in them was looked at before, and is in no other place now.
    sent = [(each.document.path, each.document.media_type, each.new, each.url) for each in changed]
    if sent and not is_sound(sent):
        raise Unusual
    return changed, frozenset(name for each in made for name, _ in each.asked_files)


def _entry(made: EntryRecord, record: Record, memory: Mapping[str, Any]) -> Entry:
    """The entry, if it changes nothing but the documents of feeds."""
    if made.entry is None or made.digest != record.digest:
        raise Unusual
    found = entry_of(made.entry)
    entry = found.entry
    if found.diagnostics or found.files != memory["files"].get(made.path, ()):
        raise Unusual
    if len(entry.content) > memory["most"] // _SURELY_FITS:
        raise Unusual
    if memory["latest"].get(made.path) not in (None, mark(entry)):
        raise Unusual
    return entry


def _documents(
    feed: tuple[Any, ...], entries: Mapping[str, Entry], output: Path, memory: Mapping[str, Any]
) -> Iterator[Changed]:
    """The documents of a feed that are other ones with these entries."""
    language, full, links, paths = feed
    new = {position: entries[path] for position, path in enumerate(paths) if path in entries}
    for format, path, url, media_type in links if new else ():
        old = (output / path).read_bytes()
        written = formats.with_entries(format, old, _head(language, full=full), len(paths), new)
        if written is None or len(written[0]) > min(memory["most"], LARGE) or path in memory["careful"]:
            raise Unusual
        content, alone = written
        if content != old:
            document = Document(path=path, media_type=media_type, content=content)
            yield Changed(document=document, url=url, new=alone)


def _head(language: str, *, full: bool) -> Feed:
    """As much of a feed as its entries depend on."""
    return Feed(
        name="", id="", title="", description="", url="", language=language, authors=(), entries=(),
        updated=datetime(2000, 1, 1, tzinfo=UTC), links=(), full_content=full,
    )  # fmt: skip
