"""Whether a file is still what it was, told by its size, times and inode, and by its bytes where times cannot tell.

A file system's clock ticks: two changes within one tick leave the same times. So a state that was taken within
`TOO_YOUNG` of a file's own times says nothing, and its bytes must be compared as well (Git calls this "racy").
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from datetime import tzinfo
from itertools import chain
from pathlib import Path
from stat import S_ISREG
from zoneinfo import TZPATH

from feedkit import aside

_Folder = tuple[str, str, frozenset[str]]
"""A folder to be looked at, what is before the names in it, and the folders above it."""
_ENOUGH = 24
"""Folders that can be shared between two processes so that neither has much more to do than the other."""
State = tuple[int, int, int, int]
"""Size in bytes, time of change and of change of the inode in nanoseconds, number of the inode."""

NOTHING: State = (0, 0, 0, 0)
"""Of what is no file, or cannot be looked at."""
TOO_YOUNG = 2_500_000_000
"""Nanoseconds; FAT counts time in steps of two seconds, which no other file system in use does worse than."""


def state_of(found: os.stat_result) -> State:
    """The state that a file has by its `stat`."""
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def is_young(state: State, moment: int) -> bool:
    """Whether the file may be changed after `moment` without its state being another; times of the future are no better."""
    return max(state[1], state[2]) > moment - TOO_YOUNG


def young(states: Iterable[tuple[str, State]], moment: int) -> list[tuple[str, State]]:
    """Those of many that are young, without a call for each."""
    least = moment - TOO_YOUNG
    return [(name, state) for name, state in states if state[1] > least or state[2] > least]


def moment_of(folder: Path) -> int:
    """Now, by the clock of the file system that holds `folder`, in nanoseconds. Raises OSError if it cannot be written."""
    handle, name = new_file(folder, ".clock-")
    try:
        return os.fstat(handle).st_mtime_ns
    finally:
        os.close(handle)
        os.unlink(name)  # noqa: PTH108  (pathlib would be one more object for each of many)


def new_file(folder: Path, prefix: str) -> tuple[int, str]:
    """A file in the folder that nobody else has, open for writing, and its path. Raises OSError.

    As the standard library's `mkstemp`, whose module takes longer to load than all else that an unchanged build does here.
    """
    name = os.path.join(folder, prefix + os.urandom(8).hex())  # noqa: PTH118  (pathlib takes longer)
    return os.open(name, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600), name


def digest_of(path: str | Path) -> str:
    """The SHA-256 of the bytes of a file. Raises OSError."""
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123
        return hashlib.file_digest(file, "sha256").hexdigest()


def zone_state(zone: tzinfo) -> tuple[str, State | None]:
    """The name of a time zone, and the state of its rules where the system keeps them in a file."""
    name = str(zone)
    for folder in TZPATH:
        if name and (file := Path(folder, name)).is_file():
            return name, state_of(file.stat())
    return name, None


def states_in(folder: str, *, hidden: bool = False) -> Iterator[tuple[str, State]]:
    """Every file below a folder with its state, in no order; what is no file or cannot be looked at has the state of zeros.

    Links are followed, but not to a folder above. A link is named by where it leads as well. Names that begin with `.`
    are left out unless `hidden`. A folder that is not there has no files.
    """
    yield from _below(_top(folder), hidden=hidden)


def states_in_halves(folder: str) -> Iterator[tuple[str, State]]:
    """The same, but for hidden files, in half the time where there are many and a copy of this process can look at half of them."""
    waiting, found = _top(folder), list[tuple[str, State]]()
    while 0 < len(waiting) < _ENOUGH:  # folders of years, say, then those of months
        found += _in_one(waiting.pop(0), waiting, hidden=False)
    half = aside.begun(lambda: list(_below(waiting[::2], hidden=False)))
    found += _below(waiting[1::2], hidden=False)
    return chain(found, half())


def _top(folder: str) -> list[_Folder]:
    root = os.path.realpath(folder)
    return [(root, "", frozenset({root}))]


def _below(folders: list[_Folder], *, hidden: bool) -> Iterator[tuple[str, State]]:
    waiting = list(folders)
    while waiting:
        yield from _in_one(waiting.pop(), waiting, hidden=hidden)


def _in_one(folder: _Folder, waiting: list[_Folder], *, hidden: bool) -> Iterator[tuple[str, State]]:
    """The files of a folder; those below it are left to wait."""
    directory, prefix, above = folder
    try:
        with os.scandir(directory) as listing:
            for entry in listing:
                name = entry.name
                if name[0] == "." and not hidden:
                    continue
                path = prefix + name
                try:
                    if entry.is_file(follow_symlinks=False):  # nearly all are, and need no second look
                        yield path, state_of(entry.stat(follow_symlinks=False))
                        continue
                except OSError:
                    yield path, NOTHING
                    continue
                target = entry.path
                if entry.is_symlink():
                    target = os.path.realpath(target)
                    yield f"{path}\0{target}", NOTHING
                try:
                    if not entry.is_dir():
                        found = entry.stat()
                        yield path, state_of(found) if S_ISREG(found.st_mode) else NOTHING
                    elif target not in above:
                        waiting.append((target, f"{path}/", above | {target}))
                except OSError:
                    yield path, NOTHING
    except OSError:
        yield f"{prefix}/", NOTHING
