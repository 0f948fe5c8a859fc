"""The two parts of a message, each in the shortest transfer encoding that carries it (RFC 2045 §6)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from feedkit.characters import without_forbidden
from feedkit.message import base64_body, slots
from feedkit.message.base64_body import Base64Body
from feedkit.message.headers import LIMIT, MAX_URI
from feedkit.message.quoted_printable import SOFT_BREAK, quoted
from feedkit.message.slots import Slot, Writer
from feedkit.message.tokens import Token, split
from feedkit.quick_dataclasses import dataclass

Segment = bytes | Slot | Base64Body
"""A stretch of a message: the same for everybody, a value, or a part in which both are interwoven."""

_LINE_END = re.compile(r"\r\n?|\n")
# As in quoted-printable, no line may begin with what SMTP or a mailbox would change.
_SEVEN_BIT = re.compile(rb"(?:(?!\.|From )[\t -~]{0,%d}\r\n)*+" % LIMIT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a message, encoded."""

    encoding: str
    """The Content-Transfer-Encoding."""
    segments: tuple[Segment, ...]
    length: int
    """Bytes as encoded, without the values."""


def part(text: str, where: str, *, is_html: bool) -> Part:
    """The text as a part, with slots where its tokens are, in lines with CRLF, the last one ended.

    It is 7bit if it is ASCII in lines of at most 998 and stays so whatever the values are, else quoted-printable or
    base64, whichever is shorter. Characters that no text should have (C0, C1) are taken out: one U+0092 is enough to
    make Gmail show a mail as clipped. Raises MessageError, which names `where`, for a misused token.
    """
    text = _LINE_END.sub("\r\n", without_forbidden(text))
    texts, tokens = split(text if text.endswith("\r\n") else text + "\r\n", where)
    contents = [each.encode() for each in texts]
    if _is_seven_bit(contents, tokens, is_html=is_html):
        return _seven_bit(contents, tokens)
    in_quotes = [quoted(each) for each in contents]
    in_base64 = base64_body.length(sum(map(len, contents)))
    if sum(map(len, in_quotes)) <= in_base64:
        return _quoted(in_quotes, tokens, is_html=is_html)
    places = _slots(tokens, slots.raw, in_html=is_html)
    body = base64_body.body(contents, places)
    return Part(encoding="base64", segments=(body if places else b"".join(body.filled([])),), length=in_base64)


def encoded_length(text: str, *, is_html: bool) -> int:
    """How many bytes the text takes in a message, without the values of a recipient."""
    return part(text, "html" if is_html else "text", is_html=is_html).length


def _is_seven_bit(contents: Sequence[bytes], tokens: Sequence[Token], *, is_html: bool) -> bool:
    """Whether nothing needs encoding, with values of any length; escaped for HTML they may become too long for a line."""
    if tokens and (is_html or not all(token.is_url for token in tokens)):
        return False
    return _SEVEN_BIT.fullmatch((b"x" * MAX_URI).join(contents)) is not None


def _seven_bit(contents: Sequence[bytes], tokens: Sequence[Token]) -> Part:
    segments: list[Segment] = [contents[0]]
    for slot, content in zip(_slots(tokens, slots.plain), contents[1:], strict=True):
        segments += (slot, content)
    return Part(encoding="7bit", segments=tuple(segments), length=sum(map(len, contents)))


def _quoted(contents: Sequence[bytes], tokens: Sequence[Token], *, is_html: bool) -> Part:
    """Every value stands in lines of its own, so that no soft line break can come to lie inside it."""
    segments: list[Segment] = [contents[0]]
    length = len(contents[0])
    places = _slots(tokens, slots.quoted_text, slots.quoted_url, in_html=is_html)
    for before, slot, content in zip(contents, places, contents[1:], strict=False):
        at_line_start = not before or before.endswith(b"\r\n")
        fixed = (b"" if at_line_start else SOFT_BREAK, SOFT_BREAK + content)
        segments += (fixed[0], slot, fixed[1])
        length += sum(map(len, fixed))
    return Part(encoding="quoted-printable", segments=tuple(segments), length=length)


def _slots(
    tokens: Sequence[Token], write: Writer, write_url: Writer | None = None, *, in_html: bool = False
) -> list[Slot]:
    """A slot for each token; URLs may be written in a way of their own."""
    return [
        Slot(value=token.name.lower(), write=write_url if write_url and token.is_url else write, in_html=in_html)
        for token in tokens
    ]
