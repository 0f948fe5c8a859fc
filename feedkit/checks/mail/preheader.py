"""The first words are meant for the list of mails.

Programs show 40 to 110 characters beside the subject, and go on with whatever comes next unless padding keeps it
away. East Asian characters are as wide as two.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from feedkit.checks.mail import Reading
from feedkit.checks.mail._findings import one
from feedkit.checks.mail._page import INVISIBLE, Run
from feedkit.checks.mail._reading import one_line
from feedkit.diagnostics import Diagnostic
from feedkit.rules.mail_html import MISSING_PREHEADER

RULES = (MISSING_PREHEADER,)
SHORTEST, LONGEST = 40, 110
_PADDING = re.compile(f"[{re.escape(INVISIBLE)}]{{20,}}\\Z")


def check(reading: Reading) -> Iterator[Diagnostic]:
    """At most one finding."""
    first = next((run for run in reading.page.runs if run.says_something and _is_in_body(run)), None)
    if first is None:
        yield one(MISSING_PREHEADER, reading.html, (0, 0), "the body has no text")
    elif reading.day.of(first.parent).is_shown:
        message = f"the body begins with {one_line(first.text)[:40]!r}, not with a hidden preheader"
        yield one(MISSING_PREHEADER, reading.html, first.span, message)
    elif why := _why(first.text, reading):
        yield one(MISSING_PREHEADER, reading.html, first.span, why)


def _why(text: str, reading: Reading) -> str:
    words = one_line(text).strip(INVISIBLE)
    if words.casefold() == one_line(reading.mail.subject).casefold():
        return "the preheader says what the subject says"
    width = sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in words)
    if width < SHORTEST or len(words) > LONGEST:
        return f"the preheader has {len(words)} characters; {SHORTEST} to {LONGEST} are shown"
    if not _PADDING.search(text):
        return "there is no padding behind the preheader, so that the next words follow it"
    return ""


def _is_in_body(run: Run) -> bool:
    return run.parent is not None and not any(each.name == "head" for each in (run.parent, *run.parent.ancestors()))
