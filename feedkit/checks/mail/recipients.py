"""The message is for one reader, and its addresses are ones that servers take.

The URI in List-Unsubscribe is that of one subscription (RFC 8058 §3.1), so each message has one recipient. RFC 5321
§4.5.3.1 limits the two sides of an address and the path that it becomes.
"""

from __future__ import annotations

from collections.abc import Iterator

from feedkit.checks.mail import Reading
from feedkit.checks.mail._addresses import in_field
from feedkit.checks.mail._findings import one, shortened
from feedkit.checks.mail._message import Message
from feedkit.diagnostics import Diagnostic
from feedkit.message.addresses import MAX_ADDRESS, MAX_DOMAIN, MAX_LOCAL
from feedkit.rules.mail_messages import OVERLONG_MAIL_ADDRESS, SEVERAL_RECIPIENTS

RULES = (OVERLONG_MAIL_ADDRESS, SEVERAL_RECIPIENTS)


def check(reading: Reading) -> Iterator[Diagnostic]:
    """A finding for each address that is too long, each field too many, and a To that has not exactly one address."""
    message = reading.message
    if message is None:
        return
    for name in ("from", "sender", "reply-to", "to", "cc", "bcc"):
        for field in message.head.all(name):
            for address in in_field(field.value):
                if why := _too_long(address):
                    text = f"{shortened(address)!r} has {why}"
                    yield one(OVERLONG_MAIL_ADDRESS, message.source, field.span, text)
    yield from _recipients(message)


def _recipients(message: Message) -> Iterator[Diagnostic]:
    for field in message.head.fields:
        if field.name in ("cc", "bcc"):
            yield one(SEVERAL_RECIPIENTS, message.source, field.span, f"there is a {field.label}")
    for field in message.head.all("to")[:1]:
        found = in_field(field.value)
        if len(found) != 1:
            yield one(SEVERAL_RECIPIENTS, message.source, field.span, f"To has {len(found) or 'no'} addresses, not one")


def _too_long(address: str) -> str:
    local, _, domain = address.rpartition("@")
    sides = [len(each.encode("utf-8", "surrogateescape")) for each in (local, domain, address)]
    if sides[0] > MAX_LOCAL:
        return f"{sides[0]} bytes before the `@`; {MAX_LOCAL} are allowed"
    if sides[1] > MAX_DOMAIN:
        return f"{sides[1]} bytes behind the `@`; {MAX_DOMAIN} are allowed"
    if sides[2] > MAX_ADDRESS:
        return f"{sides[2]} bytes; {MAX_ADDRESS} are allowed"
    return ""
