"""Definition lists: terms on lines of their own, and under them what they mean behind a colon.

https://kramdown.gettalong.org/syntax.html#definition-lists, https://michelf.ca/projects/php-markdown/extra/#def-list
"""

from __future__ import annotations

import re

from feedkit.shortcodes import markup
from feedkit.shortcodes.code import Code, stops
from feedkit.shortcodes.writing import Output

_STOPS = stops({":": "[ \t]"})
_MARK = re.compile(r" {0,3}:[ \t]+(?=[^\s:])")
_NO_TERM = re.compile(
    r"[ \t]*(?:$|[#>|<:=]|~{3}|`{3}|[-*+][ \t]|[0-9]{1,9}[.)][ \t]|-{3,}|\*{3,}[ \t]*$|_{3,}[ \t]*$|\[[^\]]*\]:|!\[)| {4}|\t|.*\|[ \t]*$"
)
# A line that is a block by itself, or ends one: what stands below it begins anew.
_BLOCK = re.compile(
    r" {0,3}(?:#{1,6}(?:[ \t]|$)|(?:\*[ \t]*){3,}$|(?:-[ \t]*){3,}$|(?:_[ \t]*){3,}$|`{3,}[ \t]*$|~{3,}[ \t]*$)"
)
_INDENTED = re.compile(r"(?: {2,4}|\t)")
_MAX_TERMS = 8


def plain(text: str) -> str:
    """The text with definition lists in HTML, what their definitions say in Markdown."""
    starts = _marks(text)
    return _Lists(text.split("\n"), starts).written() if starts else text


def _marks(text: str) -> list[int]:
    """The rows of lines outside code that begin with the colon of a definition."""
    code = Code(text)
    found: list[int] = []
    row = position = counted = 0
    while True:
        start, position = code.next(_STOPS, position)
        if start == len(text):
            return found
        if position > start:
            continue
        position = start + 1
        line = code.line_start(start)
        if code.begins_line(start) and _MARK.match(text, line):
            row += text.count("\n", counted, line)
            counted = line
            found.append(row)


class _Lists:
    """The lines of a body with definition lists among them."""

    __slots__ = ("_filled", "_lines", "_marks", "_output", "_starts")

    def __init__(self, lines: list[str], starts: list[int]) -> None:
        self._lines, self._starts, self._marks = lines, starts, frozenset(starts)
        self._output = Output()
        self._filled = [len(lines)] * (len(lines) + 1)
        """For each row the next one from there on that is not blank."""
        for row in range(len(lines) - 1, -1, -1):
            self._filled[row] = row if lines[row].strip() else self._filled[row + 1]

    def written(self) -> str:
        """The text anew."""
        row = 0
        for mark in self._starts:
            first = self._first_term(mark, row) if mark >= row else None
            if first is not None:
                for line in self._lines[row:first]:
                    self._output.verbatim(line + "\n")
                row = self._list(first, mark)
        self._output.verbatim("\n".join(self._lines[row:]))
        return self._output.text()

    def _first_term(self, mark: int, since: int) -> int | None:
        """The row of the first term of the list whose first definition is at `mark`; None when nothing is defined there."""
        lines = self._lines
        last = mark - 1
        if last > since and not lines[last].strip():
            last -= 1
        first = last
        while first >= since and last - first < _MAX_TERMS and lines[first].strip():
            if _BLOCK.match(lines[first]):
                break
            if _NO_TERM.match(lines[first]):
                return None
            first -= 1
        return first + 1 if first < last and last - first < _MAX_TERMS else None

    def _list(self, first: int, mark: int) -> int:
        """Write one list; the row after it."""
        output = self._output
        output.block(f"<dl>{self._terms(first, mark)}<dd>", "")
        row = mark
        while True:
            row = self._definition(row)
            following = self._filled[row]
            if following in self._marks and following - row <= 1:
                output.block("</dd><dd>", "\n" * (following - row))
                row = following
                continue
            near = range(following + 1, min(following + _MAX_TERMS + 1, len(self._lines)))
            mark = next((each for each in near if each in self._marks), -1)
            if mark < 0 or self._first_term(mark, following) != following:
                break
            output.block(f"</dd>{self._terms(following, mark)}<dd>", "\n" * (mark - row))
            row = mark
        output.block("</dd></dl>", "")
        return row

    def _terms(self, first: int, mark: int) -> str:
        terms = [each for each in self._lines[first:mark] if each.strip()]
        return "".join(f"<dt>{markup.from_markdown(each, self._targets(each))}</dt>" for each in terms)

    def _targets(self, term: str) -> str:
        """The lines of the text that say where the links of a term lead, as `[name]: /address`."""
        if "[" not in term:
            return ""
        return "\n".join(each for each in self._lines if each.startswith("[") and "]:" in each)

    def _definition(self, row: int) -> int:
        """Write what one definition says; the row after it."""
        lines = self._lines
        self._output.verbatim(lines[row].lstrip()[1:].lstrip(" \t") + "\n")
        row += 1
        while row < len(lines) and row not in self._marks:
            line = lines[row]
            indent = _INDENTED.match(line)
            if not line.strip():
                after = self._filled[row]
                if after == len(lines) or after in self._marks or not _INDENTED.match(lines[after]):
                    break
            elif not indent and not lines[row - 1].strip():
                break
            self._output.verbatim((line[indent.end() :] if indent else line) + "\n")
            row += 1
        return row
