"""A bar on the terminal, for work that takes longer than a glance."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

Progress = Callable[[str, int, int], None]
"""Told of the stage of the work, how much of it is done, and how much there is."""

PATIENCE = 0.5
"""Seconds of work before a bar appears."""


def silent(stage: str, done: int, total: int) -> None:
    """Nobody watches."""


@contextmanager
def progress(*, watched: bool, color: bool = False, clock: Callable[[], float] = time.monotonic) -> Iterator[Progress]:
    """What the work reports to; when `watched`, a bar on standard error that is wiped away at the end."""
    if not watched:
        yield silent
        return
    began = clock()
    bars: dict[str, TaskID] = {}
    bar: Bar | None = None

    def report(stage: str, done: int, total: int) -> None:
        nonlocal bar
        if bar is None:
            if clock() - began < PATIENCE:
                return
            bar = _bar(color=color)
            bar.start()
        if stage not in bars:
            bars[stage] = bar.add_task(stage)
        bar.update(bars[stage], completed=done, total=total)

    try:
        yield report
    finally:
        if bar is not None:
            bar.stop()


def _bar(*, color: bool) -> Bar:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True, no_color=not color), transient=True)
