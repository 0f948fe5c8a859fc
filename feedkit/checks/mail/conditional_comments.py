"""What is for Outlook alone is closed, and hidden from all others in one of the two ways that survive.

Word reads `<!--[if mso]>…<![endif]-->`; `<!--[if !mso]><!-->…<!--<![endif]-->` is for everybody else. The bare
`<![if !mso]>` is no comment, and HTML parsers on the way take it out. Tables opened for Outlook must be closed for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedkit.checks.mail import Reading
from feedkit.checks.mail._findings import one, shortened
from feedkit.checks.mail._page import Comment
from feedkit.diagnostics import Diagnostic
from feedkit.rules.mail_html import BROKEN_CONDITIONAL_COMMENT

RULES = (BROKEN_CONDITIONAL_COMMENT,)
_IF = re.compile(r"\[if\s+([^\]]*)\]>", re.IGNORECASE)
_BEGINS = re.compile(r"(\s*)\[if\b", re.IGNORECASE)
_CONDITION = re.compile(
    r"(?:[!()&|\s]|(?:gte|gt|lte|lt)\s|mso(?:\s+[0-9]+)?|IE(?:\s+[0-9.]+)?|true|false)+", re.IGNORECASE
)
_REVEALED_END = re.compile(r"\s*<!\[endif\]", re.IGNORECASE)
_ENDIF = re.compile(r"<!\[endif\]\s*\Z", re.IGNORECASE)
_TABLE = re.compile(r"<(/?)(table|tr|td)\b", re.IGNORECASE)


def check(reading: Reading) -> Iterator[Diagnostic]:
    """A finding for each comment that is wrong, and one when what is for Outlook is not closed."""
    revealed: list[Comment] = []
    inside = []
    for comment in reading.page.comments:
        if why := _why(comment):
            yield one(BROKEN_CONDITIONAL_COMMENT, reading.html, comment.span, why)
        elif _IF.match(comment.text):
            if comment.text.endswith("<!"):
                revealed.append(comment)
            else:
                inside.append(comment)
        elif _REVEALED_END.match(comment.text) and comment.is_closed:
            if revealed:
                revealed.pop()
            else:
                yield one(BROKEN_CONDITIONAL_COMMENT, reading.html, comment.span, "it closes nothing")
    for comment in revealed:
        message = "it is never closed with `<!--<![endif]-->`"
        yield one(BROKEN_CONDITIONAL_COMMENT, reading.html, comment.span, message)
    yield from _tables(inside, reading)


def _why(comment: Comment) -> str:
    text = comment.text
    if not comment.is_closed:
        start = " ".join(text[:40].split())
        if start.lower().startswith(("[if", "[endif")):
            return f"`<!{shortened(' '.join(start.split()), 30)}` is no comment, or one that never ends"
        return "" if start.lower().startswith(("[cdata", "doctype")) else "a comment is never closed"
    match, begins = _IF.match(text), _BEGINS.match(text)
    if match is None and begins:
        if begins[1]:
            return "Outlook does not see a condition behind a blank"
        return f"{shortened(text, 30)!r} is not a condition"
    if match is None:
        return ""
    if not _CONDITION.fullmatch(match[1]):
        return f"Outlook does not know the condition {match[1]!r}"
    if match.end() == len(text) - 2 and text.endswith("<!"):
        return ""
    if not _ENDIF.search(text):
        return "`<![endif]` is missing at its end"
    return ""


def _tables(comments: list[Comment], reading: Reading) -> Iterator[Diagnostic]:
    balance = {"table": 0, "tr": 0, "td": 0}
    for comment in comments:
        for match in _TABLE.finditer(comment.text):
            balance[match[2].lower()] += -1 if match[1] else 1
    wrong = [name for name, count in balance.items() if count]
    if wrong:
        what = "more often opened than closed" if balance[wrong[0]] > 0 else "more often closed than opened"
        message = f"for Outlook <{wrong[0]}> is {what}"
        yield one(BROKEN_CONDITIONAL_COMMENT, reading.html, comments[-1].span, message)
