"""Numeric character references, as `&#7;`, that stand for what XML cannot carry."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from feedkit import characters

_NUMBERED = re.compile(r"&#(?:[0-9]++|[xX][0-9a-fA-F]++);?")


def without_forbidden(markup: str) -> str:
    """The HTML without forbidden characters, be they raw or references; the same object if it has none."""
    clean = characters.without_forbidden(markup)
    if "&#" in clean:
        clean = _NUMBERED.sub(_harmless, clean)
    return markup if clean == markup else clean


def forbidden_in(text: str, *, markdown: bool) -> Iterator[re.Match[str]]:
    """The references in Markdown or HTML that stand for forbidden characters."""
    is_forbidden = _is_forbidden_in_markdown if markdown else _is_forbidden_in_html
    return (match for match in _NUMBERED.finditer(text) if is_forbidden(match))


def _harmless(match: re.Match[str]) -> str:
    if _number(match) > 0x10FFFF:
        # What a browser makes of it; and `html.unescape` refuses numbers of thousands of digits.
        return "\ufffd"
    return "" if _is_forbidden_in_html(match) else match[0]


def _is_forbidden_in_html(match: re.Match[str]) -> bool:
    if _number(match) > 0x10FFFF:
        return False
    character = html.unescape(match[0])
    return not character or not characters.is_clean(character)


def _is_forbidden_in_markdown(match: re.Match[str]) -> bool:
    """CommonMark (§2.5) does not read `&#150;` as the dash that it was on Windows; HTML does."""
    number = _number(match)
    return 0 < number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF and not characters.is_clean(chr(number))


def _number(match: re.Match[str]) -> int:
    """The number; beyond Unicode it is told from its length, as it may have millions of digits."""
    digits = match[0].strip("&#;").lower()
    base = 16 if digits.startswith("x") else 10
    digits = digits.lstrip("x").lstrip("0")
    return int(digits or "0", base) if len(digits) < 9 else 0x110000
