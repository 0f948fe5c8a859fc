"""The main job: a folder of articles in, documents out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from datetime import datetime
from functools import partial
from pathlib import Path

from feedkit import checks, formats, rendering, templates
from feedkit.article.article import Article
from feedkit.cache import Cache
from feedkit.catalog import Begun, Catalog, Progress, begin
from feedkit.config import Config
from feedkit.diagnostics import Diagnostic, has_errors, in_reading_order
from feedkit.digest.records import Record
from feedkit.editions import write_records
from feedkit.identity import Identities, identify
from feedkit.lock import lock_text
from feedkit.lockfile import read_lock
from feedkit.model import CopiedFile, Document, Feed
from feedkit.output import Written, refuse_unknown_folder, write_output
from feedkit.quick_dataclasses import dataclass, replace
from feedkit.whole_files import write_atomically
from feedkit.workflow.clashes import same_paths, same_urls
from feedkit.workflow.early_checks import EarlyChecks
from feedkit.workflow.editions import MadeEditions, entries_of, make_editions, pages, rules_of
from feedkit.workflow.feed_documents import editions_feed, rendered
from feedkit.workflow.feeds import plan_feeds
from feedkit.workflow.left_behind import memory_of
from feedkit.workflow.press import Press
from feedkit.workflow.selection import BuildOptions, newest_first, published, span
from feedkit.workflow.site_pages import site_pages
from feedkit.workflow.telling import Tell, told

EDITIONS_IN_FEED = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """Everything made and not yet let out."""

    documents: tuple[Document, ...]
    files: tuple[CopiedFile, ...]
    feeds: tuple[Feed, ...]
    entries: int
    """How many articles are out."""
    articles: int
    """How many article files there are."""
    diagnostics: tuple[Diagnostic, ...]
    lock: str
    """The text of `feedkit.lock` after this build; empty when the lock is not to be written."""
    lock_changes: tuple[str, ...]
    """What the lock gained, in sentences; empty when every id was in it already."""
    editions: MadeEditions | None
    """The newest edition that is closed, and all before it; None when there are to be none."""
    records: Mapping[str, Record]
    """The editions to be remembered before anything is let out, by their ids."""
    span: tuple[datetime | None, datetime | None]
    """The same build at any time from the first moment on and before the second makes the same; None for no limit."""
    memory: Mapping[str, object] | None
    """What `retouching` wants to know of the build, in plain values; None when it can do nothing with it."""

    @property
    def failed(self) -> bool:
        """Whether there are errors, so that nothing may be written."""
        return has_errors(list(self.diagnostics))


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A build whose documents are being checked."""

    build: Build
    raw: tuple[Diagnostic, ...]
    """What was found so far, told or not."""
    press: Press
    early: EarlyChecks
    tell: Tell
    remember: Callable[[Sequence[Diagnostic]], Mapping[str, object] | None] | None
    """What makes the memory of the build of all that was found; None where none is wanted."""

    def checked(self) -> Build:
        """The build with all that is found in its documents; these are not checked when it has failed already."""
        wrong = [] if self.build.failed else _checked(self.press, self.early, self.build.feeds, self.build.documents)
        found = in_reading_order([*self.build.diagnostics, *self.tell(wrong)])
        memory = self.remember([*self.raw, *wrong]) if self.remember else None
        return replace(self.build, diagnostics=tuple(found), memory=memory)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What every job begins with: all articles, each with its id, and what makes entries of them."""

    catalog: Catalog
    identities: Identities
    known: tuple[Article, ...]
    """Articles that have ids: drafts only when they are asked for."""
    out: tuple[Article, ...]
    """Those that are published, newest first."""
    press: Press
    templates: Mapping[str, str]
    diagnostics: tuple[Diagnostic, ...]

    def articles(self) -> dict[str, Article]:
        """All that an edition could be made of, by their ids; a draft goes by its path, since it has no id yet."""
        ids = self.identities.ids
        return {ids.get(each.path) or f"draft:{each.path}": each for each in self.catalog.articles}


def open_desk(
    project: Path,
    config: Config,
    options: BuildOptions,
    *,
    progress: Progress,
    executor: Executor | None = None,
    cache: Cache | None = None,
    begun: Begun | None = None,
) -> Desk:
    """Read everything; writes nothing but what it remembers for the next time in `cache`.

    Raises FeedkitError when the content folder, the lock or a template cannot be read.
    """
    begun = begun or begin(project, config, executor=executor, cache=cache)
    catalog = begun.finish(progress)
    lock, found, _ = read_lock(project, config.ids.lock)
    known = [article for article in catalog.articles if options.drafts or not article.draft]
    identities = identify(
        known, lock, scheme=config.ids.scheme, authority=config.authority, folder=catalog.publication.folder
    )
    out = newest_first(published(known, options), identities.ids)
    found += [*catalog.diagnostics, *identities.diagnostics, *same_urls(out, catalog.publication.folder)]
    return Desk(
        catalog=catalog,
        identities=identities,
        known=tuple(known),
        out=tuple(out),
        press=Press(project, catalog, config, identities, executor=executor, cache=cache),
        templates=rendering.Prepared(
            templates.load(project / config.templates.dir), folder=config.templates.dir, kept=templates.Compiled()
        ),
        diagnostics=tuple(found),
    )


def build(
    project: Path,
    config: Config,
    options: BuildOptions,
    *,
    progress: Progress,
    desk: Desk | None = None,
    tell: Tell | None = None,
    executor: Executor | None = None,
    cache: Cache | None = None,
    begun: Begun | None = None,
    on_feeds: Callable[[Sequence[Document]], None] | None = None,
) -> Build:
    """Make every document of the project, from `desk` when it was opened before; writes nothing but the cache.

    `executor` does what comes in parts; without it, and without `cache`, all is done here and anew.
    `begun` are the articles, if somebody has begun to read them. `on_feeds` is told of the documents of feeds at once.

    What is told of what is found, the configuration and comments in the articles say, unless `tell` is given.

    Raises FeedkitError when the content folder, the lock, a record or a template cannot be read.
    """
    desk = desk or open_desk(project, config, options, progress=progress, executor=executor, cache=cache, begun=begun)
    tell = tell or partial(told, project, config)
    return make_all(project, config, options, desk, progress=progress, tell=tell, on_feeds=on_feeds).checked()


def make_all(
    project: Path,
    config: Config,
    options: BuildOptions,
    desk: Desk,
    *,
    progress: Progress,
    tell: Tell,
    on_feeds: Callable[[Sequence[Document]], None] | None = None,
    unseen: bool = False,
) -> Made:
    """What `build` gives, but for the checks of documents, at which others are if the executor has processes.

    Of an `unseen` build, which is not to be let out, the page to subscribe at is empty if nothing can be wrong with it.
    """
    press = desk.press
    feeds, documents = _feeds(desk, config, progress)
    of_articles = tuple(feeds)
    early = EarlyChecks(press.executor, feeds, [each for each in documents if each.path not in press.recalled])
    if on_feeds is not None:
        on_feeds(tuple(documents))
    editions = _editions(project, config, options, desk)
    if editions is not None:
        more_feeds, more_documents = _edition_documents(editions, config, desk, feeds)
        feeds += more_feeds
        documents += more_documents
    documents.extend(site_pages(config, feeds, desk.templates, press.cache, unseen=unseen))
    lets_out = options.minds_lock and not options.frozen
    lock = lock_text(desk.identities.lock) if lets_out else ""  # before the checks are asked for: others are at them
    cutoffs = _cutoffs(config, options) if config.digest.enabled else ()
    stays = span(desk.catalog.articles, cutoffs, options.now)
    files = press.files() if config.content.copy_files else ()
    found = [
        *desk.diagnostics,
        *press.found,
        *(editions.diagnostics if editions else ()),
        *same_paths(documents, files),
    ]
    made = Build(
        documents=tuple(documents),
        files=files,
        feeds=tuple(feeds),
        entries=len(desk.out),
        articles=desk.catalog.read,
        diagnostics=tuple(in_reading_order(tell(found))),
        lock=lock,
        lock_changes=desk.identities.changes if options.minds_lock else (),
        editions=editions,
        records=editions.records if editions and lets_out else {},
        span=stays,
        memory=None,
    )
    remember = partial(memory_of, desk, config, of_articles) if lets_out and not unseen else None
    return Made(build=made, raw=tuple(found), press=press, early=early, tell=tell, remember=remember)


def _checked(
    press: Press, early: EarlyChecks, feeds: Sequence[Feed], documents: Sequence[Document]
) -> list[Diagnostic]:
    """What is wrong with documents that are new; the press remembers all of them when nothing is."""
    known = press.recalled | early.sound()
    new = tuple(each for each in documents if each.path not in known)
    wrong = checks.run(checks.Output(feeds=tuple(feeds), documents=new))
    if not wrong:
        press.remember()
    return wrong


def write(build: Build, project: Path, output: Path, config: Config) -> Written:
    """Let a build out. First what must never be forgotten, the lock and the records of editions, then the output folder.

    Raises GuardError and FileError as `write_output` does.
    """
    refuse_unknown_folder(output, config.output.keep)
    if build.lock:
        write_atomically(project / config.ids.lock, build.lock.encode())
    write_records(project, config.digest.records, build.records)
    return write_output(
        output, build.documents, build.files, content=project / config.content.dir, keep=config.output.keep
    )


def _feeds(desk: Desk, config: Config, progress: Progress) -> tuple[list[Feed], list[Document]]:
    planned = plan_feeds(desk.out, config)
    feeds: list[Feed] = []
    documents: list[Document] = []
    desk.press.prepare(planned, progress)
    for number, plan in enumerate(planned):
        progress("feeds", number, len(planned))
        feed, made = desk.press.print(plan)
        feeds.append(feed)
        documents.extend(made)
    progress("feeds", len(planned), len(planned))
    desk.press.parts = formats.Parts()  # they stand in the documents now, and need not stand twice in memory
    return feeds, documents


def _editions(project: Path, config: Config, options: BuildOptions, desk: Desk) -> MadeEditions | None:
    """A look at drafts or at the future makes no edition: what is not out can be in none."""
    if not config.digest.enabled or not options.minds_lock or options.future:
        return None
    press = desk.press
    return make_editions(
        project, config, desk.articles(), press.entry, press.sizes, desk.templates, options.now, explain=False
    )


def _cutoffs(config: Config, options: BuildOptions) -> tuple[datetime, datetime]:
    """The cutoff of the newest edition that is closed, and the one of the next."""
    rules = rules_of(config)
    newest = rules.newest_closed(options.now)
    return rules.cutoff_of(newest), rules.cutoff_of(rules.date_after(newest))


def _edition_documents(
    editions: MadeEditions, config: Config, desk: Desk, feeds: Sequence[Feed]
) -> tuple[list[Feed], list[Document]]:
    """The pages of all editions and the feed of them; nothing while there is none."""
    if not editions.archive:
        return [], []
    lock = desk.identities.lock
    entries = entries_of(editions.archive[:EDITIONS_IN_FEED], config, lock.authority, lock.year)
    feed = editions_feed(entries, config, lock)
    return [feed], [*pages(editions.archive, config, [*feeds, feed], desk.templates), *rendered(feed, desk.press.parts)]
