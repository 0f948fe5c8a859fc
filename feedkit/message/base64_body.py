"""Base64 (RFC 2045 §6.8) with places for values, encoded once but for the values.

Base64 writes three bytes as four characters, so what stands behind a value depends on the value's length. Each run
of fixed bytes is therefore encoded three times: whole, and without its first or its first two bytes, which are then
lent to the value to make up its threes. What is left over at the end of a run goes before the next value.
"""

from __future__ import annotations

from binascii import b2a_base64
from collections.abc import Iterable, Sequence

from feedkit.message.slots import Slot
from feedkit.quick_dataclasses import dataclass

_BYTES_A_LINE = 57


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Fixed bytes, seen from one of three starts."""

    lent: bytes
    """The first bytes, written with the value before them."""
    lines: bytes
    """All whole lines behind those, encoded."""
    rest: bytes
    """The last bytes, fewer than a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Base64Body:
    """A part of a message in base64."""

    first: Run
    following: tuple[tuple[Slot, tuple[Run, ...]], ...]
    """Each value with the run behind it, by how many bytes that lends: fewer than three where it is too short."""

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Its slots in their order; one may be there several times."""
        return tuple(slot for slot, _ in self.following)

    def filled(self, values: Iterable[bytes]) -> tuple[bytes, ...]:
        """The encoded part in stretches, given what stands in each slot; the long ones are the same for everybody."""
        parts, left = [self.first.lines], self.first.rest
        for (_, runs), value in zip(self.following, values, strict=True):
            left += value
            needed = -len(left) % 3
            if needed < len(runs):
                run = runs[needed]
                parts += (encoded(left + run.lent), run.lines)
                left = run.rest
            else:
                left += runs[0].rest  # it is too short to make up the threes, so it is all rest
        return (*parts, encoded(left))


def body(contents: Sequence[bytes], slots: Sequence[Slot]) -> Base64Body:
    """The contents with the slots between them: one content more than slots."""
    runs = (tuple(_run(content, lent) for lent in range(min(3, len(content) + 1))) for content in contents[1:])
    return Base64Body(first=_run(contents[0], 0), following=tuple(zip(slots, runs, strict=True)))


def encoded(content: bytes) -> bytes:
    """The content in lines of 76 characters, each with its line end."""
    starts = range(0, len(content), _BYTES_A_LINE)
    return b"".join([b2a_base64(content[start : start + _BYTES_A_LINE], newline=False) + b"\r\n" for start in starts])


def length(content_length: int) -> int:
    """How many bytes that many become, line ends included."""
    return 4 * -(-content_length // 3) + 2 * -(-content_length // _BYTES_A_LINE)


def _run(content: bytes, lent: int) -> Run:
    end = len(content) - (len(content) - lent) % _BYTES_A_LINE
    return Run(lent=content[:lent], lines=encoded(content[lent:end]), rest=content[end:])
