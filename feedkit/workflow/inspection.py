"""Looks at articles: what rendering and checking them finds. They are done in parts, by any executor, and remembered.

What comes back from another process or from the cache are plain values. A `Record` says of which bytes it is true and
what was asked of the site, so that it is known for how long it holds.
"""

from __future__ import annotations

import hashlib
import marshal
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from itertools import repeat
from pathlib import Path
from typing import NamedTuple

from feedkit.article.article import Article, MadeEntry
from feedkit.article.entry import make_entry
from feedkit.article.flat import Flat, findings_of, flat_entry, flat_findings
from feedkit.article.watched import Watched, packed
from feedkit.cache import Cache, basis_of
from feedkit.catalog import Progress
from feedkit.checks import articles as article_checks
from feedkit.checks.articles import Gist, OwnLink
from feedkit.config import Config
from feedkit.diagnostics import Diagnostic, Place
from feedkit.dialects import NATIVE
from feedkit.executors import Serial, parts
from feedkit.file_states import NOTHING, State, is_young, state_of, zone_state
from feedkit.policy.comments import Comment, comments_in
from feedkit.quick_dataclasses import dataclass, field, replace
from feedkit.sources.article_files import EntryRecord, Reading, read_bytes, read_text, whole
from feedkit.workflow.build import Desk
from feedkit.workflow.manuscripts import Reader, Terms, gist_of, namesakes, site_of
from feedkit.workflow.selection import BuildOptions

_PAYS = 100
"""From how many articles on it pays to start other processes for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What a look at one article gives."""

    found: tuple[Diagnostic, ...]
    """What rendering it and its own checks find; what reading it finds, too, if it was read for this look."""
    comments: tuple[Comment, ...]
    gist: Gist | None
    """None when it cannot be read."""
    article: Article | None = None
    """As it was read for this look; None when it cannot be read, or was not."""
    made: MadeEntry | None = None
    """What was made of it in this look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What looking at articles takes beside their files; it travels to whoever looks."""

    reading: Reading
    urls: bytes
    """The address of every article by its path, packed."""
    terms: Terms
    shown: frozenset[str] = frozenset()
    """The articles whose entries are wanted, too."""


class Record(NamedTuple):
    """What is known of an article."""

    path: str
    id: str
    digest: bytes
    """The SHA-256 of its file; empty when what was found depends on more than can be told."""
    files: tuple[tuple[str, int | None], ...]
    """The sizes of files that were asked for, with None for those that are not there; addresses of articles likewise."""
    articles: tuple[tuple[str, str | None], ...]
    heads: tuple[tuple[str, State], ...]
    """How the files were whose first bytes were asked for."""
    namesakes: tuple[tuple[str, str], ...]
    """The files that were found again for paths that are none, empty for none."""
    found: Flat
    comments: Flat
    gist: Flat


@dataclass(frozen=True, slots=True, kw_only=True)
class _Surroundings:
    """What a look asks about other files, and what of it is noted."""

    files: Mapping[str, int]
    articles: Mapping[str, str]
    """Their addresses by their paths."""
    namesake: Callable[[str], str]
    heads: dict[str, State] = field(default_factory=dict)
    namesakes: dict[str, str] = field(default_factory=dict)

    def find_again(self, path: str) -> str:
        """The file that was probably meant; it is noted."""
        found = self.namesakes[path] = self.namesake(path)
        return found


def look_at_part(bench: Bench, wanted: Sequence[tuple[str, str]]) -> bytes:
    """The records of articles, each given by path and id, and those of the entries that are wanted, packed.

    Of what is no article any more there is none.
    """
    files: Watched[int] = Watched(bench.reading.files)
    articles: Watched[str] = Watched(bench.urls)
    namesake = namesakes(files.unwatched)
    made, entries = [], []
    for path, id in wanted:
        files.forget()
        articles.forget()
        around = _Surroundings(files=files, articles=articles, namesake=namesake)
        raw = _raw(bench.reading, path)
        seen = _look(bench, path, id, raw, around)
        if seen.article is None or seen.gist is None:
            continue
        alone = not (files.whole or articles.whole or seen.article.content_file) and _is_native(bench.reading)
        digest = hashlib.sha256(raw).digest() if alone else b""
        asked = tuple(files.asked.items()), tuple(articles.asked.items()), tuple(around.heads.items())
        comments = tuple(map(_flat_comment, seen.comments))
        again = tuple(around.namesakes.items())
        made.append((path, id, digest, *asked, again, flat_findings(seen.found), comments, _flat_gist(seen.gist)))
        if seen.made is not None and path in bench.shown and alone and len(raw) <= bench.reading.max_bytes:
            entries.append((path, digest, *asked[:2], flat_entry(seen.made)))
    return marshal.dumps((made, entries))


