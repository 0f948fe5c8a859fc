"""The feeds of a build looked at by the linter of feeds: by any executor, each entry once, and what is sound remembered."""

from __future__ import annotations

import marshal
from collections.abc import Sequence
from concurrent.futures import Executor, Future
from hashlib import sha256

from feedkit.article.flat import findings_of, flat_findings
from feedkit.cache import Cache, basis_of
from feedkit.checks.feeds import check_feed, every_check, with_new_entries
from feedkit.diagnostics import Diagnostic
from feedkit.executors import Serial
from feedkit.model import Document

_PAYS = 400_000
"""From how many bytes on it pays to start other processes for them."""
_Sent = tuple[str, bytes]
"""The path of a document and what of it is to be looked at."""


class Linting:
    """The linter at work on documents that feedkit made; those in which it found nothing are remembered by their digests."""

    def __init__(self, executor: Executor, cache: Cache | None) -> None:
        self._executor, self._cache = executor, cache
        self._sound = frozenset[bytes]((cache.load("linted", basis_of()) if cache else None) or ())
        self._seen: set[bytes] = set()
        self._given: list[tuple[str, bytes]] = []
        self._parts: list[Future[bytes]] = []

    def begin(self, documents: Sequence[Document]) -> None:
        """Have documents looked at that are not yet, while this process does something else if the executor has others."""
        begun = {path for path, _ in self._given}
        documents = [each for each in documents if each.path not in begun]
        given = [
            (document.path, content, sha256(content).digest())
            for document, content in with_new_entries(documents, self._seen)
        ]
        self._given += [(path, mark) for path, _, mark in given]
        waiting = [(path, content) for path, content, mark in given if mark not in self._sound]
        executor = self._executor if sum(len(content) for _, content in waiting) >= _PAYS else Serial()
        self._parts += [executor.submit(lint, part) for part in _dealt(waiting, getattr(executor, "jobs", 1))]

    def found(self) -> list[Diagnostic]:
        """What is wrong with all of them, in their order."""
        wrong = {
            path: findings_of(flat)
            for part in self._parts
            for path, flat in marshal.loads(part.result())  # noqa: S302  (packed by this program)
        }
        passed = {mark for path, mark in self._given if not wrong.get(path)}
        if self._cache and passed != self._sound:
            self._cache.keep("linted", basis_of(), sorted(passed))
        return [each for path, _ in self._given for each in wrong.get(path, ())]


def load() -> None:
    """Load the checks of feeds."""
    every_check()


def lint(part: Sequence[_Sent]) -> bytes:
    """What is wrong with each of these documents, by their paths, packed."""
    return marshal.dumps([(path, flat_findings(check_feed(content, path))) for path, content in part])


def _dealt(waiting: Sequence[_Sent], processes: int) -> list[list[_Sent]]:
    """Documents to be looked at one after the other, the largest first; the formats of a feed, which share their texts, together."""
    feeds: dict[str, list[_Sent]] = {}
    for path, content in waiting:
        feeds.setdefault(path.partition(".")[0], []).append((path, content))
    dealt = list(feeds.values()) if len(feeds) >= 2 * processes else [[each] for each in waiting]
    return sorted(dealt, key=lambda part: sum(len(content) for _, content in part), reverse=True)
