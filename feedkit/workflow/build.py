"""The main job: a folder of articles in, documents out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from pathlib import Path
from urllib.parse import quote

from feedkit import checks, formats, index_page, templates
from feedkit.article.article import Article
from feedkit.article.entry import MadeEntry, make_entry
from feedkit.catalog import Catalog, Progress, read_catalog
from feedkit.config import Config
from feedkit.diagnostics import Diagnostic, Place, has_errors, in_reading_order
from feedkit.formats import opml
from feedkit.identity import Identities, Lock, identify, lock_text
from feedkit.lockfile import read_lock
from feedkit.media_types import media_type
from feedkit.model import CopiedFile, Document, Entry, Feed, FeedLink, Person
from feedkit.output import Written, write_atomically, write_output
from feedkit.rules import ids as id_rules
from feedkit.urls import absolute
from feedkit.workflow.feeds import MAIN, PlannedFeed, plan_feeds
from feedkit.workflow.selection import BuildOptions, newest_first, published

OPML_PATH = "feeds.opml"
STYLESHEET_PATH = "feed.css"
_LATEST = 10


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

    @property
    def failed(self) -> bool:
        """Whether there are errors, so that nothing may be written."""
        return has_errors(list(self.diagnostics))


def build(project: Path, config: Config, options: BuildOptions, *, progress: Progress) -> Build:
    """Make every document of the project; writes nothing.

    Raises FeedkitError when the content folder, the lock or a template cannot be read.
    """
    catalog = read_catalog(project, config, progress)
    lock, found, _ = read_lock(project, config.ids.lock)
    known = [article for article in catalog.articles if options.drafts or not article.draft]
    identities = identify(
        known, lock, scheme=config.ids.scheme, authority=config.authority, folder=catalog.publication.folder
    )
    out = newest_first(published(known, options), identities.ids)
    found += [*catalog.diagnostics, *identities.diagnostics, *_same_urls(out, catalog.publication.folder)]

    press = _Press(catalog, config, identities, progress)
    planned = plan_feeds(out, config, {name: formats.load(name).EXTENSION for name in formats.NAMES})
    feeds: list[Feed] = []
    documents: list[Document] = []
    for number, plan in enumerate(planned):
        progress("feeds", number, len(planned))
        feed, made = press.print(plan)
        feeds.append(feed)
        documents.extend(made)
    progress("feeds", len(planned), len(planned))
    documents.extend(_pages(project, config, feeds))
    files = press.files() if config.content.copy_files else ()
    found += [*press.found, *_clashes(documents, files)]
    if not has_errors(found):
        found += checks.run(checks.Output(feeds=tuple(feeds), documents=tuple(documents)))
    return Build(
        documents=tuple(documents),
        files=files,
        feeds=tuple(feeds),
        entries=len(out),
        articles=catalog.read,
        diagnostics=tuple(in_reading_order(found)),
        lock=lock_text(identities.lock) if options.minds_lock and not options.frozen else "",
        lock_changes=identities.changes if options.minds_lock else (),
    )


def write(build: Build, project: Path, output: Path, config: Config) -> Written:
    """Let a build out: the lock first, since an id that was shown must never be forgotten, then the output folder.

    Raises GuardError and FileError as `write_output` does.
    """
    if build.lock:
        write_atomically(project / config.ids.lock, build.lock.encode())
    return write_output(
        output, build.documents, build.files, content=project / config.content.dir, keep=config.output.keep
    )


class _Press:
    """Makes feeds of articles; each entry is made once, and only when a feed shows it."""

    def __init__(self, catalog: Catalog, config: Config, identities: Identities, progress: Progress) -> None:
        self.catalog, self.config, self.identities, self.progress = catalog, config, identities, progress
        self.urls = {article.path: article.url for article in catalog.articles}
        self.made: dict[str, MadeEntry] = {}
        self.found: list[Diagnostic] = []

    def entry(self, article: Article) -> Entry:
        """The entry of an article."""
        if article.path not in self.made:
            made = make_entry(article, self.identities.ids[article.path], self.catalog.publication, self.urls)
            self.made[article.path] = made
            self.found.extend(made.diagnostics)
        return self.made[article.path].entry

    def print(self, plan: PlannedFeed) -> tuple[Feed, list[Document]]:
        """A feed with its documents, no larger than its limits allow."""
        entries = tuple(self._fitting(self.entry(article), plan) for article in plan.articles[: plan.config.limit])
        wanted = len(entries)
        while True:
            feed = _feed(plan, entries, self.config, self.identities.lock)
            documents = _rendered(feed)
            largest = max(len(document.content) for document in documents)
            if largest <= plan.config.max_bytes or len(entries) <= 1:
                break
            entries = entries[: max(1, min(len(entries) - 1, len(entries) * plan.config.max_bytes // largest))]
        if len(entries) < wanted:
            message = f"the feed {plan.name} holds {len(entries)} of {wanted} entries, to stay within {plan.config.max_bytes:,} bytes"
            self.found.append(
                Diagnostic(
                    rule=id_rules.SHORTENED_FEED,
                    place=Place(documents[0].path),
                    message=message,
                    help="raise `max_bytes`, or set `content: summary`",
                )
            )
        return feed, documents

    def _fitting(self, entry: Entry, plan: PlannedFeed) -> Entry:
        """The entry, without its content if that alone would fill the feed."""
        most = plan.config.max_bytes // 2
        if plan.config.content == "summary" or len(entry.content) <= most // 4 or len(entry.content.encode()) <= most:
            return entry
        place = Place(f"{self.catalog.publication.folder}/{entry.path}", 1, 1, 1, 1)
        message = f"its content has {len(entry.content.encode()):,} bytes; feeds of {plan.config.max_bytes:,} bytes carry its summary only"
        self.found.append(
            Diagnostic(
                rule=id_rules.OVERSIZED_ENTRY,
                place=place,
                message=message,
                help="split the article, or raise the feed's `max_bytes`",
            )
        )
        return replace(entry, content="", summary=entry.summary or entry.title)

    def files(self) -> tuple[CopiedFile, ...]:
        """Every file of the content folder that an entry, an author or the site shows."""
        publication = self.catalog.publication
        shown = {path for made in self.made.values() for path in made.files}
        people: Iterable[Person] = (person for made in self.made.values() for person in made.entry.authors)
        urls = {person.avatar.url for person in people if person.avatar}
        urls |= {
            absolute(each, publication.site_url) for each in (self.config.site.icon, self.config.site.logo) if each
        }
        shown |= (
            {path for path in publication.files if absolute(quote(path), publication.site_url) in urls}
            if urls
            else set()
        )
        return tuple(CopiedFile(path=path, source=path, length=publication.files[path]) for path in sorted(shown))


def _feed(plan: PlannedFeed, entries: tuple[Entry, ...], config: Config, lock: Lock) -> Feed:
    site = config.site
    started = datetime.combine(site.started, time(), UTC)
    links = tuple(
        FeedLink(format=name, path=path, url=absolute(quote(path), site.url), media_type=formats.load(name).MEDIA_TYPE)
        for name, path in plan.paths.items()
    )  # fmt: skip
    return Feed(
        name=plan.name,
        id=f"tag:{lock.authority},{lock.year:04}:feed/{quote(plan.name)}",
        title=plan.title,
        description=plan.description,
        url=site.url,
        language=plan.language,
        authors=site.authors_as_people or (Person(name=site.title),),
        entries=entries,
        updated=max((entry.updated for entry in entries), default=started),
        links=links,
        full_content=plan.config.content == "full",
        hubs=tuple(plan.config.hubs),
        license_url=site.license_url,
        rights=site.rights,
        icon_url=absolute(site.icon, site.url) if site.icon else "",
        logo_url=absolute(site.logo, site.url) if site.logo else "",
        stylesheet=STYLESHEET_PATH,
    )


def _rendered(feed: Feed) -> list[Document]:
    return [
        Document(path=link.path, media_type=link.media_type, content=formats.load(link.format).render(feed, link.path))
        for link in feed.links
    ]  # fmt: skip


def _pages(project: Path, config: Config, feeds: Sequence[Feed]) -> list[Document]:
    """The list of all feeds, the page to subscribe at, and the style that browsers show feeds with."""
    found = templates.load(project / config.templates.dir)
    main = next((feed for feed in feeds if feed.name == MAIN), feeds[0] if feeds else None)
    latest = main.entries[:_LATEST] if main else ()
    icon = absolute(config.site.icon, config.site.url) if config.site.icon else ""
    site = index_page.Site(
        title=config.site.title,
        url=config.site.url,
        description=config.site.description,
        language=config.site.language,
        icon_url=icon,
    )
    return [
        Document(path=OPML_PATH, media_type=opml.MEDIA_TYPE, content=opml.render(feeds, title=config.site.title)),
        Document(path=STYLESHEET_PATH, media_type=media_type(STYLESHEET_PATH), content=found[STYLESHEET_PATH].encode()),
        index_page.render(
            site, feeds, latest, found, opml_path=OPML_PATH, timezone=config.site.zone, folder=config.templates.dir
        ),
    ]


def _same_urls(articles: Sequence[Article], folder: str) -> list[Diagnostic]:
    owners: dict[str, Article] = {}
    found = []
    for article in sorted(articles, key=lambda each: each.path):
        first = owners.setdefault(article.url, article)
        if first is not article:
            message = f"{article.url} is the address of {folder}/{first.path} too"
            found.append(
                Diagnostic(
                    rule=id_rules.DUPLICATE_URL,
                    place=Place(f"{folder}/{article.path}", 1, 1, 1, 1),
                    message=message,
                    help="give one of them another `slug`",
                )
            )
    return found


def _clashes(documents: Sequence[Document], files: Sequence[CopiedFile]) -> list[Diagnostic]:
    """Outputs that would be one file, also where the file system knows no difference of case."""
    owners: dict[str, str] = {}
    found = []
    for path in [each.path for each in documents] + [each.path for each in files]:
        first = owners.get(path.casefold())
        owners.setdefault(path.casefold(), path)
        if first is not None:
            message = (
                f"two outputs would be written to {path}"
                if first == path
                else f"{path} and {first} differ in case only"
            )
            found.append(
                Diagnostic(
                    rule=id_rules.PATH_CLASH,
                    place=Place(path),
                    message=message,
                    help="change the `path` of one of the feeds",
                )
            )
    return found
