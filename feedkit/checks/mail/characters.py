"""No control characters stand in what readers see.

C0 and C1 controls come from texts of Windows-1252 that were taken for Latin-1. A single U+0092 makes Gmail show the
mail as clipped, whatever its size.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedkit.checks.mail import Reading
from feedkit.checks.mail._findings import together
from feedkit.checks.mail._source import source
from feedkit.diagnostics import Diagnostic
from feedkit.rules.mail_messages import CONTROL_CHARACTER_IN_MAIL

RULES = (CONTROL_CHARACTER_IN_MAIL,)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_REFERENCE = re.compile(r"&#(?:([0-9]{1,3})(?![0-9])|[xX]0*([0-9a-fA-F]{1,2})(?![0-9a-fA-F]));?")


def check(reading: Reading) -> Iterator[Diagnostic]:
    """At most one finding for each text and way of writing them."""
    subject = source(reading.mail.path, reading.mail.subject)
    for text, where in ((subject, "subject"), (reading.html, "HTML"), (reading.text, "plain text")):
        if spans := [match.span() for match in _CONTROL.finditer(text.text)]:
            character = ord(text.text[spans[0][0]])
            yield together(CONTROL_CHARACTER_IN_MAIL, text, spans, f"U+{character:04X} stands in the {where}")
    references = [match for match in _REFERENCE.finditer(reading.html.text) if _is_control(match)]
    if references:
        spans = [match.span() for match in references]
        yield together(CONTROL_CHARACTER_IN_MAIL, reading.html, spans, f"`{references[0][0]}` is a control character")


def _is_control(match: re.Match[str]) -> bool:
    return _CONTROL.match(chr(int(match[1]) if match[1] else int(match[2], 16))) is not None
