"""Where words go: what was asked for to standard output, everything about the work to standard error."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Sequence
from typing import TextIO

import click

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
    width: int
    """Cells in a row."""

    @property
    def paint(self) -> Paint:
        """What colours a text for standard output."""
        return color.colored if self.out_color else color.plain

    def say(self, text: str) -> None:
        """A result, to standard output."""
        click.echo(text, color=self.out_color)

    def note(self, text: str) -> None:
        """A word about the work, to standard error."""
        click.echo(text, err=True, color=self.err_color)


def console(choice: str) -> Console:
    """The console of this process; `choice` is what `--color` says."""
    return Console(
        out_color=color.wanted(choice, os.environ, terminal=_is_terminal(sys.stdout)),
        err_color=color.wanted(choice, os.environ, terminal=_is_terminal(sys.stderr)),
        err_terminal=_is_terminal(sys.stderr) and os.environ.get("TERM") != "dumb",
        width=max(40, shutil.get_terminal_size((100, 24)).columns),
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
    from rich.cells import cell_len

    sizes = [[cell_len(cell, "latest") for cell in row] for row in rows]
    widths = [max(column) for column in zip(*sizes, strict=True)]
    lines = []
    for row, measured in zip(rows, sizes, strict=True):
        padded = [cell + " " * (width - size) for cell, width, size in zip(row, widths, measured, strict=True)]
        lines.append("  ".join(padded).rstrip())
    lines[0] = paint(lines[0], bold=True)
    return "\n".join(lines)
