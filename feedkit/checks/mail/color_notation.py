"""Colours are written with six digits, where programs read little else.

Attributes as `bgcolor` take only that for certain, and Outlook and Notes read short ones and names in inline styles
differently from one property to the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedkit.checks.mail import Reading, _colors
from feedkit.checks.mail._findings import together
from feedkit.checks.mail._source import Span
from feedkit.diagnostics import Diagnostic
from feedkit.rules.mail_html import SHORT_COLOR

RULES = (SHORT_COLOR,)
ATTRIBUTES = ("bgcolor", "color", "bordercolor", "text", "link", "vlink", "alink")
_SIX = re.compile(r"#[0-9a-fA-F]{6}")
_WITH_COLORS = re.compile(r"(?:.*-)?color|background|border(?:-(?:top|right|bottom|left))?|outline|text-decoration")
_ALLOWED = frozenset({"transparent", "inherit", "currentcolor", "initial", "unset"})


def check(reading: Reading) -> Iterator[Diagnostic]:
    """A finding for each colour, at the first place it is written."""
    found: dict[str, list[Span]] = {}
    for element in reading.page.elements:
        for name in ATTRIBUTES:
            if name in element.attributes and not _SIX.fullmatch(element.get(name)):
                found.setdefault(element.get(name), []).append(element.where(name))
        for declaration in reading.declarations(element) if "style" in element.attributes else ():
            if _WITH_COLORS.fullmatch(declaration.name):
                for color in _others(declaration.value):
                    found.setdefault(color, []).append(element.where("style"))
    for color, spans in found.items():
        parsed = _colors.of_attribute(color)
        help = f"Write `{parsed}`." if parsed and parsed.alpha == 1 else ""
        yield together(SHORT_COLOR, reading.html, spans, f"`{color}` is not a colour of six digits", help=help)


def _others(value: str) -> Iterator[str]:
    for word in _colors.words_in(value):
        color = _colors.parsed(word)
        # What is half transparent cannot be said in six digits; who does not know it is told elsewhere.
        if color and color.alpha == 1 and not _SIX.fullmatch(word) and word.lower() not in _ALLOWED:
            yield word
