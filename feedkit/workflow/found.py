"""What a check comes to, in words that take nothing to import."""

from __future__ import annotations

from datetime import datetime

from feedkit.diagnostics import Diagnostic
from feedkit.quick_dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedFile:
    """An article that was mended."""

    path: str
    """Relative to the project folder."""
    before: bytes
    after: bytes
    fixes: int
    """How many findings are gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a look at everything found."""

    diagnostics: tuple[Diagnostic, ...]
    """In reading order, as the policy tells them."""
    articles: int
    """How many article files were looked at."""
    fixed: tuple[FixedFile, ...] = ()
    """Articles as they would be after the fixes that were asked for; nothing is written yet."""
    span: tuple[datetime | None, datetime | None] = (None, None)
    """The same is found from the first moment on and before the second; None for no limit."""
