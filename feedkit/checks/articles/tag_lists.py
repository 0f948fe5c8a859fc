"""The tags of one article."""

from __future__ import annotations

from collections.abc import Iterator

from feedkit.checks.articles import Manuscript
from feedkit.diagnostics import Diagnostic
from feedkit.rules.metadata import REPEATED_TAG, TOO_MANY_TAGS

RULES = (TOO_MANY_TAGS, REPEATED_TAG)
_MOST = 15


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """At most one finding of each rule."""
    tags = manuscript.article.tags
    if len(tags) > _MOST:
        message = f"the article has {len(tags)} tags"
        yield Diagnostic(rule=TOO_MANY_TAGS, place=manuscript.place("tags"), message=message)
    seen: dict[str, str] = {}
    for tag in tags:
        first = seen.setdefault(tag.casefold(), tag)
        if first is not tag:
            message = f"`{tag}` is the tag `{first}` once more"
            yield Diagnostic(rule=REPEATED_TAG, place=manuscript.place("tags"), message=message)
            return
