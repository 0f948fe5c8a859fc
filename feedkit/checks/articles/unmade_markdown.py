"""Markdown that did not become what was meant, and so is shown as it was written.

All of it is found in the text that readers get, never in code, and is said only if it stands in the source as it is: what
was escaped was meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedkit.checks.articles import Manuscript
from feedkit.checks.articles._outline import Block, Outline
from feedkit.diagnostics import Applicability, Diagnostic, Edit, Fix, Rule
from feedkit.rules.prose import (
    MARKDOWN_IN_HTML,
    STRAY_EMPHASIS,
    UNMADE_HEADING,
    UNMADE_LINK,
    UNMADE_TABLE,
    WIKI_LINK,
)

RULES = (UNMADE_LINK, UNMADE_HEADING, STRAY_EMPHASIS, UNMADE_TABLE, MARKDOWN_IN_HTML, WIKI_LINK)
_ADDRESS = r"(?:https?://|/|\.{1,2}/|mailto:)[^\s()<>]*|[^\s()<>]+\.(?:md|html?|png|jpe?g|gif|webp|svg|pdf)"
_SPACED_LINK = re.compile(rf"\[[^\[\]\n]{{1,200}}\] +\((?:{_ADDRESS})\)")
_SWAPPED_LINK = re.compile(r"\(([^()\[\]\n]{1,200})\)\[(https?://[^\s\[\]]+)\]")
_HEADING = re.compile(r"^#{2,6}(?=[^\W\d_])[^\n]+", re.MULTILINE)
_EMPHASIS = re.compile(r"\*\*(?=[^*\n]{0,200}[^\W\d_]{3})[^*\n]{3,200}\*\*")
_DELIMITERS = re.compile(r"^\|?(?:[ \t]*:?-{3,}:?[ \t]*\|)+(?:[ \t]*:?-{3,}:?)?[ \t]*$", re.MULTILINE)
_IN_HTML = re.compile(rf"\[[^\[\]\n]{{1,200}}\]\((?:{_ADDRESS})\)|\*\*[^*\s][^*\n]{{1,200}}[^*\s]\*\*")
_SIGNS = ("[", "#", "*", "|", "]")
"""One of these is in all of it; a character is looked for many times faster than several."""
_WIKI = re.compile(r"(?<![\w\]\[])!?\[\[(?=[^\s\d\]][^\[\]\n]*[ |\/#])[^\[\]\n]{1,200}[^\s\[\]]\]\](?![\[(])")


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """A finding for each of them."""
    outline = manuscript.outline()
    prose = outline.prose
    if not outline.markdown or not any(map(prose.__contains__, _SIGNS)):
        return
    if "] (" in prose or ")[http" in prose:
        yield from _links(outline)
    if "##" in prose:
        yield from _headings(outline)
    if "**" in prose:
        yield from _found(outline, STRAY_EMPHASIS, _EMPHASIS, "the stars of `{}` are shown", raw=False)
    if "--|" in prose or "-|" in prose or "|-" in prose or "| -" in prose:
        yield from _found(outline, UNMADE_TABLE, _DELIMITERS, "this line of a table is shown as text", raw=False)
    if "**" in prose or "](" in prose:
        yield from _found(outline, MARKDOWN_IN_HTML, _IN_HTML, "`{}` is not read as Markdown here", raw=True)
    if "[[" in prose:
        yield from _found(outline, WIKI_LINK, _WIKI, "`{}` is no link outside of the notebook", raw=False)


def _found(outline: Outline, rule: Rule, pattern: re.Pattern[str], message: str, *, raw: bool) -> Iterator[Diagnostic]:
    for block in outline.blocks:
        if block.raw is not raw:
            continue
        for match in pattern.finditer(block.text):
            if span := _span(outline, block, match[0]):
                shown = match[0] if len(match[0]) <= 40 else f"{match[0][:39]}…"
                yield Diagnostic(rule=rule, place=outline.range(*span), message=message.format(shown))


def _span(outline: Outline, block: Block, written: str) -> tuple[int, int] | None:
    """Where in its block something stands as it is shown."""
    return outline.find(block.lines, written)


def _links(outline: Outline) -> Iterator[Diagnostic]:
    for block in outline.blocks:
        if block.raw:
            continue
        for match in _SPACED_LINK.finditer(block.text):
            if span := _span(outline, block, match[0]):
                at, end = span[0] + match[0].index("]") + 1, span[0] + match[0].index("(", match[0].index("]"))
                edit = Edit(outline.range(at, end), "")
                fix = Fix(message="take the blank out", applicability=Applicability.UNSAFE, edits=(edit,))
                message = f"`{match[0][:60]}` is no link: a blank is in the middle"
                yield Diagnostic(rule=UNMADE_LINK, place=outline.range(*span), message=message, fix=fix)
        for match in _SWAPPED_LINK.finditer(block.text):
            if span := _span(outline, block, match[0]):
                edit = Edit(outline.range(*span), f"[{match[1]}]({match[2]})")
                fix = Fix(message="swap the brackets", applicability=Applicability.UNSAFE, edits=(edit,))
                message = f"`{match[0][:60]}` is no link: its brackets are swapped"
                yield Diagnostic(rule=UNMADE_LINK, place=outline.range(*span), message=message, fix=fix)


def _headings(outline: Outline) -> Iterator[Diagnostic]:
    for block in outline.blocks:
        if block.raw or block.name not in {"p", "li"}:
            continue
        for match in _HEADING.finditer(block.text):
            if span := _span(outline, block, match[0]):
                signs = len(match[0]) - len(match[0].lstrip("#"))
                edit = Edit(outline.range(span[0] + signs, span[0] + signs), " ")
                fix = Fix(message="put a blank behind the signs", applicability=Applicability.UNSAFE, edits=(edit,))
                message = f"`{match[0][:40]}` is no heading: a blank is missing"
                yield Diagnostic(rule=UNMADE_HEADING, place=outline.range(*span), message=message, fix=fix)
