"""What there is: every article with its status."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from feedkit.catalog import Progress, read_catalog
from feedkit.config import Config
from feedkit.diagnostics import Diagnostic
from feedkit.identity import identify
from feedkit.lockfile import read_lock
from feedkit.quick_dataclasses import dataclass
from feedkit.workflow.editions import KnownArticle
from feedkit.workflow.editions import upcoming as upcoming_editions
from feedkit.workflow.selection import Status, newest_first, status
from feedkit.workflow.telling import told


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One article in a listing."""

    path: str
    """Relative to the project folder."""
    title: str
    status: Status
    published: datetime
    expires: datetime | None
    url: str
    id: str
    """The id it has or, before its first build, would get."""
    category: str
    tags: tuple[str, ...]
    edition: date | None = None
    """The date of the edition it will be in, if nothing changes; asked for by `upcoming`."""


def listing(
    project: Path, config: Config, now: datetime, *, progress: Progress, upcoming: bool = False
) -> tuple[tuple[Listed, ...], list[Diagnostic]]:
    """Every article that can be read, newest first, and what was found wrong. Writes nothing."""
    catalog = read_catalog(project, config, progress)
    lock, found, _ = read_lock(project, config.ids.lock)
    identities = identify(
        catalog.articles, lock, scheme=config.ids.scheme, authority=config.authority, folder=catalog.publication.folder
    )
    stories = [KnownArticle(article=each, id=identities.ids[each.path]) for each in catalog.articles]
    editions = upcoming_editions(config, project, stories, now) if upcoming and config.digest.enabled else {}
    listed = [
        Listed(
            path=f"{catalog.publication.folder}/{article.path}",
            title=article.title,
            status=status(article, now),
            published=article.published,
            expires=article.expires,
            url=article.url,
            id=identities.ids[article.path],
            category=article.category,
            tags=article.tags,
            edition=editions.get(identities.ids[article.path]),
        )
        for article in newest_first(catalog.articles, identities.ids)
    ]
    return tuple(listed), told(project, config, [*catalog.diagnostics, *found, *identities.diagnostics])
