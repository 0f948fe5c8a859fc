"""Template files: the ones that ship with feedkit, and the project's own that override them file by file."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from importlib.util import cache_from_source
from pathlib import Path

from feedkit.cache import basis_of, write_whole
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


class Compiled:
    """Templates that ship with feedkit, compiled: kept in a folder, that of its modules' bytecode unless another is named."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or Path(cache_from_source(__file__)).parent
        self._basis = basis_of("template").encode()

    def get(self, name: str) -> bytes | None:
        """The code of a template, if it was kept by this very version of feedkit and its libraries, and is whole."""
        try:
            found = self._place_of(name).read_bytes()
        except OSError:
            return None
        basis, digest, code = found[:64], found[64:96], found[96:]
        return code if basis == self._basis and digest == hashlib.sha256(code).digest() else None

    def put(self, name: str, code: bytes) -> None:
        """Keep the code of a template, unless Python is not to write bytecode, or cannot."""
        if sys.dont_write_bytecode:
            return
        place = self._place_of(name)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_whole(place, [self._basis, hashlib.sha256(code).digest(), code])
        except OSError:
            return

    def _place_of(self, name: str) -> Path:
        return (
            self._folder
            / f"template-{hashlib.sha256(name.encode()).hexdigest()[:16]}.{sys.implementation.cache_tag}.pyc"
        )


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
