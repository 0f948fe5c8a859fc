"""kill -9 at any moment: nobody is left out, and nobody gets it twice but those who were named unknown.

`FEEDKIT_KILLS=300` runs the whole campaign; a few kills of each kind are part of every run.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from publications import make_publication
from smtp_server import CHUNKING, PIPELINING, SmtpServer

KILLS = int(os.environ.get("FEEDKIT_KILLS", "0"))
SEED = int(os.environ.get("FEEDKIT_SEED", "1"))
READERS = 500 if KILLS else 120
CONNECTIONS, PIPELINE = 3, 5
WAYS = [("sqlite", 1), ("sqlite", 3), ("postgresql", 1), ("postgresql", 3)]


@pytest.fixture
def fast_folder():
    """A folder in memory: what a killed process has written is there all the same."""
    folder = Path(tempfile.mkdtemp(prefix="fk-kill-", dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def fork():
    """A function that runs a command line in a process of its own, which need not import everything anew."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["feedkit.cli.send", "feedkit.workflow.send", "feedkit.workflow.digest", "psycopg"])

    def start(command: list[str], output: Path) -> BaseProcess:
        process = context.Process(target=run, args=(command[3:], str(output)))
        process.start()
        return process

    return start


def run(arguments: list[str], output: str) -> None:
    """What happens in the process: it leads a group of its own, with all that it starts."""
    from feedkit.cli import main

    os.setsid()
    file = os.open(output, os.O_CREAT | os.O_WRONLY | os.O_TRUNC)
    for stream in (1, 2):
        os.dup2(file, stream)
    sys.argv = ["feedkit", *arguments]
    main()


def started(fork, publication, kind: str, workers: int) -> list[BaseProcess]:
    """A send by so many workers: of one command with SQLite, each of a command of its own with PostgreSQL.

    One that starts while another has just been killed decides on what that one left unknown, so all are told the same.
    """
    arguments = ("send", "--on-unknown", "resend")
    if kind == "postgresql":
        return [fork(publication.command(*arguments), publication.folder / f"log{n}") for n in range(workers)]
    arguments += ("--workers", workers) if workers > 1 else ()
    return [fork(publication.command(*arguments), publication.folder / "log")]


def kill_when(server, count: int, processes: list[BaseProcess], pause: float) -> None:
    """Kill all of the processes, with their own, a moment after the server has had so many messages."""
    deadline = time.monotonic() + 120
    while server.heard["END"] < count and time.monotonic() < deadline and any(each.is_alive() for each in processes):
        time.sleep(0.0005)
    time.sleep(pause)
    for each in processes:
        if each.is_alive():
            try:
                os.killpg(each.pid, signal.SIGKILL)
            except ProcessLookupError:  # it has not come to lead a group
                each.kill()
    for each in processes:
        each.join()


@pytest.mark.parametrize(("kind", "workers"), WAYS, ids=[f"{kind}-{workers}" for kind, workers in WAYS])
def test_after_a_kill_everybody_has_it_and_only_the_unknown_may_have_it_twice(
    kind, workers, fast_folder, fork, request
):
    chance = random.Random(SEED * 100 + WAYS.index((kind, workers)))
    statistics, points = Counter(), []
    for number in range(-(-KILLS // len(WAYS)) if KILLS else 1):
        folder = fast_folder / str(number)
        url = f"sqlite:///{folder}/feedkit.db"
        if kind == "postgresql":
            url = request.getfixturevalue("postgresql").new_database()
        publication = make_publication(folder, url, READERS)
        with SmtpServer(extensions=chance.choice((PIPELINING, CHUNKING, ())), delay=0.0005) as server:
            publication.configure(server.port)
            processes = started(fork, publication, kind, workers)
            kill_when(server, chance.randrange(READERS), processes, chance.uniform(0, 0.02))
            time.sleep(0.02)  # the server still takes what is in its buffers
            points.append(len(server.taken))
            report = resumed(fork, publication)
            times, states, unknown = Counter(server.recipients), publication.deliveries(), publication.doubted()
        assert set(states.values()) == {"accepted"}, Counter(states.values())
        assert set(times) == set(states), "somebody was left out"
        twice = {email for email, count in times.items() if count > 1}
        assert twice <= unknown, "somebody got it twice who was not named unknown"
        assert len(unknown) <= workers * CONNECTIONS * PIPELINE
        assert (report["accepted"], report["maybe_twice"]) == (READERS, len(unknown))
        statistics.update(kills=1, unknown=len(unknown), twice=len(twice), most_unknown=0)
        statistics["most_unknown"] = max(statistics["most_unknown"], len(unknown))
        shutil.rmtree(folder, ignore_errors=True)
    print(f"\n{kind}, {workers} workers: {dict(statistics)}; taken at the kill: {sorted(points)}")


def resumed(fork, publication) -> dict:
    """Go on until it is complete, sending the unknown again; the report."""
    output = publication.folder / "resumed"
    process = fork(publication.command("send", "--on-unknown", "resend", "--output-format", "json"), output)
    process.join(300)
    said = output.read_text()
    assert process.exitcode == 0, said
    return json.loads(said[said.index("{") :])["send"][0]
