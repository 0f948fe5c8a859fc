"""All articles of a project, read from its content folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from functools import partial
from itertools import repeat
from pathlib import Path

from feedkit.article.article import Article, Publication
from feedkit.article.flat import article_of, findings_of
from feedkit.article.front_matter import surroundings_of
from feedkit.article.people import read_people
from feedkit.article.watched import packed
from feedkit.cache import Cache, basis_of
from feedkit.config import Config, generator
from feedkit.diagnostics import Diagnostic, Severity
from feedkit.dialects import NATIVE, informed, load, unread
from feedkit.dialects.terms import Settings
from feedkit.executors import Serial, parts
from feedkit.file_states import State, zone_state
from feedkit.model import Person
from feedkit.quick_dataclasses import dataclass, field, replace
from feedkit.rules.dialects import UNREADABLE_ARTICLE
from feedkit.sources import Scan, folder
from feedkit.sources.article_files import Reading, make_ready, read_part, read_text, text_of
from feedkit.sources.article_records import Record, records_of
from feedkit.sources.kept_records import NOTHING_KEPT, Kept, keep, recalled

Progress = Callable[[str, int, int], None]
"""Told of the stage of the work, how much of it is done, and how much there is."""
_PAYS = 600
"""From how many files on it pays to start other processes for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """What the content folder holds."""

    publication: Publication
    articles: tuple[Article, ...]
    """In the order of their paths; their bodies are left in their files."""
    diagnostics: tuple[Diagnostic, ...]
    read: int
    """How many article files were looked at, those that cannot be read included."""
    reading: Reading
    """How to read them again."""
    digests: Mapping[str, bytes] = field(default_factory=dict)
    """The SHA-256 of article files, by path; of those that are made of one file alone."""
    dialect: str = NATIVE
    """The dialect they are written in."""
    states: Mapping[str, State] = field(default_factory=dict)
    """How all files were at first, by path."""
    heads: Mapping[str, bytes] = field(default_factory=dict)
    """A digest of all but their bodies, by path; of those articles whose files were read as they were at first."""
    asked: frozenset[str] = frozenset()
    """The files of the content folder whose size or presence reading them has asked for."""


def read_catalog(
    project: Path, config: Config, progress: Progress, *, executor: Executor | None = None, cache: Cache | None = None
) -> Catalog:
    """Every article of the content folder, and everything found wrong while reading them.

    What `cache` knows is not read again; the rest is, by `executor` if it is given. Raises FileError when there is no
    content folder.
    """
    return begin(project, config, executor=executor, cache=cache).finish(progress)


