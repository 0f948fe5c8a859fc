"""Headings: there is one title, and levels go down one at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedkit.checks.articles import Manuscript
from feedkit.checks.articles._outline import Outline, Title
from feedkit.diagnostics import Applicability, Diagnostic, Edit, Fix, Place
from feedkit.rules.prose import EMPTY_HEADING, HEADING_JUMP, REPEATED_TITLE, SEVERAL_TOP_HEADINGS

RULES = (HEADING_JUMP, SEVERAL_TOP_HEADINGS, REPEATED_TITLE, EMPTY_HEADING)
_SIGNS = re.compile(r"[\W_]+")


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """One finding for each jump and each empty heading; at most one of the others."""
    outline = manuscript.outline()
    headings = outline.headings
    if not headings:
        return
    yield from _repeated_title(manuscript, outline)
    top = [each for each in headings if each.level == 1]
    if 1 < len(top) < len(headings):
        message = f"there are {len(top)} headings of the first level"
        yield Diagnostic(rule=SEVERAL_TOP_HEADINGS, place=_place(top[1], outline), message=message)
    before = 0
    for each in headings:
        if before and each.level > before + 1:
            message = f"a heading of level {each.level} follows one of level {before}"
            help = f"write level {before + 1}: `{'#' * (before + 1)}`"
            yield Diagnostic(rule=HEADING_JUMP, place=_place(each, outline), message=message, help=help)
        before = each.level
        if not each.text.strip("\ufffc ") and not each.shows_picture and "\ufffc" not in each.text:
            yield Diagnostic(rule=EMPTY_HEADING, place=_place(each, outline), message="the heading has no text")


def _place(heading: Title, outline: Outline) -> Place:
    if not outline.markdown:
        return outline.range(*heading.span)
    return outline.place((heading.lines[0], heading.lines[0]))


def _repeated_title(manuscript: Manuscript, outline: Outline) -> Iterator[Diagnostic]:
    first = outline.headings[0]
    title = _SIGNS.sub(" ", manuscript.article.title).strip().casefold()
    if not first.is_first or _SIGNS.sub(" ", first.text).strip().casefold() != title:
        return
    fix = None
    start, end = outline.window((first.lines[0], first.lines[0]))
    if outline.is_verbatim and outline.markdown and re.match(r" {0,3}#{1,6}\s", outline.source[start:end]):
        line = outline.range(start, end)
        whole = Place(line.path, line.line, 1, line.line + 1, 1)
        fix = Fix(message="delete the heading", applicability=Applicability.UNSAFE, edits=(Edit(whole, ""),))
    message = "the text begins with the title"
    yield Diagnostic(rule=REPEATED_TITLE, place=_place(first, outline), message=message, fix=fix)
