"""What is known of article files and of their entries, in plain values: it travels between processes and lies in the cache.

A `Record` of a file says how the file was, what was asked of the other files while it was read, and what became of it,
so that it is known for how long it holds.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable
from typing import NamedTuple

from feedkit.article.flat import Flat
from feedkit.file_states import State

HEAD = 16
"""Bytes of the digest of all but the body of an article."""


class Record(NamedTuple):
    """What is known of an article file."""

    path: str
    state: State
    digest: bytes
    """The SHA-256 of its bytes; empty when it could not be read, or what was made of it depends on other files too."""
    asked: tuple[tuple[str, int | None], ...]
    """The sizes of other files that were asked for, with None for files that were not there."""
    article: Flat | None
    found: Flat
    head: bytes = b""
    """A digest of all that is said of the article but its body; empty where there is none."""


class EntryRecord(NamedTuple):
    """What is known of an entry."""

    path: str
    digest: bytes
    """Of its article file, as in `Record`."""
    asked_files: tuple[tuple[str, int | None], ...]
    asked_articles: tuple[tuple[str, str | None], ...]
    """The addresses of articles that were asked for, with None for what is no article."""
    entry: Flat | None
    """None when the file is no article any more."""


def pack(records: Iterable[Record]) -> bytes:
    """The records as bytes, which travel and can be kept."""
    return marshal.dumps([tuple(each) for each in records])


def records_of(packed: bytes) -> list[Record]:
    """The records that were packed."""
    return list(map(Record._make, marshal.loads(packed)))  # noqa: S302  (packed by this program)


def entries_of(packed: bytes) -> list[EntryRecord]:
    """What `make_part` packed."""
    return [EntryRecord(*each) for each in marshal.loads(packed)]  # noqa: S302  (packed by this program)
