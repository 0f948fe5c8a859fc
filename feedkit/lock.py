"""What `feedkit.lock` says: the ids under which entries were published, a line each."""

from __future__ import annotations

import json
import re
from json.encoder import encode_basestring
from typing import NamedTuple

from feedkit.diagnostics import Diagnostic, Place
from feedkit.quick_dataclasses import dataclass
from feedkit.rules import ids as rules

HEADER = "# The ids under which entries were published. Commit this file; `feedkit build` keeps it up to date.\n"
_TEXT = r'"([^"\\\x00-\x1f]*+)"'
_USUAL_LINES = re.compile(
    rf'^\{{"id": {_TEXT}, "path": {_TEXT}, "title": {_TEXT}, "content": {_TEXT}\}}$', re.MULTILINE
)
_FIELDS = ("id", "path", "title", "content")


class LockedEntry(NamedTuple):
    """One line of the lock."""

    id: str
    path: str
    """Relative to the content folder."""
    title: str
    content: str
    """A fingerprint of the body; empty when there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """All that `feedkit.lock` says."""

    authority: str = ""
    """The domain that ids are minted under (RFC 4151); it stays when the site moves. Empty in a new lock."""
    year: int = 0
    """A year in which the domain was the publisher's, for the ids of feeds."""
    entries: tuple[LockedEntry, ...] = ()


def parse_lock(text: str, path: str) -> tuple[Lock, list[Diagnostic]]:
    """The lock in `text`. The order of lines does not matter; a line that stands twice counts once."""
    lines, usual = _told_apart(text)
    found: list[Diagnostic] = []
    authority, year = "", 0
    entries: dict[tuple[str, str], LockedEntry] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            given = json.loads(line)
            if "authority" in given:
                authority, year = authority or str(given["authority"]), year or int(given["year"])
            else:
                entry = LockedEntry._make([str(given[key]) for key in _FIELDS])
                entries.setdefault((entry.id, entry.path), entry)
        except (ValueError, TypeError, KeyError):
            found.append(_unreadable(line, path, number))
    for entry in usual:
        entries.setdefault((entry.id, entry.path), entry)
    return Lock(authority=authority, year=year, entries=tuple(entries.values())), found


def _told_apart(text: str) -> tuple[list[str], list[LockedEntry]]:
    """The lines that are to be read with care, the first ones, and the entries in all others if these are as usual."""
    usual = list(map(LockedEntry._make, _USUAL_LINES.findall(text)))
    header, first, *_ = [*text.split("\n", 2), ""]
    as_usual = header.startswith("#") and first.startswith('{"authority"') and text.endswith("}\n")
    if as_usual and text.count("\n") == len(usual) + 2:  # then no other line is anywhere
        return [header, first], usual
    return text.split("\n"), []


def _unreadable(line: str, path: str, number: int) -> Diagnostic:
    in_conflict = line.startswith(("<<<<<<<", "=======", ">>>>>>>"))
    return Diagnostic(
        rule=rules.UNREADABLE_LOCK,
        place=Place(path, number, 1, number, len(line) + 1),
        message="a merge conflict stands here" if in_conflict else "not a line of a lock",
        help="keep the lines of both sides and remove this one",
    )


def lock_text(lock: Lock) -> str:
    """The lock as a file: one line an entry, sorted by id, so that branches seldom add lines side by side."""
    first = {"authority": lock.authority, "version": 1, "year": lock.year}
    write = json.JSONEncoder(ensure_ascii=False).encode
    # In one go: a copy for each addition is what a large build would need most memory for.
    return "\n".join([HEADER.removesuffix("\n"), write(first), *map(_line, sorted(lock.entries)), ""])


def _line(entry: LockedEntry) -> str:
    id, path, title, content = entry
    quoted = encode_basestring
    return f'{{"id": {quoted(id)}, "path": {quoted(path)}, "title": {quoted(title)}, "content": {quoted(content)}}}'


def line_of(text: bytes, path: str) -> LockedEntry | None:
    """The entry of a path in a lock as `lock_text` writes it; None unless there is just one."""
    found = _span_of(text, path)
    if found is None:
        return None
    given = json.loads(text[found[0] : found[1]])
    return LockedEntry._make([given[key] for key in _FIELDS])


def with_line(text: bytes, entry: LockedEntry) -> bytes:
    """The lock with this in place of the one entry of its path, whose id stays."""
    found = _span_of(text, entry.path)
    if found is None:
        raise ValueError(f"{entry.path} has no line of its own in the lock")
    return b"".join([text[: found[0]], _line(entry).encode(), text[found[1] :]])


def _span_of(text: bytes, path: str) -> tuple[int, int] | None:
    """Where the one line of a path begins and ends; None unless there is just one."""
    place = f', "path": {encode_basestring(path)}, "title": '.encode()
    at = text.find(place)
    if at < 0 or text.find(place, at + 1) >= 0:
        return None
    return text.rfind(b"\n", 0, at) + 1, text.find(b"\n", at)
