"""How fast: as fast as the relay takes it, until it says that this is too fast; then half, and slowly more again."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable

SLOWEST = 0.2
"""Messages a second, below which it never goes."""
LONGEST_PAUSE = 60.0
_WINDOW = 5.0


class Pace:
    """Shared by all connections of a process (additive increase, multiplicative decrease)."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, *, first_pause: float = 1.0) -> None:
        self._clock, self._first_pause = clock, first_pause
        self._lock = threading.Lock()
        self._rate: float | None = None
        self._next = clock()
        self._pause = first_pause
        self._recent: deque[tuple[float, int]] = deque()

    @property
    def rate(self) -> float | None:
        """Messages a second that may begin; None for no limit."""
        return self._rate

    def delay(self, count: int) -> float:
        """Seconds to wait before that many more messages begin."""
        with self._lock:
            now = self._clock()
            if self._rate is None:
                return max(0.0, self._next - now)
            wait = max(0.0, self._next - now)
            self._next = max(now, self._next) + count / self._rate
            return wait

    def accepted(self, count: int) -> None:
        """So many were taken on: after a while that may be a little faster again."""
        with self._lock:
            now = self._clock()
            self._forget(now)
            self._recent.append((now, count))
            self._pause = self._first_pause
            if self._rate is not None:
                self._rate += count * max(0.01, 0.02 / max(self._rate, 1.0))

    def slower(self) -> float:
        """It was too fast; seconds that a message should wait before it is tried again."""
        with self._lock:
            now = self._clock()
            self._forget(now)
            measured = self._rate or 1.0
            if self._recent:
                measured = sum(count for _, count in self._recent) / max(now - self._recent[0][0], 0.5)
            self._rate = max(SLOWEST, min(measured, self._rate or measured) / 2)
            pause = self._pause
            self._pause = min(LONGEST_PAUSE, pause * 2)
            self._next = max(self._next, now + pause)
            return pause

    def _forget(self, now: float) -> None:
        while self._recent and now - self._recent[0][0] > _WINDOW:
            self._recent.popleft()
