"""Elements have the attributes they need, and no others."""

from __future__ import annotations

from collections.abc import Iterator

from feedkit.checks.feeds._document import Document, Placed
from feedkit.checks.feeds._placing import attributes_of
from feedkit.checks.feeds._vocabulary import nearest_prefix
from feedkit.checks.feeds._xml import XML
from feedkit.diagnostics import Diagnostic
from feedkit.rules.feed_documents import EXTENSION_ATTRIBUTE, MISSING_ATTRIBUTE, UNDEFINED_ATTRIBUTE
from feedkit.suggestions import closest

RULES = (MISSING_ATTRIBUTE, UNDEFINED_ATTRIBUTE, EXTENSION_ATTRIBUTE)
_BOARD = "http://www.rssboard.org/rss-specification"


def check(document: Document) -> Iterator[Diagnostic]:
    """A finding for each attribute that is missing or unknown."""
    is_lenient = any(each.text == _BOARD for each in document.keyed("docs"))
    known: dict[int, frozenset[str]] = {}
    for placed in document.placed:
        if placed.spec.is_open or placed.spec.kind == "xhtml":
            continue
        if placed.spec.attributes or placed.spec.kind in {"link", "outline", "resource"}:
            yield from _missing(document, placed)
        if placed.node.attributes:
            spec = id(placed.spec)  # those of a document live as long as it does
            if spec not in known:
                known[spec] = attributes_of(placed, document.format)
            yield from _unknown(document, placed, known[spec], is_lenient=is_lenient)


def _missing(document: Document, placed: Placed) -> Iterator[Diagnostic]:
    required = [each.name for each in placed.spec.attributes if each.is_required]
    if placed.spec.kind == "link":
        required.append("href")
    elif placed.spec.kind == "outline":
        required.append("text")
    elif placed.spec.kind == "resource" and document.format == "rdf":
        required.append("rdf:resource")
    if required:
        there = _names(placed)
        for name in required:
            if name not in there:
                message = f"<{placed.node.written}> must have `{name}=`"
                yield document.at_tag(MISSING_ATTRIBUTE, placed.node, message)


def _names(placed: Placed) -> set[str]:
    return {f"{nearest_prefix(space)}:{name}" if space else name for space, name in placed.node.attributes}


def _unknown(document: Document, placed: Placed, known: frozenset[str], *, is_lenient: bool) -> Iterator[Diagnostic]:
    for space, name in placed.node.attributes:
        prefix = nearest_prefix(space) if space else ""
        key = f"{prefix}:{name}" if prefix else name
        if space == XML or (space and not prefix):
            is_core = document.format == "rss" and not placed.node.namespace
            if space != XML and is_core and not is_lenient:
                message = f"<{placed.node.name}> of RSS has the attribute `{name}=` of an extension"
                yield document.at_attribute(EXTENSION_ATTRIBUTE, placed.node, name, message)
        elif key not in known:
            near = closest(name, known)
            message = f"<{placed.node.written}> has no attribute `{key}=`"
            help = f"did you mean `{near}=`?" if near else ""
            yield document.at_attribute(UNDEFINED_ATTRIBUTE, placed.node, name, message, help=help)
