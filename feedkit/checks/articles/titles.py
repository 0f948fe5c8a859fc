"""A title says what the article is about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedkit.checks.articles import Manuscript
from feedkit.diagnostics import Diagnostic
from feedkit.rules.metadata import OVERLONG_TITLE, PLACEHOLDER_TITLE, SHOUTING_TITLE

RULES = (PLACEHOLDER_TITLE, OVERLONG_TITLE, SHOUTING_TITLE)
_PLACEHOLDER = re.compile(
    r"untitled(?: (?:post|article|document|draft|page))?(?: \d+)?|(?:my )?(?:first|new|sample|example|test) (?:blog )?(?:post|article)"
    r"|lorem ipsum.*|title(?: goes)?(?: here)?|todo\b.*|tbd|ohne titel|unbenannt|sans titre|sin título|senza titolo",
    re.IGNORECASE,
)
_MOST = 150


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """At most one finding of each rule."""
    title = manuscript.article.title
    if len(title) > _MOST:
        message = f"the title has {len(title)} characters"
        yield Diagnostic(rule=OVERLONG_TITLE, place=manuscript.place("title"), message=message)
    if not manuscript.article.draft and _PLACEHOLDER.fullmatch(title.strip(" .!…")):
        message = f"`{title[:60]}` is a placeholder"
        yield Diagnostic(rule=PLACEHOLDER_TITLE, place=manuscript.place("title"), message=message)
    if title.isupper() and sum(word.isalpha() and len(word) > 2 for word in title.split()) >= 4:
        help = f"write it as `{title.capitalize()[:80]}`"
        yield Diagnostic(rule=SHOUTING_TITLE, place=manuscript.place("title"), message="all in capitals", help=help)
