"""Which entry of then is which entry of now, whatever its id."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from urllib.parse import urlsplit

from feedkit.comparison.published import PublishedEntry
from feedkit.quick_dataclasses import dataclass

_MATCHERS: tuple[Callable[[PublishedEntry], Hashable], ...] = (
    lambda entry: entry.url,
    lambda entry: loose_address(entry.url),
    lambda entry: entry.title and entry.published and (entry.title, entry.published),
    lambda entry: entry.content if len(entry.content) > 40 else "",
    lambda entry: entry.title,
)
"""What tells an entry apart when its id changed, the surest first; empty where an entry has nothing of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """The entries of two documents."""

    pairs: tuple[tuple[PublishedEntry, PublishedEntry], ...]
    """Then and now."""
    gone: tuple[PublishedEntry, ...]
    come: tuple[PublishedEntry, ...]


def match(before: Sequence[PublishedEntry], after: Sequence[PublishedEntry]) -> Matched:
    """Pair the entries: by id, then by what else tells them apart. Nothing that fits several is guessed."""
    pairs, old, new = _by_id(before, after)
    for matcher in _MATCHERS:
        ours, theirs = _unique(old, matcher), _unique(new, matcher)
        found = [(ours[key], theirs[key]) for key in ours if key in theirs]
        pairs += found
        taken = {id(each) for pair in found for each in pair}
        old = [each for each in old if id(each) not in taken]
        new = [each for each in new if id(each) not in taken]
    return Matched(pairs=tuple(pairs), gone=tuple(old), come=tuple(new))


def loose_address(url: str) -> str:
    """The path and query of an address, which a move to https or to another domain leaves alone; empty for a bare host."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    path = parts.path.rstrip("/").removesuffix("/index.html").removesuffix(".html")
    return f"{path}?{parts.query}" if path or parts.query else ""


def _by_id(
    before: Sequence[PublishedEntry], after: Sequence[PublishedEntry]
) -> tuple[list[tuple[PublishedEntry, PublishedEntry]], list[PublishedEntry], list[PublishedEntry]]:
    waiting: dict[str, list[PublishedEntry]] = {}
    for entry in before:
        if entry.id:
            waiting.setdefault(entry.id, []).append(entry)
    pairs, come = [], []
    for entry in after:
        same = waiting.get(entry.id)
        if same:
            pairs.append((same.pop(0), entry))
        else:
            come.append(entry)
    taken = {id(old) for old, _ in pairs}
    return pairs, [each for each in before if id(each) not in taken], come


def _unique(
    entries: Sequence[PublishedEntry], matcher: Callable[[PublishedEntry], Hashable]
) -> dict[Hashable, PublishedEntry]:
    found: dict[Hashable, list[PublishedEntry]] = {}
    for entry in entries:
        if key := matcher(entry):
            found.setdefault(key, []).append(entry)
    return {key: each[0] for key, each in found.items() if len(each) == 1}
