"""No edition is put into a conversation with another.

Gmail joins mails with one subject unless References tell them apart (Google Workspace Updates, 29 March 2019), and then
hides what both have, header and footer first. An id that is of no message, one for each edition, keeps them apart.
"""

from __future__ import annotations

from collections.abc import Iterator

from feedkit.checks.mail import Reading
from feedkit.checks.mail._findings import one
from feedkit.diagnostics import Diagnostic
from feedkit.rules.mail_messages import THREADED_EDITION

RULES = (THREADED_EDITION,)


def check(reading: Reading) -> Iterator[Diagnostic]:
    """What ties the message to others."""
    message = reading.message
    if message is None:
        return
    for field in message.head.all("in-reply-to"):
        yield one(THREADED_EDITION, message.source, field.span, "there is an In-Reply-To")
    references = message.head.all("references")
    if not references:
        yield one(THREADED_EDITION, message.source, (0, 0), "References is missing")
    for field in references[:1]:
        ids = field.value.split()
        if len(ids) != 1:
            yield one(THREADED_EDITION, message.source, field.span, f"References has {len(ids)} ids, not one")
        elif ids[0] == message.head.first("message-id"):
            yield one(THREADED_EDITION, message.source, field.span, "References is the message's own id")
