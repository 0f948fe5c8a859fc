"""A mail as a report: of non-delivery (RFC 3464), of a complaint (RFC 5965), or in the words of a server of its own.

The mail was written by anybody. It is read by the standard library's parser, which refuses nothing, and what is taken from it
is a few short texts; nothing in it is executed, unpacked or fetched.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from email.utils import parsedate_to_datetime
from itertools import islice

from feedkit.bounces.meaning import Meaning, meaning
from feedkit.quick_dataclasses import dataclass

MAX_BYTES = 400_000
"""Of a mail is read; a report is at its beginning."""
_MAX_PARTS = 50
_MAX_DELIMITERS, _MAX_BOUNDARIES = 400, 30
_MAX_TEXT = 20_000
_IN_ASCII = bytes(each if each < 128 else ord("?") for each in range(256))


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a mail says."""

    meaning: Meaning
    status: str
    """The enhanced status code, as `5.1.1`; may be empty."""
    said: str
    """What the receiver said, on one line."""
    recipient: str
    """Whom it is about, as the report says; may be empty or wrong."""
    event: str
    """Names this report: a second copy of it has the same."""
    at: datetime | None
    """When it was written, as it says."""
    headers: tuple[tuple[str, str], ...]
    """Of the mail, of the report, and of the message that it is about: where a proof may be."""


def read_report(mail: bytes) -> Report:
    """What the mail says; its meaning is NOTHING for one that is no report."""
    bounded = _bounded(mail)
    message = message_from_bytes(bounded)
    parts = _parts(message)
    fields = _fields(parts)
    found = _complaint(message, fields) or _status(message, fields) or _other(message, bounded)
    kind, status, said, recipient = found
    return Report(
        meaning=kind,
        status=status,
        said=" ".join(said.split())[:500],
        recipient=_address(recipient),
        event=_event(message, mail),
        at=_date(message),
        headers=tuple(_headers(message, fields, parts)),
    )


def _bounded(mail: bytes) -> bytes:
    """The mail up to where it has more parts in parts than any report: the parser goes into each, with a stack."""
    mail = mail[:MAX_BYTES]
    for mark, most in (
        (re.compile(rb"^--", re.MULTILINE), _MAX_DELIMITERS),
        (re.compile(rb"boundary", re.IGNORECASE), _MAX_BOUNDARIES),
    ):
        last = next(islice(mark.finditer(mail), most, None), None)
        mail = mail[: last.start()] if last else mail
    return mail


_Found = tuple[Meaning, str, str, str]


def _complaint(message: Message, fields: list[Message]) -> _Found | None:
    if _report_type(message) != "feedback-report":
        return None
    kinds = {_text(each, "Feedback-Type").strip().lower() for each in fields}
    recipient = next((_text(each, "Original-Rcpt-To") for each in fields if each.get("Original-Rcpt-To")), "")
    if kinds & {"abuse", "fraud"}:
        return Meaning.COMPLAINT, "", "complaint", recipient
    if kinds & {"opt-out", "opt-out-list"}:
        return Meaning.LEAVE, "", "asked to be taken off", recipient
    return Meaning.NOTHING, "", "a report that is no complaint", recipient


def _status(message: Message, fields: list[Message]) -> _Found | None:
    """The gravest of what is said of the recipients; of a message to one reader there is one."""
    said_of = [each for each in fields if each.get("Action")]
    if not said_of:
        return (Meaning.NOTHING, "", "a receipt", "") if _report_type(message) == "disposition-notification" else None
    found: list[_Found] = []
    for each in said_of:
        recipient = _text(each, "Original-Recipient") or _text(each, "Final-Recipient")
        said = _text(each, "Diagnostic-Code").partition(";")[2] or _text(each, "Diagnostic-Code")
        action = _text(each, "Action").strip().lower().split("(")[0].strip()
        if action != "failed":
            found.append((Meaning.NOTHING, "", action, recipient))
            continue
        kind, code = meaning(_text(each, "Status"), said)
        found.append((kind, code, said, recipient))
    order = [Meaning.HARD, Meaning.SOFT, Meaning.POLICY, Meaning.NOTHING]
    return min(found, key=lambda each: order.index(each[0]))


