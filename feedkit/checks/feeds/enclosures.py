"""An item of RSS has one enclosure."""

from __future__ import annotations

from collections.abc import Iterator

from feedkit.checks.feeds._document import Document
from feedkit.diagnostics import Diagnostic
from feedkit.rules.feed_contents import SEVERAL_ENCLOSURES

RULES = (SEVERAL_ENCLOSURES,)


def check(document: Document) -> Iterator[Diagnostic]:
    """A finding at each second enclosure."""
    for item in document.of_kind("item"):
        for enclosure in item.all("enclosure")[1:]:
            message = "the item has another enclosure already: readers take the first or the last"
            yield document.at_tag(SEVERAL_ENCLOSURES, enclosure.node, message)
