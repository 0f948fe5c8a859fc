"""RSS 1.0 is RDF: an element holds text or elements, not both."""

from __future__ import annotations

from collections.abc import Iterator

from feedkit.checks.feeds._document import STRUCTURES, Document
from feedkit.checks.feeds._vocabulary.namespaces import RDF
from feedkit.diagnostics import Diagnostic
from feedkit.rules.feed_contents import WRONG_RDF

RULES = (WRONG_RDF,)


def check(document: Document) -> Iterator[Diagnostic]:
    """A finding for each element with both."""
    if document.format != "rdf":
        return
    for placed in document.placed:
        node = placed.node
        is_literal = any(each.get("parseType", RDF) == "Literal" for each in node.up())
        if placed.spec.kind not in STRUCTURES and node.children and node.text.strip() and not is_literal:
            yield document.at_tag(WRONG_RDF, node, f"<{node.written}> mixes text and elements")
