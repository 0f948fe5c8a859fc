"""Boxes between colons, as `:::note Title` … `:::` (https://docusaurus.io/docs/markdown-features/admonitions).

Astro's Starlight, VuePress and markdown-it-container write them the same way; an outer box has more colons than an inner.
"""

from __future__ import annotations

import re

from feedkit.shortcodes import callouts, known, markup
from feedkit.shortcodes.code import Code, stops
from feedkit.shortcodes.context import Context
from feedkit.shortcodes.parts import Arguments, Call
from feedkit.shortcodes.writing import Output

_STOPS = stops({":": "::"})
_BEFORE = re.compile(r"[ \t>]*+(?:[-*+][ \t]++|[0-9]++[.)][ \t]++)*+\Z")
_OPEN = re.compile(
    r"(:{3,}+)[ \t]*+([A-Za-z][\w\-]*+)[ \t]*+(?:\[([^\]\n]*+)\])?[ \t]*+(?:\{[^}\n]*+\})?[ \t]*+([^\n]*+)"
)
_CLOSE = re.compile(r"(:{3,}+)[ \t\r]*+(?=\n|\Z)")


def plain(text: str, context: Context) -> str:
    """The text with boxes as quotes under bold titles; boxes that are no remarks, as `:::tabs`, lose their marks."""
    if ":::" not in text or not context.markdown:
        return text
    found = _fences(text)
    if not found:
        return text
    output = Output()
    position = 0
    for match, is_open, is_paired in found:
        output.verbatim(text[position : match.start()])
        position = match.end()
        if not is_paired:
            output.inline("", match[0])
        elif not is_open:
            output.block("</blockquote>", match[0])
        else:
            output.block(f"<blockquote><p><strong>{_title(match, context)}</strong></p>", match[0])
    output.verbatim(text[position:])
    return output.text()


def _fences(text: str) -> list[tuple[re.Match[str], bool, bool]]:
    """The lines that open and close boxes; whether each opens, and whether the box is a remark with both its ends."""
    code = Code(text)
    found: list[tuple[re.Match[str], bool, bool]] = []
    stack: list[int] = []
    position = 0
    while True:
        start, position = code.next(_STOPS, position)
        if start == len(text):
            return found
        if position > start:
            continue
        before = text[code.line_start(start) : start][-80:]
        fence = None if not _BEFORE.match(before) or code.is_indented(start) else _CLOSE.match(text, start)
        opened = None if fence or not _BEFORE.match(before) or code.is_indented(start) else _OPEN.match(text, start)
        either = fence or opened
        position = either.end() if either else start + 3
        if opened:
            stack.append(len(found))
            found.append((opened, True, False))
        elif fence and stack:
            _close(fence, found, stack)


def _close(fence: re.Match[str], found: list[tuple[re.Match[str], bool, bool]], stack: list[int]) -> None:
    """Note the end of the innermost box, or of the outer one that has as many colons."""
    opened = found[stack[-1]][0]
    while len(stack) > 1 and len(fence[1]) > len(opened[1]):
        stack.pop()
        opened = found[stack[-1]][0]
    is_remark = known.RENDERERS.get(known.plain_name(opened[2])) is callouts.callout
    found[stack.pop()] = (opened, True, is_remark)
    found.append((fence, False, is_remark))


def _title(match: re.Match[str], context: Context) -> str:
    title = (match[3] or match[4] or "").strip()
    if title:
        return markup.from_markdown(title)
    call = Call(name=match[2], shown="", arguments=Arguments(), context=context, text="", inner=(0, 0))
    return markup.plain(callouts.title_of(call))
