"""How far a send has come: a bar with rate and time left on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from feedkit.cli.session import Session

BETWEEN_LINES = 30.0
"""Seconds, where nobody watches."""


@contextmanager
def send_progress(
    session: Session, clock: Callable[[], float] = time.monotonic
) -> Iterator[Callable[[str, int, int], None]]:
    """What is told the stage, how many are done, and how many there are; from any thread."""
    if session.machine or session.quiet:
        yield lambda _stage, _done, _total: None
        return
    if session.console.err_terminal:
        with _bar(color=session.console.err_color) as bar:
            yield _on_bar(bar)
        return
    yield _in_lines(session.console.note, clock)


def said(stage: str, done: int, total: int, new: int, seconds: float) -> str:
    """As `sending: 1,200 of 10,000, 312/s, 28 s left`; `new` were done in the last `seconds`."""
    rate = new / seconds if seconds > 0 else 0.0
    left = f", {(total - done) / rate:,.0f} s left" if rate > 0 and total > done else ""
    return f"{stage}: {done:,} of {total:,}, {rate:,.0f}/s{left}"


def _in_lines(note: Callable[[str], None], clock: Callable[[], float]) -> Callable[[str, int, int], None]:
    lock, began, last = Lock(), clock(), clock()
    first: int | None = None

    def report(stage: str, done: int, total: int) -> None:
        nonlocal first, last
        with lock:
            first = done if first is None else first
            if clock() - last >= BETWEEN_LINES:
                last = clock()
                note(said(stage, done, total, done - first, last - began))

    return report


def _on_bar(bar: Any) -> Callable[[str, int, int], None]:
    lock, tasks = Lock(), dict[str, Any]()

    def report(stage: str, done: int, total: int) -> None:
        with lock:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total, completed=done)
            bar.update(tasks[stage], completed=done, total=total)

    return report


def _bar(*, color: bool) -> Any:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:,.0f}/s" if task.speed else "")

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=Console(stderr=True, no_color=not color), transient=True)
