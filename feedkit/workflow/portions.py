"""The part of an edition that a process may begin."""

from __future__ import annotations

import threading
from collections.abc import Collection, Sequence


class Portion:
    """Shared by the lines of a process: at most so many deliveries, of these only; None is no limit."""

    def __init__(self, most: int | None, only: Sequence[int] | None) -> None:
        self._lock = threading.Lock()
        self._left = most
        self._only = None if only is None else list(only)

    @property
    def used_up(self) -> bool:
        """Whether nothing more may be begun."""
        return self._left == 0 or self._only == []

    def take(self, want: int) -> tuple[int, Collection[int] | None]:
        """How many of the wanted may be claimed, and which; nobody else may any more."""
        with self._lock:
            if self._left is not None:
                want = min(want, self._left)
                self._left -= want
            if self._only is None:
                return want, None
            chosen, self._only = self._only[:want], self._only[want:]
            return len(chosen), chosen

    def give_back(self, count: int) -> None:
        """So many were taken and not found."""
        if self._left is not None and count:
            with self._lock:
                self._left += count
