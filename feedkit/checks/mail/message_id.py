"""The Message-ID is well formed, of the sender's own domain, and keeps the recipient to itself.

RFC 5322 §3.6.4. Servers drop a second copy by it, answers quote it; so it is the same at every attempt, and has
neither the address of the recipient in it nor the part before the `@`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedkit.checks.mail import Reading
from feedkit.checks.mail._addresses import domain, in_field
from feedkit.checks.mail._findings import one, shortened
from feedkit.checks.mail._message import Field, Message
from feedkit.diagnostics import Diagnostic
from feedkit.rules.mail_messages import UNFIT_MESSAGE_ID

RULES = (UNFIT_MESSAGE_ID,)
_ID = re.compile(r"<([A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+)@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)>")


def check(reading: Reading) -> Iterator[Diagnostic]:
    """At most one finding."""
    message = reading.message
    if message is None:
        return
    for field in message.head.all("message-id")[:1]:
        if why := _why(field, message):
            yield one(UNFIT_MESSAGE_ID, message.source, field.span, why)


def _why(field: Field, message: Message) -> str:
    if "\n" in field.raw.rstrip("\r\n"):
        return "it is folded; it must stand on one line"
    match = _ID.fullmatch(field.value)
    if match is None:
        return f"{shortened(field.value)!r} is not an id as `<left@example.org>`"
    own = [domain(each) for each in in_field(message.head.first("from"))]
    if not any(_are_related(match[2].lower(), each) for each in own):
        return f"{match[2]} is not the sender's domain"
    # A reader may be called as the list is.
    of_all = f"{message.head.first('references')} {message.head.first('list-id')}".lower()
    for address in in_field(message.head.first("to")):
        local = address.rpartition("@")[0].lower()
        word = re.compile(rf"(?<![a-z0-9]){re.escape(local)}(?![a-z0-9])")
        if len(local) > 3 and word.search(match[1].lower()) and not word.search(of_all):
            return f"it tells who the recipient is: {local!r} stands in it"
    return ""


def _are_related(one: str, other: str) -> bool:
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")
