"""Where code and comments stand in Markdown (CommonMark 0.31 §4.4, §4.5, §4.6, §6.1), so that what they show is left alone.

One instance answers for one text. Questions come in the order of the text, and all answers together take time in
proportion to its length.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping

from feedkit.quick_dataclasses import dataclass

# Where the line before a run of backticks allows a fence: blanks, quote marks, marks of list items.
_CONTAINER = re.compile(r"[ \t>]*+(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]++[ \t>]*+)*+\Z")
_FENCE_END = re.compile(r"\n([ \t>]*+)(?:(`{3,}+)|(~{3,}+))[ \t\r]*+(?=\n|\Z)")
_HEADING = re.compile(r"[ \t>]*+#{1,6}[ \t]")
_NOT_QUOTED = re.compile(r"\n(?! {0,3}>)")
_RUN = re.compile(r"`++")
_TILDES = re.compile(r"~++")
_PARAGRAPH_END = re.compile(r"\n[ \t>]*+(?:[\r\n]|\Z|[-*+][ \t]|1[.)][ \t]|#{1,6}[ \t]|```|~~~)")
_LIST_ITEM = re.compile(r"(?:[-*+]|[0-9]{1,9}[.)])([ \t]+|\Z)")
_FENCE_START = re.compile(r"(`{3,})[^`]*\Z|(~{3,})")
_FAR = 200
"""A fence or list mark further right than this is none that anybody wrote."""


@dataclass(frozen=True, slots=True)
class Stops:
    """Where a walk over a text stops to look; made by `stops`."""

    leap: re.Pattern[str]
    """Runs over Markdown and plain code spans up to the next place worth a look, or one where code may begin."""
    mark: re.Pattern[str]
    """Finds the next such place in a text that has no code, as HTML."""
    tildes: bool
    """Whether a tilde that begins no code is worth a look as well."""


def stops(after: Mapping[str, str], *, in_code: str = "{") -> Stops:
    """Stops at characters, each with a pattern of what must follow it to make a place worth a look.

    `in_code` is the character that makes a code span worth a look as well.
    """
    known = {"~": "~~", **after}
    one_of = "".join(re.escape(each) for each in known)
    passed = "|".join(f"{re.escape(each)}(?!{then})" for each, then in known.items())
    # Most code spans are one run of backticks in one line: they are passed by at once, unless a tag may be in them.
    leap = rf"(?:[^`\\{one_of}]++|\\[`\\]?+|`[^`\n{re.escape(in_code)}]++`(?!`)|{passed})*+"
    return Stops(
        re.compile(leap),
        re.compile("|".join(f"{re.escape(each)}(?={then})" for each, then in after.items())),
        "~" in after,
    )


class Code:
    """The code and the comments of one Markdown text."""

    __slots__ = ("_asked", "_endless", "_has_indented_code", "_indented", "_line_start", "_paragraph", "_runs", "_text")

    def __init__(self, text: str, *, has_indented_code: bool = True) -> None:
        self._text = text
        self._has_indented_code = has_indented_code
        self._runs: dict[int, list[int]] | None = None
        self._paragraph = (0, 0)
        self._line_start = 0
        self._asked = 0
        self._indented: tuple[list[int], list[int]] | None = None
        self._endless = len(text) + 1

    def end(self, start: int) -> int:
        """The index after the code that begins with the backtick or tilde at `start`; `start` when none begins there."""
        text = self._text
        match = (_RUN if text[start] == "`" else _TILDES).match(text, start)
        run = match[0] if match else ""
        if len(run) >= 3 and self._may_be_fence(start, run):
            if self.is_indented(start):
                return self._end_of_line(start)
            return self._end_of_fence(start, run)
        if run[:1] != "`" or self.is_escaped(start):
            return start
        return self._end_of_span(start, len(run))

    def next(self, at: Stops, position: int) -> tuple[int, int]:
        """Where the next place worth a look begins, and where it ends if it is code; else the same index twice.

        Both are the length of the text when there is no more.
        """
        text = self._text
        while True:
            match = at.leap.match(text, position)
            position = match.end() if match else position
            if position == len(text) or text[position] not in "`~":
                return position, position
            end = self.end(position)
            if end > position:
                return position, end
            if at.tildes and text[position] == "~":
                return position, position
            position = self._after_marks(position)

    def _after_marks(self, start: int) -> int:
        """The index after the backticks or tildes at `start`, which begin no code."""
        match = (_RUN if self._text[start] == "`" else _TILDES).match(self._text, start)
        return start + 1 if match is None or self.is_escaped(start) else match.end()

    def end_of_comment(self, start: int) -> int:
        """The index after the comment `<!-- … -->` that begins at `start`; `start` when it never ends."""
        if start >= self._endless:
            return start
        found = self._text.find("-->", start + 2)
        if found < 0:
            self._endless = start
            return start
        return found + 3

    def line_start(self, start: int) -> int:
        """The index at which the line begins that `start` stands in."""
        found = self._text.rfind("\n", self._asked, start)
        if found >= 0:
            self._line_start = found + 1
        self._asked = max(self._asked, start)
        return self._line_start

    def begins_line(self, start: int) -> bool:
        """Whether nothing but blanks stands before `start` in its line."""
        line = self.line_start(start)
        return start - line < _FAR and not self._text[line:start].strip(" \t")

    def is_indented(self, start: int) -> bool:
        """Whether `start` stands in a block of indented code."""
        line = self.line_start(start)
        if not self._has_indented_code or not self._text.startswith((" ", "\t", ">"), line):
            return False
        if self._indented is None:
            self._indented = _indented_lines(self._text)
        starts, ends = self._indented
        index = bisect_right(starts, start) - 1
        return index >= 0 and start < ends[index]

    def is_escaped(self, start: int) -> bool:
        """Whether a backslash stands before `start` that is not one itself."""
        before = start - 1
        while before >= 0 and self._text[before] == "\\" and start - before < _FAR:
            before -= 1
        return (start - 1 - before) % 2 == 1

    def _may_be_fence(self, start: int, run: str) -> bool:
        line = self.line_start(start)
        if start - line > _FAR or not _CONTAINER.match(self._text[line:start]):
            return False
        if run[0] == "~":
            return True
        return self._text.find("`", start + len(run), self._end_of_line(start)) < 0

    def _end_of_fence(self, start: int, run: str) -> int:
        text = self._text
        line_end = self._end_of_line(start)
        marks = text[self.line_start(start) : start]
        last = self._end_of_container(marks, line_end)
        for match in _FENCE_END.finditer(text, line_end, last):
            found = match[2] or match[3]
            if found[0] == run[0] and len(found) >= len(run) and (">" in marks or ">" not in match[1]):
                return match.end()
        return last

    def _end_of_container(self, marks: str, start: int) -> int:
        """The index where the quote or list item ends whose marks stand before a fence; a fence ends with it."""
        if ">" in marks:
            match = _NOT_QUOTED.search(self._text, start)
        elif marks.strip():
            match = re.compile(rf"\n(?! {{{len(marks.expandtabs(4))}}}|\t|[ \t\r]*+(?:\n|\Z))").search(
                self._text, start
            )
        else:
            match = None
        return match.start() if match else len(self._text)

    def _end_of_line(self, start: int) -> int:
        end = self._text.find("\n", start)
        return end if end >= 0 else len(self._text)

    def _end_of_span(self, start: int, length: int) -> int:
        if self._runs is None:
            self._runs = {}
            for match in _RUN.finditer(self._text, start):
                self._runs.setdefault(match.end() - match.start(), []).append(match.start())
        same = self._runs.get(length, [])
        index = bisect_right(same, start)
        if index == len(same) or same[index] >= self._end_of_paragraph(start):
            return start
        return same[index] + length

    def _end_of_paragraph(self, start: int) -> int:
        since, end = self._paragraph
        if not since <= start < end:
            if _HEADING.match(self._text, self.line_start(start)):
                return self._end_of_line(start) + 1
            match = _PARAGRAPH_END.search(self._text, start)
            end = match.start() + 1 if match else len(self._text) + 1
            self._paragraph = (start, end)
        return end


Change = tuple[int, int, str]
"""From where to where a text is another, and what stands there instead."""


def changed(text: str, at: Stops, change: Callable[[Code, int], Change | None], *, in_code: bool = False) -> str:
    """The text with the change that is made at each place worth a look outside code; the same object when there is none.

    The walk goes on after a change, else one character on. With `in_code`, it is the beginnings of code that are asked about.
    """
    code = Code(text)
    pieces: list[str] = []
    done = position = 0
    while True:
        start, position = code.next(at, position)
        if start == len(text):
            return "".join([*pieces, text[done:]]) if pieces else text
        is_code = position > start
        if not is_code:
            position = start + 1
        made = change(code, start) if is_code is in_code else None
        if made:
            begin, end, written = made
            pieces += [text[done:begin], written]
            done, position = end, max(position, end)


def _indented_lines(text: str) -> tuple[list[int], list[int]]:
    """Where blocks of indented code begin and end, line by line."""
    starts: list[int] = []
    ends: list[int] = []
    offset, fence, is_after_blank, was_code = 0, "", True, False
    items: list[int] = []
    for line in text.splitlines(keepends=True):
        bare = line.lstrip(" \t>")
        blanks = line[: len(line) - len(bare)].rpartition(">")[2]
        column = len(blanks.expandtabs(4))
        if not bare.strip():
            is_after_blank = True
        elif fence:
            if bare.startswith(fence) and not bare.strip().strip(fence[0]):
                fence = ""
            is_after_blank, was_code = not fence, False
        else:
            while items and is_after_blank and column < items[-1]:
                items.pop()
            base = items[-1] if items else 0
            was_code = column - base >= 4 and (is_after_blank or was_code)
            if was_code:
                starts.append(offset)
                ends.append(offset + len(line))
            else:
                fence = _fence_or_item(bare.rstrip("\r\n"), column, items)
            is_after_blank = bare.startswith("#") and not was_code
        offset += len(line)
    return starts, ends


def _fence_or_item(bare: str, column: int, items: list[int]) -> str:
    """The fence that a line begins, if it does; a list item that it begins is put on `items` as the column of its text."""
    if match := _FENCE_START.match(bare):
        return match[1] or match[2]
    if match := _LIST_ITEM.match(bare):
        while items and column < items[-1]:
            items.pop()
        width = match.end() if 0 < len(match[1].expandtabs(4)) <= 4 else match.start(1) + 1
        items.append(column + width)
    return ""
