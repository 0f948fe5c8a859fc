"""Choices that fall the same way on every machine and every Python.

Of the `random` module only `Random.random()` promises the same sequence in later versions of Python, for the same
seed; so every choice here is made from it alone. Text is a seed that does not depend on the hash seed.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

Thing = TypeVar("Thing")


class Dice:
    """A source of choices, started from a text."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed).random

    def between(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self._random() * (high - low + 1))

    def chance(self, share: float) -> bool:
        """True in `share` of all cases, from 0 to 1."""
        return self._random() < share

    def one(self, things: Sequence[Thing]) -> Thing:
        """One of the things."""
        return things[int(self._random() * len(things))]

    def some(self, things: Sequence[Thing], count: int) -> list[Thing]:
        """`count` different things, in the order in which they were drawn."""
        left = list(things)
        return [left.pop(int(self._random() * len(left))) for _ in range(count)]
