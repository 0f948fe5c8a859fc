r"""Formulas between `$$`, `$`, `\(…\)` or `\[…\]`, which an engine leaves as they are: Markdown must not take their signs for its own.

| mark | what it takes | by whom |
|--|--|--|
| `formulas` | `$$…$$` | kramdown, Hugo's `passthrough`, remark-math, plug-ins of markdown-it, PyMdown's `arithmatex` |
| `dollars` | `$…$` as well | all but kramdown |
| `brackets` | `\(…\)` and `\[…\]` | Hugo's `passthrough`, `arithmatex`, Pelican's `render_math` |

https://kramdown.gettalong.org/syntax.html#math-blocks, https://gohugo.io/configuration/markup/#passthrough,
https://github.com/remarkjs/remark-math, https://facelessuser.github.io/pymdown-extensions/extensions/arithmatex/
"""

from __future__ import annotations

import re

from feedkit.shortcodes.code import Change, Code, changed, stops
from feedkit.shortcodes.context import Context
from feedkit.shortcodes.reading import Ends

_STOPS = stops({"$": "", "<": "!--"})
_STOPS_BRACKETS = stops({"(": "", "[": ""})
_BRACKETS = {"(": "\\)", "[": "\\]"}
_DOLLARS = re.compile(r"\$(?![\s$])[^$\n]*?(?<![\s\\])\$(?![\d$])")
_SIGN = re.compile(r"[\\`*_\[\]{}<>&~^=+:#\-|!]")
_NUMBER = re.compile(r"(?<=\d)[.)]")
_HIDDEN = 0xF0000
"""For private use (Unicode §23.5): signs are hidden there while templates and components are read."""
_BEHIND = re.compile("[\U000f0000-\U000f007f]")
_INDENT = re.compile(r"\n[ \t]+")
_FAR = 20_000


def needs(text: str, marks: tuple[str, ...]) -> bool:
    """Whether there may be a formula in the text, told quickly."""
    if "formulas" in marks and ("$$" in text or ("$" in text and "dollars" in marks)):
        return True
    return "brackets" in marks and ("\\(" in text or "\\[" in text)


def plain(text: str, context: Context) -> str:
    """The text with the signs in formulas hidden from Markdown, templates and components, until they are `shown`."""
    if not context.markdown or _BEHIND.search(text):
        return text
    has_dollars = "dollars" in context.marks
    ends = Ends(text)

    def change(code: Code, start: int) -> Change | None:
        if text[start] == "<":
            end = code.end_of_comment(start)
            return (start, end, text[start:end]) if end > start else None
        if code.is_escaped(start) or code.is_indented(start):
            return None
        if text.startswith("$$", start):
            last = ends.find("$$", start + 2)
            if start + 2 < last < start + _FAR:
                return start, last + 2, f"$${_hidden(text[start + 2 : last])}$$"
            return None
        found = _DOLLARS.match(text, start) if has_dollars and text[start - 1 : start] != "$" else None
        return (start, found.end(), f"${_hidden(found[0][1:-1])}$") if found else None

    if "$" in text:
        text = changed(text, _STOPS, change)
    return _with_brackets(text) if "brackets" in context.marks else text


def shown(text: str) -> str:
    """The text with hidden signs as numbers, which Markdown takes for text."""
    return _BEHIND.sub(lambda found: f"&#{ord(found[0]) - _HIDDEN};", text)


def _with_brackets(text: str) -> str:
    ends = Ends(text)

    def change(code: Code, start: int) -> Change | None:
        if not code.is_escaped(start) or code.is_indented(start):
            return None
        last = ends.find(_BRACKETS[text[start]], start)
        if not start < last < start + _FAR:
            return None
        return start - 1, last + 2, _hidden(text[start - 1 : last + 2])

    return changed(text, _STOPS_BRACKETS, change) if "\\(" in text or "\\[" in text else text


def _hidden(formula: str) -> str:
    """A formula whose signs are hidden, each behind one character; its lines keep their places."""
    written = _SIGN.sub(_behind, _INDENT.sub("\n", formula))
    return _NUMBER.sub(_behind, written) if "\n" in written else written


def _behind(found: re.Match[str]) -> str:
    return chr(_HIDDEN + ord(found[0]))
