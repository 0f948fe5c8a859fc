"""Tables that only place things say so, and bring no gaps and frames of their own.

Screen readers announce rows and columns unless `role` says that they mean nothing; Word, which Outlook for Windows
draws with, adds spaces between cells unless the attributes say none (styles alone do not help there).
"""

from __future__ import annotations

from collections.abc import Iterator

from feedkit.checks.mail import Reading
from feedkit.checks.mail._findings import one, together
from feedkit.checks.mail._page import Element, Page
from feedkit.diagnostics import Diagnostic
from feedkit.rules.mail_html import UNFIT_LAYOUT_TABLE

RULES = (UNFIT_LAYOUT_TABLE,)
MAX_NESTED = 4


def check(reading: Reading) -> Iterator[Diagnostic]:
    """One finding for each fault, at the first table that has it."""
    figures = _tables_of_figures(reading.page)
    layout = [each for each in reading.page.named("table") if each not in figures]
    if wrong := [each.span for each in layout if each.get("role") not in ("presentation", "none")]:
        yield together(UNFIT_LAYOUT_TABLE, reading.html, wrong, 'a layout table has no role="presentation"')
    for name in ("cellpadding", "cellspacing", "border"):
        if wrong := [each.where(name) for each in layout if each.get(name) != "0"]:
            yield together(UNFIT_LAYOUT_TABLE, reading.html, wrong, f'a layout table has no {name}="0"')
    deep = [each for each in layout if _depth(each) > MAX_NESTED]
    if deep:
        message = f"tables are nested {max(map(_depth, deep))} deep; {MAX_NESTED} are enough"
        yield one(UNFIT_LAYOUT_TABLE, reading.html, deep[0].span, message)


def _tables_of_figures(page: Page) -> set[Element]:
    """The tables with header cells or a caption, which mean what they say."""
    return {
        next(table for table in cell.ancestors() if table.name == "table")
        for cell in page.named("th", "caption")
        if any(each.name == "table" for each in cell.ancestors())
    }


def _depth(table: Element) -> int:
    return 1 + sum(each.name == "table" for each in table.ancestors())
