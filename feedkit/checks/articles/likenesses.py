"""No two articles have one title, one slug, nearly one address, or mostly one text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from feedkit.article.article import Article
from feedkit.checks.articles import Project
from feedkit.checks.articles._targets import plain
from feedkit.diagnostics import Diagnostic
from feedkit.rules.metadata import DUPLICATE_CONTENT, DUPLICATE_SLUG, DUPLICATE_TITLE, SIMILAR_ADDRESS

RULES = (DUPLICATE_TITLE, DUPLICATE_SLUG, SIMILAR_ADDRESS, DUPLICATE_CONTENT)
_YEAR = timedelta(days=366)
_LEAST = 400
"""Characters that a text must have in longer paragraphs to be compared."""
_SIGNS = re.compile(r"[\W_]+")


def compare(project: Project) -> Iterator[Diagnostic]:
    """At most one finding of each rule for each article: the later one is told of the earlier."""
    ordered = sorted(project.articles, key=lambda each: (each.published, each.path))
    titles: dict[tuple[str, str], Article] = {}
    slugs: dict[tuple[str, str], Article] = {}
    addresses: dict[str, Article] = {}
    site_language = project.site.publication.language
    for article in ordered:
        language = article.language or site_language
        key = (language, _SIGNS.sub(" ", article.title).strip().casefold() or article.title)
        earlier = titles.get(key)
        titles[key] = article
        if earlier is not None and article.published - earlier.published < _YEAR:
            message = f"{earlier.path} has this title too"
            yield Diagnostic(rule=DUPLICATE_TITLE, place=project.place(article.path, "title"), message=message)
        first = addresses.setdefault(plain(article.url).casefold(), article)
        if first is not article and first.url != article.url:
            message = f"{article.url} and {first.url} of {first.path} are one address to many servers"
            yield Diagnostic(rule=SIMILAR_ADDRESS, place=project.place(article.path, "slug"), message=message)
        elif first is article:
            same = slugs.setdefault((language, article.slug), article)
            if same is not article:
                message = f"{same.path} has the slug `{article.slug}` too"
                yield Diagnostic(rule=DUPLICATE_SLUG, place=project.place(article.path, "slug"), message=message)
    yield from _contents(ordered, project)


def _contents(ordered: list[Article], project: Project) -> Iterator[Diagnostic]:
    """Articles of which three quarters or more of the longer paragraphs stand in one other article."""
    owners: dict[tuple[int, int], str] = {}
    for article in ordered:
        gist = project.entries.get(article.path)
        if gist is None:
            continue
        total = sum(length for _, length in gist.paragraphs)
        shared: dict[str, int] = {}
        for each in gist.paragraphs:
            owner = owners.setdefault(each, article.path)
            if owner != article.path:
                shared[owner] = shared.get(owner, 0) + each[1]
        if total >= _LEAST and shared:
            owner, common = max(shared.items(), key=lambda each: (each[1], each[0]))
            if common * 4 >= total * 3:
                message = f"{common * 100 // total} % of the text stands in {owner} too"
                yield Diagnostic(rule=DUPLICATE_CONTENT, place=project.place(article.path, "title"), message=message)
