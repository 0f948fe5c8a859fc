"""One thread that writes for all others.

What they have to say while it waits for the disk goes into its next transaction, so that they share one commit.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from typing import Any, Self, TypeVar

from sqlalchemy import Connection

from feedkit.database import Database
from feedkit.exceptions import DatabaseError

Value = TypeVar("Value")
Transaction = Connection
"""What an act is given."""
Act = Callable[[Connection], Value]
RETRIES = (0.2, 0.5, 1.0, 2.0, 4.0, 8.0)
"""Seconds between attempts while the database does not answer, or has no room."""


class Journal:
    """Acts on the database in the order they are given, many in one transaction. Use it as a context.

    An act may be done again if its transaction fails; it must come to the same then. When the database stays away the
    journal is broken, and so is everything that waits for it: what is not on the disk is not sent.
    """

    def __init__(self, database: Database, *, retries: tuple[float, ...] = RETRIES) -> None:
        self._database, self._retries = database, retries
        self._acts: queue.SimpleQueue[tuple[Act[Any], Future[Any]] | None] = queue.SimpleQueue()
        self._stop = threading.Event()
        self._broken: DatabaseError | None = None
        self._thread = threading.Thread(target=self._run, name="journal", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._acts.put(None)
        self._thread.join()

    def do(self, act: Act[Value]) -> Future[Value]:
        """Have the act done; its future is fulfilled when it is on the disk. DatabaseError is raised from there."""
        future: Future[Value] = Future()
        self._acts.put((act, future))
        return future

    def _run(self) -> None:
        while True:
            batch, ending = self._batch()
            if batch:
                self._commit(batch)
            if ending and self._acts.empty():
                return

    def _batch(self) -> tuple[list[tuple[Act[Any], Future[Any]]], bool]:
        """Everything that waits now, or the first thing to come; and whether the end was among it."""
        waiting = [self._acts.get()]
        with suppress(queue.Empty):
            while True:
                waiting.append(self._acts.get_nowait())
        return [each for each in waiting if each is not None], None in waiting

    def _commit(self, batch: list[tuple[Act[Any], Future[Any]]]) -> None:
        try:
            results = self._done([act for act, _ in batch])
        except BaseException as error:  # noqa: BLE001  (whoever waits must be told)
            for _, future in batch:
                future.set_exception(error)
        else:
            for (_, future), result in zip(batch, results, strict=True):
                future.set_result(result)

    def _done(self, acts: list[Act[Any]]) -> list[Any]:
        for pause in (*self._retries, None):
            if self._broken is not None:
                raise self._broken
            try:
                with self._database.writing() as connection:
                    return [act(connection) for act in acts]
            except DatabaseError as error:
                if pause is None or self._stop.wait(pause):
                    self._broken = error
                    raise
        raise AssertionError("unreachable")
