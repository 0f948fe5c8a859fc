"""A mail that says it has dark colours has them, for both kinds of programs that ask.

Apple Mail and Outlook on the Mac and telephones follow `@media (prefers-color-scheme: dark)`
(https://www.caniemail.com/features/css-at-media-prefers-color-scheme/); Outlook.com sets `data-ogsc` and `data-ogsb`
on what it recolours. Pure black on white is what all of them turn round by force.
"""

from __future__ import annotations

from collections.abc import Iterator

from feedkit.checks.mail import Reading
from feedkit.checks.mail._colors import BLACK, WHITE
from feedkit.checks.mail._findings import one, together
from feedkit.checks.mail._looks import is_for_the_dark
from feedkit.checks.mail._reading import declares_dark, meta
from feedkit.diagnostics import Diagnostic
from feedkit.rules.mail_html import MISSING_DARK_STYLE, PURE_BLACK_OR_WHITE

RULES = (MISSING_DARK_STYLE, PURE_BLACK_OR_WHITE)


def check(reading: Reading) -> Iterator[Diagnostic]:
    """At most one finding for each kind of program, and one for all text in pure colours."""
    scheme = meta(reading.page, "color-scheme")
    if scheme and declares_dark(reading.page):
        rules = list(reading.rules)
        if not any(is_for_the_dark(rule) for rule in rules):
            message = "there are no rules for `prefers-color-scheme: dark`"
            yield one(MISSING_DARK_STYLE, reading.html, scheme.span, message)
        for attribute in ("data-ogsc", "data-ogsb"):
            if not any(f"[{attribute}]" in rule.selectors for rule in rules):
                message = f"there are no rules for `[{attribute}]`, by which Outlook.com is told"
                yield one(MISSING_DARK_STYLE, reading.html, scheme.span, message)
    spans = []
    for run in reading.visible_runs():
        look = reading.day.of(run.parent)
        if look.ground and {look.color, look.ground} == {BLACK, WHITE}:
            spans.append(run.span)
    if spans:
        yield together(PURE_BLACK_OR_WHITE, reading.html, spans, "text is in pure black and white")
