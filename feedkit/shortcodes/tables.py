"""Tables as GitHub's Markdown does not know them: with bars in code; in kramdown without a heading, with several bodies or a foot.

https://kramdown.gettalong.org/syntax.html#tables, https://python-markdown.github.io/extensions/tables/. Without a heading, only
rows that begin with `|` are taken for a table.
"""

from __future__ import annotations

import re

from feedkit.shortcodes import markup
from feedkit.shortcodes.code import Change, Code, changed, stops

_BEGINNING = re.compile(r"^ {0,3}\|", re.MULTILINE)
_ROWS = re.compile(r"(?: {0,3}\|[^\n]*+(?:\n|\Z))++")
_STOPS = stops({"|": ""})
_LINE = re.compile(r"[+|: \t\-]*-[+|: \t\-]*\Z")
_FOOT = re.compile(r"[+|: \t=]*=[+|: \t=]*\Z")
_BAR_IN_CODE = re.compile(r"(?<!`)`[^`\n|]*(?<!\\)\|[^`\n]*`")
_BAR = re.compile(r"(?<!\\)\|")
_BLANK_LINE = re.compile(r"\n[ \t]*(?:\n|\Z)")
_GITHUB = re.compile(r"[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)*[ \t]*:?-+:?[ \t]*\|?[ \t]*\Z")
_PARTS = re.compile(r"(`++)[^\n]*?(?<!`)\1(?!`)|\\.|\|")


def plain(text: str) -> str:
    """The text with such tables in HTML, row by row where they stood; the same object when there are none."""
    if not _BEGINNING.search(text):
        return text

    def change(code: Code, start: int) -> Change | None:
        line = code.line_start(start)
        before = text.rfind("\n", 0, max(0, line - 1)) + 1
        if not code.begins_line(start) or text[before:line].strip() or code.is_indented(start):
            return None
        found = _ROWS.match(text, line)
        rows = found[0].rstrip("\n").split("\n") if found else []
        if found is None or _is_known(rows) or text[found.end() :].partition("\n")[0].strip():
            return None
        return line, line + len("\n".join(rows)), _html(rows)

    return changed(text, _STOPS, change)


def with_bars_in_code(text: str) -> str:
    """The text with the bars in code in tables escaped, where the engine takes code before it takes cells."""
    if not _BAR_IN_CODE.search(text):
        return text

    def change(code: Code, start: int) -> Change | None:
        line = code.line_start(start)
        end = text.find("\n", start)
        if end < 0 or line == 0 or not _GITHUB.match(text[line:end]):
            return None
        blank = _BLANK_LINE.search(text, end)
        head = text.rfind("\n", 0, line - 1) + 1
        last = blank.start() if blank else len(text)
        rows = _BAR_IN_CODE.sub(lambda found: _BAR.sub(r"\\|", found[0]), text[head:last])
        return head, last, rows

    return changed(text, _STOPS, change)


def _is_known(rows: list[str]) -> bool:
    """Whether it is a table that every engine reads: a heading, a line, and rows."""
    if len(rows) < 2 or not _GITHUB.match(rows[1]) or _is_line(rows[0]):
        return False
    return len(_cells(rows[0])) == len(_cells(rows[1])) and not any(_is_line(each) for each in rows[2:])


def _is_line(row: str) -> bool:
    return _LINE.match(row) is not None or _FOOT.match(row) is not None


def _html(rows: list[str]) -> str:
    """The table, as many lines as it had rows: HTML that goes on to the next blank line (CommonMark §4.6)."""
    first = next((number for number, row in enumerate(rows) if number and _is_line(row)), 0)
    has_head = first > 0 and not _is_line(rows[0]) and not _FOOT.match(rows[first]) and first + 1 < len(rows)
    part = "thead" if has_head else "tbody"
    written: list[str] = []
    for number, row in enumerate(rows):
        if not _is_line(row):
            cell = "th" if part == "thead" else "td"
            cells = "".join(f"<{cell}>{markup.from_markdown(each.strip())}</{cell}>" for each in _cells(row))
            written.append(f"<tr>{cells}</tr>")
        elif number:
            after = "tfoot" if _FOOT.match(row) else "tbody"
            written.append(f"</{part}><{after}>")
            part = after
        else:
            written.append("<!---->")
    head = "<table><thead>" if has_head else "<table><tbody>"
    return head + "\n".join(written) + f"</{part}></table>"


def _cells(row: str) -> list[str]:
    """What stands between the bars of a row; those in code and behind a backslash are text."""
    cells, begin = [], 0
    row = row.strip()
    for found in _PARTS.finditer(row):
        if found[0] == "|":
            cells.append(row[begin : found.start()])
            begin = found.end()
    cells.append(row[begin:])
    if len(cells) > 2 and not cells[-1].strip():
        cells.pop()
    return cells[1:]
