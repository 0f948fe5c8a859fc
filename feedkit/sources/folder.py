"""A folder of article files."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

from feedkit.diagnostics import Diagnostic, Place
from feedkit.exceptions import FileError
from feedkit.file_states import NOTHING, State, state_of
from feedkit.globs import any_of
from feedkit.rules import front_matter, security
from feedkit.sources import Scan


def scan(
    folder: Path,
    *,
    include: Sequence[str],
    exclude: Sequence[str],
    shown_as: str,
    underscored: bool = False,
    unvisited: AbstractSet[str] = frozenset(),
    seen: Sequence[tuple[str, State]] | None = None,
    only: Collection[str] | None = None,
) -> Scan:
    """What is in the folder; reads names and sizes only.

    Names that begin with `.` are not looked at, nor are folders in it whose names are in `unvisited`. Names that begin
    with `_` are files but no articles, unless `underscored` says that such names mean nothing. Symbolic links are
    followed inside the folder; one that leads out of it is an error, and so is whatever cannot be opened.
    With `only`, no other articles are named; files all are.
    `seen` is what `states_in` has just given for the folder; it is believed when there is nothing but files.
    Raises FileError when there is no such folder.
    """
    if not folder.is_dir():
        raise FileError(
            f"there is no content folder {shown_as}/",
            help="make it, or name another one with `content.dir` in feedkit.yml",
        )
    found: list[Diagnostic] = []
    states = _plain(seen, unvisited, in_order=only is None) if seen is not None else None
    if states is None:
        states = _walk(folder, unvisited, shown_as, found)
    included, excluded = any_of(tuple(include)), any_of(tuple(exclude))
    articles = (
        path
        for path in (states if only is None else sorted(states.keys() & only))
        if (underscored or "/_" not in f"/{path}") and included.match(path) and not excluded.match(path)
    )
    files = {path: state[0] for path, state in states.items()}
    return Scan(articles=tuple(articles), files=files, diagnostics=tuple(found), states=states)


def _plain(
    seen: Sequence[tuple[str, State]], unvisited: AbstractSet[str], *, in_order: bool
) -> dict[str, State] | None:
    """The files that were seen, in their order if that is wanted; None when there are links, or what is no file or cannot be looked at."""
    if any(state == NOTHING for _, state in seen):
        return None
    if unvisited:
        seen = [each for each in seen if unvisited.isdisjoint(each[0].split("/"))]
    return dict(sorted(seen) if in_order else seen)


def _walk(folder: Path, unvisited: AbstractSet[str], shown_as: str, found: list[Diagnostic]) -> dict[str, State]:
    """The states of all files in the folder, in their order."""
    root = os.path.realpath(folder)
    states: dict[str, State] = {}
    waiting: list[tuple[str, str, frozenset[str]]] = [(root, "", frozenset({root}))]
    while waiting:
        directory, prefix, above = waiting.pop()
        try:
            with os.scandir(directory) as listing:
                entries = sorted(listing, key=lambda each: each.name)
        except OSError as error:
            found.append(_unreadable(f"{shown_as}/{prefix}".rstrip("/"), error))
            continue
        for entry in entries:
            if entry.name.startswith(".") or entry.name in unvisited:
                continue
            path = f"{prefix}{entry.name}"
            try:
                _visit(entry, path, root, above, states, waiting, found, shown_as)
            except OSError as error:
                found.append(_unreadable(f"{shown_as}/{path}", error))
    return dict(sorted(states.items()))


def _visit(
    entry: os.DirEntry[str],
    path: str,
    root: str,
    above: frozenset[str],
    states: dict[str, State],
    waiting: list[tuple[str, str, frozenset[str]]],
    found: list[Diagnostic],
    shown_as: str,
) -> None:
    target = entry.path
    if entry.is_symlink():
        target = os.path.realpath(entry.path)
        if target != root and not target.startswith(root + os.sep):
            place = Place(f"{shown_as}/{path}")
            found.append(
                Diagnostic(
                    rule=security.OUTSIDE_OF_FOLDER,
                    place=place,
                    message="this link leads out of the content folder",
                    help="copy the file into the content folder",
                )
            )
            return
    if entry.is_dir():
        if target not in above:  # a link to a folder above it would never end
            waiting.append((target, f"{path}/", above | {target}))
    elif entry.is_file():
        states[path] = state_of(entry.stat())


def _unreadable(path: str, error: OSError) -> Diagnostic:
    return Diagnostic(
        rule=front_matter.UNREADABLE_FILE,
        place=Place(path),
        message=f"cannot be opened: {error.strerror}",
        help="check its permissions",
    )
