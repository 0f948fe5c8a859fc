"""What goes wrong in the world, as opposed to in the content (that is a `Diagnostic`).

FeedkitError
├── ConfigurationError   the configuration cannot be used; carries its diagnostics      exit code 2
├── FileError            a file or folder cannot be read or written                     exit code 2
├── DatabaseError        the database cannot be reached or used                         exit code 2
├── TemplateError        a template cannot be rendered; knows its path and line         exit code 2
├── SendError            nobody takes mail from us, or the other side is not who it says it is     exit code 3
└── GuardError           feedkit refuses to do what was asked, to protect somebody      exit code 4
"""

from __future__ import annotations

from collections.abc import Sequence

from feedkit.diagnostics import Diagnostic


class FeedkitError(Exception):
    """The root of all errors that feedkit raises on purpose."""

    help: str
    """What the person at the keyboard can do; may be empty."""

    def __init__(self, message: str, *, help: str = "") -> None:
        super().__init__(message)
        self.help = help


class ConfigurationError(FeedkitError):
    """The configuration cannot be used."""

    def __init__(self, message: str, diagnostics: Sequence[Diagnostic] = (), *, help: str = "") -> None:
        super().__init__(message, help=help)
        self.diagnostics = tuple(diagnostics)


class FileError(FeedkitError):
    """A file or folder cannot be read or written."""


class DatabaseError(FeedkitError):
    """The database cannot be reached or used."""


class TemplateError(FeedkitError):
    """A template cannot be rendered."""

    def __init__(self, message: str, path: str, line: int, *, help: str = "") -> None:
        super().__init__(f"{path}:{line}: {message}" if line else f"{path}: {message}", help=help)
        self.path = path
        """A project's own relative to the project folder; one that ships with feedkit as `!feedkit/…`."""
        self.line = line
        """From 1; 0 is the whole file."""


class SendError(FeedkitError):
    """Nobody takes mail from us: no connection, no certificate to trust, no right to send."""

    def __init__(self, message: str, *, help: str = "", temporary: bool = False) -> None:
        super().__init__(message, help=help)
        self.temporary = temporary
        """Whether it may be otherwise in a minute: then it is tried again."""


class GuardError(FeedkitError):
    """feedkit refuses, to protect somebody: foreign files, subscribers."""
