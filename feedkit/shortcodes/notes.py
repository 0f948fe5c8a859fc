"""Remarks that engines set apart: `!!! note "Title"` with indented text, and quotes that begin with `[!NOTE]`.

https://python-markdown.github.io/extensions/admonition/, https://facelessuser.github.io/pymdown-extensions/extensions/details/,
https://docs.github.com/en/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#alerts
"""

from __future__ import annotations

import re

from feedkit.shortcodes import callouts
from feedkit.shortcodes.code import Change, Code, changed, stops

_STOPS = stops({"!": "!! |!!\t", "?": r"\?\?\+?[ \t]", "[": "!"})
_OPEN = re.compile(
    r"(?:!!!|\?\?\?\+?)[ \t]+([A-Za-z][\w\-]*)((?:[ \t]+[\w\-]+)*)(?:[ \t]+\"([^\"\n]*)\")?[ \t\r]*(?=\n)"
)
_ALERT = re.compile(r"\[!([A-Za-z][\w\-]*)\][+\-]?(?:[ \t]+([^\n]*?))?[ \t\r]*(?=\n|\Z)")
_IN_QUOTE = re.compile(r"[ \t]*(?:[-*+][ \t]+)?>[ \t]*\Z")
_INDENTED = re.compile(r"(?: {4}|\t)")
_BARS = re.compile(
    r"\[\[[ \t]*([A-Za-z][\w\-]*)[ \t]*(?:\|[ \t]*([^\]\n]+?)[ \t]*)?\]\][ \t]*\n((?:\|[^\n]*(?:\n|\Z))+)"
)
_BARS_STOPS = stops({"[": r"\["})
_DEEPEST = 8
_FAR = 200


def plain(text: str, depth: int = 0) -> str:
    """The text with such remarks as quotes under bold titles, every line at its place."""

    def change(code: Code, start: int) -> Change | None:
        line = code.line_start(start)
        if text[start] == "[":
            alert = _ALERT.match(text, start) if start - line < _FAR and _IN_QUOTE.match(text[line:start]) else None
            if alert is None or code.is_indented(start):
                return None
            return start, alert.end(), f"{callouts.title_of_kind(alert[1], alert[2] or '')}  "
        opened = _OPEN.match(text, start) if start == line else None
        inside, end = _indented(text, opened.end()) if opened else ("", start)
        if opened is None or not inside:
            return None
        head = "" if opened[3] == "" else callouts.title_of_kind(opened[1], opened[3] or "")
        within = plain(inside, depth + 1) if depth < _DEEPEST else inside
        quoted = "".join(f"\n> {each}".rstrip() for each in within.split("\n"))
        return start, end, (f"> {head}  " if head else ">") + quoted

    return changed(text, _STOPS, change)


def between_bars(text: str) -> str:
    """The text with `[[note | Title]]` and the lines behind bars below it as quotes under bold titles.

    https://www.gatsbyjs.com/plugins/gatsby-remark-custom-blocks/.
    """

    def change(code: Code, start: int) -> Change | None:
        found = _BARS.match(text, start) if code.line_start(start) == start else None
        if found is None:
            return None
        title = callouts.title_of_kind(found[1], found[2] or "")
        lines = found[3].rstrip("\n").split("\n")
        return (
            start,
            found.end(3) - found[3].endswith("\n"),
            "\n".join([f"> {title}  ", *(f">{each[1:]}" for each in lines)]),
        )

    return changed(text, _BARS_STOPS, change)


def _indented(text: str, start: int) -> tuple[str, int]:
    """The indented lines from the line end at `start` on, without their indentation, and the index after them."""
    lines: list[str] = []
    kept, end, position = 0, start, start
    while position < len(text):
        last = text.find("\n", position + 1)
        last = len(text) if last < 0 else last
        line = text[position + 1 : last]
        indent = _INDENTED.match(line)
        if line.strip() and not indent:
            break
        lines.append(line[indent.end() :] if indent else "")
        position = last
        if line.strip():
            kept, end = len(lines), last
    return "\n".join(lines[:kept]), end
