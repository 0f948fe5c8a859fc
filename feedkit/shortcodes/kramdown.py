"""Attribute lists and extensions of kramdown: `{: .class #id}`, `{:toc}`, `{::options /}`.

https://kramdown.gettalong.org/syntax.html#attribute-list-definitions, https://kramdown.gettalong.org/syntax.html#extensions,
https://kramdown.gettalong.org/converter/html.html#toc. Formulas between `$$` stay as they are.
"""

from __future__ import annotations

import re

from feedkit.shortcodes.code import Code, stops
from feedkit.shortcodes.context import Context
from feedkit.shortcodes.reading import Ends

_STOPS = stops({"{": ":"})
_LIST = re.compile(r"\{:[^{}\n]*+\}")
_EXTENSION = re.compile(r"\{::(?:/|\w*+[^{}\n]*+/?)\}|\{:/\w*+\}")
_COMMENT_END = r"\{:/(?:comment)?\}"
_ITEM = re.compile(r"[ \t]*+(?:[*+-]|[0-9]++[.)])[ \t]++[^\n]*+\Z")
_CONTENTS = re.compile(r"\{:[^{}\n]*\btoc\b")


def plain(text: str, context: Context) -> str:
    """The text without attribute lists; the list item that stands for a table of contents goes too."""
    if "{:" not in text or not context.markdown:
        return text
    code = Code(text)
    pieces: list[str] = []
    done = position = 0
    ends = Ends(text)
    while True:
        start, position = code.next(_STOPS, position)
        if start == len(text):
            return "".join([*pieces, text[done:]]) if done else text
        if position > start:
            continue
        found = _EXTENSION.match(text, start) or _LIST.match(text, start)
        if found is None or code.is_indented(start):
            position = start + 1
            continue
        last = ends.match(_COMMENT_END, start) if found[0] == "{::comment}" else None
        before = text[done:start]
        if _CONTENTS.match(text, start):
            before = _without_item(before)
        done = position = last.end() if last else found.end()
        pieces += [before, "\n" * text.count("\n", start, done)]


def _without_item(before: str) -> str:
    """The text before `{:toc}` without the list item in the line above."""
    head, newline, _ = before.rpartition("\n")
    last = head.rfind("\n") + 1
    return head[:last] + newline if newline and _ITEM.match(head[last:]) else before
