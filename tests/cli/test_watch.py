"""Doing something again whenever a file has changed."""

from __future__ import annotations

import signal
import subprocess
import sys
import time

import pytest

from feedkit.cli.watch import watch


class EnoughError(Exception):
    pass


def watched(seen: list[object]) -> list[object]:
    """What each run saw, when looks give these states one after another."""
    looks, runs = iter(seen), []
    current: list[object] = [None]

    def states():
        try:
            current[0] = next(looks)
        except StopIteration:
            raise EnoughError from None
        return current[0]

    with pytest.raises(EnoughError):
        watch(lambda: runs.append(current[0]), states, sleep=lambda _: None)
    return runs


def test_there_is_a_run_at_first_and_one_for_each_change():
    """And none while nothing changes."""
    assert watched(["a", "a", "a", "b", "b", "b", "c", "c"]) == ["a", "b", "c"]


def test_a_file_that_is_being_written_is_waited_for():
    """Two looks must agree."""
    assert watched(["a", "b", "c", "d", "d", "d"]) == ["a", "d"]


def test_a_change_back_is_none():
    """Nothing is to be told."""
    assert watched(["a", "b", "a", "a", "a"]) == ["a"]


def test_the_pause_grows_with_the_work_of_looking():
    """A large folder on a slow disk is not looked at all the time."""
    pauses, clock = [], iter([0.0, 1.0, 2.0, 2.0])

    def sleep(seconds):
        pauses.append(seconds)
        if len(pauses) == 2:
            raise EnoughError

    with pytest.raises(EnoughError):
        watch(lambda: None, lambda: 0, sleep=sleep, clock=lambda: next(clock))
    assert pauses == [20.0, 0.4]


def test_a_check_is_done_again_in_a_real_process(project):
    """An article is broken, it is told, and Ctrl-C ends it."""
    command = [sys.executable, "-m", "feedkit", "-C", str(project), "--output-format", "concise", "check", "--watch"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    deadline = time.monotonic() + 120
    try:
        lines = iter(process.stdout.readline, "")
        assert any("All checks passed!" in line for line in lines)
        (project / "articles" / "broken.md").write_text("---\ntitle: No date\n---\n")
        assert any("articles/broken.md:2:1: error[FK115]" in line for line in lines)
        (project / "feedkit.yml").write_text("site: {title: x}\n")
        assert any("error[FK001]" in line for line in lines)
        assert time.monotonic() < deadline
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)
        process.stdout.close()
    assert process.returncode in (130, -signal.SIGINT)
