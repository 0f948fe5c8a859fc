"""Fixes made in the bytes of a file."""

from __future__ import annotations

import codecs
from collections.abc import Iterable

from feedkit.diagnostics import Edit, Fix, Place


def mended(raw: bytes, fixes: Iterable[Fix]) -> tuple[bytes, list[Fix]]:
    """The file after these fixes, and those that could be made: one that overlaps an earlier one waits for another pass.

    Places count as findings do: in lines that end in LF, CR LF or CR, and in code points of UTF-8, or of Windows-1252 if
    the bytes are no UTF-8. Text that is put in gets the line ends of the file.
    """
    page = _Page(raw)
    chosen: list[tuple[int, int, bytes]] = []
    made = []
    for fix in fixes:
        spans = [span for each in fix.edits if (span := page.span(each)) is not None]
        if len(spans) == len(fix.edits) and not any(_overlap(one, other) for one in spans for other in chosen):
            chosen += spans
            made.append(fix)
    for start, end, text in sorted(chosen, reverse=True):
        raw = raw[:start] + text + raw[end:]
    return raw, made


def _overlap(one: tuple[int, int, bytes], other: tuple[int, int, bytes]) -> bool:
    """Whether two edits touch the same bytes; two that put something in at one place do."""
    return one == other or (one[0] < other[1] and other[0] < one[1]) or one[:2] == other[:2]


class _Page:
    """A file whose lines are known by where they begin and end."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.start = len(codecs.BOM_UTF8) if raw.startswith(codecs.BOM_UTF8) else 0
        try:
            raw.decode("utf-8")
            self.encoding = "utf-8"
        except UnicodeDecodeError:
            self.encoding = "cp1252"
        self.lines = raw[self.start :].splitlines(keepends=True) if b"\r" in raw else _split(raw[self.start :])
        self.begins = [self.start]
        for line in self.lines:
            self.begins.append(self.begins[-1] + len(line))
        self.line_end = b"\r\n" if raw.count(b"\r\n") * 2 > raw.count(b"\n") else b"\n"

    def span(self, edit: Edit) -> tuple[int, int, bytes] | None:
        """The range of bytes of an edit, and what is put there; None when there is no such place."""
        place = edit.place
        start = 0 if not place.column else self.offset(place.line, place.column)
        end = self.offset(place.end_line, place.end_column)
        if start is None or end is None or end < start:
            return None
        return start, end, edit.text.encode(self.encoding, "xmlcharrefreplace").replace(b"\n", self.line_end)

    def offset(self, line: int, column: int) -> int | None:
        """Where a line and column begin; a column behind the end of a line is before its line end."""
        if line == len(self.lines) + 1 and column == 1:
            return self.begins[-1]
        if not 1 <= line <= len(self.lines) or column < 1:
            return None
        text = self.lines[line - 1].rstrip(b"\r\n").decode(self.encoding, "replace")
        return self.begins[line - 1] + len(text[: column - 1].encode(self.encoding, "replace"))


def _split(raw: bytes) -> list[bytes]:
    lines = raw.split(b"\n")
    return [each + b"\n" for each in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def insertion(path: str, line: int, column: int, text: str) -> Edit:
    """An edit that takes nothing away."""
    return Edit(Place(path, line, column, line, column), text)
