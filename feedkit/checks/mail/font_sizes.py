"""Text is large enough to be read on a telephone.

Below 14 pixels telephones enlarge by force or leave readers squinting. Notes set above or below the line are spared.
"""

from __future__ import annotations

from collections.abc import Iterator

from feedkit.checks.mail import Reading
from feedkit.checks.mail._findings import shortened, together
from feedkit.checks.mail._page import Element
from feedkit.checks.mail._source import Span
from feedkit.diagnostics import Diagnostic
from feedkit.rules.mail_html import SMALL_TEXT

RULES = (SMALL_TEXT,)
SMALLEST = 14.0
SPARED = frozenset({"sup", "sub", "rt", "rp"})


def check(reading: Reading) -> Iterator[Diagnostic]:
    """A finding for each size, at the first text of it."""
    found: dict[float, list[tuple[Span, str]]] = {}
    for run in reading.visible_runs():
        size = round(reading.day.of(run.parent).size, 2)
        if size < SMALLEST and not _is_spared(run.parent):
            found.setdefault(size, []).append((run.span, run.text))
    for size, places in found.items():
        text = shortened(places[0][1].strip(), 40)
        message = f"{text!r} has {size:g} pixels; {SMALLEST:g} are needed"
        yield together(SMALL_TEXT, reading.html, [span for span, _ in places], message)


def _is_spared(element: Element | None) -> bool:
    return element is not None and (element.name in SPARED or any(each.name in SPARED for each in element.ancestors()))
