"""No letters that were encoded twice, or lost on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedkit.checks.feeds._document import Document
from feedkit.checks.feeds._findings import shortened
from feedkit.diagnostics import Diagnostic
from feedkit.rules.feed_contents import MANGLED_CHARACTERS

RULES = (MANGLED_CHARACTERS,)
_LOST = re.compile("[\x80-\x9f\ufffd]")
_TWICE = re.compile("[\u00c2\u00c3][\u0080-\u00bf]")
_CONTROL = re.compile(rb"\xc2[\x80-\x9f]")


def check(document: Document) -> Iterator[Diagnostic]:
    """A finding for each element with such letters, in its text or attributes."""
    if document.decoded.fault or _is_surely_right(document.decoded.text):
        return
    for placed in document.placed:
        node = placed.node
        if not node.text.isascii() and (what := _mangled(node.text)):
            yield document.at_text(MANGLED_CHARACTERS, node, what)
        for (_, name), value in node.attributes.items():
            if not value.isascii() and (match := _LOST.search(value)):
                message = f"`{name}=` has U+{ord(match[0]):04X} in it"
                yield document.at_attribute(MANGLED_CHARACTERS, node, name, message)


def _is_surely_right(text: str) -> bool:
    """Whether there is none in a whole document: in its bytes as UTF-8 they are found many times faster than in its letters."""
    if "&#" in text:
        return False
    if text.isascii():
        return True
    raw = text.encode("utf-8", "surrogatepass")
    return not (b"\xc3\x82" in raw or b"\xc3\x83" in raw or b"\xef\xbf\xbd" in raw or _CONTROL.search(raw))


def _mangled(text: str) -> str:
    """What is wrong with a text; empty if nothing is."""
    lost = _LOST.search(text)
    if lost and ord(lost[0]) == 0xFFFD:
        return "a letter was lost: U+FFFD, the replacement character"
    for match in _TWICE.finditer(text):
        try:
            once = match[0].encode("latin-1").decode("utf-8")
        except UnicodeError:
            continue
        around = shortened(text[max(match.start() - 10, 0) : match.end() + 10])
        return f"letters were encoded twice: {around!r}, where {once!r} is meant"
    return f"U+{ord(lost[0]):04X}, a control character: the text was in Windows-1252" if lost else ""
