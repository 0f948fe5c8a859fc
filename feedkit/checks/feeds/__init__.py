"""The porch of feed checks: any feed of anyone, told by its bytes."""

from __future__ import annotations

from feedkit.checks._reading import read
from feedkit.diagnostics import Diagnostic, Place
from feedkit.model import Document
from feedkit.rules.feeds import ILL_FORMED_FEED

__all__ = ["check_feed"]


def check_feed(content: bytes, name: str, media_type: str) -> list[Diagnostic]:
    """The findings about a feed called `name`; `media_type` is what it was served as, empty when nobody said.

    Nothing is fetched and no entity is expanded, whatever the bytes say.
    """
    if not media_type:
        media_type = "application/json" if content.lstrip()[:1] in (b"{", b"[") else "application/xml"
    fault = read(Document(path=name, media_type=media_type, content=content)).fault
    if fault is None:
        return []
    place = Place(name, fault.line, fault.column, fault.line, fault.column + 1)
    return [Diagnostic(rule=ILL_FORMED_FEED, place=place, message=fault.message)]
