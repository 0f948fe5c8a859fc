"""What the page to subscribe at shows of entries."""

from __future__ import annotations

from feedkit.model import Entry
from feedkit.quick_dataclasses import replace

LATEST = 10
"""How many entries it shows, the first of the main feed."""


def shown_entry(entry: Entry) -> Entry:
    """The entry without what feedkit's own page does not show."""
    return replace(
        entry, content="", updated=entry.published, headings=(), tags=(), image=None, enclosures=(), comments=None,
        related=(), views=None, reading_time=1, extra={}, path="",
    )  # fmt: skip
