"""Programs can show their unsubscribe button, and one press of it is enough.

RFC 8058 §3.1: one List-Unsubscribe with an https URI, and List-Unsubscribe-Post by the letter. URIs are plain ASCII; an
encoded-word is none (RFC 2047 §5), and a fold inside of one breaks it, so a fold stands behind a comma only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedkit.checks.mail import Reading
from feedkit.checks.mail._findings import one, shortened
from feedkit.checks.mail._message import Field, Message
from feedkit.diagnostics import Diagnostic
from feedkit.rules.mail_messages import MISSING_ONE_CLICK_UNSUBSCRIBE

RULES = (MISSING_ONE_CLICK_UNSUBSCRIBE,)
_LIST = re.compile(r"<[!-;=?-~]+>(?:[ \t]*,[ \t]*<[!-;=?-~]+>)*")
_FOLD_ELSEWHERE = re.compile(r"(?<![,\r])\r?\n[ \t]+(?=\S)")
_URI = re.compile(r"<([^<>]+)>")


def uris(message: Message) -> list[str]:
    """The URIs of List-Unsubscribe."""
    return _URI.findall(message.head.first("list-unsubscribe"))


def check(reading: Reading) -> Iterator[Diagnostic]:
    """At most one finding for each of the two fields."""
    message = reading.message
    if message is None:
        return
    for name, why in (("List-Unsubscribe", _why), ("List-Unsubscribe-Post", _why_post)):
        found = message.head.all(name.lower())
        if not found:
            yield one(MISSING_ONE_CLICK_UNSUBSCRIBE, message.source, (0, 0), f"{name} is missing")
        elif len(found) > 1:
            text = f"there are {len(found)} {name}"
            yield one(MISSING_ONE_CLICK_UNSUBSCRIBE, message.source, found[1].span, text)
        elif reason := why(found[0]):
            yield one(MISSING_ONE_CLICK_UNSUBSCRIBE, message.source, found[0].span, reason)


def _why(field: Field) -> str:
    if "=?" in field.raw and "?=" in field.raw:
        return "List-Unsubscribe is an encoded-word; no program finds a URI in it"
    if not _LIST.fullmatch(field.value):
        return f"List-Unsubscribe is not a list of URIs in <>: {shortened(field.value)!r}"
    if _FOLD_ELSEWHERE.search(field.raw.lstrip()):
        return "List-Unsubscribe is folded inside of a URI"
    if not any(uri.lower().startswith("https://") for uri in _URI.findall(field.value)):
        return "List-Unsubscribe has no https URI"
    return ""


def _why_post(field: Field) -> str:
    if field.value != "List-Unsubscribe=One-Click":
        return f"List-Unsubscribe-Post is {shortened(field.value)!r}, not `List-Unsubscribe=One-Click`"
    return ""
