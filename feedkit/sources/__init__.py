"""The porch of sources: where articles come from. Adding one is adding a module that offers what `Source` says."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from feedkit.diagnostics import Diagnostic
from feedkit.file_states import State
from feedkit.quick_dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """What a content folder holds. Paths are relative to it, with `/`, and sorted."""

    articles: tuple[str, ...]
    files: dict[str, int]
    """Every file, articles too: path → size in bytes."""
    diagnostics: tuple[Diagnostic, ...]
    states: dict[str, State]
    """The state of every file, by which it is known again."""


class Source(Protocol):
    """What a source offers."""

    @staticmethod
    def scan(folder: Path, *, include: Sequence[str], exclude: Sequence[str], shown_as: str) -> Scan:
        """What is in the folder; reads names and sizes only. `shown_as` goes before paths in diagnostics."""