def begin(
    project: Path,
    config: Config,
    *,
    executor: Executor | None = None,
    cache: Cache | None = None,
    seen: Sequence[tuple[str, State]] | None = None,
    only: Collection[str] | None = None,
) -> Begun:
    """Begin what `read_catalog` does, so that other things can be done while the executor is at it.

    `seen` is what `states_in` has just given for the content folder, if somebody has looked already. With `only`, these
    articles alone are read.
    """
    settings, scan, found = _surveyed(project, config, seen, only)
    publication, reading = _reading(project, config, settings, scan, found)
    names = [path for path in scan.articles if path != config.content.authors]
    moment = cache.moment() if cache else None
    basis = basis_of(reading.publication, settings, reading.max_bytes, zone_state(publication.zone))
    kept = recalled(cache, basis, scan) if cache and moment is not None else NOTHING_KEPT
    known = kept.known
    wanted = [
        (path, known[path][0].digest if path in known else b"")
        for path in names
        if path not in known or not known[path][1]
    ]
    if executor is None or len(wanted) < _PAYS:
        executor, cut = Serial(), iter([wanted[start : start + 256] for start in range(0, len(wanted), 256)])
    else:
        cut = iter(parts(wanted, executor, least=_PAYS // 2))
    reads = executor.map(read_part, repeat(reading), cut)
    for _ in range(getattr(executor, "jobs", 0)):  # entries are wanted next, while this process has more to do
        executor.submit(make_ready)
    return Begun(
        publication=publication,
        reading=reading,
        names=names,
        kept=kept,
        wanted=len(wanted),
        reads=reads,
        cache=cache,
        basis=basis,
        elsewhere=not isinstance(executor, Serial),
        moment=moment,
        found=found,
        states=scan.states,
    )


def _surveyed(
    project: Path, config: Config, seen: Sequence[tuple[str, State]] | None, only: Collection[str] | None
) -> tuple[Settings, Scan, list[Diagnostic]]:
    """How the articles are written, what is in the content folder, and what is wrong with it."""
    settings = generator.settings(project, config)
    root = project / config.content.dir
    scan = _scan(root, config, settings, seen, only)
    settings = replace(settings, loose=not any("_posts/" in path for path in scan.files))
    settings = informed(settings, scan.files, lambda path: _text_beside(root / path, config.content.max_bytes))
    found = list(scan.diagnostics)
    if settings.dialect != NATIVE:  # a site that stands is not held up by a link that leads nowhere
        found = [replace(each, rule=UNREADABLE_ARTICLE) if each.severity is Severity.ERROR else each for each in found]
        found += unread(scan.files, scan.articles, config.content.folder, settings.dialect)
    return settings, scan, found


def _reading(
    project: Path, config: Config, settings: Settings, scan: Scan, found: list[Diagnostic]
) -> tuple[Publication, Reading]:
    """What reading articles takes: the publication with its files and authors, and the same in a form that travels."""
    publication = _publication(config, scan)
    reading = Reading(
        root=os.fspath(project / config.content.dir),
        publication=replace(publication, files={}),
        settings=settings,
        files=packed(scan.files),
        max_bytes=config.content.max_bytes,
    )
    if settings.dialect != NATIVE and "authors" not in config.content.written:
        return publication, reading
    publication = replace(publication, people=_people(reading, config, publication, found))
    return publication, replace(reading, publication=replace(publication, files={}))


def _text_beside(path: Path, max_bytes: int) -> str:
    """The text of a file that is no article; empty when it cannot be read."""
    try:
        with path.open("rb") as file:
            return read_text(file.read(max_bytes))
    except OSError:
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A catalog whose articles are being read."""

    publication: Publication
    reading: Reading
    names: list[str]
    """The paths of all article files, in their order."""
    kept: Kept
    wanted: int
    """How many files are being read."""
    reads: Iterator[bytes]
    """What `read_part` gives of them."""
    cache: Cache | None
    basis: str
    elsewhere: bool
    """Whether other processes are reading, so that this one has time."""
    moment: int | None
    """When the reading began, by the clock of the file system."""
    found: list[Diagnostic]
    states: Mapping[str, State]
    """How all files were before."""

    def finish(self, progress: Progress) -> Catalog:
        """The catalog, once everything is read."""
        found = list(self.found)
        made: dict[str, Article] = {}
        articles, digests = [], {}
        records = self._records(progress, made)
        for record in records:
            if record.found:
                found.extend(findings_of(record.found))
            if record.path in made:
                articles.append(made[record.path])
                if record.digest:
                    digests[record.path] = record.digest
        bodies = {article.content_file for article in articles if article.content_file}
        publication, reading = self.publication, self.reading
        dialect = reading.settings.dialect
        if dialect != NATIVE:
            marks = reading.settings.marks
            publication = replace(publication, files={}, flavour=dialect, marks=marks)
            reading = replace(reading, publication=replace(reading.publication, flavour=dialect, marks=marks))
        return Catalog(
            publication=publication,
            articles=tuple(each for each in articles if each.path not in bodies) if bodies else tuple(articles),
            diagnostics=tuple(found),
            read=len(self.names),
            reading=reading,
            digests=digests,
            dialect=dialect,
            states=self.states,
            heads={each.path: each.head for each in records if each.state == self.states[each.path]},
            asked=frozenset([name for each in records for name, _ in each.asked]),
        )

    def _records(self, progress: Progress, articles: dict[str, Article]) -> list[Record]:
        """The records of all files, in their order; they are kept for the next build.

        `articles` is given what is in them by their paths, while others are at work.
        """
        known = self.kept.known
        sure = {path: record for path, (record, certain) in known.items() if certain}
        _add_articles(articles, sure.values())
        done = len(self.names) - self.wanted
        progress("reading", done, len(self.names))
        parts: list[bytes] = []
        for part in self.reads:
            parts.append(part)
            records = records_of(part)
            for record in records:
                before = known.get(record.path)
                same = before is not None and record.digest == before[0].digest != b"" and record.article is None
                sure[record.path] = before[0]._replace(state=record.state) if before and same else record
            _add_articles(articles, [sure[each.path] for each in records])
            if not known:  # then the parts are kept, and nobody wants the plain values again
                sure.update([(each.path, each._replace(article=None)) for each in records])
            done += len(records)
            progress("reading", done, len(self.names))
        made = [sure[path] for path in self.names]
        if self.cache and self.moment is not None and (self.wanted or len(known) != len(made)):
            keep(self.cache, self.basis, self.moment, self.kept, made, parts)
        return made


def _add_articles(articles: dict[str, Article], records: Iterable[Record]) -> None:
    articles.update([(each.path, article_of(each.article)) for each in records if each.article is not None])


def _scan(
    root: Path,
    config: Config,
    settings: Settings,
    seen: Sequence[tuple[str, State]] | None,
    only: Collection[str] | None,
) -> Scan:
    """The content folder. What is an article in it, another generator's rules say, unless `content.include` does."""
    content = config.content
    scan_it = partial(folder.scan, root, exclude=content.exclude, shown_as=config.content.folder, seen=seen, only=only)
    if settings.dialect == NATIVE:
        return scan_it(include=content.include)
    scan = scan_it(
        include=content.include if "include" in content.written else ("**/*",),
        underscored=True,
        unvisited={"node_modules", *settings.excluded},
    )
    dialect = load(settings.dialect)
    return replace(scan, articles=tuple(path for path in scan.articles if dialect.may_be_article(path, settings)))


def _publication(config: Config, scan: Scan) -> Publication:
    return Publication(
        site_url=config.site.url,
        title=config.site.title,
        zone=config.site.zone,
        default_time=config.content.default_time,
        language=config.site.language,
        permalink=config.content.permalink,
        folder=config.content.folder,
        files=scan.files,
        trusted_html=config.content.html == "trusted",
        summary_length=config.content.summary_length,
    )


def _people(
    reading: Reading, config: Config, publication: Publication, found: list[Diagnostic]
) -> Mapping[str, Person]:
    name = config.content.authors
    if name not in publication.files:
        return {}
    text = text_of(reading, name, found)
    if text is None:
        return {}
    people, diagnostics = read_people(text, f"{publication.folder}/{name}", surroundings_of(name, publication))
    found.extend(diagnostics)
    return people
