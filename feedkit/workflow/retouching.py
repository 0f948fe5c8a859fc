"""A build of which only the bodies of a few articles are other ones, made from the output that the last one left.

Who works on an article builds again and again. When nothing else has changed, ids, addresses and feeds are as they were:
the few articles are read, their entries are put where the old ones stand, and the lock gets their new fingerprints.
Whatever else has changed, or could make a difference, is for `build`; a test holds the two against each other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from feedkit import inputs, stamp
from feedkit.catalog import begin
from feedkit.lock import LockedEntry, line_of, with_line
from feedkit.output import Written, refuse_unknown_folder, rewrite_output
from feedkit.quick_dataclasses import dataclass
from feedkit.sources.article_files import Reading, read_part
from feedkit.sources.article_records import Record, records_of
from feedkit.whole_files import write_atomically
from feedkit.workflow import retouching_memory
from feedkit.workflow.retouched_feeds import Changed, Unusual, changed_documents

if TYPE_CHECKING:
    from feedkit.cache import Cache
    from feedkit.config import Config
    from feedkit.inputs import Look, Observed, Request

_MOST = 20
"""Articles that are read anew; with more it is no longer quicker."""
_LIKELY = 40
"""Articles at which it is looked first: those that were changed of late, and the newest."""
_TITLE, _DRAFT, _BODY = 1, 17, -1
"""Where an article in plain values has its title, whether it is a draft, and the fingerprint of its body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retouched:
    """A build that was let out."""

    written: Written
    report: Any
    """What is to be said of it, as JSON values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Before:
    """The last build, as it is known now."""

    request: Request
    cache: Cache
    seen: Look
    """All files, by now."""
    stamp: Mapping[str, Any]
    memory: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Few:
    """The articles that are read anew."""

    reading: Reading
    records: Mapping[str, Record]
    places: Mapping[str, int]
    """Where each stands in the content of the memory."""


def retouched(
    request: Request, cache: Cache, config: Config, seen: Look, now: Callable[[str], float], memory: Any = None
) -> Retouched | None:
    """The build that is asked for, made and let out; None, with nothing written, when it takes more than this.

    `seen` is a look at all files that has just been taken, `memory` what `make_ready` gave, if it was called. Raises FileError and GuardError as `build.write` does.
    """
    left = stamp.left(request, seen, now)
    if left is None:
        return None
    memory = memory or retouching_memory.loaded(cache, left["basis"])
    if not retouching_memory.is_of(memory, left, seen):
        return None
    before = _Before(request=request, cache=cache, seen=seen, stamp=left, memory=memory)
    observed = inputs.observe(request, seen.places, left["basis"], seen)
    try:
        few = _read_again(before, config)
        lock = (request.project / seen.places.lock).read_bytes()
        if hashlib.sha256(lock).hexdigest() != left["lock"]:
            return None
        changed, asked = changed_documents(few.reading, few.records, lock, request.project / seen.places.output, memory)
        lock = _with_fingerprints(lock, few)
    except (Unusual, OSError, KeyError, ValueError, TypeError, IndexError):  # the careful way knows what is to be said
        return None
    written = _let_out(before, config, changed, lock)
    if written is None:
        return None
    if observed is not None:
        _remember(before, observed, few, changed, lock, written, asked)
    return Retouched(written=written, report=left["report"])


def make_ready(request: Request, cache: Cache) -> Any:
    """Load what this takes, while there is time for it; the memory of the last build, as `retouched` wants it."""
    import feedkit.article.entry  # noqa: PLC0415  (as in `article_files.make_part`)
    import feedkit.formats._forms  # noqa: F401, PLC0415  (as in `formats.with_entry`)
    from feedkit.checks import every_check  # noqa: PLC0415  (as its first run does)

    every_check()
    return retouching_memory.loaded(cache, inputs.basis_of(request))


def _read_again(before: _Before, config: Config) -> _Few:
    """The articles that have changed, which are as they were but for their bodies."""
    memory, seen = before.memory, before.seen
    places = _changed(before)
    begun = begin(before.request.project, config, seen=seen.content, only=places.keys())
    careful = {begun.publication.shown(path) for path in places}.intersection(memory["careful"])
    if set(begun.names) != places.keys() or careful:
        raise Unusual
    records = records_of(read_part(begun.reading, [(path, b"") for path in sorted(places)]))
    for record in records:
        head = retouching_memory.head_of(memory, places[record.path])
        if record.article is None or record.found or not record.digest or record.head != head:
            raise Unusual
    return _Few(reading=begun.reading, places=places, records={each.path: each for each in records})


def _changed(before: _Before) -> dict[str, int]:
    """The files of the content folder that have changed, each with its place in the memory; there are no other ones."""
    old, now, folder = before.memory["content"], before.seen.content, f"{before.seen.places.content}\0"
    if len(old) != len(now):
        raise Unusual
    known = set(old)
    paths = {each[0] for each in now if each not in known}
    for name, each in before.stamp["young_inputs"].items():  # of these, times do not tell enough
        path = name.removeprefix(folder)
        if path not in paths and inputs.content_of(before.request.project, name) != each[-1]:
            paths.add(path)
    places = {each[0]: place for place, each in enumerate(old) if each[0] in paths}
    if not 0 < len(places) <= _MOST or len(places) != len(paths):
        raise Unusual
    return places


def _with_fingerprints(lock: bytes, few: _Few) -> bytes:
    """The lock with the fingerprints of all articles that have ids."""
    for path, record in few.records.items():
        article = record.article or ()
        if article[_DRAFT]:
            continue
        found = line_of(lock, path)
        if found is None or found.title != article[_TITLE]:
            raise Unusual
        if found.content != article[_BODY]:
            lock = with_line(lock, LockedEntry(found.id, path, found.title, article[_BODY]))
    return lock


def _let_out(before: _Before, config: Config, changed: Sequence[Changed], lock: bytes) -> Written | None:
    """Write as `build.write` does; None when somebody else has written to the output folder meanwhile."""
    request, places = before.request, before.seen.places
    output = request.project / places.output
    refuse_unknown_folder(output, config.output.keep)
    write_atomically(request.project / places.lock, lock)
    return rewrite_output(
        output, [each.document for each in changed], lambda: stamp.same_outputs(request, places, before.stamp)
    )


def _remember(
    before: _Before,
    observed: Observed,
    few: _Few,
    changed: Sequence[Changed],
    lock: bytes,
    written: Written,
    asked: Iterable[str],
) -> None:
    """Keep what the next build wants to know of this one."""
    left, request = before.stamp, before.request
    since, until = left["span"]
    out = stamp.LetOut(
        lock=hashlib.sha256(lock).hexdigest(),
        records={},
        outputs=written.states,
        contents={each.document.path: hashlib.sha256(each.document.content).hexdigest() for each in changed},
        since=since,
        until=until,
        report=left["report"],
        likely=[*few.records, *[each[0] for each in left["likely"] if each[0] not in few.records]][:_LIKELY],
    )
    stamp.keep(request, before.seen.places, observed, out)
    shown = few.reading.publication.shown
    content = list(before.memory["content"])
    for path, place in few.places.items():
        content[place] = path, few.records[path].state
    memory = {
        **before.memory,
        "careful": sorted({*map(shown, asked), *before.memory["careful"]}),
        "content": tuple(content),
    }
    retouching_memory.keep_again(before.cache, observed, left["span"], memory)
