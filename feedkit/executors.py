"""Where work is done that comes in parts: in this process, in several, or wherever an engine of one's own does it.

Whoever has such work takes a `concurrent.futures.Executor` from outside, and gives it functions of modules with plain
values, so that any executor can carry them elsewhere. The result is the same whichever it is.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing.context import BaseContext

Given = ParamSpec("Given")
T = TypeVar("T")


class Serial(Executor):
    """Does each part at once, in this process."""

    def submit(self, fn: Callable[Given, T], /, *args: Given.args, **kwargs: Given.kwargs) -> Future[T]:
        """What `fn` gives or raises, known already."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001  (whoever asks for the result gets it)
            future.set_exception(error)
        return future

    def map(
        self, fn: Callable[..., T], *iterables: Iterable[Any], timeout: float | None = None, chunksize: int = 1
    ) -> Iterator[T]:
        """The results one by one, each made when it is asked for."""
        del timeout, chunksize
        return map(fn, *iterables)


class Processes(Executor):
    """Does the parts in as many processes as there are processors; none is started before the first part comes."""

    def __init__(self, jobs: int = 0, *, fresh: bool = False) -> None:
        """`jobs` processes; 0 for one for each processor that this process may use.

        `fresh` ones know nothing of this process: where threads or databases are at work, copies of it are not safe.
        """
        self.jobs = jobs or processors()
        self._fresh = fresh
        self._pool: ProcessPoolExecutor | None = None

    def submit(self, fn: Callable[Given, T], /, *args: Given.args, **kwargs: Given.kwargs) -> Future[T]:
        """What `fn` will give or raise."""
        if self._pool is None:
            from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415  (small projects never need it)

            self._pool = ProcessPoolExecutor(self.jobs, mp_context=_context(fresh=self._fresh), initializer=_obey)
        return self._pool.submit(fn, *args, **kwargs)

    @property
    def started(self) -> bool:
        """Whether there are processes already, so that a small part costs no more than sending it."""
        return self._pool is not None

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.shutdown(wait=wait, cancel_futures=cancel_futures)


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def parts(work: list[T], executor: Executor, *, least: int) -> list[list[T]]:
    """The work cut into a few parts for each process, as many for one as for the other, of `least` or more; one in this process."""
    jobs = getattr(executor, "jobs", 1)
    most = max(1, len(work) // least) if jobs > 1 else 1
    size = max(1, -(-len(work) // (min(4, most // jobs) * jobs or most)))
    return [work[start : start + size] for start in range(0, len(work), size)]


def _context(*, fresh: bool) -> BaseContext:
    """On Linux a copy of this process, which knows all that is imported already; elsewhere what is usual there."""
    import multiprocessing  # noqa: PLC0415

    if fresh and sys.platform == "linux":
        server = multiprocessing.get_context("forkserver")
        server.set_forkserver_preload(["feedkit.workflow.delivery"])
        return server
    if fresh:
        return multiprocessing.get_context("spawn")
    return multiprocessing.get_context("fork" if sys.platform == "linux" else None)


def _obey() -> None:
    """A process ends with the one that started it, however that ends, and leaves Ctrl-C to it."""
    import signal  # noqa: PLC0415
    import threading  # noqa: PLC0415

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> Any:
    import multiprocessing  # noqa: PLC0415
    from multiprocessing import connection  # noqa: PLC0415

    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
