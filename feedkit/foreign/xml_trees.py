"""XML from anywhere as a tree: no document type, no entities, no network, and no fault that stops the reading."""

from __future__ import annotations

import codecs
import re
from typing import Any

from lxml import etree

from feedkit.characters import without_forbidden

_ENCODING = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z][A-Za-z0-9._-]{0,40})[\"']")
_DECLARATION = re.compile(r"\s*+<\?xml\b[^>]*+>")
_DOCTYPE = re.compile(
    r"\s*+(?:<!--.*?-->\s*+)*+<!DOCTYPE\b[^\[>]*+(?:\[[^\]]*+(?:\][^>\]]*+)*+)?>", re.IGNORECASE | re.DOTALL
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decoded(raw: bytes) -> str:
    """The text, by its byte order mark, its declaration, or else UTF-8; what cannot be decoded is replaced."""
    for mark, name in _BOMS:
        if raw.startswith(mark):
            return raw.decode(name, "replace")
    match = _ENCODING.match(raw[:512])
    try:
        return raw.decode(match[1].decode("ascii") if match else "utf-8", "replace")
    except (LookupError, UnicodeError):  # no encoding of text, or one that knows no replacing
        return raw.decode("utf-8", "replace")


def parse(text: str) -> tuple[Any, Any]:
    """The root element and the first fault (with `line`, `column`, `message`), both of which may be None.

    libxml2 goes on after faults; whatever of a document it can make out is in the tree.
    """
    text = _without(_DOCTYPE, _without(_DECLARATION, without_forbidden(text)))
    parser = etree.XMLParser(
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        root = None
        if not parser.error_log:
            return None, error
    faults = [each for each in parser.error_log if each.level >= etree.ErrorLevels.ERROR]
    return root, (faults[0] if faults else None)


def _without(prolog: re.Pattern[str], text: str) -> str:
    """The text without what it begins with, lines being counted as before."""
    match = prolog.match(text)
    return "\n" * text.count("\n", 0, match.end()) + text[match.end() :] if match else text


def local(element: Any) -> str:
    """The name of an element without its namespace or prefix; empty for what is no element."""
    tag = element.tag
    return re.split("[}:]", tag)[-1] if isinstance(tag, str) else ""


def text_of(element: Any) -> str:
    """All text in an element, as it is."""
    return "".join(element.itertext())


def markup_of(element: Any) -> str:
    """The elements in an element written out again, as XHTML content is."""
    return "".join(etree.tostring(each, encoding="unicode", with_tail=False) for each in element)
