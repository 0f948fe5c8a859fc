"""Old feeds and exports made into article files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import UTC
from pathlib import Path

from feedkit.article.article import Publication
from feedkit.article.front_matter import read_article
from feedkit.catalog import Progress, read_catalog
from feedkit.characters import cut
from feedkit.config import Config, parse
from feedkit.diagnostics import Diagnostic, Place, has_errors, in_reading_order
from feedkit.dialects import NATIVE
from feedkit.exceptions import FileError
from feedkit.foreign import ForeignEntry
from feedkit.foreign.article_files import ArticleFile, NoArticleError, article_file
from feedkit.identity import fingerprint, identify
from feedkit.lock import Lock, LockedEntry, lock_text
from feedkit.lockfile import read_lock
from feedkit.quick_dataclasses import dataclass, replace
from feedkit.rules import foreign as rules
from feedkit.whole_files import write_atomically
from feedkit.workflow.adopt import read_feeds

_NOBODY = "site: {title: Nobody, url: https://nobody.example.org/}"
"""A configuration to read articles with where there is no publication."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """What would be written; nothing is yet."""

    files: tuple[ArticleFile, ...]
    known: tuple[ForeignEntry, ...]
    """Those that are there already, by their ids."""
    left_out: tuple[ForeignEntry, ...]
    diagnostics: tuple[Diagnostic, ...]
    lock: str
    """The text of the lock with ids that cannot stand in front matter; empty when it stays as it is."""

    @property
    def failed(self) -> bool:
        """Whether there are errors, so that nothing may be written."""
        return has_errors(list(self.diagnostics))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Home:
    """Where the articles go, and what is there already."""

    folder: Path
    prefix: str | None
    """The folder relative to the content folder, as `2020/`; None when it is not in it, so that no lock knows of it."""
    dialect: str
    publication: Publication
    ids: frozenset[str]
    lock: Lock
    lock_before: str
    max_bytes: int
    found: tuple[Diagnostic, ...]


def plan_import(
    project: Path, config: Config | None, wheres: Sequence[str], folder: Path, *, html: bool, progress: Progress
) -> Import:
    """Make articles of what is in feeds and exports: files, relative to the project folder, or addresses.

    They go into `folder`. Entries whose ids are there already are passed over, so that an import can be repeated; no file
    is written over. `config` is None outside of a publication. Raises FeedkitError when something cannot be read.
    """
    feeds, found = read_feeds(wheres, project, site=config.site.url if config else "")
    home = _home(project, config, folder, progress)
    files: dict[str, ArticleFile] = {}
    known, left_out = [], []
    seen: set[str] = set()
    for entry in (entry for feed in feeds for entry in feed.entries):
        id = entry.id or entry.url
        if id in seen:
            continue
        seen |= {id} if id else set()
        if id in home.ids:
            known.append(entry)
            continue
        try:
            made = _named(article_file(entry, html=html), files)
            if _is_there(made, home):
                known.append(entry)
                continue
        except NoArticleError as error:
            left_out.append(entry)
            found.append(_not_imported(entry, str(error)))
            continue
        files[made.name] = made
    lock, lost = _lock(tuple(files.values()), home)
    return Import(
        files=tuple(files.values()),
        known=tuple(known),
        left_out=tuple(left_out),
        diagnostics=tuple(in_reading_order([*found, *home.found, *lost])),
        lock=lock,
    )


def write_lock(made: Import, project: Path, config: Config | None) -> None:
    """Record the ids that cannot stand in front matter. To be called before the files are written. Raises FileError."""
    if made.lock and config is not None:
        write_atomically(project / config.ids.lock, made.lock.encode())


def _home(project: Path, config: Config | None, folder: Path, progress: Progress) -> _Home:
    content = project / config.content.dir if config else folder
    inside = config is not None and Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(content))
    lock, found, before = read_lock(project, config.ids.lock) if config and inside else (Lock(), [], "")
    prefix = os.path.relpath(os.path.realpath(folder), os.path.realpath(content)).replace(os.sep, "/")
    read = config if config and inside else _elsewhere(folder)
    base = project if config and inside else folder.parent
    ids: Iterable[str] = ()
    publication, dialect = Publication(site_url="https://nobody.example.org/", zone=UTC), NATIVE
    if (content if inside else folder).is_dir():
        catalog = read_catalog(base, read, progress)
        publication, dialect = catalog.publication, catalog.dialect
        ids = identify(
            catalog.articles, lock, scheme=read.ids.scheme, authority=read.authority, folder=publication.folder
        ).ids.values()
    return _Home(
        folder=folder,
        prefix=None if not inside else "" if prefix == "." else f"{prefix}/",
        dialect=dialect,
        publication=replace(publication, people={}),
        ids=frozenset(ids),
        lock=lock,
        lock_before=before,
        max_bytes=read.content.max_bytes,
        found=tuple(found),
    )


def _elsewhere(folder: Path) -> Config:
    """What reads a folder of articles that belongs to no publication."""
    config, _ = parse(_NOBODY, "feedkit.yml", environ={})
    assert config is not None
    return replace(config, content=replace(config.content, dir=folder.name, written=frozenset({"dir"})))


def _named(made: ArticleFile, files: dict[str, ArticleFile]) -> ArticleFile:
    """The file under a name that no other of this import has."""
    stem, dot, extension = made.name.rpartition(".")
    names = (made.name if number == 1 else f"{stem}-{number}{dot}{extension}" for number in range(1, len(files) + 2))
    return replace(made, name=next(name for name in names if name not in files))


def _is_there(made: ArticleFile, home: _Home) -> bool:
    """Whether the very file is there. Raises NoArticleError when another one has its name, or feedkit could not read it."""
    if len(made.text.encode()) > home.max_bytes:
        raise NoArticleError(f"the article would have more than the {home.max_bytes:,} bytes of `content.max_bytes`")
    path = home.folder / made.name
    try:
        there = path.read_bytes() if path.exists() else None
    except OSError as error:
        raise FileError(f"{path} cannot be read: {error.strerror}") from error
    if there is None:
        return False
    if there == made.text.encode() and not made.id:
        return True
    raise NoArticleError(f"{made.name} is there already, and is left as it is")


def _not_imported(entry: ForeignEntry, reason: str) -> Diagnostic:
    called = f"“{cut(entry.title, 80)}”" if entry.title else entry.url or entry.id or "an entry without a title"
    help = "rename that file and import again" if "is there already" in reason else "write the article by hand"
    return Diagnostic(
        rule=rules.NOT_IMPORTED, place=Place(entry.source), message=f"{called} is left out: {reason}", help=help
    )


def _lock(files: Sequence[ArticleFile], home: _Home) -> tuple[str, list[Diagnostic]]:
    """The lock with every id that front matter will not tell, or findings where there is no lock for them."""
    unsaid = [each for each in files if each.id and not (each.id_in_text and home.dialect == NATIVE)]
    if home.prefix is None:
        return "", [_not_kept(each) for each in unsaid if not each.id_in_text]
    rows = [row for each in unsaid if (row := _row(each, home)) is not None]
    gone = {row.id for row in rows}
    lock = replace(home.lock, entries=(*(each for each in home.lock.entries if each.id not in gone), *rows))
    text = lock_text(lock) if rows else ""
    return ("" if text == home.lock_before else text), []


def _row(made: ArticleFile, home: _Home) -> LockedEntry | None:
    path = f"{home.prefix}{made.name}"
    article, _ = read_article(path, made.text, home.publication)
    if article is None:
        return None
    return LockedEntry(id=made.id, path=path, title=article.title, content=fingerprint(article))


def _not_kept(made: ArticleFile) -> Diagnostic:
    return Diagnostic(
        rule=rules.ID_NOT_KEPT,
        place=Place(made.entry.source),
        message=f"the id `{cut(made.id, 80)}` is no URI and cannot stand in {made.name}",
        help="import into the content folder of a publication, whose lock holds it; or adopt the feed there",
    )
