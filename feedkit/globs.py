"""Patterns of paths."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache


@lru_cache(maxsize=64)
def any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """What matches the paths that fit any of the patterns: `**/` is any folders, `*` and `?` stay in one name."""
    return re.compile("|".join(f"(?:{_as_regex(pattern)})" for pattern in patterns) or r"(?!)")


def _as_regex(pattern: str) -> str:
    parts: Sequence[str] = re.split(r"(\*\*/|\*\*|\*|\?)", pattern)
    meaning = {"**/": r"(?:[^/]+/)*", "**": r".*", "*": r"[^/]*", "?": r"[^/]"}
    return "".join(meaning.get(part, re.escape(part)) for part in parts) + r"\Z"
