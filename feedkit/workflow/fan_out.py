"""One job done by several processes, here or on a cluster that is there already."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, wait
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from feedkit.exceptions import FeedkitError
from feedkit.executors import Processes
from feedkit.quick_dataclasses import replace
from feedkit.workflow.delivery import work
from feedkit.workflow.job import Job, Stop

DASK = "dask://"


@contextmanager
def crew(workers: str) -> Iterator[tuple[Executor, int]]:
    """An executor and how many jobs it can do at once: `4` for processes here, `dask://HOST:PORT` for a cluster.

    Raises FeedkitError when the library or the cluster is not there.
    """
    if workers.startswith(DASK):
        with _dask("tcp://" + workers.removeprefix(DASK)) as client:
            count = max(1, len(client.scheduler_info(n_workers=-1)["workers"]))
            yield client.get_executor(pure=False, retries=0), count
        return
    with Processes(int(workers), fresh=True) as executor:
        yield executor, int(workers)


def together(job: Job, workers: str, watch: Callable[[], None]) -> Stop | None:
    """Have the job done by many; why it ended early. `watch` is called about every second.

    A process that dies is no error here: what it had in hand is taken over by whoever goes on.
    """
    with crew(workers) as (executor, count):
        futures: list[Future[Stop | None]] = [executor.submit(work, share) for share in shares(job, count)]
        pending: set[Future[Stop | None]] = set(futures)
        while pending:
            _, pending = wait(pending, timeout=1.0)
            watch()
    stops = [each.result() for each in futures if each.exception() is None]
    return next((each for each in stops if each is not None), None)


def shares(job: Job, count: int) -> Iterator[Job]:
    """The job for each of so many processes: together they begin no more messages, and to nobody else, than it says.

    They do not wait for what was deferred: whoever has them work does.
    """
    for number in range(count):
        only = None if job.only is None else job.only[number::count]
        most = None if job.most is None else job.most // count + (number < job.most % count)
        yield replace(job, only=only, most=most, wait=timedelta())


@contextmanager
def _dask(address: str) -> Iterator[Any]:
    try:
        from distributed import Client  # noqa: PLC0415  (an extra that few need)
    except ImportError as error:
        raise FeedkitError(
            "dask is not installed", help="Install it with: pip install 'feedkit-press[dask]'"
        ) from error
    connect: Any = Client  # it has no types
    try:
        client = connect(address, timeout=10)
    except (OSError, ValueError) as error:
        raise FeedkitError(f"{address}: no scheduler of dask answers ({error})") from error
    try:
        yield client
    finally:
        client.close()
