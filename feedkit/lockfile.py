"""`feedkit.lock` on disk."""

from __future__ import annotations

from pathlib import Path

from feedkit.diagnostics import Diagnostic
from feedkit.exceptions import FileError
from feedkit.lock import Lock, parse_lock


def read_lock(project: Path, name: str) -> tuple[Lock, list[Diagnostic], str]:
    """The lock of a project with its text; an empty one when there is no file yet.

    Raises FileError when the file cannot be read.
    """
    try:
        text = (project / name).read_text("utf-8")
    except FileNotFoundError:
        return Lock(), [], ""
    except (OSError, UnicodeDecodeError) as error:
        raise FileError(
            f"{name} cannot be read: {error}", help="restore it from version control: without it every id would change"
        ) from error
    lock, found = parse_lock(text, name)
    return lock, found, text