def _other(message: Message, mail: bytes) -> _Found:
    """Servers that do not keep to RFC 3464: recognised by a library that knows their words, if by anything."""
    from flufl.bounce import all_failures  # noqa: PLC0415  (needed for few mails)

    if _is_automatic(message):
        return Meaning.NOTHING, "", "an automatic answer", ""
    try:
        temporary, permanent = all_failures(message_from_bytes(mail.translate(_IN_ASCII)))
    except Exception:  # noqa: BLE001  (its detectors stumble over mails that are none; then it is no report)
        return Meaning.NOTHING, "", "not a report", ""
    if not temporary and not permanent:
        return Meaning.NOTHING, "", "not a report", ""
    said = _body(message)
    recipient = min(permanent or temporary).decode("ascii", "replace")
    if not permanent:
        return Meaning.SOFT, "", said, recipient
    kind, code = meaning("", said)
    return kind, code, said, recipient


def _is_automatic(message: Message) -> bool:
    """Whether it is an answer of somebody who is away (RFC 3834), rather than of a server."""
    if (
        _text(message, "Auto-Submitted").lower().startswith("auto-replied")
        and message.get_content_type() != "multipart/report"
    ):
        sender = _text(message, "From").lower() + _text(message, "Return-Path").lower()
        return (
            "mailer-daemon" not in sender and "postmaster" not in sender and "<>" not in _text(message, "Return-Path")
        )
    names = ("X-Autoreply", "X-Autorespond", "X-Auto-Response-Suppress")
    return any(message.get(each) for each in names) or _text(message, "Precedence").lower() in (
        "auto_reply",
        "bulk",
        "list",
    )


def _parts(message: Message) -> list[Message]:
    found = []
    for part in message.walk():
        found.append(part)
        if len(found) >= _MAX_PARTS:
            break
    return found


def _fields(parts: list[Message]) -> list[Message]:
    """The groups of fields of the machine-readable parts."""
    found: list[Message] = []
    for part in parts:
        kind, payload = part.get_content_type(), part.get_payload() if part.is_multipart() else None
        groups = [each for each in payload if isinstance(each, Message)] if isinstance(payload, list) else []
        if kind == "message/delivery-status":
            found += groups[:_MAX_PARTS]
        elif kind in ("message/feedback-report", "message/global-delivery-status"):
            # The parser takes the first group for the headers of a message; further ones are its text then.
            found += groups[:1]
            blocks = re.split(rb"\r?\n\r?\n", _decoded(groups[0] if groups else part)[:_MAX_TEXT])
            found += [message_from_bytes(block) for block in blocks if block.strip()]
    return found


def _headers(message: Message, fields: list[Message], parts: list[Message]) -> Iterator[tuple[str, str]]:
    for each in (message, *fields):
        yield from _own(each)
    for part in parts[1:]:
        kind = part.get_content_type()
        if kind in ("text/rfc822-headers", "message/rfc822-headers"):
            yield from _own(message_from_bytes(_decoded(part)[:MAX_BYTES]))
        elif kind == "text/plain" or not part.is_multipart():
            continue
        else:
            yield from _own(part)
    for part in parts[1:]:
        if part.get("Message-ID") or part.get("List-Unsubscribe"):
            yield from _own(part)
    if message.get_content_maintype() == "text":  # the message is quoted in the text, as qmail and others do
        yield from _own(message_from_bytes(_quoted(_body(message)).encode("utf-8", "surrogateescape")))


def _own(part: Message) -> Iterator[tuple[str, str]]:
    for name, value in part.items()[:200]:
        yield name.lower(), " ".join(str(value).split())[:2000]


def _quoted(text: str) -> str:
    """What looks like the headers of a message in a text, without the marks of quoting."""
    lines = (line.lstrip("> ").rstrip() for line in text.splitlines())
    return "\n".join(line for line in lines if ":" in line[:60]) + "\n\n"


def _report_type(message: Message) -> str:
    if message.get_content_type() != "multipart/report":
        return ""
    kind = message.get_param("report-type")
    return kind.lower() if isinstance(kind, str) else ""


def _body(message: Message) -> str:
    for part in _parts(message):
        if part.get_content_type() == "text/plain":
            return _decoded(part)[:_MAX_TEXT].decode("utf-8", "replace")
    return ""


def _decoded(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _text(part: Message, name: str) -> str:
    value = part.get(name)
    return "" if value is None else " ".join(str(value).split())[:2000]


def _address(text: str) -> str:
    return text.rpartition(";")[2].strip().strip("<>").strip()[:300]


def _event(message: Message, mail: bytes) -> str:
    known = _text(message, "Message-ID").encode("utf-8", "replace") or mail
    return hashlib.sha256(known).hexdigest()[:32]


def _date(message: Message) -> datetime | None:
    try:
        found = parsedate_to_datetime(_text(message, "Date"))
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
