"""Ids and classes in braces, as `## Title {#id}`: kramdown, goldmark, Python-Markdown, Zola and Docusaurus have them.

https://kramdown.gettalong.org/syntax.html#specifying-a-header-id, https://gohugo.io/content-management/markdown-attributes/,
https://python-markdown.github.io/extensions/attr_list/, https://www.getzola.org/documentation/content/linking/,
https://docusaurus.io/docs/markdown-features/toc#heading-ids
"""

from __future__ import annotations

import re

from feedkit.shortcodes.code import Code, stops
from feedkit.shortcodes.context import Context

_HEADING = re.compile(r"[ \t>]*+#{1,6}[ \t]")
_ATTRIBUTES = re.compile(r"\{:?[ \t]*+[#.][\w\-#.:=%\"' ]*+\}[ \t\r]*+(#*+[ \t\r]*+)\Z")
# Behind a link, a picture or code, as in `![](a.png){.wide width=50%}`; https://www.npmjs.com/package/markdown-it-attrs
_INLINE = re.compile(
    r"\{:?[ \t]*+(?:[#.][\w\-:]++|[\w\-]++=(?:\"[^\"\n]*+\"|'[^'\n]*+'|[^\s{}\"']++))(?:[ \t]++[#.\w\-:]++(?:=(?:\"[^\"\n]*+\"|'[^'\n]*+'|[^\s{}\"']++))?)*+[ \t]*+\}"
)
_BEFORE = re.compile(r"[ \t>]*+\Z")
_ID = re.compile(r"#([\w\-.:]+)")
_LINKED = re.compile(r"\(#([\w\-.:]+)\)")
_FAR = 500
_CONTENTS = re.compile(r"^\[TOC\][ \t\r]*+$", re.MULTILINE)
_STOPS = stops({"{": r"[ \t]*[#.:\w]"})


def has_attributes(text: str) -> bool:
    """Whether `plain` would look at the text at all."""
    return "{#" in text or "{." in text or "{:" in text or "){" in text or "]{" in text


def plain(text: str, context: Context) -> str:
    """The text without attributes in braces after headings, links, pictures and code, and on lines of their own.

    An id that the text links to stays, as an anchor in the heading.
    """
    if not has_attributes(text) or not context.markdown:
        return text
    code = Code(text)
    linked = set(_LINKED.findall(text))
    pieces: list[str] = []
    done = position = 0
    while True:
        start, position = code.next(_STOPS, position)
        if start == len(text):
            return "".join([*pieces, text[done:]]) if done else text
        if position > start:
            continue
        inline = _INLINE.match(text, start) if _is_behind_element(text, start) else None
        if inline:
            pieces.append(text[done:start])
            done = position = inline.end()
            continue
        first = code.line_start(start)
        last = text.find("\n", start)
        last = position = len(text) if last < 0 else last
        before, after = text[first:start], text[start:last]
        if not _ATTRIBUTES.match(after) or code.is_indented(start):
            continue
        if _HEADING.match(before):
            pieces += [text[done:first], _heading(before.rstrip(" \t"), after, linked)]
            done = last
        elif _BEFORE.match(before):
            pieces.append(text[done:start])
            done = last


def _is_behind_element(text: str, start: int) -> bool:
    """Whether a link, a picture or code ends at `start`; parentheses of prose do not count."""
    before = text[start - 1 : start]
    return before in ("]", "`") or (before == ")" and "](" in text[max(0, start - _FAR) : start].rpartition("\n")[2])


def _heading(title: str, attributes: str, linked: set[str]) -> str:
    """The heading without its attributes, with an anchor if something links to its id."""
    found = _ID.search(attributes)
    if found is None or found[1] not in linked:
        return title
    marks, blank, rest = title.partition(" ")
    return f'{marks}{blank}<a id="{found[1]}"></a>{rest}'


def without_contents(text: str) -> str:
    """The text without the marks where Python-Markdown puts a table of contents (its extension `toc`)."""
    if "[TOC]" not in text:
        return text
    return _CONTENTS.sub("", text)
