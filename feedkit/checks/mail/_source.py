"""A text that findings have places in."""

from __future__ import annotations

from bisect import bisect_right

from feedkit.diagnostics import Place
from feedkit.quick_dataclasses import dataclass

Span = tuple[int, int]
"""Two indices of a text: of the first character and behind the last."""


@dataclass(frozen=True, slots=True)
class Source:
    """A text with its path; `place` turns indices into lines and columns."""

    path: str
    text: str
    starts: tuple[int, ...]
    """The index at which each line starts."""

    def place(self, span: Span) -> Place:
        """The place of that stretch of the text."""
        line, column = self._position(span[0])
        end_line, end_column = self._position(span[1])
        return Place(self.path, line, column, end_line, end_column)

    def _position(self, index: int) -> tuple[int, int]:
        line = bisect_right(self.starts, index)
        return line, index - self.starts[line - 1] + 1


def source(path: str, text: str) -> Source:
    """The text, ready for places."""
    starts, at = [0], text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return Source(path, text, tuple(starts))
