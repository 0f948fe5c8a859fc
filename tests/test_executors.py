"""Work in parts gives the same wherever it is done, and leaves nothing running."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import Executor
from pathlib import Path

import pytest

from feedkit.executors import Processes, Serial, parts

KILLED = """
import os, signal, sys
from feedkit.executors import Processes
with Processes(2) as executor:
    print(*{each.result() for each in [executor.submit(os.getpid) for _ in range(20)]}, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("executor", [Serial(), Processes(1), Processes(2), Processes(4)])
def test_every_executor_gives_the_same_in_the_same_order(executor):
    """Results and exceptions alike."""
    with executor:
        assert list(executor.map(abs, range(-20, 0))) == list(range(20, 0, -1))
        assert isinstance(executor.submit(int, "x").exception(), ValueError)
        assert isinstance(executor, Executor)


def test_parts_are_all_of_the_work_and_not_too_small():
    """One part where there is one process; none smaller than is worth sending but the last."""
    work = list(range(1000))
    for executor, least in ((Serial(), 10), (Processes(2), 10), (Processes(4), 400)):
        cut = list(parts(work, executor, least=least))
        assert [each for part in cut for each in part] == work
        assert all(len(part) >= least for part in cut[:-1])
    assert len(list(parts(work, Serial(), least=10))) == 1
    assert list(parts([], Processes(2), least=10)) == []


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
def test_no_process_outlives_the_one_that_started_it():
    """Not even when that is killed."""
    done = subprocess.run([sys.executable, "-c", KILLED], capture_output=True, text=True, check=False, timeout=60)
    started = [int(each) for each in done.stdout.split()]
    assert started
    waited = 0
    while any(map(is_alive, started)) and waited < 200:
        time.sleep(0.05)
        waited += 1
    assert not any(map(is_alive, started))


def is_alive(pid: int) -> bool:
    """Whether there is a process that is not merely waiting to be forgotten."""
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
