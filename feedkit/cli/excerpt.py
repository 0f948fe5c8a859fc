"""A line of a file with carets under the part that is meant."""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from stat import S_ISREG

from feedkit.cli.visible import visible_character
from feedkit.diagnostics import Place

LineReader = Callable[[Place], str | None]

MAX_BYTES = 8_388_608
"""Of a larger file no excerpt is shown."""
_TAB = "    "
_NEAR = 1_000
"""Code points on either side of the place that are looked at in an endless line."""
_SINGLE = re.compile("[ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2015\u2018-\u201f\u2026]*")
"""Characters of Europe that never join with others and take one cell each."""
_LINE_END = re.compile(r"\r\n|\r|\n")
_SECRET = re.compile(
    r"(\s*-?\s*[\"']?[\w-]*(?:passw|secret|token|api_?key|credential)[\w-]*[\"']?\s*:\s*)\S.*", re.IGNORECASE
)
_SETTINGS_FILES = (".yml", ".yaml", ".toml")


def line_reader(project: Path, *also: Path) -> LineReader:
    """What reads the line a place begins in, or None where there is none to show.

    Only files in the project folder and the files in `also`, which are known by their bare names, are opened. Bytes that
    are not UTF-8 are replaced, and values that look like secrets are masked.
    """
    root = project.resolve()
    named = {each.name: each.resolve() for each in also}

    @lru_cache(maxsize=1_000)
    def folder(path: str) -> Path:
        return (root / path).resolve()

    @lru_cache(maxsize=1_000)
    def own(path: str) -> str:
        """The same where it is in the project; else empty."""
        found = folder(path)
        return os.fspath(found) if found.is_relative_to(root) else ""

    def careful(path: str) -> bytes | None:
        parent, _, name = path.rpartition("/")
        file = named.get(path) or folder(parent) / name
        if path not in named and (name in ("", ".", "..") or file.is_symlink()):
            file = file.resolve()
        if not (file.is_relative_to(root) or path in named) or not file.is_file() or file.stat().st_size > MAX_BYTES:
            return None
        return file.read_bytes()

    def raw(path: str) -> bytes | None:
        """The bytes of a file; None where it is too large or not ours to read."""
        parent, _, name = path.rpartition("/")
        if path in named or name in ("", ".", "..") or not (where := own(parent)):
            return careful(path)
        file = f"{where}{os.sep}{name}"
        state = os.lstat(file)
        if not S_ISREG(state.st_mode) or state.st_size > MAX_BYTES:
            return careful(path)
        with open(file, "rb", buffering=0) as opened:  # noqa: PTH123  (pathlib takes longer, and findings may be thousands)
            return opened.read()

    @lru_cache(maxsize=8)
    def lines(path: str) -> list[str]:
        try:
            content = raw(path)
        except (OSError, ValueError):  # gone since, not ours to read, or a name no file can have
            return []
        if content is None:
            return []
        text = _decoded(content)
        return _LINE_END.split(text) if "\r" in text else text.split("\n")

    def line(place: Place) -> str | None:
        found = lines(place.path) if place.line else []
        if not 0 < place.line <= len(found):
            return None
        text = found[place.line - 1]
        secret = _SECRET.match(text) if place.path.endswith(_SETTINGS_FILES) else None
        return secret[1] + "***" if secret else text

    return line


