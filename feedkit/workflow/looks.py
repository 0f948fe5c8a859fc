"""Looks at articles: what rendering and checking them finds. They are made in parts, in whatever process.

What comes back are plain values. A `Record` says of which bytes it is true and what was asked of the site, so that it is
known for how long it holds.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from feedkit.article.article import Article, MadeEntry, Publication
from feedkit.article.entry import make_entry
from feedkit.article.flat import Flat, article_of, findings_of, flat_entry, flat_findings
from feedkit.article.watched import Watched
from feedkit.checks import articles as article_checks
from feedkit.checks.articles import Gist, OwnLink
from feedkit.checks.articles._soundness import is_sound
from feedkit.diagnostics import Diagnostic, Place
from feedkit.dialects import NATIVE
from feedkit.file_states import State
from feedkit.policy.comments import Comment, comments_in
from feedkit.quick_dataclasses import dataclass, field, replace
from feedkit.sources.article_files import Reading, read_bytes, read_text, whole
from feedkit.workflow.manuscripts import Reader, Terms, gist_of, namesakes, site_of


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
    """What was made of it in this look, if it had to be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What looking at articles takes beside their files; it travels to whoever looks."""

    reading: Reading
    urls: bytes
    """The address of every article by its path, packed."""
    terms: Terms
    shown: frozenset[str] = frozenset()
    """The articles whose entries are wanted, too."""


class Wanted(NamedTuple):
    """An article that is to be looked at."""

    path: str
    id: str
    digest: bytes
    """The SHA-256 of its file when it was read; empty when it has to be read again."""
    article: Flat | None
    """What it was then; None when it has to be read again."""
    minted: bool
    """Whether its id is written down nowhere yet."""


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
class Surroundings:
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


def look_at_part(bench: Bench, wanted: Sequence[tuple[str, str, bytes, Flat | None, bool]]) -> bytes:
    """The records of articles, each given as `Wanted`, and those of the entries that are wanted, packed.

    Of what is no article any more there is none.
    """
    reading = bench.reading
    files: Watched[int] = Watched(reading.files)
    articles: Watched[str] = Watched(bench.urls)
    namesake = namesakes(files.unwatched)
    reader = Reader(reading, replace(reading.publication, files=files))
    native = is_native(reading)
    made, entries = [], []
    for each in map(Wanted._make, wanted):
        files.forget()
        articles.forget()
        around = Surroundings(files=files, articles=articles, namesake=namesake)
        raw = reader.raw(each.path)
        digest = hashlib.sha256(raw).digest()
        text = read_text(raw)
        article = _as_it_was(each.article, text) if native and digest == each.digest else None
        shown = each.path in bench.shown
        seen = look(
            bench, each.path, each.id, raw, around,
            text=text, reader=reader, article=article, with_entry=shown, minted=each.minted,
        )  # fmt: skip
        if seen.article is None or seen.gist is None:
            continue
        alone = native and not (files.whole or articles.whole or seen.article.content_file)
        asked = tuple(files.asked.items()), tuple(articles.asked.items()), tuple(around.heads.items())
        told = flat_findings(seen.found), tuple(map(_flat_comment, seen.comments)), _flat_gist(seen.gist)
        made.append((each.path, each.id, digest if alone else b"", *asked, tuple(around.namesakes.items()), *told))
        if seen.made is not None and shown and alone and len(raw) <= reading.max_bytes:
            entries.append((each.path, digest, *asked[:2], flat_entry(seen.made)))
    return marshal.dumps((made, entries))


def _as_it_was(flat: Flat | None, text: str) -> Article | None:
    """The article that was read of this text before, with its body; None where that is not all in its one file."""
    if flat is None:
        return None
    article = article_of(flat)
    if article.content_file or article.body_line < 2:
        return None
    lines = text.split("\n", article.body_line - 1)
    return article._replace(body=lines[-1] if len(lines) == article.body_line else "")


def look(
    bench: Bench,
    path: str,
    id: str,
    raw: bytes,
    around: Surroundings,
    *,
    text: str | None = None,
    reader: Reader | None = None,
    article: Article | None = None,
    with_entry: bool = False,
    tell_reading: bool = False,
    minted: bool = False,
) -> Inspection:
    """A look at an article whose file holds these bytes; `text` and `article` are what they say if that is known.

    An entry is made of it if that is wanted, or if it is not certain that nothing would be found on the way.
    """
    reading = bench.reading
    reader = reader or Reader(reading, replace(reading.publication, files=around.files))
    publication, native, found = reader.publication, is_native(reading), list[Diagnostic]()
    if not native:
        article, publication = whole(reading, path), reading.publication  # the site publishes its files itself
        reader = Reader(reading, publication)
    elif article is None:
        article, found = read_bytes(path, raw, publication, reading.settings)
    text = read_text(raw) if text is None else text
    comments = comments_in(text, reader.shown(path))
    if article is None:
        return Inspection(found=tuple(found if tell_reading else ()), comments=comments, gist=None)
    if article.content_file and native:
        body = read_text(reader.raw(article.content_file))
        article = article._replace(body=body, body_line=1)
        comments += comments_in(body, reader.shown(article.content_file))
    made = _maker(article, id, publication, around)
    site = site_of(reader, around.articles, bench.terms, around.heads, around.find_again)
    manuscript = reader.manuscript(article, lambda: made().entry, site, raw, text)
    sound = native and not with_entry and is_sound(manuscript)
    rendered = None if sound else made()
    before = (*(found if tell_reading else ()), *(rendered.diagnostics if rendered else ()))
    return Inspection(
        found=(*before, *article_checks.check(manuscript)),
        comments=comments,
        gist=gist_of(manuscript, title=reader.place_in(path, text, "title") if minted else None, sound=sound),
        article=article,
        made=rendered,
    )


def _maker(article: Article, id: str, publication: Publication, around: Surroundings) -> Callable[[], MadeEntry]:
    return cache(lambda: make_entry(article, id, publication, around.articles))


def is_native(reading: Reading) -> bool:
    """Whether the articles are in feedkit's own dialect."""
    return reading.settings.dialect == NATIVE


def inspection_of(record: Record) -> Inspection:
    """What a look found that is remembered."""
    comments = tuple(map(_comment, record.comments))
    return Inspection(found=tuple(findings_of(record.found)), comments=comments, gist=_gist(record.gist))


def _flat_comment(comment: Comment) -> Flat:
    codes = tuple((word, tuple(place)) for word, place in comment.codes)
    return tuple(comment.place), codes, comment.first, comment.last, comment.alone, comment.blanks


def _comment(flat: Flat) -> Comment:
    place, codes, first, last, alone, blanks = flat
    words = tuple((word, Place(*at)) for word, at in codes)
    return Comment(place=Place(*place), codes=words, first=first, last=last, alone=alone, blanks=blanks)


def _flat_gist(gist: Gist) -> Flat:
    links = tuple((each.written, each.url, each.fragment, tuple(each.place)) for each in gist.own_links)
    return links, gist.anchors, gist.paragraphs, gist.title and tuple(gist.title)


def _gist(flat: Flat) -> Gist:
    links, anchors, paragraphs, title = flat
    own = tuple(OwnLink(written=words, url=url, fragment=to, place=Place(*place)) for words, url, to, place in links)
    return Gist(own_links=own, anchors=anchors, paragraphs=paragraphs, title=Place(*title) if title else None)
