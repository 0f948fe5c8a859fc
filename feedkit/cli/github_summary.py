"""What a step of GitHub Actions leaves behind: a summary of the job, and outputs for the steps that follow."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

MOST_BYTES = 1_000_000
"""A step may write 1 MiB; of a longer summary GitHub shows nothing at all."""


def room(environ: Mapping[str, str]) -> int:
    """How many bytes the summary may still take; 0 when it is full."""
    file = Path(environ["GITHUB_STEP_SUMMARY"])
    return max(0, MOST_BYTES - (file.stat().st_size if file.exists() else 0))


def write(markdown: str, outputs: Mapping[str, int], environ: Mapping[str, str]) -> None:
    """Append the summary, and the outputs where they are wanted. Outputs are numbers: nothing in them can name another."""
    if markdown:
        _append(environ["GITHUB_STEP_SUMMARY"], markdown)
    if environ.get("GITHUB_OUTPUT"):
        _append(environ["GITHUB_OUTPUT"], "".join(f"{name}={number}\n" for name, number in outputs.items()))


def _append(file: str, text: str) -> None:
    with Path(file).open("a", encoding="utf-8", errors="replace", newline="\n") as opened:
        opened.write(text + ("" if text.endswith("\n") else os.linesep))
