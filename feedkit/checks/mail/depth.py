"""Nothing is nested so deep that parsers lose it.

libxml2, which many servers and programs read HTML with, drops elements below about 254 levels and all that follows.
"""

from __future__ import annotations

from collections.abc import Iterator

from feedkit.checks.mail import Reading
from feedkit.checks.mail._findings import one
from feedkit.diagnostics import Diagnostic
from feedkit.rules.mail_html import DEEPLY_NESTED_MAIL

RULES = (DEEPLY_NESTED_MAIL,)
LIMIT = 200


def check(reading: Reading) -> Iterator[Diagnostic]:
    """At most one finding, at the first element that is too deep."""
    first = next((each for each in reading.page.elements if each.depth + 1 >= LIMIT), None)
    if first:
        deepest = 1 + max(each.depth for each in reading.page.elements)
        message = f"elements are nested {deepest} levels deep; fewer than {LIMIT} are allowed"
        yield one(DEEPLY_NESTED_MAIL, reading.html, first.span, message)
