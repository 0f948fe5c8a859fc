"""Everything in an Atom feed has an author."""

from __future__ import annotations

from collections.abc import Iterator

from feedkit.checks import Made
from feedkit.diagnostics import Diagnostic, Place
from feedkit.rules.feeds import MISSING_FEED_AUTHOR

RULES = (MISSING_FEED_AUTHOR,)


def check(made: Made) -> Iterator[Diagnostic]:
    """One finding for the document, at the first entry without an author."""
    if anonymous := made.reading.anonymous:
        first = anonymous[0]
        yield Diagnostic(
            rule=MISSING_FEED_AUTHOR,
            place=Place(made.document.path, first.line),
            message=f"neither the feed nor {first.value} has an author",
            notes=(f"{len(anonymous)} entries have none",) if len(anonymous) > 1 else (),
        )
