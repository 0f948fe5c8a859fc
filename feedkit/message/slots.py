"""Places in a message for values of its recipient, and how a value is written into them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from feedkit.message.quoted_printable import quoted_line


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Slot:
    """A place for a value. The same place may come several times; it is filled once."""

    value: str
    """The name of the value, as `unsubscribe_url` or `to`."""
    write: Callable[[str], bytes]
    """Gives the bytes that go into the message."""


def plain(value: str) -> bytes:
    """The value in a header field or a part of 7bit: it is ASCII already."""
    return value.encode("ascii")


def raw(value: str) -> bytes:
    """The value in UTF-8: in an internationalised header (RFC 6532 §3.2), or before base64."""
    return value.encode()


def raw_html(value: str) -> bytes:
    """The value as text of HTML, before base64."""
    return escape(value).encode()


def quoted_text(value: str) -> bytes:
    """The value in quoted-printable, to be followed by a soft line break."""
    return quoted_line(value.encode())


def quoted_html(value: str) -> bytes:
    """The value as text of HTML in quoted-printable, to be followed by a soft line break."""
    return quoted_line(escape(value).encode())
