"""The form of an article file, beneath its words: byte order mark, line ends, blanks."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from feedkit.checks.articles import Manuscript
from feedkit.diagnostics import Applicability, Diagnostic, Edit, Fix, Place
from feedkit.rules.checking import BYTE_ORDER_MARK, MIXED_LINE_ENDS, TRAILING_BLANKS

RULES = (BYTE_ORDER_MARK, MIXED_LINE_ENDS, TRAILING_BLANKS)
_BLANK = frozenset(" \t")
_BLANKS = re.compile(r"[ \t]+$", re.MULTILINE)
_MOST = 1_000
"""Lines that are mended at a time."""


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """At most one finding of the first two rules, and one for each line of the third."""
    path, raw = manuscript.path, manuscript.raw
    if raw.startswith(codecs.BOM_UTF8):
        fix = Fix(message="delete it", applicability=Applicability.SAFE, edits=(Edit(Place(path, 1, 0, 1, 1), ""),))
        message = "the file begins with a byte order mark"
        yield Diagnostic(rule=BYTE_ORDER_MARK, place=Place(path, 1, 1, 1, 1), message=message, fix=fix)
    if b"\r\n" in raw:
        yield from _line_ends(path, raw)
    for line, column, end in _blanks_in_front_matter(manuscript):
        place = Place(path, line, column, line, end)
        fix = Fix(message="delete them", applicability=Applicability.SAFE, edits=(Edit(place, ""),))
        yield Diagnostic(rule=TRAILING_BLANKS, place=place, message="blanks at the end of the line", fix=fix)


def _line_ends(path: str, raw: bytes) -> Iterator[Diagnostic]:
    lines = [each for each in raw.splitlines(keepends=True) if each.endswith((b"\r", b"\n"))]
    many = sum(line.endswith(b"\r\n") for line in lines) * 2 > len(lines)
    wrong = [number for number, line in enumerate(lines, start=1) if line.endswith(b"\r\n") is not many]
    if not wrong:
        return
    ends = ("LF", "CR LF") if many else ("CR LF", "LF")
    place = Place(path, wrong[0], 1, wrong[0], 1)
    message = f"{len(wrong):,} of {len(lines):,} lines end in {ends[0]}, the others in {ends[1]}"
    # Text that is put in gets the line end that most lines have.
    edits = tuple(Edit(Place(path, line, _length(lines[line - 1]) + 1, line + 1, 1), "\n") for line in wrong[:_MOST])
    fix = Fix(message=f"let all of them end in {ends[1]}", applicability=Applicability.SAFE, edits=edits)
    yield Diagnostic(rule=MIXED_LINE_ENDS, place=place, message=message, fix=fix)


def _length(line: bytes) -> int:
    """In code points, without the line end."""
    bare = line.rstrip(b"\r\n").removeprefix(codecs.BOM_UTF8)
    try:
        return len(bare.decode("utf-8"))
    except UnicodeDecodeError:
        return len(bare)


def _blanks_in_front_matter(manuscript: Manuscript) -> Iterator[tuple[int, int, int]]:
    """Line and columns of blanks at the ends of lines; in a value of several lines they may be part of it."""
    top = manuscript.text.split("\n", max(manuscript.article.body_line - 1, 0))[:-1]
    if not any(line[-1:] in _BLANK for line in top if line):
        return
    found = [(number, match) for number, line in enumerate(top, start=1) if (match := _BLANKS.search(line))]
    if found:
        inside = {line for node in manuscript.keys().values() for line in range(node.line, node.end_line + 1)}
        inside -= {node.line for node in manuscript.keys().values() if node.line == node.end_line}
        yield from ((line, match.start() + 1, match.end() + 1) for line, match in found if line not in inside)
