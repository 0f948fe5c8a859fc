"""The head has each field as often as it must, and nothing in it that could become another field.

RFC 5322 §3.6 says how often each field may come; §2.2 keeps line ends out of values, which is what stands between a
title and headers of somebody else's choice. Encoded-words are decoded, since careless programs put what they hold
into a head again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime

from feedkit.checks.mail import Reading
from feedkit.checks.mail._encoded_words import ENCODED_WORD, decoded
from feedkit.checks.mail._findings import one
from feedkit.checks.mail._message import Field, Message
from feedkit.diagnostics import Diagnostic
from feedkit.rules.mail_messages import UNSAFE_HEADER, WRONG_NUMBER_OF_HEADERS

RULES = (WRONG_NUMBER_OF_HEADERS, UNSAFE_HEADER)
ONCE = ("Date", "From", "Message-ID", "Subject", "MIME-Version", "To")
AT_MOST_ONCE = (
    "Sender", "Reply-To", "Cc", "Bcc", "In-Reply-To", "References", "Content-Type", "Content-Transfer-Encoding",
    "List-Id", "List-Post", "List-Archive", "List-Help", "Auto-Submitted", "Precedence", "Feedback-ID",
)  # fmt: skip
_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f]")
_DECODED_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_FOLD = re.compile(r"\r?\n(?=[ \t])")
_LINE_END = re.compile(r"\r?\n\Z")


def check(reading: Reading) -> Iterator[Diagnostic]:
    """What is found in the head of the message."""
    if reading.message:
        yield from _numbers(reading.message)
        yield from _dangers(reading.message)


def _numbers(message: Message) -> Iterator[Diagnostic]:
    for label in ONCE:
        found = message.head.all(label.lower())
        if not found:
            yield one(WRONG_NUMBER_OF_HEADERS, message.source, (0, 0), f"{label} is missing")
    for label in (*ONCE, *AT_MOST_ONCE):
        found = message.head.all(label.lower())
        if len(found) > 1:
            yield one(WRONG_NUMBER_OF_HEADERS, message.source, found[1].span, f"there are {len(found)} {label}")
    for field in message.head.all("date")[:1]:
        if not _is_date(field.value):
            text = f"{field.value!r} is not a date as `Thu, 28 May 2026 18:00:00 +0200`"
            yield one(WRONG_NUMBER_OF_HEADERS, message.source, field.span, text)


def _is_date(value: str) -> bool:
    try:
        return parsedate_to_datetime(value).utcoffset() is not None
    except ValueError:
        return False


def _dangers(message: Message) -> Iterator[Diagnostic]:
    for span in message.head.strays:
        text = message.source.text[slice(*span)].strip()
        yield one(UNSAFE_HEADER, message.source, span, f"{text[:60]!r} is no header")
    for field in message.head.fields:
        if why := _danger(field):
            yield one(UNSAFE_HEADER, message.source, field.span, f"{field.label} holds {why}")


def _danger(field: Field) -> str:
    bare = _FOLD.sub("", _LINE_END.sub("", field.raw))
    if match := _CONTROL.search(bare):
        return f"U+{ord(match[0]):04X}"
    # A recipient whose address is not ASCII is reached through servers with SMTPUTF8 only, which take this (RFC 6532).
    if not bare.isascii() and field.name != "to":
        return "bytes beyond ASCII"
    for match in ENCODED_WORD.finditer(bare):
        if hidden := _DECODED_CONTROL.search(decoded(match) or ""):
            return f"U+{ord(hidden[0]):04X} in an encoded-word"
    return ""
