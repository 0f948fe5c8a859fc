"""An edition as a mail: encoded once, then joined with the values of each recipient."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain, groupby, repeat

from feedkit.message import headers
from feedkit.message.base64_body import Base64Body
from feedkit.message.bodies import Part, Segment, part
from feedkit.message.fields import Sender, fields
from feedkit.message.message_ids import message_id
from feedkit.message.refusals import MessageError
from feedkit.message.slots import Slot, fill
from feedkit.message.tokens import found_in
from feedkit.model import Edition
from feedkit.quick_dataclasses import dataclass

_LONG = 2_000
"""Bytes."""


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
        unsubscribe_mailto=mailto and headers.mailto_uri("List-Unsubscribe", mailto),
        html_length=html.length,
        text_length=text.length,
    )


def address(encoded: EncodedEdition, recipient: Recipient, *, smtputf8: bool = False) -> bytes:
    """The message to one recipient: RFC 5322 bytes with CRLF, in which no line begins with a dot.

    `smtputf8` says that the server takes addresses beyond ASCII (RFC 6531). SmtpUtf8Required is raised for a
    recipient who needs that where it is not so, MessageError for one whose values cannot be written.
    """
    return next(address_all(encoded, [recipient], smtputf8=smtputf8))


def address_all(encoded: EncodedEdition, recipients: Sequence[Recipient], *, smtputf8: bool = False) -> Iterator[bytes]:
    """The messages to some recipients, in their order, each as `address` makes it; a hundred at a time go fastest.

    Raises what `address` raises before the first of them, if it would for any: take them one by one to see for which.
    """
    return map(b"".join, address_in_parts(encoded, recipients, smtputf8=smtputf8))


def address_in_parts(
    encoded: EncodedEdition, recipients: Sequence[Recipient], *, smtputf8: bool = False
) -> Iterator[tuple[bytes, ...]]:
    """The same in a few parts, to be sent one behind the other: long ones that all messages share are not copied."""
    if not recipients:
        return iter(())
    values = _values(encoded, recipients, smtputf8=smtputf8)
    bodies = [each for each in encoded.segments if isinstance(each, Base64Body)]
    filled = fill({*_slots(encoded.segments), *(slot for body in bodies for slot in body.slots)}, values)
    columns: list[Iterable[tuple[bytes, ...]]] = []
    for is_short, stretch in groupby(encoded.segments, _is_short):
        if is_short:
            pieces = [filled[each] if isinstance(each, Slot) else repeat(each, len(recipients)) for each in stretch]
            columns.append(zip(map(b"".join, zip(*pieces, strict=True)), strict=True))
            continue
        for segment in stretch:
            if isinstance(segment, Base64Body):
                rows = zip(*[filled[slot] for slot in segment.slots], strict=True)
                columns.append(map(segment.filled, rows))
            elif isinstance(segment, bytes):
                columns.append(repeat((segment,), len(recipients)))
    return (tuple(chain.from_iterable(row)) for row in zip(*columns, strict=True))


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


def _values(encoded: EncodedEdition, recipients: Sequence[Recipient], *, smtputf8: bool) -> dict[str, list[str]]:
    """The values of all recipients by the names that slots know them by, each one checked."""
    urls = headers.https_uris("List-Unsubscribe", [each.unsubscribe_url for each in recipients])
    mailtos = [
        headers.mailto_uri("List-Unsubscribe", each.unsubscribe_mailto)
        if each.unsubscribe_mailto
        else encoded.unsubscribe_mailto
        for each in recipients
    ]
    preferences = [each.preferences_url for each in recipients]
    headers.web_uris("preferences_url", [each for each in preferences if each])
    return {
        "to": [headers.mailbox("To", each.name, each.email, smtputf8=smtputf8) for each in recipients],
        "message_id": headers.message_ids("Message-ID", [each.message_id for each in recipients]),
        "list_unsubscribe": list(map(headers.unsubscribe, urls, mailtos)),
        "unsubscribe_url": urls,
        "unsubscribe_mailto": mailtos,
        "preferences_url": preferences,
        "recipient_email": [each.email for each in recipients],
        "recipient_name": [each.name or each.email for each in recipients],
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


def _is_short(segment: Segment) -> bool:
    """Whether it costs less to copy than to be a part of its own."""
    return isinstance(segment, Slot) or (isinstance(segment, bytes) and len(segment) < _LONG)


def _slots(segments: Iterable[Segment]) -> list[Slot]:
    return [each for each in segments if isinstance(each, Slot)]
