"""No text between elements, no blanks around ids and dates of Atom."""

from __future__ import annotations

from collections.abc import Iterator

from feedkit.checks.feeds._document import STRUCTURES, Document
from feedkit.diagnostics import Diagnostic
from feedkit.rules.feed_documents import STRAY_TEXT

RULES = (STRAY_TEXT,)


def check(document: Document) -> Iterator[Diagnostic]:
    """A finding for each text that should not be there."""
    for placed in document.placed:
        spec, node = placed.spec, placed.node
        if spec.kind in STRUCTURES and spec.kind != "link" and node.text and not node.text.isspace():
            yield document.at_text(STRAY_TEXT, node, f"<{node.written}> holds no text of its own")
        elif spec.tight and node.text != node.text.strip():
            yield document.at_text(STRAY_TEXT, node, f"blanks around the value of <{node.written}>")
