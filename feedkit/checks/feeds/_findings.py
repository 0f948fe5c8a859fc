"""Findings of one kind that come many times, kept to as many as a person can use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from feedkit.diagnostics import Diagnostic
from feedkit.quick_dataclasses import replace

MOST_OF_A_KIND = 100
MOST_OF_A_CHECK = 2_000
"""How many findings of one check are made at all: after so many, more of them help nobody."""


def limited(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings, of each rule no more than 100; the last of them says how many more there are."""
    kept: list[Diagnostic] = []
    numbers: Counter[str] = Counter()
    last: dict[str, int] = {}
    for each in found:
        code = each.rule.code
        numbers[code] += 1
        if numbers[code] <= MOST_OF_A_KIND:
            last[code] = len(kept)
            kept.append(each)
    for code, number in numbers.items():
        if number > MOST_OF_A_KIND:
            index, more = last[code], number - MOST_OF_A_KIND
            note = f"there are {more} more of these" if more > 1 else "there is 1 more of these"
            note = "there are many more of these" if number >= MOST_OF_A_CHECK // 2 else note
            kept[index] = replace(kept[index], notes=(*kept[index].notes, note))
    return kept


def shortened(text: str, limit: int = 80) -> str:
    """The beginning of a text on one line, for a message."""
    text = " ".join(text[: limit * 4].split())
    return text if len(text) <= limit else text[: limit - 1] + "…"
