"""An article has what nearly all others have."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from feedkit.article.article import Article
from feedkit.checks.articles import Project
from feedkit.diagnostics import Diagnostic, Rule
from feedkit.rules.metadata import MISSING_AUTHOR, MISSING_CATEGORY, MISSING_LEAD_PICTURE

RULES = (MISSING_AUTHOR, MISSING_CATEGORY, MISSING_LEAD_PICTURE)
_FEW = 10
_WANTED: tuple[tuple[Rule, str, Callable[[Article], object]], ...] = (
    (MISSING_AUTHOR, "author", lambda article: article.authors),
    (MISSING_CATEGORY, "category", lambda article: article.category),
    (MISSING_LEAD_PICTURE, "lead picture", lambda article: article.image),
)


def compare(project: Project) -> Iterator[Diagnostic]:
    """At most one finding of each rule for each article."""
    articles = [article for article in project.articles if not article.draft]
    if len(articles) < _FEW:
        return
    for rule, name, value in _WANTED:
        without = [article for article in articles if not value(article)]
        if 0 < len(without) <= len(articles) // 10:
            have = len(articles) - len(without)
            for article in without:
                message = f"no {name}, unlike {have} of {len(articles)} articles"
                yield Diagnostic(rule=rule, place=project.place(article.path, "title"), message=message)
