"""Many values, a few at a time: databases take only so many in one statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Value = TypeVar("Value")


def batched(values: Iterable[Value], size: int) -> Iterator[list[Value]]:
    """The values in lists of at most `size`, read as they are needed."""
    iterator = iter(values)
    while batch := list(islice(iterator, size)):
        yield batch
