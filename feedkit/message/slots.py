"""Places in a message for values of its recipient, and how values are written into them.

Values are written for many recipients at a time, as one text with NUL between them: that a value has been checked says
that it has none, and most of the work is then done in a few calls for all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape

from feedkit.message.quoted_printable import broken, quoted_line
from feedkit.message.refusals import MessageError
from feedkit.quick_dataclasses import dataclass

Writer = Callable[[str], list[bytes]]
"""Gives the bytes that go into the messages for values that have been checked."""

BETWEEN = "\0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A place for a value."""

    value: str
    """The name of the value, as `unsubscribe_url` or `to`."""
    write: Writer
    in_html: bool = False
    """Whether it stands in HTML, as text or in an attribute."""


def fill(slots: Iterable[Slot], values: Mapping[str, Sequence[str]]) -> dict[Slot, list[bytes]]:
    """What stands in each slot for each recipient, given the values of all by name; MessageError if one is empty."""
    made: dict[Slot, list[bytes]] = {}
    written: dict[tuple[Writer, str], list[bytes]] = {}
    for slot in slots:
        column = values[slot.value]
        if not all(column):
            email = values["recipient_email"][list(map(bool, column)).index(False)]
            raise MessageError(slot.value, f"the edition shows it, but the recipient {email!r} has none")
        text = BETWEEN.join(column)
        # Most values stand in a message several times, and mostly as the same bytes.
        key = (slot.write, escape(text) if slot.in_html else text)
        made[slot] = written[key] = written[key] if key in written else slot.write(key[1])
    return made


def plain(values: str) -> list[bytes]:
    """The values in a header field or a part of 7bit: they are ASCII already."""
    return values.encode("ascii").split(b"\0")


def raw(values: str) -> list[bytes]:
    """The values in UTF-8: in an internationalised header (RFC 6532 §3.2), or before base64."""
    return values.encode().split(b"\0")


def quoted_text(values: str) -> list[bytes]:
    """The values in quoted-printable, to be followed by a soft line break."""
    return [quoted_line(each) for each in raw(values)]


def quoted_url(values: str) -> list[bytes]:
    """As `quoted_text`, for URLs that `headers` has checked: of what needs escaping they can only have `=`."""
    return [broken(each) for each in plain(values.replace("=", "=3D"))]
