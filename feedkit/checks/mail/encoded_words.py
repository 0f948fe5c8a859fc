"""Encoded-words are whole, short and apart, and stand in free text only; the subject reads back as it was.

RFC 2047 §2 limits a word to 75 characters and its line to 76, §5 says where it may stand. Some versions of Python write
two without the blank between them (`?==?`), which Yahoo refuses with 554, or encode URIs and addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedkit.checks.mail import Reading
from feedkit.checks.mail._encoded_words import ENCODED_WORD, decoded, readable
from feedkit.checks.mail._findings import one, shortened
from feedkit.checks.mail._message import Field
from feedkit.checks.mail._reading import one_line
from feedkit.diagnostics import Diagnostic
from feedkit.rules.mail_messages import MALFORMED_ENCODED_WORD

RULES = (MALFORMED_ENCODED_WORD,)
MAX_WORD = 75
MAX_LINE = 76
FREE_TEXT = frozenset({"subject", "comments", "content-description"})
WITH_NAMES = frozenset({"from", "to", "cc", "bcc", "sender", "reply-to", "list-id", "resent-from", "resent-to"})
_ADDRESS = re.compile(r"<[^<>]*>|[^\s<>,;]*@[^\s<>,;]*|\"[^\"]*\"")


def check(reading: Reading) -> Iterator[Diagnostic]:
    """At most one finding for each field, and one when the subject is not the edition's."""
    message = reading.message
    if message is None:
        return
    for field in message.head.fields:
        if "=?" in field.raw and (why := _why(field)):
            yield one(MALFORMED_ENCODED_WORD, message.source, field.span, f"{field.label}: {why}")
    for field in message.head.all("subject")[:1]:
        found = readable(field.value)
        if one_line(found) != one_line(reading.mail.subject):
            text = f"Subject reads back as {shortened(found)!r}, not {shortened(reading.mail.subject)!r}"
            yield one(MALFORMED_ENCODED_WORD, message.source, field.span, text)


def _why(field: Field) -> str:
    words = list(ENCODED_WORD.finditer(field.raw))
    if field.name not in FREE_TEXT | WITH_NAMES:
        return "an encoded-word cannot stand here" if words else ""
    if field.name in WITH_NAMES and any(ENCODED_WORD.search(each) for each in _ADDRESS.findall(field.value)):
        return "an encoded-word stands in an address or a quoted string"
    if "?==?" in field.raw:
        return "two encoded-words touch each other"
    for match in words:
        if len(match[0]) > MAX_WORD:
            return f"an encoded-word has {len(match[0])} characters; {MAX_WORD} are allowed"
        if decoded(match) is None:
            return f"{shortened(match[0])!r} cannot be decoded"
    for line in f"{field.label}:{field.raw}".splitlines():
        if "=?" in line and len(line) > MAX_LINE:
            return f"a line with an encoded-word has {len(line)} characters; {MAX_LINE} are allowed"
    return ""
