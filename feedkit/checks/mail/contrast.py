"""Text stands out from what is behind it, by day and in the dark.

WCAG 1.4.3 asks for 4.5 : 1, and 3 : 1 for text of 24 pixels or bold text of 18.66. By day inline colours, `bgcolor`
and what is inherited count; in the dark the rules of `@media (prefers-color-scheme: dark)` as well. Pictures and
gradients behind text are passed over where no colour stands beside them.
"""

from __future__ import annotations

from collections.abc import Iterator

from feedkit.checks.mail import Reading
from feedkit.checks.mail._colors import Color, contrast
from feedkit.checks.mail._findings import shortened, together
from feedkit.checks.mail._looks import Looks
from feedkit.checks.mail._source import Span
from feedkit.diagnostics import Diagnostic, Rule
from feedkit.rules.mail_html import LOW_CONTRAST, LOW_CONTRAST_IN_DARK_MODE

RULES = (LOW_CONTRAST, LOW_CONTRAST_IN_DARK_MODE)
NEEDED, NEEDED_IF_LARGE = 4.5, 3.0
LARGE, LARGE_IF_BOLD = 24.0, 18.66


def check(reading: Reading) -> Iterator[Diagnostic]:
    """A finding for each pair of colours, at the first text in them."""
    yield from _pale(LOW_CONTRAST, reading, reading.day)
    if reading.night:
        yield from _pale(LOW_CONTRAST_IN_DARK_MODE, reading, reading.night)


def _pale(rule: Rule, reading: Reading, looks: Looks) -> Iterator[Diagnostic]:
    found: dict[tuple[Color, Color, float], list[tuple[Span, str]]] = {}
    for run in reading.page.runs:
        look = looks.of(run.parent)
        if look.ground is None or not look.is_shown or not run.says_something:
            continue
        is_large = look.size >= LARGE or (look.is_bold and look.size >= LARGE_IF_BOLD)
        needed = NEEDED_IF_LARGE if is_large else NEEDED
        pair = (look.color.over(look.ground), look.ground, needed)
        found.setdefault(pair, []).append((run.span, run.text))
    for (color, ground, needed), places in found.items():
        ratio = contrast(color, ground)
        if ratio < needed:
            text = shortened(places[0][1].strip(), 40)
            message = f"{text!r} in {color} on {ground} has a contrast of {ratio:.2f} : 1; {needed} is needed"
            yield together(rule, reading.html, [span for span, _ in places], message)
