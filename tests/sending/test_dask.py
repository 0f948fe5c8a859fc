"""The fan-out on dask: its workers share the edition, and one that is killed takes nothing with it."""

from __future__ import annotations

import os
import signal
from collections import Counter

import pytest
from publications import make_publication
from smtp_server import SmtpServer

distributed = pytest.importorskip("distributed")
READERS = 90

pytestmark = pytest.mark.filterwarnings("ignore")


def test_a_killed_worker_of_a_cluster_leaves_nobody_out(postgresql, tmp_path):
    publication = make_publication(tmp_path / "project", postgresql.new_database(), READERS)
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        pids = [worker.pid for worker in cluster.workers.values()]

        def kill_one(verb, nth):
            if (verb, nth) == ("END", 20):
                os.kill(pids[0], signal.SIGKILL)

        with SmtpServer(faults=kill_one, delay=0.002) as server:
            publication.configure(server.port)
            address = cluster.scheduler_address.removeprefix("tcp://")
            report = publication.report("--workers", f"dask://{address}", "--on-unknown", "resend")
            times = Counter(server.recipients)
    assert report["exit_code"] in (0, 3), report
    if report["exit_code"] == 3:  # the dead worker was noticed too late for this run
        with SmtpServer() as server:
            publication.configure(server.port)
            report = publication.report("--resume", "--on-unknown", "resend")
            times += Counter(server.recipients)
    unknown = publication.doubted()
    assert report["accepted"] == READERS
    assert set(times) == set(publication.deliveries())
    assert {email for email, count in times.items() if count > 1} <= unknown
    assert len(unknown) <= 2 * 3 * 5
