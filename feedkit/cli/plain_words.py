"""Command lines of `feedkit build` and `feedkit check` that are as plain as can be: read without click, which takes a while to load.

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
_COMMANDS = {
    "build": {
        "-D": "drafts",
        "--drafts": "drafts",
        "-F": "future",
        "--future": "future",
        "--preview": "preview",
        "--frozen": "frozen",
        "--no-cache": "no_cache",
        "--no-progress": "no_progress",
    },
    "check": {
        "--strict": "strict",
        "--exit-zero": "exit_zero",
        "--no-baseline": "no_baseline",
        "--no-cache": "no_cache",
        "--no-progress": "no_progress",
    },
}
"""Their flags."""
_TAKES_PATHS = "check"


def read(args: Sequence[str], environ: Mapping[str, str]) -> tuple[str, dict[str, Any], dict[str, Any]] | None:
    """The command, the common options and its own by name, as click gives them; None when click must be asked."""
    if any("FEEDKIT_" in name for name in environ):  # the options may be set there
        return None
    given: dict[str, Any] = {}
    flags: dict[str, Any] = {}
    paths: list[str] = []
    words = iter(args)
    command = ""
    for word in words:
        if word in _COMMANDS and not command:
            command = word
        elif word in _FOLDER and "directory" not in given and _is_folder(folder := next(words, "")):
            given["directory"] = Path(folder)
        elif word in _COMMON:
            given[_COMMON[word]] = True
        elif command and word in _COMMANDS[command]:
            flags[_COMMANDS[command][word]] = True
        elif command == _TAKES_PATHS and not word.startswith("-"):
            paths.append(word)
        else:
            return None
    if not command:
        return None
    return command, given, flags | ({"paths": tuple(paths)} if command == _TAKES_PATHS else {})


def _is_folder(path: str) -> bool:
    return not path.startswith("-") and os.path.isdir(path) and os.access(path, os.R_OK)  # noqa: PTH112  (before pathlib)
