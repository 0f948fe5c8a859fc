"""Every XML and JSON document can be read again."""

from __future__ import annotations

from collections.abc import Iterator

from feedkit.checks import Made
from feedkit.diagnostics import Diagnostic, Place
from feedkit.rules.feeds import ILL_FORMED_FEED

RULES = (ILL_FORMED_FEED,)


def check(made: Made) -> Iterator[Diagnostic]:
    """A finding at the place where the parser gave up."""
    if fault := made.reading.fault:
        place = Place(made.document.path, fault.line, fault.column)
        yield Diagnostic(rule=ILL_FORMED_FEED, place=place, message=f"cannot be read again: {fault.message}")
