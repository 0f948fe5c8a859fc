"""A document as text, and where in it things stand."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence

from feedkit.diagnostics import Place
from feedkit.quick_dataclasses import dataclass

_BREAK = re.compile("\n")
_LONGEST_RANGE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The text of a document, with line feeds as its only line ends."""

    path: str
    """What findings name: a path or a URL."""
    text: str
    starts: Sequence[int]
    """The offset of each line; an array, as a document may have millions of lines."""

    def at(self, line: int, column: int) -> int:
        """The offset of a line, counted from 1, and a column, counted from 0."""
        return self.starts[min(line, len(self.starts)) - 1] + column

    def place(self, start: int, end: int = -1) -> Place:
        """The range between two offsets, kept to one line; without an end, the one character."""
        line = bisect_right(self.starts, start)
        line_end = self.starts[line] - 1 if line < len(self.starts) else len(self.text)
        end = min(max(end, start + 1), max(line_end, start + 1), start + _LONGEST_RANGE)
        begin = self.starts[line - 1]
        return Place(self.path, line, start - begin + 1, line, end - begin + 1)


def source(path: str, text: str) -> Source:
    """The source of a text."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    starts = array("L", [0])
    starts.extend(match.end() for match in _BREAK.finditer(text))
    return Source(path=path, text=text, starts=starts)
