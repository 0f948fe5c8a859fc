"""Which message of ours a mail is about. Anybody can write to the mailbox of bounces, so what counts is what we signed.

1. The envelope address that the message was sent with, where the report came to (VERP), or as the report quotes it.
2. The signed link of List-Unsubscribe in the headers of the message that came back.
3. The address that the report names, with a Message-ID that only a message to that subscriber has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from feedkit.bounces.reports import Report
from feedkit.quick_dataclasses import dataclass
from feedkit.tokens import Purpose, TokenError, parse_verp, verify

_ENVELOPES = frozenset(
    (
        "delivered-to",
        "x-original-to",
        "envelope-to",
        "x-envelope-to",
        "x-delivered-to",
        "to",
        "return-path",
        "x-failed-recipients",
        "original-mail-from",
        "x-original-from",
        "original-envelope-id",
        "sender",
    )
)
_ADDRESS = re.compile(r"[A-Za-z0-9_.\-]{1,30}\+[A-Za-z0-9_.\-]{1,100}@[A-Za-z0-9.\-]{1,255}")
_LINK = re.compile(r"/unsubscribe/([A-Za-z0-9_.\-]{40,500})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """The message that a mail is about."""

    subscriber: int
    edition: str
    """As in envelope addresses; "" where the proof is a link, which is good for all editions."""


def proofs_in(report: Report, keys: Sequence[bytes], now: datetime) -> Proof | None:
    """The message that the report is about by what we signed; None when nothing in it is ours."""
    for address in _addresses(report):
        found = parse_verp(address, keys)
        if found is not None:
            return Proof(edition=found[0], subscriber=found[1])
    for name, value in report.headers:
        if name == "list-unsubscribe":
            for token in _LINK.findall(value):
                try:
                    claim = verify(keys, Purpose.UNSUBSCRIBE, token, now)
                except TokenError:
                    continue
                return Proof(edition="", subscriber=claim.subscriber)
    return None


def message_ids_in(report: Report) -> tuple[str, ...]:
    """The Message-IDs of messages that the mail is about or may be, as `<…>`; never more than a few."""
    names = ("message-id", "references", "in-reply-to", "x-original-message-id", "original-message-id")
    found = [each for name, value in report.headers if name in names for each in re.findall(r"<[^<>\s]{3,300}>", value)]
    return tuple(dict.fromkeys(found))[:20]


def _addresses(report: Report) -> Iterator[str]:
    for name, value in report.headers:
        if name in _ENVELOPES:
            yield from _ADDRESS.findall(value)
