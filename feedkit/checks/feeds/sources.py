"""The source of an Atom entry says which feed it is from, and same-document references are meant."""

from __future__ import annotations

from collections.abc import Iterator

from feedkit.checks.feeds._document import Document
from feedkit.diagnostics import Diagnostic
from feedkit.rules.feed_contents import INCOMPLETE_SOURCE

RULES = (INCOMPLETE_SOURCE,)


def check(document: Document) -> Iterator[Diagnostic]:
    """A finding for each source that lacks something."""
    for source in document.of_kind("source"):
        missing = [key for key in ("title", "id", "updated") if not source.has(key)]
        if missing and source.spec.inside and source.node.is_closed:
            names = ", ".join(f"<{each}>" for each in missing)
            yield document.at_tag(INCOMPLETE_SOURCE, source.node, f"the source of the entry lacks {names}")
