"""The fields that say "this is a mailing list" are there, in the forms that programs read.

List-Id (RFC 2919 §3) sorts the list into a folder, List-Post, List-Archive and List-Help (RFC 2369) tell what can be
done, Auto-Submitted (RFC 3834 §5) and Precedence keep vacation programs quiet, Feedback-ID lets Gmail count
complaints.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedkit.checks.mail import Reading
from feedkit.checks.mail._encoded_words import readable
from feedkit.checks.mail._findings import one, shortened
from feedkit.diagnostics import Diagnostic
from feedkit.rules.mail_messages import MALFORMED_LIST_HEADER, MISSING_LIST_HEADER

RULES = (MALFORMED_LIST_HEADER, MISSING_LIST_HEADER)
_LABEL = r"[A-Za-z0-9_-]+"
_URIS = r"<(?:https?://|mailto:)[^<>\s]+>(?:\s*,\s*<(?:https?://|mailto:)[^<>\s]+>)*"
FORMS = {
    "List-Id": (re.compile(rf"(?s:.*?)\s*<{_LABEL}(?:\.{_LABEL})+>"), "`Name <daily.example.org>`"),
    "List-Post": (re.compile("NO"), "`NO`"),
    "List-Archive": (re.compile(_URIS), "`<https://…>`"),
    "List-Help": (re.compile(_URIS), "`<https://…>`"),
    "Auto-Submitted": (re.compile("auto-generated"), "`auto-generated`"),
    "Precedence": (re.compile("bulk|list"), "`bulk`"),
    "Feedback-ID": (
        re.compile(r"(?:[^\s:@]*:){0,3}[^\s:@]{5,15}"),
        "`edition:list::sender`, the sender in 5 to 15 characters",
    ),
}
"""The form of each, without a person's address in it, and how it is told."""
MAX_LIST_ID = 255


def check(reading: Reading) -> Iterator[Diagnostic]:
    """A finding for each field that is missing or has another form."""
    message = reading.message
    if message is None:
        return
    for label, (form, told) in FORMS.items():
        found = message.head.all(label.lower())
        if not found:
            yield one(MISSING_LIST_HEADER, message.source, (0, 0), f"{label} is missing", help=f"{label}: {told}")
        for field in found[:1]:
            value = readable(field.value)
            id = value.rpartition("<")[2].rstrip(">")
            if not form.fullmatch(value):
                text = f"{label} is {shortened(value)!r}, not {told}"
                yield one(MALFORMED_LIST_HEADER, message.source, field.span, text)
            elif label == "List-Id" and len(id) > MAX_LIST_ID:
                text = f"List-Id has {len(id)} characters; {MAX_LIST_ID} are allowed"
                yield one(MALFORMED_LIST_HEADER, message.source, field.span, text)
