"""From is one address of a domain that is the sender's own.

DMARC (RFC 7489) asks that the domain of From is the one that DKIM signs for or SPF answers for. Providers of
mailboxes let only their own servers do so.
"""

from __future__ import annotations

from collections.abc import Iterator

from feedkit.checks.mail import Reading
from feedkit.checks.mail._addresses import domain, in_field
from feedkit.checks.mail._findings import one
from feedkit.diagnostics import Diagnostic
from feedkit.message.addresses import FREEMAIL
from feedkit.rules.mail_messages import UNFIT_SENDER

RULES = (UNFIT_SENDER,)


def check(reading: Reading) -> Iterator[Diagnostic]:
    """At most one finding."""
    message = reading.message
    if message is None:
        return
    for field in message.head.all("from")[:1]:
        addresses = in_field(field.value)
        if why := _why(addresses):
            yield one(UNFIT_SENDER, message.source, field.span, why)


def _why(addresses: list[str]) -> str:
    if len(addresses) != 1:
        return f"From has {len(addresses) or 'no'} addresses, not one"
    own = domain(addresses[0])
    if "@" not in addresses[0] or "." not in own:
        return f"{addresses[0]!r} is not an address as `news@example.org`"
    if own in FREEMAIL:
        return f"mail from {own} is refused unless {own} sends it"
    return ""
