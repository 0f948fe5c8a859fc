"""What must be known of a message before it may go out over SMTP; of long parts that many messages share, only once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from feedkit.quick_dataclasses import dataclass

_LONG = 1_000
"""Bytes from which on a part is remembered."""


@dataclass(frozen=True, slots=True)
class _Part:
    ascii: bool
    paired: bool
    """Whether every CR has its LF and the other way round."""
    dotted: bool
    """Whether a line behind its first begins with a dot."""


def is_ascii(parts: Sequence[bytes]) -> bool:
    """Whether the message can go without 8BITMIME."""
    return all(_seen(part).ascii for part in parts)


def fault(parts: Sequence[bytes]) -> tuple[str, str] | None:
    """Why the message must not go out, in a word and in a sentence: what some servers would take for its end."""
    if not all(_seen(part).paired for part in parts):
        joined = b"".join(parts)  # a line end may lie across two parts
        if not _look(joined).paired:
            return "line-ends", "the message has a bare CR or LF (RFC 5321 §2.3.8)"
        parts = [joined]
    at_line_start = True
    for part in parts:
        if (at_line_start and part.startswith(b".")) or _seen(part).dotted:
            return _DOTS
        if part:
            at_line_start = part.endswith(b"\r\n")
    return None if at_line_start and any(parts) else _DOTS


def _seen(part: bytes) -> _Part:
    return _remembered(part) if len(part) >= _LONG else _look(part)


def _look(part: bytes) -> _Part:
    pairs = part.count(b"\r\n")
    return _Part(part.isascii(), part.count(b"\r") == pairs == part.count(b"\n"), b"\r\n." in part)


_remembered = lru_cache(maxsize=32)(_look)
_DOTS = ("dots", "a line of the message begins with a dot, or its last one has no end")
