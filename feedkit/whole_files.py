"""Files that are always whole, old or new, whoever writes them and whenever that ends."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from feedkit.exceptions import FileError

_SYNC_EACH_UP_TO = 32
_SYNC_ONE_BY_ONE = 6
_SYNC_AT_ONCE = 4
_ABANDONED = 3600.0
"""Seconds after which nobody is still writing a file."""


def write_atomically(path: Path, content: bytes) -> bool:
    """Write one file so that it is always whole, old or new, whoever else writes it; returns whether it changed.

    Raises FileError when it cannot be written.
    """
    if same_bytes(path, content):
        return False
    temporary = path.with_name(f".{path.name}.{os.getpid()}.new")  # builds into other folders write the same lock
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(content)
        sync([temporary])
        _sweep(path, temporary)
        temporary.replace(path)
    except OSError as error:
        raise FileError(f"{path} cannot be written: {error.strerror or error}") from error
    return True


def _sweep(path: Path, temporary: Path) -> None:
    """Remove what killed processes left behind when they wrote `path`, long before `temporary` was written."""
    start, now = f".{path.name}.", temporary.stat().st_mtime
    for name in os.listdir(path.parent):  # noqa: PTH208  (of thousands of names, one is ours)
        if name.startswith(start) and name.endswith(".new"):
            left = path.with_name(name)
            with suppress(FileNotFoundError):  # its writer was alive, or another has swept as well
                if now - left.stat().st_mtime > _ABANDONED:
                    left.unlink()


def same_bytes(path: Path, content: bytes) -> bool:
    """Whether these are the bytes of a file; not of one that cannot be read."""
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def sync(places: Sequence[Path]) -> None:
    """Make sure the bytes outlive a power cut before a name points to them."""
    if len(places) > _SYNC_EACH_UP_TO and hasattr(os, "sync"):
        os.sync()
        return
    if len(places) <= _SYNC_ONE_BY_ONE:
        for place in places:
            _sync_one(place)
        return
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415  (few files need it)

    with ThreadPoolExecutor(_SYNC_AT_ONCE) as threads:  # the disk takes several in the time of one
        list(threads.map(_sync_one, places))


def _sync_one(place: Path) -> None:
    with place.open("rb+") as file:
        os.fsync(file.fileno())
