"""Bytes are in the encoding that the document says, and that is one readers know."""

from __future__ import annotations

from collections.abc import Iterator

from feedkit.checks.feeds._document import Document
from feedkit.checks.feeds._encoding import COMMON
from feedkit.diagnostics import Diagnostic
from feedkit.rules.feed_documents import UNCOMMON_ENCODING, UNDECODABLE_DOCUMENT

RULES = (UNDECODABLE_DOCUMENT, UNCOMMON_ENCODING)


def check(document: Document) -> Iterator[Diagnostic]:
    """The first fault of the encoding, and a doubt about a rare one."""
    decoded = document.decoded
    if decoded.fault:
        place = document.place(decoded.fault_start, decoded.fault_start + 1)
        yield Diagnostic(rule=UNDECODABLE_DOCUMENT, place=place, message=decoded.fault)
    elif decoded.declared and decoded.declared.lower() not in COMMON:
        start = decoded.declared_start
        place = document.place(start, start + len(decoded.declared))
        yield Diagnostic(rule=UNCOMMON_ENCODING, place=place, message=f"few readers know {decoded.declared}")
