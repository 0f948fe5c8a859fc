"""Text that is indented because the tags around it are nested, moved back so that Markdown does not take it for code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_TAB = 4
_INDENT = re.compile(r"[ \t]*+")


def moved_back(text: str, pairs: Sequence[tuple[int, int]], *, always: bool) -> str:
    """The text with the lines between each pair of lines moved left, to below the first of the two.

    `pairs` are the numbers, from 0, of the lines where something opens and closes; they are nested properly. Lines keep
    their indentation relative to each other. Unless `always`, text between tags that are not indented themselves is
    left where it is when all of it is indented like code.
    """
    if not pairs or not ("\n " in text or "\n\t" in text):
        return text
    lines = text.split("\n")
    if not any(line[:1] in {" ", "\t"} for first, last in _outer(pairs) for line in lines[first + 1 : last]):
        return text
    opens: dict[int, list[int]] = {}
    for number, (first, _) in enumerate(pairs):
        opens.setdefault(first, []).append(number)
    parents, owners = _owners(len(lines), pairs, opens)
    shifts = _shifts(lines, pairs, parents, owners, always=always)
    for number, owner in enumerate(owners):
        if owner >= 0 and shifts[owner] > 0:
            lines[number] = _without(lines[number], shifts[owner])
    return "\n".join(lines)


def _outer(pairs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The pairs that stand in no other."""
    end = -1
    for first, last in pairs:
        if first >= end:
            yield first, last
            end = last


def _owners(count: int, pairs: Sequence[tuple[int, int]], opens: dict[int, list[int]]) -> tuple[list[int], list[int]]:
    """The innermost pair around each pair, and around each line; -1 for none."""
    parents, owners = [-1] * len(pairs), [-1] * count
    stack: list[int] = []
    for line in range(count):
        while stack and pairs[stack[-1]][1] <= line:
            stack.pop()
        owners[line] = stack[-1] if stack else -1
        for number in opens.get(line, ()):
            parents[number] = stack[-1] if stack else -1
            stack.append(number)
    return parents, owners


def _shifts(
    lines: list[str], pairs: Sequence[tuple[int, int]], parents: list[int], owners: list[int], *, always: bool
) -> list[int]:
    """How many columns the lines of each pair move left."""
    least: list[int] = [-1] * len(pairs)
    for number, owner in enumerate(owners):
        if owner >= 0 and lines[number] and not lines[number].isspace():
            column = _column(lines[number])
            least[owner] = column if least[owner] < 0 else min(least[owner], column)
    has_inner = set(parents)
    shifts: list[int] = []
    for number, (first, _) in enumerate(pairs):
        parent = parents[number]
        outer = shifts[parent] if parent >= 0 else 0
        column = _column(lines[first])
        is_code = not always and column == 0 and least[number] >= _TAB and number not in has_inner
        shifts.append(outer if is_code else max(outer, least[number] - max(column - outer, 0)))
    return shifts


def _column(line: str) -> int:
    match = _INDENT.match(line)
    return len(match[0].expandtabs(_TAB)) if match else 0


def _without(line: str, columns: int) -> str:
    """The line with at most so many columns of blanks less at its beginning."""
    match = _INDENT.match(line)
    blanks = match[0].expandtabs(_TAB) if match else ""
    return blanks[columns:] + line[match.end() if match else 0 :]
