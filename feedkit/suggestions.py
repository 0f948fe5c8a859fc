"""Did you mean …? The nearest of the words that are known."""

from __future__ import annotations

from collections.abc import Iterable

_MAX_LENGTH = 80  # comparing takes time that grows with the square of the length


def closest(word: str, known: Iterable[str]) -> str:
    """The one of `known` that is most like `word`, whatever its case; empty if none is near."""
    by_folded = {each.casefold(): each for each in sorted(known, reverse=True)}
    folded = word.casefold()
    if folded in by_folded:
        return by_folded[folded]
    if len(folded) > _MAX_LENGTH:
        return ""
    from difflib import get_close_matches  # noqa: PLC0415  (only where somebody has mistyped)

    near = get_close_matches(folded, by_folded, n=1, cutoff=0.6)
    return by_folded[near[0]] if near else ""
