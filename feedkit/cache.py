"""What an earlier build knew, kept in `.feedkit/cache`: safe to delete, and never believed when it cannot be right.

A file holds one value beside the digest of all that it depends on but article files. Whatever is damaged, of another
version or made with other settings counts as nothing. Files are replaced in one step, so that builds at the same time
see the one or the other.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from feedkit.file_states import moment_of, new_file, states_in
from feedkit.quick_dataclasses import dataclass

CACHE = ".feedkit/cache"
"""Relative to the project folder."""
_VERSION = b"feedkit cache 2\n"
_LIBRARIES = (".dist-info", ".egg-info")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cache:
    """The cache of a project, for one way to build it."""

    project: Path
    variant: str = ""
    """Tells builds apart that are done in turn, as previews are, so that neither spoils the cache of the other."""

    def load(self, kind: str, basis: str) -> Any:
        """The value that was kept under the same basis; None when there is none. Plain values only."""
        try:
            raw = self._file(kind).read_bytes()
        except OSError:
            return None
        view = memoryview(raw)
        start = len(_VERSION)
        if raw[:start] != _VERSION or hashlib.sha256(view[start + 32 :]).digest() != raw[start : start + 32]:
            return None
        try:
            found = marshal.loads(view[start + 32 :])  # noqa: S302  (the digest says that it is as it was written)
        except (ValueError, EOFError, TypeError):
            return None
        return found[1] if isinstance(found, tuple) and len(found) == 2 and found[0] == basis else None

    def keep(self, kind: str, basis: str, value: Any) -> None:
        """Keep a value of plain values; a cache that cannot be written is none."""
        body = marshal.dumps((basis, value))
        file = self._file(kind)
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(file, [_VERSION, hashlib.sha256(body).digest(), body])
            (file.parent / ".gitignore").write_text("*\n", "utf-8")
        except OSError:
            return

    def moment(self) -> int | None:
        """Now, by the clock of the file system; None when nothing can be kept."""
        try:
            (self.project / CACHE).mkdir(parents=True, exist_ok=True)
            return moment_of(self.project / CACHE)
        except OSError:
            return None

    def _file(self, kind: str) -> Path:
        name = hashlib.sha256(self.variant.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        return self.project / CACHE / f"{kind}-{name}.cache"


def write_whole(file: Path, parts: Iterable[bytes]) -> None:
    """Replace a file in one step, so that others see the old one or the new one. Raises OSError.

    It is not synced: for what can be made again.
    """
    handle, name = new_file(file.parent, f".{file.name}-")
    try:
        with os.fdopen(handle, "wb") as out:
            out.writelines(parts)
        Path(name).replace(file)
    except OSError:
        Path(name).unlink()
        raise


def basis_of(*decisive: object) -> str:
    """The digest of the program and of whatever else decides a value."""
    return hashlib.sha256(repr((_VERSION, program(), decisive)).encode("utf-8", "surrogatepass")).hexdigest()


@lru_cache(maxsize=1)
def program() -> tuple[object, ...]:
    """The state of feedkit and of what it is built upon: its files, and the names of all installed distributions."""
    package = Path(__file__).parent
    beside = package.parent / "templates" if (package.parent / "pyproject.toml").is_file() else package
    own = [each for each in states_in(str(package)) if not each[0].endswith((".pyc", ".pyc.tmp"))]
    if beside != package:
        own += states_in(str(beside))
    installed = []
    for folder in sys.path:
        try:
            installed += [name for name in _names_in(folder or ".") if name.endswith(_LIBRARIES)]
        except OSError:  # an archive, or not there
            installed.append(folder)
    return sys.version, sys.platform, tuple(sorted(own)), tuple(sorted(installed))


def _names_in(folder: str) -> list[str]:
    with os.scandir(folder) as listing:
        return [entry.name for entry in listing]
