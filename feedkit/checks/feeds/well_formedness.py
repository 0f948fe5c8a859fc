"""The document is XML, with every prefix and entity defined, and no more of it than can be checked."""

from __future__ import annotations

from collections.abc import Iterator
from html.entities import name2codepoint

from feedkit.checks.feeds._document import Document
from feedkit.checks.feeds._vocabulary import NAMESPACES
from feedkit.diagnostics import Diagnostic, Place
from feedkit.rules.feed_documents import (
    NOT_WELL_FORMED,
    TOO_LARGE_TO_CHECK,
    UNDECLARED_PREFIX,
    UNDEFINED_ENTITY,
    WRONG_DOCTYPE,
)

RULES = (NOT_WELL_FORMED, UNDEFINED_ENTITY, UNDECLARED_PREFIX, WRONG_DOCTYPE, TOO_LARGE_TO_CHECK)
_NETSCAPE = "-//Netscape Communications//DTD RSS 0.91//EN"
_GONE = "http://my.netscape.com/publish/formats/rss-0.91.dtd"
_KEPT = "http://www.rssboard.org/rss-0.91.dtd"


def check(document: Document) -> Iterator[Diagnostic]:
    """The first fault of the XML, and whatever is not defined before it."""
    if document.format == "json":
        return
    parsed = document.parsed
    if document.decoded.version not in {"", "1.0"}:
        message = f"XML {document.decoded.version}, which readers do not know"
        yield Diagnostic(rule=NOT_WELL_FORMED, place=document.place(0, 20), message=message)
    if parsed.fault:
        place = document.place(parsed.fault.start)
        yield Diagnostic(rule=NOT_WELL_FORMED, place=place, message=parsed.fault.message)
    if parsed.excess:
        place = document.place(parsed.excess.start)
        yield Diagnostic(rule=TOO_LARGE_TO_CHECK, place=place, message=parsed.excess.message)
    is_rss_091 = parsed.doctype is not None and parsed.doctype[1:] in {(_GONE, _NETSCAPE), (_KEPT, _NETSCAPE)}
    for name, start in parsed.undefined:
        if not (is_rss_091 and name in name2codepoint):
            yield Diagnostic(
                rule=UNDEFINED_ENTITY,
                place=document.place(start, start + len(name) + 2),
                message=f"XML has no entity `&{name};`",
                help=f"write `&#{name2codepoint[name]};`" if name in name2codepoint else "",
            )
    for prefix, node in parsed.undeclared:
        message = f"nothing says which namespace `{prefix}:` is"
        yield document.at_tag(UNDECLARED_PREFIX, node, message, help=_declaration(prefix))
    if is_rss_091 and parsed.doctype is not None:
        yield from _doctype(document, parsed.doctype[1])


def _doctype(document: Document, system: str) -> Iterator[Diagnostic]:
    start = document.parsed.doctype_start
    place: Place = document.place(start, start + len("<!DOCTYPE"))
    if system == _GONE:
        message = "Netscape's document type is no longer at its address"
        yield Diagnostic(rule=WRONG_DOCTYPE, place=place, message=message, help=f"if you need it, write `{_KEPT}`")
    if document.format == "rss" and document.version != "0.91":
        message = f"the document type is of RSS 0.91, the feed of {document.version or 'another version'}"
        yield Diagnostic(rule=WRONG_DOCTYPE, place=place, message=message)


def _declaration(prefix: str) -> str:

    namespace = next((each for each, known in NAMESPACES.items() if known == prefix), "")
    return f'declare it at the root: `xmlns:{prefix}="{namespace}"`' if namespace else ""
