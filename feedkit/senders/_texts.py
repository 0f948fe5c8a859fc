"""What must be known of a message before it may go out over SMTP; of long parts that many messages share, only once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

_LONG = 1_000
"""Bytes from which on a part is remembered."""


class Text(NamedTuple):
    """What a message is to SMTP."""

    length: int
    """Bytes."""
    ascii: bool
    """Whether it can go without 8BITMIME."""
    fault: tuple[str, str] | None
    """Why it must not go out, in a word and in a sentence: what some servers would take for its end."""


def text_of(parts: Sequence[bytes]) -> Text:
    """What the message is, which is the parts one behind the other."""
    length, all_ascii, dotted, at_line_start = 0, True, False, True
    for part in parts:
        if not part:
            continue
        size = len(part)
        is_ascii, paired, has_dots = _remembered(part) if size >= _LONG else _look(part)
        if not paired:
            return _unpaired(b"".join(parts))
        length += size
        all_ascii = all_ascii and is_ascii
        dotted = dotted or has_dots or (at_line_start and part[0] == _DOT)
        at_line_start = part.endswith(b"\r\n")
    return Text(length, all_ascii, None if at_line_start and length and not dotted else _DOTS)


def _unpaired(message: bytes) -> Text:
    """A line end may lie across two parts, which is no fault."""
    if _look(message)[1]:
        return text_of([message])
    fault = ("line-ends", "the message has a bare CR or LF (RFC 5321 §2.3.8)")
    return Text(len(message), message.isascii(), fault)


def _look(part: bytes) -> tuple[bool, bool, bool]:
    """Whether it is ASCII, whether every CR has its LF, and whether a line behind its first begins with a dot."""
    pairs = part.count(b"\r\n")
    return part.isascii(), part.count(b"\r") == pairs == part.count(b"\n"), b"\r\n." in part


_remembered = lru_cache(maxsize=32)(_look)
_DOT = ord(".")
_DOTS = ("dots", "a line of the message begins with a dot, or its last one has no end")
