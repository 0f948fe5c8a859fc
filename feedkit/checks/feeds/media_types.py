"""Media types have the form `type/subtype` (RFC 2045 §5.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedkit.checks.feeds._document import Document, Value
from feedkit.checks.feeds._findings import shortened
from feedkit.diagnostics import Diagnostic
from feedkit.rules.feed_documents import WRONG_MEDIA_TYPE

RULES = (WRONG_MEDIA_TYPE,)
_PART = r"""[^\s()<>,;:\\"/\[\]?=]+"""
_MEDIA_TYPE = re.compile(rf'{_PART}/{_PART}(?:\s*;\s*{_PART}=(?:"(?:\\.|[^"\\])*"|{_PART}))*')
_TEXT_TYPES = frozenset({"text", "html", "xhtml"})


def is_media_type(text: str) -> bool:
    """Whether it is `type/subtype`, perhaps with parameters."""
    return _MEDIA_TYPE.fullmatch(text[:500]) is not None


def check(document: Document) -> Iterator[Diagnostic]:
    """A finding for each media type that is none."""
    for value in document.values_of("media", "mime"):
        if not is_media_type(value.text) and (value.text or value.placed.key == "enclosure"):
            yield _wrong(document, value)
    for value in document.values_of("ranges"):
        wrong = [each for each in value.text.split(",") if each.strip() and not is_media_type(each.strip())]
        if wrong:
            message = f"{shortened(wrong[0].strip())!r} is no media type"
            yield document.at_value(WRONG_MEDIA_TYPE, value, message)
    for link in document.of_kind("link"):
        if (kind := link.node.get("type")) is not None and not is_media_type(kind):
            yield _wrong(document, Value(link, "type", "mime", kind))
    for placed in document.of_kind("construct", "content"):
        kind = placed.node.get("type") or ""
        is_construct = placed.spec.kind == "construct"
        value = Value(placed, "type", "mime", kind)
        has_source = placed.node.get("src") is not None
        if "/" in kind and is_construct:
            yield document.at_value(
                WRONG_MEDIA_TYPE,
                value,
                f"{shortened(kind)!r} is not `text`, `html` or `xhtml`",
                help="write one of these",
            )
        elif kind == "multipart/alternative":
            yield document.at_value(WRONG_MEDIA_TYPE, value, "content cannot be in several types")
        elif kind and (kind not in _TEXT_TYPES or has_source) and not is_media_type(kind):
            names = "a media type" if has_source else "`text`, `html`, `xhtml` or a media type"
            yield document.at_value(WRONG_MEDIA_TYPE, value, f"{shortened(kind)!r} is not {names}")


def _wrong(document: Document, value: Value) -> Diagnostic:
    message = f"{shortened(value.text)!r} is no media type" if value.text else f"{value.name} has no media type"
    return document.at_value(WRONG_MEDIA_TYPE, value, message)
