"""The ids of an old feed become those of our articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from feedkit.adoption.matching import Match, id_of
from feedkit.diagnostics import Diagnostic, Place
from feedkit.identity import fingerprint
from feedkit.lock import Lock, LockedEntry
from feedkit.quick_dataclasses import dataclass, replace
from feedkit.rules import foreign as rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Takeover:
    """What the lock says afterwards, and of which matches it says so."""

    lock: Lock
    adopted: tuple[Match, ...]
    """The lock gains their ids."""
    known: tuple[Match, ...]
    """Their articles had the ids already, from the lock or their front matter."""
    refused: tuple[Match, ...]
    """They have other ids."""
    replaced: Mapping[str, str]
    """Ids that the lock loses, by the path of the article."""
    diagnostics: tuple[Diagnostic, ...]


def take_over(
    matches: Sequence[Match],
    lock: Lock,
    ids: Mapping[str, str],
    *,
    published: AbstractSet[str],
    force: bool,
    folder: str,
) -> Takeover:
    """Write the ids of entries into the lock.

    `ids` are those articles have or would get now, by path, and `published` the paths of articles that are out. Of these,
    none loses an id that is in the lock unless `force` is set; an `id` of the front matter and one that belongs to
    another article are never touched. `folder` goes before paths in diagnostics.
    """
    locked = {entry.id for entry in lock.entries}
    found: list[Diagnostic] = []
    known, refused = [], []
    planned: dict[str, Match] = {}
    for match in matches:
        article, new = match.article, id_of(match.entry)
        now = article.id or ids.get(article.path, "")
        if now == new and (article.id or now in locked):
            known.append(match)
        elif article.id or (now in locked and article.path in published and not force):
            refused.append(match)
            found.append(_other_id(match, now, folder))
        else:
            planned[article.path] = match
    for match in _owned_by_others(planned, locked, ids):
        refused.append(match)
        found.append(_belongs_to_another(match, ids, folder))
    replaced = {
        path: ids[path] for path in planned if ids.get(path, "") in locked and ids[path] != id_of(planned[path].entry)
    }
    return Takeover(
        lock=_rewritten(lock, planned, replaced),
        adopted=tuple(planned.values()),
        known=tuple(known),
        refused=tuple(refused),
        replaced=replaced,
        diagnostics=tuple(found),
    )


def _owned_by_others(planned: dict[str, Match], locked: AbstractSet[str], ids: Mapping[str, str]) -> list[Match]:
    """Take out of the plan, and return, whatever would give an article the id of another one that keeps it."""
    owners = {id: path for path, id in ids.items() if id in locked}
    refused: list[Match] = []
    while True:
        clashing = [
            path
            for path, match in planned.items()
            if (owner := owners.get(id_of(match.entry), path)) != path
            and (owner not in planned or id_of(planned[owner].entry) == id_of(match.entry))
        ]
        if not clashing:
            return refused
        refused += [planned.pop(path) for path in clashing]


def _rewritten(lock: Lock, planned: Mapping[str, Match], replaced: Mapping[str, str]) -> Lock:
    rows = [
        LockedEntry(
            id=id_of(match.entry), path=path, title=match.article.title, content=fingerprint(match.article)
        )
        for path, match in planned.items()
    ]  # fmt: skip
    gone = {row.id for row in rows} | set(replaced.values())
    return replace(lock, entries=(*(entry for entry in lock.entries if entry.id not in gone), *rows))


def _other_id(match: Match, now: str, folder: str) -> Diagnostic:
    article, new = match.article, id_of(match.entry)
    if article.id:
        place, help = (
            article.id_place,
            f"if nobody has subscribed under it yet, write `id: {new}`, or remove the key and adopt again",
        )
    else:
        place = Place(f"{folder}/{article.path}")
        help = "if no feed of feedkit's has been published yet, run the command again with --force"
    return Diagnostic(
        rule=rules.OTHER_ID,
        place=place,
        message=f"its id is {now}, that of the old feed is {new}; the first one stays",
        help=help,
        notes=(f"{match.entry.source} has it as “{match.entry.title}”",),
    )


def _belongs_to_another(match: Match, ids: Mapping[str, str], folder: str) -> Diagnostic:
    new = id_of(match.entry)
    owner = next(path for path, id in ids.items() if id == new)
    return Diagnostic(
        rule=rules.OTHER_ID,
        place=Place(f"{folder}/{match.article.path}"),
        message=f"the id of the old feed, {new}, is that of {folder}/{owner} already",
        help="if it is on the wrong article, remove its line from feedkit.lock and adopt again",
        notes=(f"{match.entry.source} has it as “{match.entry.title}”",),
    )
