"""What there is: every article with its status."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from feedkit.catalog import Progress, read_catalog
from feedkit.config import Config
from feedkit.diagnostics import Diagnostic
from feedkit.identity import identify
from feedkit.lockfile import read_lock
from feedkit.workflow.selection import Status, newest_first, status


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


def listing(
    project: Path, config: Config, now: datetime, *, progress: Progress
) -> tuple[tuple[Listed, ...], list[Diagnostic]]:
    """Every article that can be read, newest first, and what was found wrong. Writes nothing."""
    catalog = read_catalog(project, config, progress)
    lock, found, _ = read_lock(project, config.ids.lock)
    identities = identify(
        catalog.articles, lock, scheme=config.ids.scheme, authority=config.authority, folder=catalog.publication.folder
    )
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
        )
        for article in newest_first(catalog.articles, identities.ids)
    ]
    return tuple(listed), [*catalog.diagnostics, *found, *identities.diagnostics]
