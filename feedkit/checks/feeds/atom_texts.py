"""Texts and content of Atom are what their `type` says (RFC 4287 §3.1 and §4.1.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedkit.checks.feeds._document import Document, Placed
from feedkit.checks.feeds._vocabulary.namespaces import XHTML
from feedkit.checks.feeds._xml import Node
from feedkit.diagnostics import Diagnostic
from feedkit.rules.feed_contents import (
    COMPETING_ELEMENTS,
    LOOSE_LINK,
    MISSING_TEXT,
    MISSING_XHTML_DIV,
    NOT_HTML,
    WRONG_ATOM_CONTENT,
)
from feedkit.rules.feed_documents import BLANK_VALUE, STRAY_TEXT, UNDEFINED_ELEMENT

RULES = (
    WRONG_ATOM_CONTENT,
    MISSING_XHTML_DIV,
    MISSING_TEXT,
    LOOSE_LINK,
    NOT_HTML,
    BLANK_VALUE,
    UNDEFINED_ELEMENT,
    STRAY_TEXT,
    COMPETING_ELEMENTS,
)
_BASE_64 = re.compile(r"[A-Za-z0-9+/]*={0,2}")
_BLANKS = re.compile(r"\s+")


def check(document: Document) -> Iterator[Diagnostic]:
    """A finding for each text that is not of its type."""
    for placed in document.of_kind("construct", "content"):
        yield from _typed(document, placed)
        if document.format == "rss" and placed.key != "atom:summary" and placed.node.get("src") is None:
            message = f"<{placed.node.written}> says again what RSS has its own element for"
            yield document.at_tag(COMPETING_ELEMENTS, placed.node, message)
    for entry in document.of_kind("entry"):
        if document.is_whole and not entry.has("summary", "content"):
            message = "the entry has neither a <summary> nor <content>"
            yield document.at_tag(MISSING_TEXT, entry.node, message)


def _typed(document: Document, placed: Placed) -> Iterator[Diagnostic]:
    node = placed.node
    said, source = node.get("type"), node.get("src")
    kind = (said or "") if source is not None else "text" if said is None else said
    if said == "":
        yield document.at_attribute(BLANK_VALUE, node, "type", "`type=` is empty")
    if source is not None and said is None:
        message = f"<{node.written}> with `src=` should say its `type=`"
        yield document.at_tag(LOOSE_LINK, node, message)
    yield from _children(document, node, kind)
    if not node.text and not node.children and source is None and node.is_closed:
        yield document.at_tag(BLANK_VALUE, node, f"<{node.written}> is empty")
    if _is_binary(kind) and source is None:
        text = _BLANKS.sub("", node.text)
        if not _BASE_64.fullmatch(text) or len(text) % 4:
            yield document.at_text(WRONG_ATOM_CONTENT, node, f"content of the type {kind!r} must be base64, and is not")
    elif kind.endswith("/html") and source is None and "<html" not in node.text.lower():
        message = f"{kind!r} is a whole page of HTML, this a piece of one"
        yield document.at_text(NOT_HTML, node, message, help='say `type="html"`')


def _is_binary(kind: str) -> bool:
    return "/" in kind and not kind.endswith(("+xml", "/xml")) and not kind.startswith("text/")


def _children(document: Document, node: Node, kind: str) -> Iterator[Diagnostic]:
    if node.children and kind != "xhtml" and not kind.endswith(("+xml", "/xml")):
        message = f"<{node.written}> of the type {kind!r} holds elements"
        help = 'escape them, or say `type="xhtml"` and put them into a <div>'
        yield document.at_tag(UNDEFINED_ELEMENT, node.children[0], message, help=help)
    if kind == "xhtml":
        yield from _division(document, node)
    elif kind == "application/xhtml+xml" and node.children:
        first = node.children[0]
        if first.name != "html":
            yield document.at_tag(NOT_HTML, first, "'application/xhtml+xml' is a whole page, this a piece of one")
        elif first.namespace != XHTML:
            yield document.at_tag(NOT_HTML, first, f"<{first.written}> is not in the namespace of XHTML")
    if not node.text.strip() or kind == "xhtml":
        return
    if node.children:
        yield document.at_text(STRAY_TEXT, node, f"<{node.written}> mixes text and elements")
    elif node.get("src") is not None:
        message = f"<{node.written}> is elsewhere, at its `src=`, and has text all the same"
        yield document.at_text(STRAY_TEXT, node, message, help="remove the text, or `src=`")


def _division(document: Document, node: Node) -> Iterator[Diagnostic]:
    """Whether XHTML stands in one `div`."""
    if node.text.strip():
        yield document.at_text(MISSING_XHTML_DIV, node, f"text in <{node.written}> stands in no <div>")
        return
    for child in node.children:
        if child.name != "div" or child.namespace != XHTML:
            what = f"<{child.written}>"
            message = f"{what} in <{node.written}> is no <div> of XHTML"
            help = f'write `<div xmlns="{XHTML}">`' if child.name == "div" else f"put a <div> around {what}"
            yield document.at_tag(MISSING_XHTML_DIV, child, message, help=help)
            return