def _look(
    bench: Bench,
    path: str,
    id: str,
    raw: bytes,
    around: _Surroundings,
    *,
    tell_reading: bool = False,
) -> Inspection:
    """A look at an article whose file holds these bytes."""
    reading = bench.reading
    publication = replace(reading.publication, files=around.files)
    found: list[Diagnostic] = []
    if _is_native(reading):
        article, found = read_bytes(path, raw, publication, reading.settings)
    else:
        article, publication = whole(reading, path), reading.publication  # the site publishes its files itself
    reader = Reader(reading, publication)
    if article is None:
        return Inspection(
            found=tuple(found if tell_reading else ()),
            comments=comments_in(read_text(raw), reader.shown(path)),
            gist=None,
        )
    comments: tuple[Comment, ...] = ()
    if article.content_file and _is_native(reading):
        body = read_text(reader.raw(article.content_file))
        article = article._replace(body=body, body_line=1)
        comments = comments_in(body, reader.shown(article.content_file))
    made = make_entry(article, id, publication, around.articles)
    site = site_of(reader, around.articles, bench.terms, around.heads, around.find_again)
    manuscript = reader.manuscript(article, made.entry, site, raw)
    return Inspection(
        found=(*(found if tell_reading else ()), *made.diagnostics, *article_checks.check(manuscript)),
        comments=(*comments_in(manuscript.text, manuscript.path), *comments),
        gist=gist_of(manuscript),
        article=article,
        made=made,
    )


def _is_native(reading: Reading) -> bool:
    return reading.settings.dialect == NATIVE


def _raw(reading: Reading, path: str) -> bytes:
    return Reader(reading, reading.publication).raw(path)


def _flat_comment(comment: Comment) -> Flat:
    codes = tuple((word, _flat_place(place)) for word, place in comment.codes)
    return _flat_place(comment.place), codes, comment.first, comment.last, comment.alone, comment.blanks


def _comment(flat: Flat) -> Comment:
    place, codes, first, last, alone, blanks = flat
    words = tuple((word, Place(*at)) for word, at in codes)
    return Comment(place=Place(*place), codes=words, first=first, last=last, alone=alone, blanks=blanks)


def _flat_gist(gist: Gist) -> Flat:
    links = tuple((each.written, each.url, each.fragment, _flat_place(each.place)) for each in gist.own_links)
    return links, gist.anchors, gist.paragraphs


def _gist(flat: Flat) -> Gist:
    links, anchors, paragraphs = flat
    own = tuple(OwnLink(written=words, url=url, fragment=to, place=Place(*place)) for words, url, to, place in links)
    return Gist(own_links=own, anchors=anchors, paragraphs=paragraphs)


def _flat_place(place: Place) -> Flat:
    return place.path, place.line, place.column, place.end_line, place.end_column


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
        self, articles: Iterable[Article], progress: Progress, *, shown: frozenset[str] = frozenset()
    ) -> dict[str, Inspection]:
        """What is found in articles as they are on disk, by path; from the cache where nothing of it has changed.

        The press learns the entries of those in `shown` that were made on the way.
        """
        wanted = {each.path: self._id(each.path) for each in articles}
        moment = self.cache.moment() if self.cache else None
        terms = self.bench.terms
        publication = self.bench.reading.publication
        basis = basis_of("looks", publication, self.bench.reading.settings, zone_state(publication.zone), terms)
        kept = [Record(*each) for each in (self.cache.load("looks", basis) if self.cache else None) or ()]
        known = {each.path: each for each in kept if each.path in wanted and self._holds(each, wanted[each.path])}
        missing = [(path, id) for path, id in wanted.items() if path not in known]
        executor = self.executor if len(missing) >= _PAYS else Serial()
        if missing:
            article_checks.every_check()  # loaded once, before there are copies of this process
        done = len(known)
        bench = replace(self.bench, shown=shown)
        for part in executor.map(look_at_part, repeat(bench), parts(missing, executor, least=_PAYS // 4)):
            seen, entries = marshal.loads(part)  # noqa: S302  (packed by this program)
            records = [Record(*each) for each in seen]
            self.desk.press.learn(EntryRecord(*each) for each in entries)
            known |= {each.path: each for each in records}
            done += len(records)
            progress("checking", done, len(wanted))
        if self.cache and moment is not None and missing:
            self._keep(self.cache, basis, kept, known.values(), moment)
        return {path: self._inspection(known[path]) for path in wanted if path in known}

    def _keep(self, cache: Cache, basis: str, kept: Iterable[Record], known: Iterable[Record], moment: int) -> None:
        """Remember what can be, with what was remembered of articles that were not asked for."""
        fresh = {each.path: each for each in known}
        digests = self.desk.catalog.digests
        after = {each.path: each for each in kept if each.path in digests and each.path not in fresh}
        for each in fresh.values():
            if each.digest and not any(is_young(state, moment) for _, state in each.heads):
                after[each.path] = each
        cache.keep("looks", basis, [tuple(each) for each in after.values()])

    def _holds(self, record: Record, id: str) -> bool:
        """Whether what is remembered of an article is still so."""
        files, urls = self.desk.catalog.publication.files, self.desk.press.urls
        return (
            record.id == id
            and record.digest == self.desk.catalog.digests.get(record.path)
            and all(files.get(path) == size for path, size in record.files)
            and all(urls.get(path) == url for path, url in record.articles)
            and all(self._namesake(path) == file for path, file in record.namesakes)
            and all(_state(self.bench.reading, path) == state for path, state in record.heads)
        )

    def _inspection(self, record: Record) -> Inspection:
        comments = tuple(map(_comment, record.comments))
        return Inspection(found=tuple(findings_of(record.found)), comments=comments, gist=_gist(record.gist))

    def inspect_bytes(self, path: str, raw: bytes) -> Inspection:
        """What would be found in an article if its file held these bytes, reading it included."""
        files, urls = self.desk.catalog.publication.files, self.desk.press.urls
        around = _Surroundings(files=files, articles=urls, namesake=self._namesake)
        return _look(self.bench, path, self._id(path), raw, around, tell_reading=True)

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
