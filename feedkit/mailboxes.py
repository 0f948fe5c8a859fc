"""Mails in a maildir, an mbox file, a folder of .eml files, or one file: read, never changed."""

from __future__ import annotations

import mailbox
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from feedkit.exceptions import FileError
from feedkit.quick_dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """One mail, or why there is none."""

    path: str
    """Where it is: a file, for an mbox with the number of the mail behind `#`, from 1."""
    content: bytes
    """Its beginning, at most as much as was asked for."""
    fault: str = ""


def mails_in(path: Path, limit: int) -> Iterator[Stored]:
    """The mails at the path, oldest names first, with at most `limit` bytes of each. Raises FileError."""
    if not path.exists():
        raise FileError(
            f"there is no {path}", help="Give a maildir, an mbox file, a folder of .eml files, or one mail."
        )
    if path.is_dir():
        maildir = (path / "new").is_dir() or (path / "cur").is_dir()
        folders = [path / "new", path / "cur"] if maildir else [path]
        for folder in folders:
            if folder.is_dir():
                there = (each for each in folder.iterdir() if each.is_file() or not each.exists())  # or a broken link
                files = sorted(each for each in there if not each.name.startswith("."))
                for file in files if maildir else [each for each in files if each.suffix.lower() == ".eml"]:
                    yield _file(file, limit)
        return
    head = _file(path, 5)
    if head.fault:
        raise FileError(f"{path} cannot be read: {head.fault}")
    if head.content == b"From ":
        yield from _mbox(path, limit)
    else:
        yield _file(path, limit)


def _file(file: Path, limit: int) -> Stored:
    try:
        with file.open("rb") as opened:
            return Stored(path=str(file), content=opened.read(limit))
    except OSError as error:
        return Stored(path=str(file), content=b"", fault=error.strerror or str(error))


def _mbox(path: Path, limit: int) -> Iterator[Stored]:
    with closing(mailbox.mbox(path, create=False)) as box:
        for number, key in enumerate(sorted(box.keys()), 1):
            with closing(box.get_file(key)) as file:
                yield Stored(path=f"{path}#{number}", content=file.read(limit))
