"""Files that are begun for somebody, and never written over what is there."""

from __future__ import annotations

import os
from pathlib import Path


def create(path: Path, text: str) -> bool:
    """Write a new file, with its folder; False when something of that name is there already. Raises FileError."""
    from feedkit.exceptions import FileError

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(f"the folder {from_here(path.parent)} cannot be made: {error.strerror}") from error
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        return False
    except OSError as error:
        raise FileError(f"{from_here(path)} cannot be written: {error.strerror}") from error
    return True


def from_here(path: Path) -> str:
    """The path as the shell the command was typed in can use it."""
    relative = os.path.relpath(path)
    return str(path.resolve()) if relative.startswith("..") else relative
