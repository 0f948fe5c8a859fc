"""Languages are codes of BCP 47."""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedkit.checks.feeds._document import Document, Value
from feedkit.checks.feeds._findings import shortened
from feedkit.checks.feeds._lists import LANGUAGES, LONG_LANGUAGES
from feedkit.diagnostics import Diagnostic
from feedkit.rules.feed_documents import WRONG_LANGUAGE

RULES = (WRONG_LANGUAGE,)
_LONGEST = 100
_FORM = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")


def check(document: Document) -> Iterator[Diagnostic]:
    """A finding for each code that is none."""
    for value in document.values_of("language"):
        yield from _checked(document, value)
    for link in document.of_kind("link"):
        if (code := link.node.get("hreflang")) is not None:
            yield from _checked(document, Value(link, "hreflang", "language", code))
    for outline in document.of_kind("outline"):
        if (code := outline.node.get("language")) not in {None, "unknown"}:
            yield from _checked(document, Value(outline, "language", "language", code))


def _checked(document: Document, value: Value) -> Iterator[Diagnostic]:
    if not is_language(value.text):
        message = f"{shortened(value.text)!r} is no code of a language" if value.text else f"{value.name} is empty"
        right = value.text.replace("_", "-")
        yield document.at_value(
            WRONG_LANGUAGE,
            value,
            message,
            help=f"write `{right}`" if right != value.text and is_language(right) else "",
        )


def is_language(code: str) -> bool:
    """Whether it is formed as BCP 47 asks, and its first part is a language."""
    if len(code) > _LONGEST or not _FORM.fullmatch(code):
        return False
    first = code.partition("-")[0].lower()
    return first in LANGUAGES or first in LONG_LANGUAGES
