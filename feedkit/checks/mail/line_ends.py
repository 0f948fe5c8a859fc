"""Lines end with CR LF and nothing else does.

A lone CR or LF is read as a line end by some servers only, and so lets one message hide another in it (RFC 5321 §2.3.8;
"SMTP smuggling"). NUL is not allowed at all (§4.1.1.4). Gmail has shown even small mails as clipped whose HTML did not
end with a line end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedkit.checks.mail import Reading
from feedkit.checks.mail._findings import one, together
from feedkit.diagnostics import Diagnostic
from feedkit.rules.mail_messages import BROKEN_LINE_ENDS

RULES = (BROKEN_LINE_ENDS,)
_KINDS = (
    (re.compile(r"\r(?!\n)"), "a CR stands without its LF"),
    (re.compile(r"(?<!\r)\n"), "an LF stands without its CR"),
    (re.compile("\0"), "there is a NUL"),
)


def check(reading: Reading) -> Iterator[Diagnostic]:
    """At most one finding for each kind, and one for each text that does not end its last line."""
    if reading.message:
        source = reading.message.source
        for pattern, message in _KINDS:
            if spans := [match.span() for match in pattern.finditer(source.text)]:
                yield together(BROKEN_LINE_ENDS, source, spans, message)
    for source, name in ((reading.html, "HTML"), (reading.text, "plain text")):
        if not source.text.endswith("\n"):
            end = len(source.text)
            yield one(BROKEN_LINE_ENDS, source, (end, end), f"the {name} does not end with a line end")
