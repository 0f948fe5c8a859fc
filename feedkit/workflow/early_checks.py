"""The checks of finished feeds, begun in other processes while this one makes the pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import Executor, Future
from datetime import UTC, datetime

from feedkit import checks
from feedkit.model import Document, Feed, FeedLink

_PAYS = 1_000_000
"""From how many bytes on it pays to send documents to other processes."""

_Sent = tuple[str, str, bytes, str]
"""The path, the media type and the content of a document of a feed, and its address."""


class EarlyChecks:
    """Checks of the documents of feeds that have begun."""

    def __init__(self, executor: Executor, feeds: Iterable[Feed], documents: Iterable[Document]) -> None:
        """Begin with those of the `documents` that are of these feeds, if the executor has processes at hand."""
        self._parts: list[tuple[Future[bool], list[str]]] = []
        if not getattr(executor, "started", False):
            return
        addresses = {link.path: link.url for feed in feeds for link in feed.links}
        sent = [
            (each.path, each.media_type, each.content, addresses[each.path])
            for each in documents
            if each.path in addresses
        ]
        if sum(len(each[2]) for each in sent) < _PAYS:
            return
        for part in _dealt(sent, getattr(executor, "jobs", 1)):
            self._parts.append((executor.submit(is_sound, part), [each[0] for each in part]))

    def sound(self) -> frozenset[str]:
        """The paths of the documents in which nothing was found; of others it is not known."""
        return frozenset(path for future, paths in self._parts if future.result() for path in paths)


def is_sound(sent: Sequence[_Sent]) -> bool:
    """Whether no check finds anything in these documents."""
    links = [FeedLink(format="", path=path, url=url, media_type=kind) for path, kind, _, url in sent]
    feed = Feed(
        name="", id="", title="", description="", url="", language="", authors=(), entries=(),
        updated=datetime(2000, 1, 1, tzinfo=UTC), links=tuple(links),
    )  # fmt: skip
    documents = tuple([Document(path=path, media_type=kind, content=content) for path, kind, content, _ in sent])
    return not checks.run(checks.Output(feeds=(feed,), documents=documents))


def _dealt(sent: Sequence[_Sent], processes: int) -> list[list[_Sent]]:
    """Documents for each process, of about the same size for all; neighbours, which share texts, stay together."""
    dealt: list[list[_Sent]] = [[]]
    room = sum(len(each[2]) for each in sent) / processes
    size = 0
    for each in sent:
        if dealt[-1] and len(dealt) < processes and size + len(each[2]) / 2 > room * len(dealt):
            dealt.append([])
        dealt[-1].append(each)
        size += len(each[2])
    return dealt
