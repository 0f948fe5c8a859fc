"""A feed document is small enough for readers to take it."""

from __future__ import annotations

from collections.abc import Iterator

from feedkit.checks import Made
from feedkit.diagnostics import Diagnostic, Place
from feedkit.rules.feeds import LARGE_FEED, OVERSIZED_FEED

RULES = (LARGE_FEED, OVERSIZED_FEED)
LARGE = 512 * 1024
OVERSIZED = 1024 * 1024


def check(made: Made) -> Iterator[Diagnostic]:
    """At most one finding for the document."""
    size = len(made.document.content)
    if made.feed is None or size <= LARGE:
        return
    count = len(made.feed.entries)
    yield Diagnostic(
        rule=OVERSIZED_FEED if size > OVERSIZED else LARGE_FEED,
        place=Place(made.document.path),
        message=f"has {size:,} bytes in {count:,} {'entry' if count == 1 else 'entries'}",
    )
