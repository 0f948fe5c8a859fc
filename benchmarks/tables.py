"""Tables for a terminal or for a page in Markdown."""

from __future__ import annotations


def render(head: list[str], rows: list[list[str]], *, markdown: bool) -> str:
    """The rows in columns; what begins with a letter or holds nothing stands left, numbers stand right."""
    table = [head, *rows]
    widths = [max(len(row[column]) for row in table) for column in range(len(head))]
    left = [all(not row[column] or row[column][0].isalpha() for row in rows) for column in range(len(head))]
    lines = [
        [
            cell.ljust(width) if is_left else cell.rjust(width)
            for cell, width, is_left in zip(row, widths, left, strict=True)
        ]
        for row in table
    ]
    if not markdown:
        return "\n".join("  ".join(line).rstrip() for line in [lines[0], ["-" * width for width in widths], *lines[1:]])
    rule = ["-" * width if is_left else "-" * (width - 1) + ":" for width, is_left in zip(widths, left, strict=True)]
    return "\n".join("| " + " | ".join(line) + " |" for line in [lines[0], rule, *lines[1:]])


def number(value: float | None, digits: int = 2) -> str:
    """A number with thousands apart, or a dash for none."""
    return "–" if value is None else f"{value:,.{digits}f}"
