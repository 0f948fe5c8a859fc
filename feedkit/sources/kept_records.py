"""Records of article files, kept from one build to the next.

All of them lie in one file. When few are new, these alone are kept beside it, with the moment that the whole is of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from feedkit.cache import Cache
from feedkit.file_states import is_young
from feedkit.quick_dataclasses import dataclass
from feedkit.sources import Scan
from feedkit.sources.article_records import Record, pack, records_of

_FEW = 16
"""If no more than one in so many records is new, what was known is not written again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What earlier builds knew."""

    known: Mapping[str, tuple[Record, bool]]
    """What is still right if the bytes of the file are, by path, and whether the state of the file says that they are."""
    moment: int | None
    """When a build has read all of it; None when none has."""
    late: frozenset[str]
    """What was read since then."""


NOTHING_KEPT = Kept(known={}, moment=None, late=frozenset())


def recalled(cache: Cache, basis: str, scan: Scan) -> Kept:
    """What is known of the files that are there now, for readings of the same `basis`."""
    whole = cache.load("articles", basis)
    if whole is None:
        return NOTHING_KEPT
    since = cache.load("late", f"{basis} {whole[0]}")
    known = _known(whole[0], whole[1], scan)
    late = _known(since[0], since[1], scan) if since else {}
    return Kept(known={**known, **late}, moment=whole[0], late=frozenset(late))


def keep(
    cache: Cache, basis: str, moment: int, before: Kept, records: Sequence[Record], parts: Sequence[bytes]
) -> None:
    """Keep all `records`, read since `moment`; of many of which few are new since what was known `before`, these alone.

    When nothing was known before, the `parts` hold all records as they were packed by whoever read them.
    """
    known, late = before.known, before.late
    new = [each for each in records if each.path in late or each.path not in known or known[each.path][0] is not each]
    if before.moment is not None and len(new) <= len(records) // _FEW:
        cache.keep("late", f"{basis} {before.moment}", (moment, [pack(new)]))
    else:
        cache.keep("articles", basis, (moment, [pack(records)] if known else list(parts)))


def _known(moment: int, parts: Iterable[bytes], scan: Scan) -> dict[str, tuple[Record, bool]]:
    files, states = scan.files, scan.states
    known = {}
    for part in parts:
        for record in records_of(part):
            path, state, digest, asked, *_ = record
            if digest and (not asked or all(files.get(name) == size for name, size in asked)):
                known[path] = record, states.get(path) == state and not is_young(state, moment)
    return known
