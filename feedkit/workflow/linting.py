"""The feeds of a build looked at by the linter of feeds: by any executor, each entry once, and what is sound remembered."""

from __future__ import annotations

import marshal
from collections.abc import Sequence
from concurrent.futures import Executor
from hashlib import sha256

from feedkit.article.flat import findings_of, flat_findings
from feedkit.cache import Cache, basis_of
from feedkit.checks.feeds import check_feed, every_check, with_new_entries
from feedkit.diagnostics import Diagnostic
from feedkit.executors import Serial
from feedkit.model import Document

_PAYS = 400_000
"""From how many bytes on it pays to start other processes for them."""


def linted(documents: Sequence[Document], *, executor: Executor, cache: Cache | None) -> list[Diagnostic]:
    """What the linter finds in documents that feedkit made; those in which it found nothing are remembered by their digests."""
    sound = frozenset[bytes]((cache.load("linted", basis_of()) if cache else None) or ())
    given = [(document.path, content, sha256(content).digest()) for document, content in with_new_entries(documents)]
    waiting = sorted((each for each in given if each[2] not in sound), key=lambda each: len(each[1]), reverse=True)
    if sum(len(content) for _, content, _ in waiting) < _PAYS:
        executor = Serial()
    looked = executor.map(lint, [path for path, _, _ in waiting], [content for _, content, _ in waiting])
    wrong = {path: findings_of(marshal.loads(each)) for (path, _, _), each in zip(waiting, looked, strict=True)}  # noqa: S302  (packed by this program)
    passed = {mark for path, _, mark in given if not wrong.get(path)}
    if cache and passed != sound:
        cache.keep("linted", basis_of(), sorted(passed))
    return [each for path, _, _ in given for each in wrong.get(path, ())]


def load() -> None:
    """Load the checks of feeds."""
    every_check()


def lint(path: str, content: bytes) -> bytes:
    """What is wrong with one of them, packed."""
    return marshal.dumps(flat_findings(check_feed(content, path)))
