"""A block of code ends where it was meant to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedkit.checks.articles import Manuscript
from feedkit.diagnostics import Diagnostic
from feedkit.rules.prose import UNCLOSED_FENCE

RULES = (UNCLOSED_FENCE,)
_OPENING = re.compile(r"[ \t>*+0-9.)-]*?(`{3,}|~{3,})[^\n]*")


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """At most one finding: only the last block can be open at the end."""
    outline = manuscript.outline()
    if not outline.code:
        return
    text = outline.source.rstrip()
    first, last = outline.code[-1]
    if last < text.count("\n") + 1:
        return
    start, end = outline.window((first, first))
    opening = _OPENING.match(text, start, end)
    final = text[text.rfind("\n") + 1 :].strip("> \t")
    if opening and not (final.startswith(opening[1]) and not final.strip(opening[1][0]) and len(text) > end):
        message = "this block of code is never closed"
        yield Diagnostic(rule=UNCLOSED_FENCE, place=outline.range(opening.start(1), opening.end()), message=message)
