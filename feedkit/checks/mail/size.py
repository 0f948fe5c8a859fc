"""Gmail shows the whole mail.

It shows 102 KB and hides the rest, with the unsubscribe link. Whether it counts the HTML as it is or as it is encoded
is disputed among those who measured, so both must fit.
"""

from __future__ import annotations

from collections.abc import Iterator

from feedkit.checks.mail import Reading
from feedkit.diagnostics import Diagnostic, Place
from feedkit.rules.mail_messages import OVERSIZED_MAIL

RULES = (OVERSIZED_MAIL,)
DECODED = 100_000
ENCODED = 102_400


def check(reading: Reading) -> Iterator[Diagnostic]:
    """At most one finding for each way of counting."""
    size = len(reading.mail.html.encode("utf-8", "surrogatepass"))
    if size > DECODED:
        text = f"the HTML has {size:,} bytes; {DECODED:,} are allowed"
        yield Diagnostic(rule=OVERSIZED_MAIL, place=Place(reading.html.path), message=text)
    message = reading.message
    part = message.part("text/html") if message else None
    if message and part and len(part.body) > ENCODED:
        text = f"the HTML has {len(part.body):,} bytes in {part.encoding}; {ENCODED:,} are allowed"
        yield Diagnostic(rule=OVERSIZED_MAIL, place=Place(message.source.path), message=text)
