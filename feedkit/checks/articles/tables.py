"""No cell of a table is lost: rows have no more cells than the head (https://github.github.com/gfm/#tables-extension-)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedkit.checks.articles import Manuscript
from feedkit.diagnostics import Diagnostic
from feedkit.rules.prose import CUT_TABLE_ROW

RULES = (CUT_TABLE_ROW,)
_BORDER = re.compile(r"(?<!\\)\|")


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """A finding for each row with text beyond the last column."""
    outline = manuscript.outline()
    if not outline.tables:
        return
    lines = outline.source.split("\n")
    for rows in outline.tables:
        if not rows:
            continue
        columns = len(_cells(lines[rows[0] - 1]))
        for row in rows[1:]:
            cells = _cells(lines[row - 1])
            if len(cells) > columns and any(each.strip() for each in cells[columns:]):
                message = (
                    f"the row has {len(cells)} cells, the head {columns}; `{cells[columns].strip()[:40]}` is not shown"
                )
                yield Diagnostic(rule=CUT_TABLE_ROW, place=outline.place((row, row)), message=message)


def _cells(line: str) -> list[str]:
    row = line.lstrip("> \t").rstrip()
    cells = _BORDER.split(row)
    if not cells[0].strip():
        del cells[0]
    if cells and not cells[-1].strip() and row.endswith("|"):
        del cells[-1]
    return cells
