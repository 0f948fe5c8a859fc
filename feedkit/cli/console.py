"""Where words go: what was asked for to standard output, everything about the work to standard error."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from typing import TextIO

from feedkit.cli import color
from feedkit.cli.color import Paint
from feedkit.quick_dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Console:
    """The two streams and how they may be written to."""

    out_color: bool
    err_color: bool
    err_terminal: bool
    """Whether somebody watches standard error, so that a progress bar makes sense."""

    @property
    def width(self) -> int:
        """Cells in a row."""
        import shutil

        return max(40, shutil.get_terminal_size((100, 24)).columns)

    @property
    def paint(self) -> Paint:
        """What colours a text for standard output."""
        return color.colored if self.out_color else color.plain

    def say(self, text: str) -> None:
        """A result, to standard output."""
        write(text, color=self.out_color)

    def note(self, text: str) -> None:
        """A word about the work, to standard error."""
        write(text, err=True, color=self.err_color)


def write(text: str, *, err: bool = False, color: bool = False) -> None:
    """A line on one of the streams; colours that nobody wants are taken out.

    Click's `echo`, which copes with everything, is asked only when there is something to cope with.
    """
    stream = sys.stderr if err else sys.stdout
    if type(stream) is io.TextIOWrapper and sys.platform != "win32" and "\x1b" not in text and _takes(stream, text):
        stream.write(f"{text}\n")
        stream.flush()
        return
    import click

    click.echo(text, err=err, color=color)


def _takes(stream: TextIO, text: str) -> bool:
    """Whether all of a text can be written as it is."""
    return text.isascii() or stream.encoding.lower() in {"utf-8", "utf8"}


def console(choice: str) -> Console:
    """The console of this process; `choice` is what `--color` says."""
    return Console(
        out_color=color.wanted(choice, os.environ, terminal=_is_terminal(sys.stdout)),
        err_color=color.wanted(choice, os.environ, terminal=_is_terminal(sys.stderr)),
        err_terminal=_is_terminal(sys.stderr) and os.environ.get("TERM") != "dumb",
    )


def accept_any_text() -> None:
    """Let the streams escape what their encoding has no character for, rather than fail over it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="backslashreplace")


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and not stream.closed and stream.isatty()


def table(rows: Sequence[Sequence[str]], paint: Paint) -> str:
    """Rows as columns of equal width, the first row being the heading; the last column is left ragged."""
    sizes = [[_cells(cell) for cell in row] for row in rows]
    widths = [max(column) for column in zip(*sizes, strict=True)]
    lines = []
    for row, measured in zip(rows, sizes, strict=True):
        padded = [cell + " " * (width - size) for cell, width, size in zip(row, widths, measured, strict=True)]
        lines.append("  ".join(padded).rstrip())
    lines[0] = paint(lines[0], bold=True)
    return "\n".join(lines)


def _cells(text: str) -> int:
    """How wide a text is."""
    if text.isascii() and text.isprintable():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text, "latest")
