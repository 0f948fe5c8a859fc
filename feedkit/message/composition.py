"""An edition as a mail: encoded once, then joined with the values of each recipient."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from feedkit.message import headers
from feedkit.message.base64_body import Base64Body
from feedkit.message.bodies import Part, Segment, part
from feedkit.message.fields import Sender, fields
from feedkit.message.message_ids import message_id
from feedkit.message.refusals import MessageError
from feedkit.message.slots import Slot
from feedkit.message.tokens import found_in
from feedkit.model import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """What the message to one subscriber says of them."""

    email: str
    message_id: str
    """From `message_id()`."""
    unsubscribe_url: str
    """An address of https that also takes the POST of one-click unsubscribing (RFC 8058)."""
    name: str = ""
    unsubscribe_mailto: str = ""
    preferences_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EncodedEdition:
    """All bytes of a message but for the values of its recipient."""

    id: str
    segments: tuple[Segment, ...]
    places: tuple[tuple[Slot | Base64Body, tuple[int, ...]], ...]
    """Each of the segments that is not the same for everybody, with its indices among them."""
    unsubscribe_mailto: str
    """For recipients without one of their own."""
    html_length: int
    """Bytes of the HTML part as encoded, without the values."""
    text_length: int


def encode(edition: Edition, sender: Sender, *, date: datetime) -> EncodedEdition:
    """The edition as a message, made once for all recipients. The same arguments give the same bytes anywhere.

    `date` is when the edition was frozen; it stays when a message is tried again. Raises MessageError if a header or
    a part cannot be written, or if the subject or an article has tokens in it, which are for templates only.
    """
    for where, others_text in (("entries", repr(edition.entries)), ("Subject", edition.subject)):
        if taken := found_in(others_text):
            raise MessageError(where, f"{taken[0]!r} stands for a value of the recipient, which only templates may use")
    text, html = part(edition.text, "text", is_html=False), part(edition.html, "html", is_html=True)
    boundary = _boundary(edition, [text, html])
    mailto = sender.unsubscribe_mailto
    segments = _merged(
        [
            *fields(edition, sender, date, boundary),
            *_in_multipart(text, "plain", boundary),
            *_in_multipart(html, "html", boundary),
            f"--{boundary}--\r\n".encode(),
        ]
    )
    return EncodedEdition(
        id=edition.id,
        segments=segments,
        places=_places(segments),
        unsubscribe_mailto=mailto and headers.mailto_uri("List-Unsubscribe", mailto),
        html_length=html.length,
        text_length=text.length,
    )


def address(encoded: EncodedEdition, recipient: Recipient, *, smtputf8: bool = False) -> bytes:
    """The message to one recipient: RFC 5322 bytes with CRLF, in which no line begins with a dot.

    `smtputf8` says that the server takes addresses beyond ASCII (RFC 6531). SmtpUtf8Required is raised for a
    recipient who needs that where it is not so, MessageError for one whose values cannot be written.
    """
    values = _values(encoded, recipient, smtputf8=smtputf8)
    parts: list[Any] = list(encoded.segments)
    for segment, places in encoded.places:
        filled = segment.filled(values)
        for place in places:
            parts[place] = filled
    return b"".join(parts)


def sample(edition: Edition, sender: Sender, *, date: datetime) -> bytes:
    """The message to a made-up recipient: it has nobody's address, and its links lead to example.com."""
    encoded = encode(edition, sender, date=date)
    recipient = Recipient(
        email="reader@example.com",
        message_id=message_id(edition.id, "sample", sender.email.rpartition("@")[2], secret=b"samples have no secrets"),
        unsubscribe_url="https://example.com/unsubscribe",
        unsubscribe_mailto="" if sender.unsubscribe_mailto else "mailto:unsubscribe@example.com",
        preferences_url="https://example.com/preferences",
    )
    return address(encoded, recipient)


def _values(encoded: EncodedEdition, recipient: Recipient, *, smtputf8: bool) -> dict[str, str]:
    """All values by the names that slots know them by, each one checked."""
    url = headers.https_uri("List-Unsubscribe", recipient.unsubscribe_url)
    own = recipient.unsubscribe_mailto
    mailto = headers.mailto_uri("List-Unsubscribe", own) if own else encoded.unsubscribe_mailto
    preferences = recipient.preferences_url and headers.web_uri("preferences_url", recipient.preferences_url)
    return {
        "to": headers.mailbox("To", recipient.name, recipient.email, smtputf8=smtputf8),
        "message_id": headers.message_id("Message-ID", recipient.message_id),
        "list_unsubscribe": headers.unsubscribe(url, mailto),
        "unsubscribe_url": url,
        "unsubscribe_mailto": mailto,
        "preferences_url": preferences,
        "recipient_email": recipient.email,
        "recipient_name": recipient.name or recipient.email,
    }


def _in_multipart(part: Part, subtype: str, boundary: str) -> list[Segment]:
    start = (
        f"--{boundary}\r\n"
        f"Content-Type: text/{subtype}; charset=utf-8\r\n"
        f"Content-Transfer-Encoding: {part.encoding}\r\n\r\n"
    )
    # The line end before a boundary belongs to the boundary (RFC 2046 §5.1.1).
    return [start.encode(), *part.segments, b"\r\n"]


def _boundary(edition: Edition, parts: list[Part]) -> str:
    """A line that is in no part, made of the edition. `=_` cannot stand in quoted-printable or in base64."""
    fixed = b"".join(each for part in parts for each in part.segments if isinstance(each, bytes))
    texts = [edition.id, edition.subject, edition.text, edition.html]
    known = "".join(f"{len(text)}:{text}" for text in texts).encode("utf-8", "surrogatepass")
    digest = hashlib.sha256(known).hexdigest()
    while (boundary := f"=_{digest[:24]}").encode() in fixed:
        digest = hashlib.sha256(digest.encode()).hexdigest()
    return boundary


def _merged(segments: Iterable[Segment]) -> tuple[Segment, ...]:
    """The segments with all bytes that follow each other in one, so that there is little to join."""
    merged: list[Segment] = []
    for segment in segments:
        last = merged[-1] if merged else None
        if isinstance(segment, bytes) and isinstance(last, bytes):
            merged[-1] = last + segment
        else:
            merged.append(segment)
    return tuple(merged)


def _places(segments: Sequence[Segment]) -> tuple[tuple[Slot | Base64Body, tuple[int, ...]], ...]:
    """Where each segment with values stands; a slot is filled once for all its places."""
    places: dict[Slot | Base64Body, list[int]] = {}
    for place, segment in enumerate(segments):
        if not isinstance(segment, bytes):
            places.setdefault(segment, []).append(place)
    return tuple((segment, tuple(found)) for segment, found in places.items())
