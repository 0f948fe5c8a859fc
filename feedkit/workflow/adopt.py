"""Old feeds taken over, so that a switch to feedkit shows no subscriber an old item as new."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from feedkit import adoption, foreign
from feedkit.adoption import Matching, Takeover
from feedkit.article.article import Article
from feedkit.catalog import Progress, read_catalog
from feedkit.config import Config
from feedkit.diagnostics import Diagnostic, Severity, has_errors, in_reading_order
from feedkit.foreign import ForeignFeed
from feedkit.identity import Identities, identify
from feedkit.lock import Lock, lock_text
from feedkit.lockfile import read_lock
from feedkit.quick_dataclasses import dataclass
from feedkit.sources import remote
from feedkit.whole_files import write_atomically
from feedkit.workflow.selection import Status, status


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """What would become of the lock; nothing is written yet."""

    feeds: tuple[ForeignFeed, ...]
    articles: int
    """How many article files there are."""
    folder: str
    """The content folder, which goes before paths of articles."""
    matching: Matching
    takeover: Takeover
    newcomers: tuple[Article, ...]
    """Articles that are out, are in no old feed and have no id that was published."""
    diagnostics: tuple[Diagnostic, ...]
    lock: str
    """The text of the lock, empty when it stays as it is."""

    @property
    def failed(self) -> bool:
        """Whether there are errors, so that nothing may be written."""
        return has_errors(list(self.diagnostics))


def read_feeds(
    wheres: Sequence[str], folder: Path, *, site: str = ""
) -> tuple[tuple[ForeignFeed, ...], list[Diagnostic]]:
    """The feeds and exports in files, relative to `folder`, or at addresses, and what is wrong with them.

    `site` is the address of the publication, for exports that do not say where they are from.
    Raises FileError and GuardError as `remote.read` does. Only an address makes this use the network.
    """
    feeds, found = [], []
    for where in dict.fromkeys(wheres):
        fetched = remote.read(where, folder)
        feed, diagnostics = foreign.read(fetched.content, where, base=fetched.url, site=site)
        found.extend(diagnostics)
        if feed is not None:
            feeds.append(feed)
    return tuple(feeds), found


def adopt(
    project: Path, config: Config, wheres: Sequence[str], now: datetime, *, force: bool, progress: Progress
) -> Adoption:
    """Match the entries of old feeds with the articles of the project, and plan the lock that has their ids.

    `wheres` are files, relative to the project folder, or addresses. With `force`, ids of the lock that were published
    give way as well. Raises FeedkitError when a feed, the content folder or the lock cannot be read.
    """
    feeds, found = read_feeds(wheres, project, site=config.site.url)
    catalog = read_catalog(project, config, progress)
    lock, broken, before = read_lock(project, config.ids.lock)
    folder = catalog.publication.folder
    identities = identify(catalog.articles, lock, scheme=config.ids.scheme, authority=config.authority, folder=folder)
    entries = [entry for feed in feeds for entry in feed.entries]
    matching = adoption.match(entries, catalog.articles, config.site.zone)
    statuses = {article.path: status(article, now) for article in catalog.articles}
    takeover = adoption.take_over(
        matching.matches,
        lock,
        identities.ids,
        published={path for path, each in statuses.items() if each in (Status.PUBLISHED, Status.EXPIRED)},
        force=force,
        folder=folder,
    )
    out = [article for article in matching.articles if statuses[article.path] is Status.PUBLISHED]
    newcomers = _newcomers(out, lock, identities)
    found += [each for each in (*catalog.diagnostics, *identities.diagnostics) if each.severity is Severity.ERROR]
    found += [*broken, *takeover.diagnostics, *adoption.of_matching(matching, folder)]
    found += adoption.of_newcomers(newcomers, matching.matches, folder)
    found += adoption.of_dates(matching.matches, folder)
    text = lock_text(takeover.lock) if takeover.adopted else ""
    return Adoption(
        feeds=feeds,
        articles=catalog.read,
        folder=folder,
        matching=matching,
        takeover=takeover,
        newcomers=tuple(newcomers),
        diagnostics=tuple(in_reading_order(found)),
        lock=text if text != before else "",
    )


def write(made: Adoption, project: Path, config: Config) -> bool:
    """Let the adoption out; returns whether the lock changed. Raises FileError."""
    return bool(made.lock) and write_atomically(project / config.ids.lock, made.lock.encode())


def _newcomers(articles: Sequence[Article], lock: Lock, identities: Identities) -> list[Article]:
    locked = {entry.id for entry in lock.entries}
    return [each for each in articles if not each.id and identities.ids[each.path] not in locked]
