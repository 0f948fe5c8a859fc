"""Nothing in the mail runs, asks for input or pulls in more.

Programs take it out; servers and filters take it for an attack, and with it the mail.
"""

from __future__ import annotations

from collections.abc import Iterator

from feedkit.checks.mail import Reading
from feedkit.checks.mail._findings import together
from feedkit.checks.mail._page import Element
from feedkit.checks.mail._source import Span
from feedkit.diagnostics import Diagnostic
from feedkit.rules.mail_html import ACTIVE_CONTENT

RULES = (ACTIVE_CONTENT,)
ELEMENTS = frozenset(
    {
        "script",
        "noscript",
        "form",
        "iframe",
        "frame",
        "frameset",
        "object",
        "embed",
        "applet",
        "base",
        "template",
        "canvas",
    }
)
_SCHEMES = ("javascript:", "vbscript:", "data:text/html")


def check(reading: Reading) -> Iterator[Diagnostic]:
    """A finding for each kind, at the first place."""
    found: dict[str, list[Span]] = {}
    for element in reading.page.elements:
        for what in _active(element):
            found.setdefault(what, []).append(element.span)
    for what, spans in found.items():
        yield together(ACTIVE_CONTENT, reading.html, spans, f"{what} stands in the mail")


def _active(element: Element) -> Iterator[str]:
    if element.name in ELEMENTS:
        yield f"<{element.name}>"
    elif element.name == "link" and "stylesheet" in element.get("rel").lower().split():
        yield "an outside stylesheet"
    elif element.name == "meta" and element.get("http-equiv").lower() == "refresh":
        yield "a <meta> that leads away"
    for name, attribute in element.attributes.items():
        if name.startswith("on") and len(name) > 4 and name.isalpha():
            yield f"an attribute `{name}`"
        elif "".join(attribute.value.split()).lower().startswith(_SCHEMES):
            yield f"a script in `{name}`"
