"""The cache survives what builds do not: being killed while it is written, and other builds at the same time."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys

import pytest

from feedkit.cache import CACHE

KILLED_WHILE_WRITING = """
import os, pathlib, signal, sys
replace = pathlib.Path.replace
kind, when = sys.argv[1:]
def killed(self, target):
    if str(target).endswith(".cache") and kind in str(target):
        os.truncate(self, os.path.getsize(self) // 2)
        if when == "after":
            replace(self, target)
        os.kill(os.getpid(), signal.SIGKILL)
    return replace(self, target)
pathlib.Path.replace = killed
sys.argv[1:] = ["build", "--now", "2026-06-01T12:00:00Z"]
from feedkit.cli import main
main()
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
@pytest.mark.parametrize(("kind", "when"), [("articles", "before"), ("entries", "after")])
def test_a_build_killed_while_it_writes_its_cache_spoils_nothing(project, kind, when):
    """Half a file is left beside the cache, or in its place as after a power cut."""
    command = [sys.executable, "-c", KILLED_WHILE_WRITING, kind, when]
    done = subprocess.run(command, cwd=project.folder, capture_output=True, check=False, timeout=120)
    assert done.returncode == -signal.SIGKILL, done.stderr
    project.build()
    with_cache = project.public()
    shutil.rmtree(project.folder / ".feedkit")
    project.build("--no-cache")
    assert project.public() == with_cache


def test_two_builds_at_once_leave_a_cache_that_both_can_use(project):
    """Each writes into a folder of its own; both make the same."""
    command = [sys.executable, "-m", "feedkit", "build", "-q", "--now", "2026-06-01T12:00:00Z", "-o"]
    builds = [subprocess.Popen([*command, name], cwd=project.folder, env=os.environ) for name in ("one", "two")]
    assert [each.wait(timeout=120) for each in builds] == [0, 0]
    project.build()
    made = project.public()
    for name in ("one", "two"):
        assert (project.folder / name / "main.rss.xml").read_bytes() == made["main.rss.xml"]
    assert not [each for each in (project.folder / CACHE).iterdir() if each.name.startswith(".articles")]
