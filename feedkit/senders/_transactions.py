"""What is said to a server of one mail, made ready before any of it is sent."""

from __future__ import annotations

import re

from feedkit.quick_dataclasses import dataclass
from feedkit.senders import Blame, Mail, Outcome, Verdict
from feedkit.senders._texts import text_of

_NO_ADDRESS = re.compile(r"[\r\n<> \0]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """What the server can do and we shall use."""

    pipelining: bool
    chunking: bool
    size: int
    """Bytes of the largest message it takes; 0 for no limit."""
    says_size: bool
    eight_bit: bool
    smtputf8: bool


@dataclass(frozen=True, slots=True)
class Transaction:
    """A mail that can be sent here."""

    key: int
    commands: tuple[bytes, bytes, bytes]
    """MAIL, RCPT and DATA."""
    parts: tuple[bytes, ...]
    length: int
    """Bytes of the parts."""


def transaction(mail: Mail, features: Features) -> Transaction | Outcome:
    """How the mail is sent, or why it cannot be sent here at all."""
    text = text_of(mail.parts)
    if not features.eight_bit and not text.ascii:
        return _skipped(mail, "8bit", "the server takes ASCII only (no 8BITMIME)")
    plain_address = mail.recipient.isascii()
    if not plain_address and not features.smtputf8:
        return _skipped(mail, "eai", "the server takes no addresses beyond ASCII (no SMTPUTF8)")
    if features.size and text.length > features.size:
        said = f"the message has {text.length:,} bytes; the server takes {features.size:,}"
        return Outcome(key=mail.key, verdict=Verdict.DEFERRED, text=said, blame=Blame.SENDER)
    if _NO_ADDRESS.search(mail.sender) or _NO_ADDRESS.search(mail.recipient):
        return _skipped(mail, "address", "the address cannot stand in a command of SMTP")
    if text.fault is not None:
        return _skipped(mail, *text.fault)
    size = f" SIZE={text.length}" if features.says_size else ""
    plain = plain_address and text.ascii
    body = "" if plain else " BODY=8BITMIME"
    utf8 = "" if plain or not features.smtputf8 else " SMTPUTF8"
    commands = (
        f"MAIL FROM:<{mail.sender}>{size}{body}{utf8}\r\n".encode(),
        f"RCPT TO:<{mail.recipient}>\r\n".encode(),
        b"DATA\r\n",
    )
    return Transaction(mail.key, commands, mail.parts, text.length)


def _skipped(mail: Mail, reason: str, text: str) -> Outcome:
    return Outcome(key=mail.key, verdict=Verdict.SKIPPED, reason=reason, text=text)
