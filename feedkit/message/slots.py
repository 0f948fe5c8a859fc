"""Places in a message for values of its recipient, and how a value is written into them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape

from feedkit.message.quoted_printable import broken, quoted_line
from feedkit.message.refusals import MessageError

Writer = Callable[[str], bytes]
"""Gives the bytes that go into the message for a value that has been checked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A place for a value."""

    value: str
    """The name of the value, as `unsubscribe_url` or `to`."""
    write: Writer

    def filled(self, values: Mapping[str, str]) -> bytes:
        """What stands in the place, given all values by name; MessageError if this one is empty."""
        value = values[self.value]
        if not value:
            raise MessageError(
                self.value, f"the edition shows it, but the recipient {values['recipient_email']!r} has none"
            )
        return self.write(value)


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


def quoted_url(value: str) -> bytes:
    """As `quoted_text`, for a URL that `headers` has checked: of what needs escaping it can only have `=`."""
    return broken(value.replace("=", "=3D").encode())


def quoted_html_url(value: str) -> bytes:
    """As `quoted_html`, for a URL that `headers` has checked: it can only have `&`, `'` and `=`."""
    return broken(value.replace("&", "&amp;").replace("'", "&#x27;").replace("=", "=3D").encode())
