"""How long a command takes and how much memory it and its children need, as the kernel tells it."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

SAMPLING = 0.02
"""Seconds between two looks at the memory of all processes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of a command."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds, user and system, with the children that were waited for."""
    memory: int
    """Bytes: the peak of the largest process, or of all processes together where they were watched."""
    status: int
    """The exit status; negative for a signal."""
    timed_out: bool


def run(command: list[str], *, folder: Path, log: Path, limit: float, watch_memory: bool = False) -> Run:
    """Run the command in `folder`, with its output in `log`; after `limit` seconds it is stopped.

    The kernel's peak is that of the largest process only. `watch_memory` looks at all processes every 20 ms and adds
    them up, shared pages counted once; looking costs time, so such a run is not one to be timed.
    """
    with log.open("wb") as output:
        started = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
        stopped = threading.Event()
        timer = threading.Timer(limit, _stop, (process.pid, stopped))
        watched = _Watcher(process.pid) if watch_memory else None
        try:
            timer.start()
            _, waited, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - started
            process.returncode = os.waitstatus_to_exitcode(waited)
        except BaseException:  # Ctrl-C does not reach the session of the command
            _stop(process.pid, stopped)
            raise
        finally:
            timer.cancel()
            summed = watched.stop() if watched else 0
    largest = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return Run(
        wall=wall,
        cpu=usage.ru_utime + usage.ru_stime,
        memory=max(largest, summed),
        status=process.returncode,
        timed_out=stopped.is_set(),
    )


def _environment() -> dict[str, str]:
    """The same for everybody: no settings of the one who happens to run this."""
    kept = {key: os.environ[key] for key in ("PATH", "HOME", "TMPDIR") if key in os.environ}
    return {**kept, "LANG": "C.UTF-8", "TZ": "UTC"}


def _stop(pid: int, stopped: threading.Event) -> None:
    """Stop the command and what it started: all are in the process group that was made for it."""
    stopped.set()
    with contextlib.suppress(ProcessLookupError):  # it ended in this very moment
        os.killpg(pid, signal.SIGKILL)


class _Watcher:
    """Looks at the memory of a session's processes until it is stopped; sees nothing where there is no /proc."""

    def __init__(self, session: int) -> None:
        self._session = session
        self._peak = 0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def stop(self) -> int:
        """The highest sum that was seen, in bytes."""
        self._done.set()
        self._thread.join()
        return self._peak

    def _watch(self) -> None:
        while not self._done.wait(SAMPLING):
            self._peak = max(self._peak, sum(map(_proportional_memory, _processes(self._session))))


def _processes(session: int) -> list[Path]:
    """The folders in /proc of the session's processes."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        fields = _read(folder / "stat").rpartition(")")[2].split()
        if len(fields) > 3 and fields[3] == str(session):
            found.append(folder)
    return found


def _proportional_memory(folder: Path) -> int:
    """A process's memory in bytes, with each shared page divided by those who share it."""
    for line in _read(folder / "smaps_rollup").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


def _read(path: Path) -> str:
    """The text of a file in /proc, or nothing: the process may have ended in the meantime."""
    try:
        return path.read_text()
    except OSError:
        return ""
