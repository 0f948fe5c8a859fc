"""All feeds of then and of now: which is which, and what becomes of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime

from feedkit.comparison.changes import (
    DocumentChange,
    EntryChange,
    FeedChange,
    FeedKind,
    gravity,
)
from feedkit.comparison.documents import Background, compare_documents
from feedkit.comparison.published import FeedDocument
from feedkit.quick_dataclasses import replace

MOVED_SHARE = 0.8
"""So many of the entries a feed had must be in another one for it to count as the same feed under a new address."""
_FORMATS = ("atom", "json", "rss")
"""In the order of how much they say."""


def compare_feeds(
    before: Sequence[FeedDocument], after: Sequence[FeedDocument], background: Background
) -> tuple[FeedChange, ...]:
    """What becomes of every feed, by gravity, then name."""
    pairs = _paired(before, after)
    by_name: dict[str, list[DocumentChange]] = {}
    for old, new in pairs:
        by_name.setdefault(_name(old, new), []).append(
            compare_documents(old, new, background) if old and new else DocumentChange(before=old, after=new)
        )
    feeds = [_feed(name, documents, after) for name, documents in by_name.items()]
    return tuple(sorted(feeds, key=lambda each: (list(FeedKind).index(each.kind), each.name)))


def merged_entries(feeds: Iterable[FeedChange]) -> tuple[EntryChange, ...]:
    """Each entry once for all feeds and formats where the same becomes of it, as the document that says most has it."""
    found: dict[object, list[tuple[str, EntryChange]]] = {}
    for feed in feeds:
        for document in sorted(feed.documents, key=lambda each: _FORMATS.index(each.format)):
            for entry in document.entries:
                ids = tuple(side.id or side.url or side.title if side else "" for side in (entry.before, entry.after))
                found.setdefault((entry.kinds, ids), []).append((feed.name, entry))
    merged = []
    for each in found.values():
        said = max((entry for _, entry in each), key=lambda entry: (len(entry.fields), len(entry.entry.content) > 0))
        merged.append(replace(said, feeds=tuple(sorted({name for name, _ in each}))))
    return tuple(sorted(merged, key=_order))


def _order(entry: EntryChange) -> tuple[int, float, str]:
    moment = entry.entry.published or datetime(1, 1, 2, tzinfo=UTC)
    return gravity(entry.kinds), -moment.timestamp(), entry.entry.id


def _name(old: FeedDocument | None, new: FeedDocument | None) -> str:
    document = new or old
    assert document is not None
    return document.name or document.path or document.url


def _paired(
    before: Sequence[FeedDocument], after: Sequence[FeedDocument]
) -> list[tuple[FeedDocument | None, FeedDocument | None]]:
    """Documents by their path; else the same feed under another: by its name, its id, or nearly all of its entries."""
    old, new = list(before), list(after)
    pairs: list[tuple[FeedDocument | None, FeedDocument | None]] = []
    for same in _SAME:
        for document in list(old):
            candidates = [each for each in new if each.feed.format == document.feed.format and same(document, each)]
            if len(candidates) == 1:
                pairs.append((document, candidates[0]))
                old.remove(document)
                new.remove(candidates[0])
    return [*pairs, *((each, None) for each in old), *((None, each) for each in new)]


def _mostly_the_same(old: FeedDocument, new: FeedDocument) -> bool:
    """Whether it is the same feed by what is in it. A shared title alone is not enough, nor are shared entries alone."""
    ids = {each.id for each in old.feed.entries if each.id}
    shared = len(ids & {each.id for each in new.feed.entries})
    return bool(ids) and old.feed.title == new.feed.title and shared >= MOVED_SHARE * len(ids)


_SAME: tuple[Callable[[FeedDocument, FeedDocument], bool], ...] = (
    lambda old, new: bool(old.path) and old.path == new.path,
    lambda old, new: bool(old.url) and old.url == new.url,
    lambda old, new: bool(old.name) and old.name == new.name,
    lambda old, new: bool(old.feed.id) and old.feed.id == new.feed.id,
    _mostly_the_same,
)


def _feed(name: str, documents: Sequence[DocumentChange], after: Sequence[FeedDocument]) -> FeedChange:
    documents = sorted(documents, key=lambda each: _FORMATS.index(each.format))
    removed = [each for each in documents if each.after is None]
    kind = _kind(documents)
    return FeedChange(
        name=name,
        kind=kind,
        documents=tuple(documents),
        successors=tuple(_successors(removed[0], after)) if removed and kind is FeedKind.REMOVED else (),
    )


def _kind(documents: Sequence[DocumentChange]) -> FeedKind:
    """The gravest of what becomes of its formats. That a format is gone is as grave as a removal for its subscribers."""
    if any(each.moved for each in documents):
        return FeedKind.MOVED
    if any(each.after is None for each in documents):
        return FeedKind.REMOVED
    if any(each.header for each in documents):
        return FeedKind.CHANGED_HEADER
    if any(each.entries for each in documents):
        return FeedKind.CHANGED
    return FeedKind.ADDED if any(each.before is None for each in documents) else FeedKind.SAME


def _successors(removed: DocumentChange, after: Sequence[FeedDocument]) -> list[tuple[str, int]]:
    """Where most entries of a feed that is gone can be found now: feeds of the same format, but not one of everything."""
    assert removed.before is not None
    ids = {each.id for each in removed.before.feed.entries if each.id}
    found: Counter[str] = Counter()
    sizes: Mapping[str, int] = {each.name: len(each.feed.entries) for each in after}
    for each in after:
        if each.feed.format == removed.format and (shared := len(ids & {entry.id for entry in each.feed.entries})):
            found[each.name] = shared
    ordered = sorted(found.items(), key=lambda each: (-each[1] / sizes[each[0]], -each[1], each[0]))
    return ordered[:5]
