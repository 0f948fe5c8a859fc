"""No `<style>` is of a kind that Gmail drops.

Gmail keeps up to 16,384 bytes of styles (hteumeuleu/email-bugs#90), drops an element with an at-rule inside of another
(hteumeuleu/caniemail#144), with a fault or with a colour in the newest notation
(https://www.caniemail.com/features/css-rgba/), and knows styles in the head only (/features/html-style/).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedkit.checks.mail import Reading
from feedkit.checks.mail._css import Sheet
from feedkit.checks.mail._findings import one
from feedkit.checks.mail._page import Element
from feedkit.checks.mail._source import Span
from feedkit.diagnostics import Diagnostic
from feedkit.rules.mail_html import DROPPED_STYLE

RULES = (DROPPED_STYLE,)
BUDGET = 16_384
_NEW_COLOR = re.compile(
    r"\b(?:rgba?|hsla?)\(\s*[^,()\s]+\s+[^,()]+\)|\b(?:ok)?l(?:ch|ab)\(|\bcolor(?:-mix)?\(", re.IGNORECASE
)


def check(reading: Reading) -> Iterator[Diagnostic]:
    """The first reason why an element would be dropped, and the budget of all."""
    total = 0
    for element, sheet in reading.sheets.items():
        size = len(reading.page.raw[element].text.encode("utf-8", "surrogatepass"))
        total += size
        if total > BUDGET >= total - size:
            message = f"with this element the styles have more than {BUDGET:,} bytes"
            yield one(DROPPED_STYLE, reading.html, element.span, message)
        found = next(_reasons(element, sheet), None)
        if found:
            message = f"Gmail drops the whole element: {found[0]}"
            yield one(DROPPED_STYLE, reading.html, found[1], message)


def _reasons(element: Element, sheet: Sheet) -> Iterator[tuple[str, Span]]:
    if not any(each.name == "head" for each in element.ancestors()):
        yield "it stands outside of the head", element.span
    for what, span in sheet.faults:
        yield f"{what} is a fault", span
    for at_rule in sheet.at_rules:
        end = at_rule.at + len(at_rule.name) + 1
        if at_rule.inside:
            yield f"@{at_rule.name} stands inside of @{at_rule.inside[-1]}", (at_rule.at, end)
        elif at_rule.name == "import":
            yield "@import", (at_rule.at, end)
    for rule in sheet.rules:
        for declaration in rule.declarations:
            if match := _NEW_COLOR.search(declaration.value):
                yield f"`{match[0]}`", (declaration.at, declaration.at + len(declaration.name))
