"""Which articles are out: drafts, the future and the expired stay in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import Enum

from feedkit.article.article import Article
from feedkit.quick_dataclasses import dataclass


class Status(Enum):
    """Where an article is on its way."""

    PUBLISHED = "published"
    DRAFT = "draft"
    FUTURE = "future"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """What is asked of a build."""

    now: datetime
    """Time-zone aware; the only clock there is."""
    drafts: bool = False
    """Drafts count as published."""
    future: bool = False
    """Articles of the future count as published."""
    preview: bool = False
    """The build is for looking at: the lock stays as it is."""
    frozen: bool = False
    """The lock must not change."""

    @property
    def minds_lock(self) -> bool:
        """Whether the lock counts at all: a look at drafts leaves no ids behind."""
        return not (self.preview or self.drafts)


def status(article: Article, now: datetime) -> Status:
    """Where the article is on its way at `now`."""
    if article.draft:
        return Status.DRAFT
    if article.expires is not None and article.expires <= now:
        return Status.EXPIRED
    return Status.FUTURE if article.published > now else Status.PUBLISHED


def published(articles: Iterable[Article], options: BuildOptions) -> list[Article]:
    """The articles that are out, newest first: by publication, then path, until ids decide (law 1)."""
    if not (options.drafts or options.future):
        now = options.now
        return [
            each
            for each in articles
            if not each.draft and each.published <= now and (each.expires is None or each.expires > now)
        ]
    wanted = {Status.PUBLISHED}
    wanted |= {Status.DRAFT} if options.drafts else set()
    wanted |= {Status.FUTURE} if options.future else set()
    return [article for article in articles if _status_with(article, options) in wanted]


def _status_with(article: Article, options: BuildOptions) -> Status:
    """A draft of the future needs both switches."""
    found = status(article, options.now)
    if found is Status.DRAFT and options.drafts and article.published > options.now and not options.future:
        return Status.FUTURE
    return found


def span(
    articles: Sequence[Article], cutoffs: Iterable[datetime], now: datetime
) -> tuple[datetime | None, datetime | None]:
    """The moments around `now` between which no article comes out or goes and no edition closes.

    From the first on, before the second; None where there is no such moment. `cutoffs` are those next to `now`.
    """
    moments = [*cutoffs, *[each.published for each in articles]]
    moments += [each.expires for each in articles if each.expires is not None]
    instants, present = [each.timestamp() for each in moments], now.timestamp()  # compared in a fraction of the time
    past = max([each for each in instants if each <= present], default=None)
    coming = min([each for each in instants if each > present], default=None)
    return (
        None if past is None else moments[instants.index(past)],
        None if coming is None else moments[instants.index(coming)],
    )


def newest_first(articles: Iterable[Article], ids: dict[str, str]) -> list[Article]:
    """A total order: published, then id."""
    return sorted(articles, key=lambda article: (article.published.timestamp(), ids[article.path]), reverse=True)
