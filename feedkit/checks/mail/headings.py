"""Headings go down one level at a time, from the first.

Listeners jump from heading to heading and hear the level with each (WCAG 1.3.1 and 2.4.6).
"""

from __future__ import annotations

from collections.abc import Iterator

from feedkit.article.elements import HEADINGS
from feedkit.checks.mail import Reading
from feedkit.checks.mail._findings import one
from feedkit.diagnostics import Diagnostic
from feedkit.rules.mail_html import SKIPPED_HEADING

RULES = (SKIPPED_HEADING,)


def check(reading: Reading) -> Iterator[Diagnostic]:
    """A finding for each heading that is empty or comes too deep."""
    level = 0
    for heading in reading.page.named(*HEADINGS):
        if not reading.shown(heading):
            continue
        own = HEADINGS[heading.name]
        if own > level + 1:
            before = f"<h{level}>" if level else "nothing"
            yield one(SKIPPED_HEADING, reading.html, heading.span, f"<{heading.name}> comes after {before}")
        level = own
        pictures = reading.page.inside(heading, "img")
        if not reading.words(heading) and not any(each.get("alt").strip() for each in pictures):
            yield one(SKIPPED_HEADING, reading.html, heading.span, f"<{heading.name}> is empty")
