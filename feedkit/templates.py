"""Template files: the ones that ship with feedkit, and the project's own that override them file by file."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from feedkit.exceptions import FileError
from feedkit.rendering import SHIPPED

SUFFIXES = (".jinja", ".css", ".js")
"""What the names of template files end in; other files in the folder are left alone."""


def load(folder: Path) -> dict[str, str]:
    """Every template by name, as `rendering.render` wants them: feedkit's as `!feedkit/…`, and all by their plain names.

    `folder` holds the project's own and need not exist. A name is the path below it, with `/`. Raises `FileError` for
    a file that cannot be read or is not UTF-8.
    """
    shipped = _read(shipped_folder(files("feedkit")))
    own = _read(folder) if folder.is_dir() else {}
    return {SHIPPED + name: text for name, text in shipped.items()} | shipped | own


def shipped_folder(package: Traversable) -> Traversable:
    """Where feedkit's own templates are: inside the installed package, or beside it in a checkout."""
    inside = package / "_templates"
    if inside.is_dir():
        return inside
    if isinstance(package, Path) and (package.parent / "pyproject.toml").is_file():
        return package.parent / "templates"
    raise FileError("the templates that ship with feedkit are missing", help="Install feedkit anew.")


def _read(folder: Traversable) -> dict[str, str]:
    return {name: _text(file) for name, file in sorted(_files(folder), key=lambda found: found[0])}


def _files(folder: Traversable, below: str = "") -> Iterator[tuple[str, Traversable]]:
    try:
        children = list(folder.iterdir())
    except OSError as error:
        raise FileError(f"cannot read the folder {folder}: {error.strerror}") from error
    for child in children:
        if child.name.startswith("."):
            continue
        if isinstance(child, Path) and child.is_dir() and child.is_symlink():
            continue  # it may lead in circles
        if child.is_dir():
            yield from _files(child, f"{below}{child.name}/")
        elif child.name.endswith(SUFFIXES):
            yield f"{below}{child.name}", child


def _text(file: Traversable) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise FileError(f"cannot read {file}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise FileError(f"{file}:{line}: not UTF-8", help="Save the file as UTF-8.") from error
