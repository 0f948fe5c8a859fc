"""The header fields of an edition, in their order; nothing is added to a message afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from feedkit.message import headers, slots
from feedkit.message.addresses import FREEMAIL, canonical
from feedkit.message.message_ids import edition_name, edition_reference
from feedkit.message.refusals import MessageError
from feedkit.message.slots import Slot
from feedkit.model import Edition
from feedkit.quick_dataclasses import dataclass

_LIST_ID = re.compile(r"[A-Za-z0-9_\-]+(?:\.[A-Za-z0-9_\-]+)+")
_SENDER_ID = re.compile(r"[A-Za-z0-9_\-]{5,15}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who the readers of a list get its mail from."""

    name: str
    email: str
    """Its domain is the sender's own, never that of a provider of mailboxes."""
    list_id: str
    """As `daily.example.org`; it stays the same for the life of the list (RFC 2919)."""
    list_name: str = ""
    """The sender's name where it is empty."""
    reply_to: str = ""
    help_url: str = ""
    """A page that tells about the list; the archive of its editions where it is empty."""
    unsubscribe_mailto: str = ""
    """As `mailto:leave@example.org?subject=leave`, for recipients without one of their own."""
    feedback_id: str = ""
    """5 to 15 characters that Gmail counts complaints under; made of the domain of `email` where it is empty."""


def fields(edition: Edition, sender: Sender, date: datetime, boundary: str) -> Iterator[bytes | Slot]:
    """All fields with the empty line behind them; slots are `to`, `message_id` and `list_unsubscribe`."""
    sender_address = _own_address(sender.email)
    domain = sender_address.rpartition("@")[2]
    yield headers.field("From", headers.mailbox("From", sender.name, sender_address))
    if sender.reply_to:
        yield headers.field("Reply-To", headers.mailbox("Reply-To", "", sender.reply_to))
    yield from _field_of_recipient("To", Slot(value="to", write=slots.raw))
    yield headers.field("Subject", headers.unstructured("Subject", edition.subject))
    yield headers.field("Date", headers.date_time("Date", date))
    yield from _field_of_recipient("Message-ID", Slot(value="message_id", write=slots.plain))
    yield headers.field("References", headers.message_id("References", edition_reference(edition.id, domain)))
    yield from _list_fields(edition, sender)
    # Vacation programs leave such mail unanswered (RFC 3834 §5; `Precedence` is older, and still the one some look at).
    yield headers.field("Auto-Submitted", "auto-generated")
    yield headers.field("Precedence", "bulk")
    yield headers.field("Feedback-ID", _feedback_id(edition, sender, domain))
    if edition.language:
        yield headers.field("Content-Language", _matching("Content-Language", _LANGUAGE, edition.language))
    yield headers.field("MIME-Version", "1.0")
    yield headers.field("Content-Type", f'multipart/alternative; boundary="{boundary}"')
    yield b"\r\n"


def _list_fields(edition: Edition, sender: Sender) -> Iterator[bytes | Slot]:
    list_id = _matching("List-Id", _LIST_ID, sender.list_id)
    if len(list_id) > 255:
        raise MessageError("List-Id", f"it has {len(list_id)} characters; 255 are allowed (RFC 2919 §3)")
    yield headers.field("List-Id", headers.identifier("List-Id", sender.list_name or sender.name, list_id))
    yield from _field_of_recipient("List-Unsubscribe", Slot(value="list_unsubscribe", write=slots.plain))
    yield headers.field("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
    yield headers.field("List-Archive", f"<{headers.web_uri('List-Archive', edition.archive_url)}>")
    yield headers.field("List-Help", f"<{headers.web_uri('List-Help', sender.help_url or edition.archive_url)}>")
    yield headers.field("List-Post", "NO")


def _field_of_recipient(name: str, slot: Slot) -> Iterator[bytes | Slot]:
    """What the slot writes was made by `headers` for the field of this name, so it needs no more checks."""
    yield from (f"{name}: ".encode(), slot, b"\r\n")


def _own_address(email: str) -> str:
    address = canonical(email, "From")
    domain = address.rpartition("@")[2].lower()
    if domain in FREEMAIL:
        raise MessageError("From", f"mail from {domain} is refused unless {domain} sends it; use a domain of your own")
    return address


def _feedback_id(edition: Edition, sender: Sender, domain: str) -> str:
    """`edition:list::sender`; a colon ends each of them, and none says who the recipient is."""
    own = sender.feedback_id or re.sub(r"[^a-z0-9]", "", domain.lower())[:15].ljust(5, "0")
    label = sender.list_id.partition(".")[0]
    return f"{edition_name(edition.id)}:{label}::{_matching('Feedback-ID', _SENDER_ID, own)}"


def _matching(name: str, pattern: re.Pattern[str], value: str) -> str:
    if not pattern.fullmatch(value):
        raise MessageError(name, f"{value!r} is not what it can hold")
    return value
