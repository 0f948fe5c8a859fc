"""No two entries of a feed have the same id."""

from __future__ import annotations

from collections.abc import Iterator

from feedkit.checks import Made
from feedkit.diagnostics import Diagnostic, Place
from feedkit.rules.feeds import DUPLICATE_ID_IN_FEED

RULES = (DUPLICATE_ID_IN_FEED,)


def check(made: Made) -> Iterator[Diagnostic]:
    """A finding for each entry whose id another one before it has."""
    seen: dict[str, int] = {}
    for number, said in enumerate(made.reading.ids, start=1):
        if said.value in seen:
            message = f"entries {seen[said.value]} and {number} have the same id, {said.value}"
            yield Diagnostic(rule=DUPLICATE_ID_IN_FEED, place=Place(made.document.path, said.line), message=message)
        else:
            seen[said.value] = number
