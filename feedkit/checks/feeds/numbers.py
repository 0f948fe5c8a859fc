"""Numbers are numbers, within their range."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from feedkit.checks.feeds._document import Document
from feedkit.checks.feeds._findings import shortened
from feedkit.checks.feeds._vocabulary.namespaces import THREAD
from feedkit.diagnostics import Diagnostic
from feedkit.rules.feed_documents import WRONG_NUMBER

RULES = (WRONG_NUMBER,)
_WHOLE = re.compile(r"[+-]?[0-9]{1,30}")
_LONGEST = 40


def _is_whole(text: str, least: int | None = None, most: int | None = None) -> bool:
    if not _WHOLE.fullmatch(text):
        return False
    number = int(text)
    return (least is None or number >= least) and (most is None or number <= most)


def _matches(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern)
    return lambda text: len(text) <= _LONGEST and compiled.match(text) is not None


def _is_percentage(text: str) -> bool:
    return bool(re.fullmatch(r"[+-]?[0-9]+(\.[0-9]*)?", text[:_LONGEST])) and 0 <= float(text[:_LONGEST]) <= 100


def _is_mileage(text: str) -> bool:
    return bool(_WHOLE.fullmatch(text.partition(" ")[0].replace(",", "").removeprefix("+")))


_KINDS: dict[str, tuple[Callable[[str], bool], str]] = {
    "count": (partial(_is_whole, least=0), "a whole number from 0"),
    "length": (partial(_is_whole, least=0), "a number of bytes, 0 if it is unknown"),
    "positive": (partial(_is_whole, least=1), "a whole number from 1"),
    "uint31": (partial(_is_whole, least=1, most=2**31 - 1), "a whole number from 1 to 2147483647"),
    "port": (partial(_is_whole, least=1), "a whole number from 1"),
    "integer": (lambda text: not text or _is_whole(text), "a whole number"),
    "hour": (partial(_is_whole, least=0, most=24), "an hour from 0 to 23"),
    "width": (partial(_is_whole, least=1, most=144), "a width from 1 to 144"),
    "height": (partial(_is_whole, least=1, most=400), "a height from 1 to 400"),
    "float": (_matches(r"[0-9]+\.?[0-9]*\Z"), "a number"),
    "number": (lambda text: not text or _matches(r"[0-9]+\.?[0-9]*")(text), "a number"),
    "decimal": (_matches(r"[-+]?[0-9]+\.?[0-9]*\s*\Z"), "a number"),
    "percent": (_is_percentage, "a percentage from 0 to 100"),
    "amount": (_matches(r"[0-9]+\.?[0-9]*\s*\w*"), "a number"),
    "measure": (_matches(r"[0-9]+\.?[0-9]*\s*\w*\Z"), "a number with a unit"),
    "mileage": (_is_mileage, "a whole number"),
    "year": (partial(_is_whole, least=1900, most=2100), "a year"),
    "integers": (_matches(r"[0-9]+(,\s*[0-9]+)*\Z"), "whole numbers with commas between them"),
    "lines": (lambda text: re.fullmatch(r"([0-9]+(,\s*[0-9]+)*)?", text) is not None, "numbers of lines with commas"),
    "duration": (_matches(r"[0-9]+(:[0-5][0-9](:[0-5][0-9])?)?\Z"), "seconds, or hours, minutes and seconds"),
    "npt": (_matches(r"(now|[0-9]+(\.[0-9]+)?|[0-9]+:[0-9]{2}:[0-9]{2}(\.[0-9]+)?)\Z"), "a time, as `12:05:35`"),
}


def check(document: Document) -> Iterator[Diagnostic]:
    """A finding for each number that is none."""
    for kind, (is_right, expected) in _KINDS.items():
        for value in document.values_of(kind):
            text = value.text.strip()
            if not is_right(text) and not (value.attribute and not text and kind in {"positive", "count"}):
                message = (
                    f"{shortened(value.text)!r} is not {expected}" if value.text else f"{value.name} must be {expected}"
                )
                yield document.at_value(WRONG_NUMBER, value, message)
    for link in document.of_kind("link"):
        for name, space in (("length", ""), ("count", THREAD)):
            written = link.node.get(name, space)
            if written is not None and not _is_whole(written.strip(), least=0):
                message = f"{shortened(written)!r} is not a whole number from 0"
                yield document.at_attribute(WRONG_NUMBER, link.node, name, message)
