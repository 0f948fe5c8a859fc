"""An article that is published has something to read, see or hear."""

from __future__ import annotations

from collections.abc import Iterator

from feedkit.checks.articles import Manuscript
from feedkit.diagnostics import Diagnostic
from feedkit.rules.metadata import NEAR_EMPTY_BODY

RULES = (NEAR_EMPTY_BODY,)


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """At most one finding."""
    article, outline = manuscript.article, manuscript.outline()
    if article.draft or outline.blocks or outline.pictures or outline.shows_media or manuscript.entry().content:
        return
    if article.enclosures or article.image or article.related or article.summary or article.extra:
        return
    yield Diagnostic(rule=NEAR_EMPTY_BODY, place=manuscript.place("title"), message="there is nothing below the title")
