"""Permanent ids: which article has which, and what `feedkit.lock` says of them.

An id is never derived twice (RFC 4287 §4.2.6). The `id` of the front matter comes first, then the lock, then the
scheme. An article is found again in the lock by its path together with its title or content; else by its content,
by its title, or by its path alone, in this order, so that renaming, moving, re-dating and editing all keep the id.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from operator import attrgetter

from feedkit.article.article import Article, fingerprint_of
from feedkit.diagnostics import Applicability, Diagnostic, Edit, Fix, Place
from feedkit.lock import Lock, LockedEntry
from feedkit.quick_dataclasses import dataclass
from feedkit.rules import ids as rules
from feedkit.yaml_text import quoted

SCHEMES = ("tag", "permalink", "uuid")
_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's: no letter is taken for another
_PAIRS = [low + high for high in _LETTERS for low in _LETTERS]


@dataclass(frozen=True, slots=True, kw_only=True)
class Identities:
    """The ids of all articles."""

    ids: dict[str, str]
    """By the path of the article."""
    lock: Lock
    """What the lock says after this build."""
    changes: tuple[str, ...]
    """Sentences on what the lock gained or lost; empty when every article was known under its path."""
    diagnostics: tuple[Diagnostic, ...]
    minted: frozenset[str] = frozenset()
    """The articles whose id is written down nowhere yet, by path."""


def fingerprint(article: Article) -> str:
    """A short hash of the body that does not change with its line ends and outer blanks; empty for an empty body."""
    return fingerprint_of(article.body) if article.fingerprint is None else article.fingerprint


def identify(articles: Sequence[Article], lock: Lock, *, scheme: str, authority: str, folder: str) -> Identities:
    """An id for every article. The result does not depend on the order of `articles`.

    `authority` is used only when the lock does not name one yet. `folder` goes before paths in diagnostics.
    """
    articles = sorted(articles, key=attrgetter("path"))
    ids = _unchanged(articles, lock.entries)
    changed = [each for each in articles if each.path not in ids] if len(ids) < len(articles) else []
    prints = {article.path: fingerprint(article) for article in changed}
    known = _matched(
        changed, prints, [each for each in lock.entries if ids.get(each.path) != each.id] if changed else ()
    )
    lock = _with_authority(lock, articles, authority)
    found: list[Diagnostic] = []
    changes: list[str] = []
    minted: set[str] = set()
    entries: dict[str, LockedEntry] = {entry.id: entry for entry in lock.entries}
    taken = {*entries, *[article.id for article in articles if article.id]}
    for article in changed:
        path, title = article.path, article.title
        locked = known.get(path)
        if locked is not None and article.id and article.id != locked.id:
            found.append(_changed(article, locked, folder))
        id = article.id or (locked.id if locked else _mint(article, scheme, lock.authority, taken))
        if not (article.id or locked):
            minted.add(path)
        taken.add(id)
        ids[path] = id
        if locked is None and id not in entries:
            changes.append(f"{path} gets the id {id}")
        elif (locked or entries[id]).path != path:
            changes.append(f"{path} keeps the id of {(locked or entries[id]).path}")
        entries[id] = LockedEntry(id, path, title, prints[path])
    found.extend(_doubled(articles, ids, folder))
    after = Lock(authority=lock.authority, year=lock.year, entries=tuple(entries.values()))
    return Identities(ids=ids, lock=after, changes=tuple(changes), diagnostics=tuple(found), minted=frozenset(minted))


def _unchanged(articles: Iterable[Article], entries: Sequence[LockedEntry]) -> dict[str, str]:
    """The ids of the articles that the lock knows just as they are, by path; none while the lock has doubles."""
    locked = {entry.path: entry for entry in entries}
    if len(locked) != len(entries) or len({entry.id for entry in entries}) != len(entries):
        return {}
    ids = {}
    for article in articles:
        entry = locked.get(article.path)
        if (
            entry is not None
            and entry.title == article.title
            and entry.content == fingerprint(article)
            and (not article.id or article.id == entry.id)
        ):
            ids[article.path] = entry.id
    return ids


def _with_authority(lock: Lock, articles: Sequence[Article], authority: str) -> Lock:
    if lock.authority:
        return lock
    year = min((article.published.year for article in articles), default=2000)
    return Lock(authority=authority, year=year, entries=lock.entries)


def _matched(
    articles: Sequence[Article], prints: dict[str, str], entries: Sequence[LockedEntry]
) -> dict[str, LockedEntry]:
    """The line of the lock that belongs to each article, by the path of the article."""
    matched: dict[str, LockedEntry] = {}
    if not entries:
        return matched
    waiting = {article.path: article for article in articles}
    free = {(entry.id, entry.path): entry for entry in entries}

    by_path = {entry.path: entry for entry in entries}
    by_id = {entry.id: entry for entry in entries}

    def take(article: Article, entry: LockedEntry) -> None:
        matched[article.path] = entry
        del waiting[article.path]
        for key in (
            [key for key in free if key[0] == entry.id] if len(by_id) != len(entries) else [(entry.id, entry.path)]
        ):
            del free[key]  # after a merge, an id may have a line for its old and for its new path

    for article in articles:
        entry = by_path.get(article.path)
        same = entry is not None and (
            entry.title == article.title or (entry.content != "" and entry.content == prints[article.path])
        )
        if entry is not None and same and (entry.id, entry.path) in free:
            take(article, entry)
        elif (
            article.id in by_id
            and (article.id, by_id[article.id].path) in free
            and by_id[article.id].path not in waiting
        ):
            take(article, by_id[article.id])

    for key_of_article, key_of_entry in (
        (lambda each: prints[each.path], lambda each: each.content),
        (lambda each: each.title, lambda each: each.title),
    ):
        _take_pairs(list(waiting.values()), list(free.values()), key_of_article, key_of_entry, take)
    for article in list(waiting.values()):
        entry = by_path.get(article.path)
        if entry is not None and (entry.id, entry.path) in free:
            take(article, entry)
    return matched


def _take_pairs(articles, entries, key_of_article, key_of_entry, take) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """Pair up those that alone share a key; where several do, the same title decides, else nothing is guessed."""
    groups: dict[str, tuple[list[Article], list[LockedEntry]]] = {}
    for article in articles:
        if key_of_article(article):
            groups.setdefault(key_of_article(article), ([], []))[0].append(article)
    for entry in entries:
        if key_of_entry(entry) in groups:
            groups[key_of_entry(entry)][1].append(entry)
    for alike, candidates in groups.values():
        if len(alike) == 1 and len(candidates) == 1:
            take(alike[0], candidates[0])
            continue
        for article in alike:
            same = [entry for entry in candidates if entry.title == article.title]
            if len(same) == 1 and sum(each.title == article.title for each in alike) == 1:
                take(article, same[0])
                candidates.remove(same[0])


def _mint(article: Article, scheme: str, authority: str, taken: set[str]) -> str:
    """A new id that no other article has or had."""
    for attempt in range(1000):
        id = _derived(article, scheme, authority, attempt)
        if id not in taken:
            return id
    raise AssertionError("a thousand ids in a row are taken")


def _derived(article: Article, scheme: str, authority: str, attempt: int) -> str:
    salt = f"\n{attempt}" if attempt else ""
    seed = f"{article.path}\n{article.title}{salt}"
    if scheme == "permalink":
        return article.url if not attempt else f"{article.url}#{attempt + 1}"
    if scheme == "uuid":
        import uuid  # noqa: PLC0415  (it takes long to load, and few ask for it)

        return uuid.uuid5(uuid.NAMESPACE_URL, f"{authority}/{seed}").urn
    number = int.from_bytes(hashlib.sha256(seed.encode("utf-8", "surrogatepass")).digest()[:8], "big")
    opaque = "".join([_PAIRS[(number >> place) & 1023] for place in (0, 10, 20, 30, 40)])
    return f"tag:{authority},{article.published.year:04}:{opaque}"


def _changed(article: Article, locked: LockedEntry, folder: str) -> Diagnostic:
    return Diagnostic(
        rule=rules.CHANGED_ID,
        place=article.id_place,
        message=f"`{article.id}` is not the id this entry was published under; every subscriber would see it again as unread",
        help=f"write `id: {locked.id}`, or remove the key",
        notes=(f"published as {locked.id} from {folder}/{locked.path}",),
        fix=Fix(
            message=f"write `id: {locked.id}`",
            applicability=Applicability.UNSAFE,
            edits=(Edit(article.id_place, quoted(locked.id)),),
        ),
    )


def _doubled(articles: Iterable[Article], ids: dict[str, str], folder: str) -> list[Diagnostic]:
    """The first owner of an id keeps it; every later one is told."""
    if len(set(ids.values())) == len(ids):
        return []
    owners: dict[str, Article] = {}
    found = []
    for article in articles:
        first = owners.setdefault(ids[article.path], article)
        if first is not article:
            place = article.id_place if article.id else Place(f"{folder}/{article.path}", 1, 1, 1, 1)
            message = f"{folder}/{article.path} has the id of {folder}/{first.path}: {ids[article.path]}"
            found.append(
                Diagnostic(
                    rule=rules.DUPLICATE_ID,
                    place=place,
                    message=message,
                    help="remove the `id` of the newer of the two",
                    notes=("subscribers would see only one of them",),
                )
            )
    return found
