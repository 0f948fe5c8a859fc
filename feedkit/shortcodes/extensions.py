"""What the Markdown engines of generators know beside CommonMark: written so that every engine shows it.

| what | whose |
|--|--|
| definition lists, `*[HTML]: …`, `markdown="1"` | kramdown, goldmark (lists only), Python-Markdown's `extra`, markdown-it's plug-ins |
| `!!! note "Title"` with indented text, `[TOC]`, `#Title` without a blank | Python-Markdown |
| `> [!NOTE]` | GitHub, Zola, themes of Hugo, plug-ins of the others |
| `[[Other article]]`, `![[picture.png]]` | Obsidian, Quartz, plug-ins of remark |
| ```` ```js{1,3} ````, ```` ```{.python} ```` | Gatsby, Astro, Python-Markdown |
| `:::note`, `[[toc]]`, `${toc}`, `@[toc]` | plug-ins of markdown-it and remark |

https://kramdown.gettalong.org/syntax.html, https://gohugo.io/configuration/markup/#goldmark,
https://python-markdown.github.io/extensions/, https://docs.github.com/en/get-started/writing-on-github
"""

from __future__ import annotations

import re

from feedkit.shortcodes import definitions, directives, infos, markup, notes, tables, wiki
from feedkit.shortcodes.code import Change, Code, changed, stops
from feedkit.shortcodes.context import Context
from feedkit.shortcodes.writing import LEAD

_PYTHON = ("pelican", "nikola")
_STRICT = ("mdx", "docusaurus")
"""Those whose engines have neither definition lists nor abbreviations, nor can be given them by `markdown="1"`."""
_CONTENTS = re.compile(
    r"(?:\[TOC\]|\[\[(?:_TOC_|toc|TOC)\]\]|\$\{toc\}|@\[toc\](?:\([^)\n]*+\))?)[ \t\r]*+(?=\n|\Z)", re.IGNORECASE
)
_ABBREVIATION = re.compile(r"\*\[[^\[\]\n]++\]:[^\n]*+")
_TAG = re.compile(r"<(\w++)((?:\s[^<>\n]*?)?)\s+markdown\s*=\s*[\"']?(?:1|block)\b[\"']?([^<>\n]*)>[ \t\r]*+(?=\n|\Z)")
_ONE_LINE = re.compile(
    r"<(\w++)((?:\s[^<>\n]*?)?)\s+markdown\s*=\s*[\"']?(?:1|block|span)\b[\"']?([^<>\n]*)>([^\n]+)</\1\s*>[ \t\r]*+(?=\n|\Z)"
)
_STOPS = stops({"[": r"TOC\]|toc\]|\[", "$": r"\{toc", "@": r"\[toc", "*": r"\[", "<": r"\w"})
_HEADING = re.compile(r"(#{1,6})(?=[^#\s])")
_HEADINGS = stops({"#": "[^ ]"})


def needs(text: str, flavour: str) -> bool:
    """Whether there may be anything of this in a text, told quickly."""
    if ":" in text and ("\n:" in text or ":::" in text or "*[" in text):
        return True
    if "[" in text and ("[!" in text or "[[" in text or "toc]" in text or "TOC" in text):
        return True
    if "!!!" in text or "???" in text or "{toc}" in text or "markdown=" in text:
        return True
    if "```" in text or "~~~" in text:
        return True
    return flavour in _PYTHON and ("#" in text or "|" in text)


def plain(text: str, context: Context, flavour: str) -> str:
    """The body as Markdown that any engine reads; the same object when there is nothing of this in it."""
    if not context.markdown:
        return text
    if "```" in text or "~~~" in text:
        text = infos.plain(text)
    if ":::" in text:
        text = directives.plain(text, context)
    if "!!!" in text or "???" in text or "[!" in text:
        text = notes.plain(text)
    if flavour not in _STRICT and "\n:" in text:
        text = definitions.plain(text)
    if "toc]" in text or "TOC" in text or "{toc}" in text or "*[" in text or "markdown=" in text:
        text = _without_lines(text, is_strict=flavour in _STRICT)
    if "[[" in text and flavour not in _STRICT:
        text = wiki.plain(text, context)
    if flavour in _PYTHON and "|" in text:
        text = tables.with_bars_in_code(text)
    return _with_headings(text) if flavour in _PYTHON and "#" in text else text


def _without_lines(text: str, *, is_strict: bool) -> str:
    """The text without the lines that only engines are told something by: tables of contents, abbreviations."""

    def change(code: Code, start: int) -> Change | None:
        if not code.begins_line(start):
            return None
        found = _CONTENTS.match(text, start) or (None if is_strict else _ABBREVIATION.match(text, start))
        tag = None if found or is_strict or text[start] != "<" else _TAG.match(text, start)
        whole = None if found or tag or is_strict or text[start] != "<" else _ONE_LINE.match(text, start)
        if whole and not code.is_indented(start):
            inside = markup.from_markdown(whole[4])
            return start, whole.end(), f"{LEAD}<{whole[1]}{whole[2]}{whole[3]}>{inside}</{whole[1]}>"
        either = found or tag
        if either is None or code.is_indented(start):
            return None
        # As in `writing`: led by a comment, HTML ends with its line, and Markdown goes on in the next one.
        return start, either.end(), f"{LEAD}<{tag[1]}{tag[2]}{tag[3]}>" if tag else ""

    return changed(text, _STOPS, change)


def _with_headings(text: str) -> str:
    """The text with a blank behind the marks of headings, which Python-Markdown does without."""

    def change(code: Code, start: int) -> Change | None:
        found = _HEADING.match(text, start) if code.line_start(start) == start else None
        return (found.end(), found.end(), " ") if found else None

    return changed(text, _HEADINGS, change)
