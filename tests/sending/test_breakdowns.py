"""A full disk and a lost database: what is not written down is not sent, and what was sent is written down or named."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from publications import make_publication
from smtp_server import SmtpServer
from sqlalchemy import NullPool, create_engine, text

READERS, IN_FLIGHT = 60, 3 * 5


def assert_nobody_is_missing_and_nobody_has_it_twice(publication, server) -> None:
    times, unknown = Counter(server.recipients), publication.doubted()
    assert set(publication.deliveries().values()) == {"accepted"}
    assert set(times) == set(publication.deliveries())
    assert {email for email, count in times.items() if count > 1} <= unknown
    assert len(unknown) <= IN_FLIGHT


def test_connections_to_the_database_that_break_are_made_anew(postgresql, tmp_path):
    url = postgresql.new_database()
    publication = make_publication(tmp_path / "project", url, READERS)
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"), poolclass=NullPool)

    def break_them(verb, nth):
        if verb == "END" and nth in (10, 30, 45):
            with engine.begin() as connection:
                connection.execute(
                    text(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        " WHERE datname = current_database() AND application_name = 'feedkit'"
                    )
                )

    with SmtpServer(faults=break_them) as server:
        publication.configure(server.port)
        report = publication.report("--on-unknown", "resend")
        assert report["exit_code"] == 0
        assert_nobody_is_missing_and_nobody_has_it_twice(publication, server)
    engine.dispose()


@pytest.mark.skipif(sys.platform != "linux", reason="needs prlimit")
def test_a_full_disk_stops_the_run_and_nothing_is_sent_that_is_not_written_down(tmp_path):
    publication = make_publication(tmp_path / "project", f"sqlite:///{tmp_path}/project/feedkit.db", READERS)
    journal = Path(f"{tmp_path}/project/feedkit.db-wal")
    process: list[subprocess.Popen] = []

    def fill_the_disk(verb, nth):
        if (verb, nth) == ("END", 12):
            size = journal.stat().st_size
            resource.prlimit(process[0].pid, resource.RLIMIT_FSIZE, (size, size))

    with SmtpServer(faults=fill_the_disk) as server:
        publication.configure(server.port)
        process.append(publication.start("send", stderr=subprocess.PIPE))
        _, said = process[0].communicate(timeout=120)
        assert process[0].returncode == 3, said
        assert b"feedkit.db" in said
        sent = len(server.taken)
        assert sent <= 12 + 1 + IN_FLIGHT, "nothing new was begun"
        report = publication.report("--resume", "--on-unknown", "resend")
        assert report["exit_code"] == 0
        assert_nobody_is_missing_and_nobody_has_it_twice(publication, server)