def _decoded(raw: bytes) -> str:
    """As text is read for articles: what is not UTF-8 is taken for Windows-1252, so that columns agree."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.removeprefix(codecs.BOM_UTF8).decode("cp1252", "replace")


def with_carets(line: str, place: Place, width: int) -> tuple[str, str]:
    """The line of `place` cut to `width` cells, and the carets that stand under the place when printed below it.

    The carets are empty when the place is the whole line. Tabs are shown as four blanks.
    """
    start, end = _range(line, place)
    first, last = max(0, start - _NEAR), start + _NEAR
    near = line[first:last]
    if near.isprintable() and (near.isascii() or _SINGLE.fullmatch(near)):
        return _plainly(near, place, start - first, end - first, width, (first > 0, last < len(line)))
    shown, at = _shown(near)
    clusters = _clusters(shown)
    from_here, to_here = at[start - first], at[min(end - first, len(at) - 1)]
    begins = next((index for index, (_, stop, _) in enumerate(clusters) if stop > from_here), len(clusters))
    ends = max(
        begins + 1, next((index + 1 for index, (_, stop, _) in enumerate(clusters) if stop >= to_here), len(clusters))
    )
    widths = [cells for _, _, cells in clusters]
    left, right = _window(widths, begins, ends, width)
    before = "…" if left > 0 or first > 0 else ""
    after = "…" if right < len(clusters) or last < len(line) else ""
    text = "".join(shown[begin:stop] for begin, stop, _ in clusters[left:right])
    indent = len(before) + sum(widths[left:begins])
    carets = " " * indent + "^" * max(1, sum(widths[begins : min(ends, right)]))
    return f"{before}{text}{after}".rstrip(), carets if place.column else ""


def _plainly(shown: str, place: Place, start: int, end: int, width: int, cut: tuple[bool, bool]) -> tuple[str, str]:
    """As `with_carets`, for a line whose characters take a cell each; `cut` is whether there is more before and after."""
    length = len(shown)
    begins = min(start, length)
    ends = max(begins + 1, min(end, length))
    left, right = _even_window(length, begins, ends, width)
    before, after = "…" if left > 0 or cut[0] else "", "…" if right < length or cut[1] else ""
    carets = " " * (len(before) + begins - left) + "^" * max(1, min(ends, right) - begins)
    return f"{before}{shown[left:right]}{after}".rstrip(), carets if place.column else ""


def _clusters(shown: str) -> list[tuple[int, int, int]]:
    """The characters as people see them: where each begins and ends, and how many cells it takes."""
    if shown.isascii() or _SINGLE.fullmatch(shown):  # nothing but printable characters is left in it
        return [(at, at + 1, 1) for at in range(len(shown))]
    from rich.cells import split_graphemes

    return split_graphemes(shown, "latest")[0]


def _range(line: str, place: Place) -> tuple[int, int]:
    """Where the place begins and ends in its first line, counted from 0; at least one character unless at the end."""
    if not place.column:
        return 0, 0
    start = min(place.column - 1, len(line))
    end = len(line) if place.end_line > place.line else place.end_column - 1
    return start, min(max(end, start + 1), len(line))


def _shown(line: str) -> tuple[str, list[int]]:
    """The line as it is printed, and where in it each of its characters begins; the last number is the end."""
    if line.isprintable():
        return line, list(range(len(line) + 1))
    parts, at, length = [], [], 0
    for character in line:
        part = _TAB if character == "\t" else visible_character(character)
        parts.append(part)
        at.append(length)
        length += len(part)
    return "".join(parts), [*at, length]


def _even_window(length: int, begins: int, ends: int, available: int) -> tuple[int, int]:
    """As `_window`, for so many clusters of one cell each."""
    if length <= available:
        return 0, length
    room = max(available - 2, 8)
    ahead = max((room - (ends - begins)) // 2, room // 3)
    right = min(length, begins + max(0, room - ahead))
    left = max(0, begins - (room - (right - begins)))
    return left, min(length, max(right, left + room))


def _window(widths: list[int], begins: int, ends: int, available: int) -> tuple[int, int]:
    """The range of clusters to show: all when they fit, else as many around the marked ones as fit between two `…`."""
    if sum(widths) <= available:
        return 0, len(widths)
    room = max(available - 2, 8)
    ahead = max((room - sum(widths[begins:ends])) // 2, room // 3)
    left = right = begins
    used = 0
    while right < len(widths) and used + widths[right] <= room - ahead:
        used += widths[right]
        right += 1
    while left > 0 and used + widths[left - 1] <= room:
        left -= 1
        used += widths[left]
    while right < len(widths) and used + widths[right] <= room:
        used += widths[right]
        right += 1
    return left, right
