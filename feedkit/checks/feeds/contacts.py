"""Mail addresses of people: `ann@example.org (Ann Smith)` in RSS, a bare address in Atom, OPML and podcasts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from feedkit.checks.feeds._document import Document
from feedkit.checks.feeds._findings import shortened
from feedkit.diagnostics import Diagnostic
from feedkit.rules.feed_documents import UNUSUAL_CONTACT, WRONG_CONTACT

RULES = (WRONG_CONTACT, UNUSUAL_CONTACT)
_DOMAIN = r"(?:[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.|(?:[A-Z0-9\-]+\.)+)[A-Z0-9][-A-Z0-9]*"
_ADDRESS = re.compile(rf"[A-Z0-9_\-+.']+@{_DOMAIN}", re.IGNORECASE)
_SIMPLE = re.compile(r"[\w._%+-]+@[A-Za-z][\w.-]+")
_IN_BRACKETS = re.compile(r"<([^<>@\s]+@[^<>@\s]+)>")
_COMMENT = re.compile(r"\([^()]*\)")
_LONGEST = 400


def check(document: Document) -> Iterator[Diagnostic]:
    """A finding for each person who cannot be written to."""
    for value in document.values_of("contact"):
        text = unquote(value.text.removeprefix("mailto:")) if value.text.startswith("mailto:") else value.text
        if text.find("@") > 0 and not text.endswith(")"):
            message = "the address has no name" if " " not in text else "the address is not followed by the name alone"
            help = "write `ann@example.org (Ann Smith)`"
            yield document.at_value(UNUSUAL_CONTACT, value, message, help=help)
        elif not is_address(_bare(text)):
            message = (
                f"{shortened(value.text)!r} is no mail address" if value.text else f"{value.name} has no mail address"
            )
            help = "write `ann@example.org (Ann Smith)`; a name alone goes into <dc:creator>"
            yield document.at_value(WRONG_CONTACT, value, message, help=help)
    for value in document.values_of("email", "address"):
        text = _bare(value.text) if value.kind == "email" else value.text
        if not is_address(text):
            message = (
                f"{shortened(value.text)!r} is no mail address" if value.text else f"{value.name} has no mail address"
            )
            yield document.at_value(WRONG_CONTACT, value, message, help="write the address alone, as `ann@example.org`")
        elif "." not in text.rpartition("@")[2]:
            message = f"{shortened(value.text)!r} names no domain that mail could be sent to"
            yield document.at_value(UNUSUAL_CONTACT, value, message)
    for name in document.keyed("name", "atom:name"):
        above = name.parent
        found = _IN_BRACKETS.search(name.text[:_LONGEST])
        if above is not None and above.spec.inside == "person" and found and is_address(found[1]):
            message = "the name holds a mail address, which belongs into <email>"
            yield document.at_text(UNUSUAL_CONTACT, name.node, message)


def is_address(text: str) -> bool:
    """Whether it is an address that mail can be sent to."""
    text = text[:_LONGEST]
    return bool(_ADDRESS.fullmatch(text) or _SIMPLE.fullmatch(text))


def _bare(text: str) -> str:
    """The address in `address (name)` or `name <address>`."""
    text = text[:_LONGEST]
    match = _IN_BRACKETS.search(text)
    return match[1] if match else _COMMENT.sub("", text).strip()
