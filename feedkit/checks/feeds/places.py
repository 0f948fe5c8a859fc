"""Places on Earth: latitude and longitude."""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedkit.checks.feeds._document import Document
from feedkit.checks.feeds._findings import shortened
from feedkit.diagnostics import Diagnostic
from feedkit.rules.feed_contents import DISCOURAGED_USAGE, WRONG_COORDINATES

RULES = (WRONG_COORDINATES, DISCOURAGED_USAGE)
_NUMBER = re.compile(r"[-+]?[0-9]+\.?[0-9]*")
_DECIMAL = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,2})?")
_COMMA_PAIRS = re.compile(r"[-+.0-9]+[, ][-+.0-9]+(?: [-+.0-9]+[, ][-+.0-9]+)+")
_COMMA_AND_BLANK = re.compile(r",\s|\s,")
_LIMITS = {"latitude": 90, "longitude": 180}


def check(document: Document) -> Iterator[Diagnostic]:
    """A finding for each place that is none, and for commas where blanks should be."""
    for kind, limit in _LIMITS.items():
        for value in document.values_of(kind):
            if not _DECIMAL.fullmatch(value.text[:40]) or abs(float(value.text[:40])) > limit:
                message = f"{shortened(value.text)!r} is no {kind}: a number from -{limit} to {limit}"
                yield document.at_value(WRONG_COORDINATES, value, message)
    for kind in ("position", "positions", "circle"):
        for value in document.values_of(kind):
            text = value.text
            is_known = _COMMA_PAIRS.fullmatch(text) if kind == "positions" else not _COMMA_AND_BLANK.search(text)
            if "," in text and is_known:
                message = "coordinates have a comma between them; GeoRSS has a blank"
                yield document.at_value(DISCOURAGED_USAGE, value, message)
                text = text.replace(",", " ")
            if not _is_list(text.split(), kind):
                message = f"{shortened(value.text)!r} is not made of latitudes and longitudes"
                yield document.at_value(WRONG_COORDINATES, value, message)


def _is_list(numbers: list[str], kind: str) -> bool:
    right = {"position": len(numbers) == 2, "circle": len(numbers) == 3}.get(
        kind, len(numbers) >= 4 and len(numbers) % 2 == 0
    )
    return right and all(_NUMBER.fullmatch(each) for each in numbers)
