"""A desk opened for a few articles alone, from what is remembered of all others.

Who works on an article looks at it again and again. When nothing has changed since all was read but the bodies of some
articles, the ids, addresses and places of all are as they were: only the few are read anew. Whatever else has changed, or
could make a difference, is for `open_desk`; a test holds the two against each other.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import Any

from feedkit import inputs
from feedkit.article.article import Article
from feedkit.article.flat import findings_of, flat_article, flat_findings
from feedkit.article.watched import packed
from feedkit.cache import Cache
from feedkit.catalog import Catalog, Progress, begin
from feedkit.config import Config
from feedkit.dialects import NATIVE
from feedkit.file_states import State, digest_of, young
from feedkit.identity import Identities
from feedkit.inputs import Look, Request
from feedkit.lock import Lock
from feedkit.lockfile import read_lock
from feedkit.quick_dataclasses import dataclass
from feedkit.workflow.build import Desk
from feedkit.workflow.press import Press
from feedkit.workflow.selection import span

_KIND = "desk"
_MOST = 50
"""Articles that are read anew; with more it is no longer quicker."""
_MOST_FINDINGS = 1_000
_ARTICLES = (".md", ".markdown", ".mdx", ".html", ".htm", ".yml", ".yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """Where a desk is remembered, and how everything was before anything was read."""

    cache: Cache
    basis: str
    """The digest of the program and the configuration."""
    lock: str
    """The SHA-256 of the lock; empty when there is none."""
    seen: Look

    @classmethod
    def of(cls, cache: Cache, request: Request, seen: Look) -> Memory:
        """The memory for checks of everything and of some files alike. Raises OSError."""
        whole = Request(
            project=request.project, config_file=request.config_file, output="", choices={}, environ=request.environ
        )
        lock = request.project / seen.places.lock
        return cls(cache=cache, basis=inputs.basis_of(whole), lock=digest_of(lock) if lock.is_file() else "", seen=seen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened:
    """A desk with a few articles only; addresses and ids are known of all."""

    desk: Desk
    span: tuple[datetime | None, datetime | None]


def keep(memory: Memory, config: Config, desk: Desk, now: datetime) -> None:
    """Remember a desk, unless there is something about its articles that cannot be told."""
    catalog, seen = desk.catalog, memory.seen
    articles = _articles(memory, config, desk)
    files = {path: state for path, state in seen.content if path not in articles}
    around = dict(seen.around)
    if (
        catalog.dialect != NATIVE or len(desk.diagnostics) > _MOST_FINDINGS or any(map(_asks_for_more, catalog.articles))
        or young([*files.items(), *around.items()], seen.moment)
    ):  # fmt: skip
        return
    own = set(catalog.diagnostics)
    value = {
        "lock": memory.lock,
        "span": [each and each.isoformat() for each in span(catalog.articles, (), now)],
        "articles": articles,
        "young": [path for path, _ in young(seen.content, seen.moment)],
        "files": files,
        "around": around,
        "urls": packed(desk.press.urls),
        "authority": (desk.identities.lock.authority, desk.identities.lock.year),
        "own": flat_findings(catalog.diagnostics),
        "others": flat_findings([each for each in desk.diagnostics if each not in own]),
    }
    memory.cache.keep(_KIND, memory.basis, value)


def reopened(
    memory: Memory, project: Path, config: Config, only: Collection[str], now: datetime, progress: Progress
) -> Reopened | None:
    """The desk for the articles in these files, relative to the project folder; None when all have to be read."""
    kept: Any = memory.cache.load(_KIND, memory.basis)
    try:
        if kept is None or kept["lock"] != memory.lock or kept["around"] != dict(memory.seen.around):
            return None
        since, until = (datetime.fromisoformat(each) if each else None for each in kept["span"])
        few = _few(kept, memory.seen, f"{config.content.dir.strip('/')}/", only)
        if few is None or (since and now < since) or (until and now >= until):
            return None
        catalog = begin(project, config, seen=memory.seen.content, only=few).finish(progress)
        desk = _desk(kept, project, config, catalog, few)
    except (KeyError, ValueError, TypeError):  # of another version
        return None
    return Reopened(desk=desk, span=(since, until)) if desk else None


def _few(kept: Any, seen: Look, prefix: str, only: Collection[str]) -> frozenset[str] | None:
    """The articles that are wanted or have changed; None when something else has changed, or they are many."""
    articles, files = kept["articles"], kept["files"]
    few = {each.removeprefix(prefix) for each in only if each.startswith(prefix)}
    if not articles.keys() >= few or len(seen.content) != len(articles) + len(files):
        return None
    if not few.issuperset(kept["young"]):
        few.update(kept["young"])
        if len(few) > _MOST:
            return None
    for path, state in seen.content:
        known = articles.get(path)
        if known is None:
            if files.get(path) != state:
                return None
        elif known[0] != state:
            few.add(path)
            if len(few) > _MOST:
                return None
    return frozenset(few)


def _desk(kept: Any, project: Path, config: Config, catalog: Catalog, few: Collection[str]) -> Desk | None:
    """The desk; None when more than the bodies of its articles has changed."""
    read = {each.path: each for each in catalog.articles}
    for path in few:
        if path not in read or path not in catalog.digests or _signature(read[path]) != kept["articles"][path][2]:
            return None
    authority, year = kept["authority"]
    identities = Identities(
        ids={path: id for path, (_, id, _) in kept["articles"].items() if id},
        lock=Lock(authority=authority, year=year),
        changes=(),
        diagnostics=(),
    )
    press = Press(project, catalog, config, identities)
    press.urls = marshal.loads(kept["urls"])  # noqa: S302  (the cache says that it is as it was written)
    shown, fresh = {catalog.publication.shown(path) for path in few}, set(catalog.diagnostics)
    own = [each for each in findings_of(kept["own"]) if each.place.path not in shown and each not in fresh]
    known = tuple(each for each in catalog.articles if not each.draft)
    return Desk(
        catalog=catalog, identities=identities, known=known, out=(), press=press, templates={},
        diagnostics=(*findings_of(kept["others"]), *own, *catalog.diagnostics),
    )  # fmt: skip


def _articles(memory: Memory, config: Config, desk: Desk) -> dict[str, tuple[State, str, bytes]]:
    """The state, the id and the signature of each article that would keep its id with any body."""
    lock, _, _ = read_lock(memory.cache.project, config.ids.lock)
    titles = {each.path: each.title for each in lock.entries}
    ids, states = desk.identities.ids, dict(memory.seen.content)
    return {
        each.path: (states[each.path], ids.get(each.path, ""), _signature(each))
        for each in desk.catalog.articles
        if each.path in states
        and each.path in desk.catalog.digests
        # By its path and title it is found in the lock whatever its body says.
        and (not lock.entries or each.path not in ids or titles.get(each.path) == each.title)
    }


def _signature(article: Article) -> bytes:
    """A digest of everything in an article but its body."""
    return hashlib.sha256(marshal.dumps(flat_article(article)[:-1], 2)).digest()[:12]


def _asks_for_more(article: Article) -> bool:
    """Whether reading it may have asked for the file of another article."""
    named = [each.file or (each.url.text if each.url else "") for each in article.enclosures]
    return bool(article.content_file) or any(each.lower().endswith(_ARTICLES) for each in named)
