"""Nothing is said twice, by an element of RSS and by one of an extension."""

from __future__ import annotations

from collections.abc import Iterator

from feedkit.checks.feeds._document import Document, Placed
from feedkit.diagnostics import Diagnostic
from feedkit.rules.feed_contents import COMPETING_ELEMENTS

RULES = (COMPETING_ELEMENTS,)
_CHANNEL = (
    ("managingEditor", "dc:creator"),
    ("category", "dc:subject"),
    ("pubDate", "dc:date"),
    ("webMaster", "dc:publisher"),
    ("language", "dc:language"),
    ("copyright", "dc:rights"),
    ("lastBuildDate", "dcterms:modified"),
    ("generator", "admin:generatorAgent"),
    ("creativeCommons:license", "cc:license"),
)
_ITEM = (
    ("author", "dc:creator"),
    ("category", "dc:subject"),
    ("pubDate", "dc:date"),
    ("pubDate", "atom:published"),
    ("guid", "atom:id"),
    ("source", "dc:source"),
    ("creativeCommons:license", "cc:license"),
)


def check(document: Document) -> Iterator[Diagnostic]:
    """A finding at the later of two elements that say the same."""
    for kind, pairs in (("channel", _CHANNEL), ("item", _ITEM)):
        for placed in document.of_kind(kind):
            there = {child.key for child in placed.children if "." not in child.node.name}
            for core, extension in pairs:
                if core in there and extension in there:
                    yield _told(document, placed, core, extension)
    if document.format == "rss":
        for body in document.keyed("xhtml:body"):
            if body.spec.kind == "xhtml":
                message = "<xhtml:body> says again what <description> says"
                yield document.at_tag(COMPETING_ELEMENTS, body.node, message)


def _told(document: Document, placed: Placed, core: str, extension: str) -> Diagnostic:
    later = [child for child in placed.children if child.key in {core, extension}][-1]
    message = f"<{core}> and <{extension}> say the same"
    return document.at_tag(COMPETING_ELEMENTS, later.node, message, help=f"keep <{core}>")
