"""The articles of a project looked at: in parts, by any executor, and remembered."""

from __future__ import annotations

import marshal
import os
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor
from itertools import islice, repeat
from pathlib import Path

from feedkit.article.article import Article
from feedkit.article.flat import flat_article
from feedkit.article.watched import packed
from feedkit.cache import Cache, basis_of
from feedkit.catalog import Progress
from feedkit.checks import articles as article_checks
from feedkit.checks.articles import Gist
from feedkit.config import Config
from feedkit.diagnostics import Diagnostic
from feedkit.dialects import NATIVE
from feedkit.executors import Serial, parts
from feedkit.file_states import NOTHING, State, is_young, state_of, zone_state
from feedkit.quick_dataclasses import replace
from feedkit.sources.article_files import Reading
from feedkit.sources.article_records import EntryRecord
from feedkit.workflow.build import Desk
from feedkit.workflow.looks import (
    Bench,
    Inspection,
    Record,
    Surroundings,
    Wanted,
    inspection_of,
    is_native,
    look,
    look_at_part,
)
from feedkit.workflow.manuscripts import Reader, Terms, namesakes, site_of
from feedkit.workflow.selection import BuildOptions

_PAYS = 100
"""From how many articles on it pays to start other processes for them."""
_MOST_PARTS = 10
"""About so many are enough for all processes to end at the same time."""


class Inspector:
    """Looks at the articles of a project."""

    def __init__(
        self,
        project: Path,
        config: Config,
        options: BuildOptions,
        desk: Desk,
        *,
        executor: Executor | None = None,
        cache: Cache | None = None,
    ) -> None:
        self.project, self.config, self.options, self.desk = project, config, options, desk
        self.executor, self.cache = executor or Serial(), cache
        self.reader = Reader(desk.catalog.reading, desk.catalog.publication)
        self.bench = Bench(reading=desk.catalog.reading, urls=packed(desk.press.urls), terms=Terms.of(config))
        self._namesake = namesakes(lambda: desk.catalog.publication.files)

    def inspect(
        self,
        articles: Iterable[Article],
        progress: Progress,
        *,
        shown: frozenset[str] = frozenset(),
        meanwhile: Callable[[], None] = lambda: None,
    ) -> dict[str, Inspection]:
        """What is found in articles as they are on disk, by path; from the cache where nothing of it has changed.

        Those in `shown` are looked at first, and the press learns their entries that were made on the way; then
        `meanwhile` is called, once, while other processes look at the rest.
        """
        wanted = {each.path: each for each in articles}
        moment = self.cache.moment() if self.cache else None
        terms = self.bench.terms
        publication = self.bench.reading.publication
        basis = basis_of("looks", publication, self.bench.reading.settings, zone_state(publication.zone), terms)
        kept = [Record(*each) for each in (self.cache.load("looks", basis) if self.cache else None) or ()]
        known = {each.path: each for each in kept if each.path in wanted and self._holds(each)}
        missing = [path for path in wanted if path not in known]
        executor = self.executor if len(missing) >= _PAYS else Serial()
        if missing:
            article_checks.every_check()  # loaded once, before there are copies of this process
        early, late = [path for path in missing if path in shown], [path for path in missing if path not in shown]
        least = max(_PAYS // 4, len(missing) // _MOST_PARTS)
        first, rest = [
            parts([self._wanted(wanted[path]) for path in part], executor, least=least) for part in (early, late)
        ]
        seen = executor.map(look_at_part, repeat(replace(self.bench, shown=shown)), [*first, *rest])
        self._learn(islice(seen, len(first)), known, progress, len(wanted))
        meanwhile()
        self._learn(seen, known, progress, len(wanted))
        if self.cache and moment is not None and missing:
            self._keep(self.cache, basis, kept, known.values(), moment)
        return {path: inspection_of(known[path]) for path in wanted if path in known}

    def _learn(self, seen: Iterable[bytes], known: dict[str, Record], progress: Progress, total: int) -> None:
        """Take what looks at parts of the articles gave."""
        for part in seen:
            looks, entries = marshal.loads(part)  # noqa: S302  (packed by this program)
            self.desk.press.learn(EntryRecord(*each) for each in entries)
            known |= {each.path: each for each in map(Record._make, looks)}
            progress("checking", len(known), total)

    def _wanted(self, article: Article) -> Wanted:
        digest = self.desk.catalog.digests.get(article.path, b"")
        flat = flat_article(article) if digest and is_native(self.bench.reading) else None
        minted = article.path in self.desk.identities.minted
        return Wanted(article.path, self._id(article.path), digest, flat, minted)

    def _keep(self, cache: Cache, basis: str, kept: Iterable[Record], known: Iterable[Record], moment: int) -> None:
        """Remember what can be, with what was remembered of articles that were not asked for."""
        fresh = {each.path: each for each in known}
        digests = self.desk.catalog.digests
        after = {each.path: each for each in kept if each.path in digests and each.path not in fresh}
        for each in fresh.values():
            if each.digest and not any(is_young(state, moment) for _, state in each.heads):
                after[each.path] = each
        cache.keep("looks", basis, [tuple(each) for each in after.values()])

    def _holds(self, record: Record) -> bool:
        """Whether what is remembered of an article is still so."""
        files, urls = self.desk.catalog.publication.files, self.desk.press.urls
        return (
            record.id == self._id(record.path)
            and record.digest == self.desk.catalog.digests.get(record.path)
            and all(files.get(path) == size for path, size in record.files)
            and all(urls.get(path) == url for path, url in record.articles)
            and all(self._namesake(path) == file for path, file in record.namesakes)
            and all(_state(self.bench.reading, path) == state for path, state in record.heads)
        )

    def inspect_bytes(self, path: str, raw: bytes) -> Inspection:
        """What would be found in an article if its file held these bytes, reading it included."""
        files, urls = self.desk.catalog.publication.files, self.desk.press.urls
        around = Surroundings(files=files, articles=urls, namesake=self._namesake)
        return look(self.bench, path, self._id(path), raw, around, tell_reading=True)

    def _id(self, path: str) -> str:
        """A draft goes by its path, since it has no id yet."""
        return self.desk.identities.ids.get(path, f"draft:{path}")

    def compare(self, gists: Mapping[str, Gist]) -> list[Diagnostic]:
        """What is found in all articles together."""
        return article_checks.compare(
            article_checks.Project(
                articles=self.desk.catalog.articles,
                entries=gists,
                ids=self.desk.identities.ids,
                minted=self.desk.identities.minted,
                site=site_of(self.reader, self.desk.press.urls, self.bench.terms, {}, self._namesake),
                now=self.options.now,
                place=self.reader.place,
            )
        )

    @property
    def mends(self) -> bool:
        """Whether articles can be mended: those of other generators belong to them."""
        return self.desk.catalog.dialect == NATIVE


def _state(reading: Reading, path: str) -> State:
    try:
        return state_of(os.stat(os.path.join(reading.root, path)))  # noqa: PTH116, PTH118  (pathlib takes longer)
    except OSError:
        return NOTHING
