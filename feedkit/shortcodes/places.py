"""Lines and columns of places in a body."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

_BLANKS = re.compile(r"[ \t\r]*+")


class Lines:
    """The lines of one text, looked up by index; the first question takes time in proportion to the text."""

    __slots__ = ("_starts", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: list[int] | None = None

    def range(self, start: int, end: int) -> tuple[int, int, int]:
        """The line and column of `start`, from 1, and the column after `end` or after the last character of that line."""
        number = self._number(start)
        first = self._begin()[number]
        return number + 1, start - first + 1, max(min(end, self.end(start)) - first + 1, start - first + 1)

    def end(self, index: int) -> int:
        """The index of the end of the line in which `index` stands, before its line feed."""
        starts = self._begin()
        number = self._number(index) + 1
        return starts[number] - 1 if number < len(starts) else len(self._text)

    def _number(self, index: int) -> int:
        return bisect_right(self._begin(), index) - 1

    def _begin(self) -> list[int]:
        if self._starts is None:
            self._starts = [0, *accumulate([len(line) + 1 for line in self._text.split("\n")])][:-1]
        return self._starts


def is_blank_after(text: str, index: int) -> bool:
    """Whether nothing but blanks follows in the line."""
    match = _BLANKS.match(text, index)
    after = match.end() if match else index
    return after == len(text) or text[after] == "\n"
