"""A build that is killed leaves every file whole, and the next one finishes the work."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from typing import Any

from feedkit.lock import parse_lock

KILLS = 200
FORK = """
import os, sys, time, signal
from datetime import datetime, timezone
from pathlib import Path
from feedkit.config import load
from feedkit.workflow.build import build, write
from feedkit.workflow.selection import BuildOptions

project = Path(sys.argv[1])
config = load(project / "feedkit.yml", environ={})
options = BuildOptions(now=datetime(2026, 6, 1, tzinfo=timezone.utc))
print("ready", flush=True)
for line in sys.stdin:
    made = build(project, config, options, progress=lambda *_: None)
    child = os.fork()
    if child == 0:
        os.write(1, b"go\\n")
        write(made, project, project / "public", config)
        os.write(1, b"done\\n")
        os._exit(0)
    delay = float(line)
    time.sleep(delay)
    try:
        os.kill(child, signal.SIGKILL)
    except ProcessLookupError:
        pass
    _, status = os.waitpid(child, 0)
    os.write(1, b"killed\\n" if os.WIFSIGNALED(status) else b"ended\\n")
"""


def test_kill_9_at_random_points_leaves_each_file_whole(make_project: Any) -> None:
    """At 200 moments of a write, each file holds its old bytes or its new ones; so does the lock; then a build goes through."""
    project = make_project("crash")
    chance = random.Random(9)

    def version(number: int) -> None:
        for n in range(12):
            project.article(
                f"a{n}", date=f"2026-05-{n + 1:02}", tags=f"[t{n % 4}, v{number}]", body=f"Version {number}. " * 400
            )

    version(0)
    project.build()
    states = [project.public()]
    version(1)
    project.build()
    states.append(project.public())
    project.build()
    worker = subprocess.Popen(
        [sys.executable, "-c", FORK, str(project.folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert worker.stdin is not None
    assert worker.stdout is not None
    assert worker.stdout.readline() == "ready\n"
    killed = 0
    longest = 0.05
    for n in range(KILLS):
        version(n % 2)
        worker.stdin.write(f"{chance.uniform(0, longest):.5f}\n")
        worker.stdin.flush()
        lines = []
        while not lines or lines[-1] not in ("killed\n", "ended\n"):
            lines.append(worker.stdout.readline())
        killed += lines[-1] == "killed\n"
        longest = longest * 0.9 if lines[-1] == "ended\n" else min(longest * 1.05, 0.5)
        found = project.public()
        for path, content in found.items():
            assert content in (states[0].get(path), states[1].get(path)), f"{path} is torn after kill {n}"
        assert parse_lock((project.folder / "feedkit.lock").read_text(), "feedkit.lock")[1] == []
    worker.stdin.close()
    worker.stdout.close()
    worker.wait(30)
    assert killed >= KILLS // 3, f"only {killed} builds were killed in the act"
    version(1)
    project.build()
    assert project.public() == states[1]


def test_a_build_that_is_told_to_stop_leaves_no_half_written_file(project: Any) -> None:
    """SIGTERM and Ctrl-C end quietly with the shell's exit codes."""
    project.build()
    before = project.public()
    for n in range(300):
        project.article(f"many{n}", date="2026-05-05", body="Text. " * 300)
    for number in (signal.SIGINT, signal.SIGTERM):
        running = subprocess.Popen(
            [sys.executable, "-m", "feedkit", "build"],
            cwd=project.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "SOURCE_DATE_EPOCH": "1780000000"},
        )
        time.sleep(0.5)
        running.send_signal(number)
        _, error = running.communicate(timeout=60)
        early = running.returncode == -number and error == b""  # before Python had begun
        assert early or running.returncode in (0, 128 + number), error
        assert b"Traceback" not in error
        if running.returncode:
            assert project.public().keys() >= before.keys()
