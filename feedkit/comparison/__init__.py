"""What subscribers will see change: feeds of then and of now, compared.

| module | what it does |
|--|--|
| `published`, `reading` | a feed document as subscribers are given it; read from bytes |
| `readers` | what families of readers take for the same entry |
| `matching`, `documents`, `feeds` | which entry is which; two documents; all feeds |
| `changes` | what a comparison comes to |
| `words` | two texts word by word |
| `findings` | what may hurt, as diagnostics |
| `as_markdown`, `as_json`, `as_html` | the report for a pull request, for programs, and as a page |
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from feedkit.comparison.changes import FAIL_ON, Comparison, FeedChange, FeedKind, Pages, Scheduled
from feedkit.comparison.documents import Background, Whereabouts
from feedkit.comparison.feeds import compare_feeds, merged_entries
from feedkit.comparison.published import FeedDocument
from feedkit.comparison.reading import read

__all__ = ["Background", "Comparison", "FeedDocument", "Pages", "Scheduled", "Whereabouts", "compare", "read"]


def compare(
    before: Sequence[FeedDocument],
    after: Sequence[FeedDocument],
    background: Background,
    *,
    base: str,
    now: datetime,
    scheduled: Sequence[Scheduled] = (),
    pages: Pages | None = None,
    notes: Sequence[str] = (),
) -> Comparison:
    """Compare all feeds. `base` says in words what `before` is."""
    feeds = compare_feeds(before, after, background)
    entries = merged_entries(feeds)
    counts: Counter[str] = Counter(kind.value for entry in entries for kind in entry.kinds)
    counts.update(kind.value for feed in feeds for kind in _fates(feed))
    return Comparison(
        base=base,
        now=now,
        feeds=feeds,
        entries=entries,
        scheduled=tuple(sorted(scheduled, key=lambda each: (each.published, each.path))),
        pages=pages,
        notes=tuple(notes),
        counts={name: counts[name] for name in FAIL_ON},
    )


def _fates(feed: FeedChange) -> set[FeedKind]:
    """Everything that becomes of a feed, not only the gravest."""
    found = {feed.kind}
    if any(each.after is None for each in feed.documents):
        found.add(FeedKind.REMOVED)
    if any(each.before is None for each in feed.documents):
        found.add(FeedKind.ADDED)
    if feed.header:
        found.add(FeedKind.CHANGED_HEADER)
    return found
