"""No line is longer than servers must take, and none begins with what they may change.

998 bytes without CR LF is the limit of RFC 5322 §2.1.1 and RFC 5321 §4.5.3.1.6. The full stop at the beginning of a
line is doubled on the way (RFC 5321 §4.5.2), `From ` gets a `>` in mailboxes; both come back changed where a program
is careless.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedkit.checks.mail import Reading
from feedkit.checks.mail._findings import together
from feedkit.diagnostics import Diagnostic
from feedkit.rules.mail_messages import FRAGILE_LINE_START, OVERLONG_MAIL_LINE

RULES = (OVERLONG_MAIL_LINE, FRAGILE_LINE_START)
LIMIT = 998
_LONG = re.compile(r"(?m)^[^\r\n]{999,}")
_FRAGILE = re.compile(r"(?m)^(?:\.|From )")


def check(reading: Reading) -> Iterator[Diagnostic]:
    """At most one finding of each rule."""
    if reading.message is None:
        return
    source = reading.message.source
    if lines := [match.span() for match in _LONG.finditer(source.text)]:
        longest = max(end - start for start, end in lines)
        message = f"a line has {longest:,} bytes; {LIMIT} are allowed"
        yield together(OVERLONG_MAIL_LINE, source, lines, message)
    if starts := [match.span() for match in _FRAGILE.finditer(source.text, reading.message.head.end)]:
        start = source.text[slice(*starts[0])]
        yield together(FRAGILE_LINE_START, source, starts, f"a line of the body begins with {start!r}")
