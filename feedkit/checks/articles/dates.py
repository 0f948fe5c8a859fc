"""Dates are those on which something happened, or will soon."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from datetime import date, timedelta

from feedkit.article.article import Article
from feedkit.checks.articles import Project
from feedkit.checks.articles._status import is_out
from feedkit.diagnostics import Diagnostic
from feedkit.rules.metadata import (
    ANCIENT_DATE,
    DIFFERING_FILE_DATE,
    DISTANT_DATE,
    EXPIRES_BEFORE_DATE,
    FUTURE_UPDATE,
)

RULES = (ANCIENT_DATE, DISTANT_DATE, FUTURE_UPDATE, EXPIRES_BEFORE_DATE, DIFFERING_FILE_DATE)
_BEGINNINGS = frozenset({date(1970, 1, 1), date(1980, 1, 1), date(2000, 1, 1)})
"""Days that programs write when they know none."""
_YEAR = timedelta(days=366)
_DATED = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?=[-_T.]|\Z)")


def check_one(article: Article, project: Project) -> Iterator[Diagnostic]:
    """The findings about the dates of one article."""
    published, now = article.published, project.now
    local = published.astimezone(project.site.publication.zone)
    day = local.date()
    if day.year < 1970 or (day in _BEGINNINGS and (local.hour, local.minute) == (0, 0)):
        message = f"the article is dated {day}"
        yield Diagnostic(rule=ANCIENT_DATE, place=project.place(article.path, "date"), message=message)
    if published > now + _YEAR and not article.draft:
        message = f"the article is dated {day}, in {(published - now).days // 365} years or more"
        yield Diagnostic(rule=DISTANT_DATE, place=project.place(article.path, "date"), message=message)
    if article.updated > now and article.updated > published and is_out(article, now):
        message = f"the article says it was updated on {article.updated:%Y-%m-%d %H:%M}, which is to come"
        yield Diagnostic(rule=FUTURE_UPDATE, place=project.place(article.path, "updated"), message=message)
    if article.expires is not None and article.expires <= published:
        message = "the article expires before it is published"
        yield Diagnostic(rule=EXPIRES_BEFORE_DATE, place=project.place(article.path, "expires"), message=message)
    if why := _differs(article.path, day):
        place = project.place(article.path, "date")
        yield Diagnostic(rule=DIFFERING_FILE_DATE, place=place, message=why)


def compare(project: Project) -> Iterator[Diagnostic]:
    """At most one finding of each rule for each article."""
    for article in project.articles:
        yield from check_one(article, project)


def _differs(path: str, day: date) -> str:
    """How the date in the file's name differs from `day` by more than a time zone; empty when it does not."""
    match = _DATED.match(posixpath.basename(path))
    if match is None:
        return ""
    year, month, number = (int(each) for each in match.groups())
    try:
        named = date(year, month, number)
    except ValueError:
        return ""
    if abs((named - day).days) <= 1:
        return ""
    if (named.year, named.month, named.day) == (day.year, day.day, day.month):
        return f"the file says {named}, the front matter {day}: day and month are swapped"
    return f"the file says {named}, the front matter {day}"
