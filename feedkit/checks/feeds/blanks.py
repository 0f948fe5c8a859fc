"""What should say something is not empty."""

from __future__ import annotations

from collections.abc import Iterator

from feedkit.checks.feeds._document import Document
from feedkit.diagnostics import Diagnostic
from feedkit.rules.feed_documents import BLANK_VALUE

RULES = (BLANK_VALUE,)


def check(document: Document) -> Iterator[Diagnostic]:
    """A finding for each empty element or attribute."""
    for placed in document.placed:
        node = placed.node
        if placed.spec.filled and not placed.text:
            yield document.at_tag(BLANK_VALUE, node, f"<{node.written}> is empty")
        if placed.key in {"guid", "id", "updated"} and not placed.text and not placed.spec.filled:
            yield document.at_tag(BLANK_VALUE, node, f"<{node.written}> is empty")
        if placed.spec.kind == "link":
            for name in ("rel", "title", "length"):
                if node.get(name) is not None and not (node.get(name) or "").strip():
                    yield document.at_attribute(BLANK_VALUE, node, name, f"`{name}=` is empty")
    for value in document.values_of("filled"):
        if not value.text.strip():
            node = value.placed.node
            yield document.at_attribute(BLANK_VALUE, node, value.attribute, f"`{value.attribute}=` is empty")
    for title in document.keyed("title"):
        above = title.parent
        if above is not None and above.key == "image" and not title.text and not title.spec.filled:
            yield document.at_tag(BLANK_VALUE, title.node, "<title> is empty")
