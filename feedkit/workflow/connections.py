"""The connections that a process sends over: opened again when one is used up, given up when the relay wants fewer."""

from __future__ import annotations

import threading
from collections.abc import Callable

from feedkit.exceptions import SendError
from feedkit.senders import Connection, load
from feedkit.workflow.job import Job, Stop, Why


class Connections:
    """Shared by the lines of a process, each of which has one at most."""

    def __init__(self, job: Job, stopped: threading.Event, halt: Callable[[Stop], None]) -> None:
        self._job, self._stopped, self._halt = job, stopped, halt
        self._lock = threading.Lock()
        self._open = 0

    def usable(self, connection: Connection | None) -> Connection | None:
        """The connection if another group can be sent over it, else a new one in its place.

        None if there is none to be had: then the run was stopped, or others are through and this line is given up.
        """
        if connection is not None and connection.usable:
            return connection
        self.close(connection)
        for pause in (*self._job.patience.connecting, None):
            try:
                made = load(self._job.via).connect(self._job.settings)
            except SendError as error:
                if not error.temporary or pause is None:
                    self._halt(Stop(why=Why.UNREACHABLE, message=str(error), help=error.help))
                    return None
                if self._open:  # others are through: the relay wants fewer connections
                    return None
                if self._stopped.wait(pause):
                    return None
            else:
                with self._lock:
                    self._open += 1
                return made
        return None

    def close(self, connection: Connection | None) -> None:
        """Say goodbye, if there is one."""
        if connection is not None:
            with self._lock:
                self._open -= 1
            connection.close()
