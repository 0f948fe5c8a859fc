"""What the paths that `feedkit check` was given stand for: files of the project, or feeds of anyone."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from feedkit.exceptions import FileError

FEEDS = (".xml", ".json", ".rss", ".atom", ".opml", ".rdf")
"""Endings of the names of feeds."""


def is_feed(path: str, project: Path) -> bool:
    """Whether it is an address, or a file with the name of a feed. Articles never have such names."""
    return _is_address(path) or (path.lower().endswith(FEEDS) and not (project / path).is_dir())


def _is_address(path: str) -> bool:
    if "://" not in path:
        return False
    from feedkit.sources.remote import is_address  # noqa: PLC0415  (what speaks to servers takes long to load)

    return is_address(path)


def files_of(paths: Sequence[str], project: Path) -> frozenset[str]:
    """The files that are meant, relative to the project folder, with `/`; a folder stands for all in it.

    Files that are no articles may be among them, since pre-commit names whatever was changed: nothing is found there.
    Raises FileError for what does not exist.
    """
    root = os.path.realpath(project)
    files: set[str] = set()
    for each in paths:
        path = project / each
        if not path.exists():
            raise FileError(f"there is no {each}", help="give the path of an article, a folder or a feed")
        found = [file for file in path.rglob("*") if file.is_file()] if path.is_dir() else [path]
        files.update(os.path.relpath(file.resolve(), root).replace(os.sep, "/") for file in found)
    return frozenset(files)
