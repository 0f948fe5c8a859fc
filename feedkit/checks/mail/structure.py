"""The message offers plain text first and HTML last, in UTF-8, between boundaries that nothing else looks like.

Programs show the last part they understand (RFC 2046 §5.1.4), so the order decides what readers see. A boundary
inside of a part ends that part (§5.1.1).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedkit.checks.mail import Reading
from feedkit.checks.mail._findings import one
from feedkit.checks.mail._message import Message
from feedkit.checks.mail._source import Span
from feedkit.diagnostics import Diagnostic
from feedkit.rules.mail_messages import UNSAFE_BOUNDARY, WRONG_MAIL_STRUCTURE

RULES = (WRONG_MAIL_STRUCTURE, UNSAFE_BOUNDARY)
EXPECTED = ["text/plain", "text/html"]
_BOUNDARY = re.compile(r"[A-Za-z0-9'()+_,./:=? -]{0,69}[A-Za-z0-9'()+_,./:=?-]")


def check(reading: Reading) -> Iterator[Diagnostic]:
    """What is found in the skeleton of the message."""
    message = reading.message
    if message is None:
        return
    yield from _structure(message)
    if message.boundary:
        yield from _boundary(message)


def _structure(message: Message) -> Iterator[Diagnostic]:
    source, where = message.source, _type_of(message)
    if message.head.type != "multipart/alternative":
        yield one(WRONG_MAIL_STRUCTURE, source, where, f"it is {message.head.type}, not multipart/alternative")
        return
    types = [part.head.type for part in message.parts]
    if types != EXPECTED:
        found = ", ".join(types) or "none"
        yield one(WRONG_MAIL_STRUCTURE, source, where, f"its parts are {found}; they must be {', '.join(EXPECTED)}")
    for part in message.parts:
        charset = part.head.parameter("charset").lower()
        where = next((each.span for each in part.head.all("content-type")), part.span)
        if charset != "utf-8":
            yield one(WRONG_MAIL_STRUCTURE, source, where, f"the charset is {charset!r}, not utf-8")
        elif not _is_utf_8(part.content or b""):
            yield one(WRONG_MAIL_STRUCTURE, source, where, f"the content of {part.head.type} is not UTF-8")


def _boundary(message: Message) -> Iterator[Diagnostic]:
    source, where, boundary = message.source, _type_of(message), message.boundary
    if not _BOUNDARY.fullmatch(boundary):
        yield one(UNSAFE_BOUNDARY, source, where, f"{boundary!r} is no boundary of at most 70 plain characters")
    if not message.is_closed:
        end = len(source.text)
        yield one(UNSAFE_BOUNDARY, source, (end, end), f"`--{boundary}--` is missing at the end")
    for part in message.parts:
        at = part.body.find(boundary)
        if at >= 0 or boundary.encode() in (part.content or b""):
            start = part.span[0] + max(at, 0)
            yield one(UNSAFE_BOUNDARY, source, (start, start + 1), f"the boundary stands inside of {part.head.type}")


def _type_of(message: Message) -> Span:
    return next((each.span for each in message.head.all("content-type")), (0, message.head.end))


def _is_utf_8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
