"""Notices: plain mails to one person about their own subscription, asked for by somebody just now.

They have no marketing, no pictures and no tracking; nothing to unsubscribe from either, since nothing follows.
"""

from __future__ import annotations

from datetime import datetime

from feedkit.message import headers
from feedkit.message.addresses import canonical
from feedkit.message.bodies import part


def notice(
    *,
    sender_name: str,
    sender_email: str,
    recipient: str,
    subject: str,
    text: str,
    language: str,
    message_id: str,
    date: datetime,
) -> bytes:
    """The message with CRLF. Raises MessageError for an address or a text that a message cannot have."""
    sender, to = canonical(sender_email, "From"), canonical(recipient, "To", smtputf8=True)
    body = part(text, "text", is_html=False)
    fields = [
        headers.field("From", headers.mailbox("From", sender_name, sender)),
        b"To: " + to.encode() + b"\r\n",
        headers.field("Subject", headers.unstructured("Subject", subject)),
        headers.field("Date", headers.date_time("Date", date)),
        headers.field("Message-ID", headers.message_id("Message-ID", message_id)),
        headers.field("Auto-Submitted", "auto-generated"),
        headers.field("Content-Language", language),
        headers.field("MIME-Version", "1.0"),
        headers.field("Content-Type", "text/plain; charset=utf-8"),
        headers.field("Content-Transfer-Encoding", body.encoding),
    ]
    return b"".join(fields) + b"\r\n" + b"".join(each for each in body.segments if isinstance(each, bytes))
