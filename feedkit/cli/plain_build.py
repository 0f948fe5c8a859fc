"""Command lines of `feedkit build` that are as plain as can be: they are read without click, which takes a while to load.

Whatever is not one of the few words below is left to click; so is every mistake.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

TYPE_CHECKING = False  # as type checkers read it; the module `typing` takes a while to load
if TYPE_CHECKING:
    from typing import Any

_FOLDER = ("-C", "--directory")
_COMMON = {"-q": "quiet", "--quiet": "quiet"}
_FLAGS = {
    "-D": "drafts",
    "--drafts": "drafts",
    "-F": "future",
    "--future": "future",
    "--preview": "preview",
    "--frozen": "frozen",
    "--no-cache": "no_cache",
    "--no-progress": "no_progress",
}


def read(args: Sequence[str], environ: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """The common options and those of the command by name, as click gives them; None when click must be asked."""
    if any("FEEDKIT_" in name for name in environ):  # the options may be set there
        return None
    given: dict[str, Any] = {}
    flags: dict[str, Any] = {}
    words = iter(args)
    named = False
    for word in words:
        if word == "build" and not named:
            named = True
        elif word in _FOLDER and "directory" not in given and _is_folder(folder := next(words, "")):
            given["directory"] = Path(folder)
        elif word in _COMMON:
            given[_COMMON[word]] = True
        elif word in _FLAGS and named:
            flags[_FLAGS[word]] = True
        else:
            return None
    return (given, flags) if named else None


def _is_folder(path: str) -> bool:
    return not path.startswith("-") and os.path.isdir(path) and os.access(path, os.R_OK)  # noqa: PTH112  (before pathlib)
