"""How fast an edition leaves: feedkit with its ledger on the disk, Postfix's smtp-source in C, and smtplib as it is mostly used.

    .venv/bin/python benchmarks/sending.py            # all of it, some minutes on a quiet machine
    .venv/bin/python benchmarks/sending.py --messages 400 --rounds 2 --big 50000

All send 60 KB messages to Postfix's smtp-sink over as many sessions, taking turns, so that a busy machine is busy for all.
smtp-source sends one text again and again; feedkit and smtplib make a message for each recipient. Postfix must be there.
smtp-sink is one process: what it takes of a processor for a message is the most that anybody can send to it. It has one
of the processors to itself and the senders have the others, as if it were a relay on another machine.
"""

from __future__ import annotations

import argparse
import os
import resource
import smtplib
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from queue import SimpleQueue

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "support"))

from smtp_server import CHUNKING, SmtpServer
from sqlalchemy import insert

from feedkit.config import Config
from feedkit.config.models import validated
from feedkit.database import open_database
from feedkit.ledger import SCHEMA, Claim, Draft, freeze
from feedkit.message import Sender, encode
from feedkit.message.freezing import frozen
from feedkit.message.tokens import Token
from feedkit.model import Edition
from feedkit.senders import Mail, Outcome, Verdict
from feedkit.senders.smtp import SmtpSettings, connect
from feedkit.subscribers import SCHEMA as SUBSCRIBERS_SCHEMA
from feedkit.subscribers.tables import SUBSCRIBERS
from feedkit.workflow import connections
from feedkit.workflow.addressing import Desk
from feedkit.workflow.send import Order, send
from feedkit.workflow.ways import way_of

NOW = datetime(2026, 5, 28, 18, 30, tzinfo=UTC)
BYTES = 60_000
SENDER = Sender(name="Robot News", email="news@robots.example.org", list_id="daily.robots.example.org")
SENTENCES = 6
"""In a paragraph, whose lines are then as long as quoted-printable allows, as in real editions, and as smtp-source's are."""
WORDS = "Robots knit and sew, and what they make is sold in shops that people like. "


def edition(size: int = BYTES) -> Edition:
    """One whose messages have about so many bytes."""
    paragraph = WORDS * SENTENCES
    lines = "".join(f"<p>{n}. {paragraph}</p>\r\n" for n in range(max(1, (size - 1400) // (len(paragraph) + 29))))
    return Edition(
        id="daily/2026-05-28", date=NOW.date(), cutoff=NOW, subject="Robots knit", preheader="", language="en", entries=(),
        url="https://robots.example.org/editions/1", archive_url="https://robots.example.org/editions/",
        html=f'<html><body>{lines}<p>For {Token.RECIPIENT_EMAIL} &lt;- you</p><a href="{Token.UNSUBSCRIBE_URL}">Leave</a></body></html>',
        text=f"{WORDS}\n{Token.UNSUBSCRIBE_URL}\n",
    )  # fmt: skip


def configured(port: int, sessions: int, pipeline: int) -> Config:
    config, errors = validated(
        {
            "site": {"title": "Robot News", "url": "https://robots.example.org/"},
            "mail": {
                "email": SENDER.email,
                "bounces": "bounce@robots.example.org",
                "smtp": {
                    "host": "127.0.0.1",
                    "port": port,
                    "security": "none",
                    "connections": sessions,
                    "pipeline": pipeline,
                },
            },
            "web": {"url": "https://robots.example.org/mail/"},
            "send": {"via": "smtp"},
        },
        preview=False,
    )
    assert config is not None, errors
    return config


def clock() -> datetime:
    return datetime.now(UTC)


class Publication:
    """A list in a database of its own, frozen and ready to be sent."""

    def __init__(self, folder: Path, readers: int, size: int) -> None:
        self.folder = folder
        self.database = open_database("", folder, SUBSCRIBERS_SCHEMA, SCHEMA, now=NOW)
        row = {
            "list": "main", "name": "", "status": "confirmed", "language": "", "timezone": "", "topics": (), "domain": "acme.example",
            "consent_source": "", "consent_ip_hash": "", "created_at": NOW, "updated_at": NOW,
        }  # fmt: skip
        with self.database.writing() as connection:
            for first in range(0, readers, 5000):
                some = range(first, min(first + 5000, readers))
                emails = [(n, f"reader{n}@acme.example") for n in some]
                connection.execute(
                    insert(SUBSCRIBERS),
                    [{**row, "email": each, "delivery": each, "hash": f"h{n}"} for n, each in emails],
                )
        draft = Draft(
            id="daily/2026-05-28", list="daily", subject="Robots knit", dated=NOW, entries={}, topics=(),
            message=frozen(encode(edition(size), SENDER, date=NOW)), sender=SENDER.email,
        )  # fmt: skip
        self.edition = freeze(self.database, draft, clock(), not_before=lambda _: NOW)

    def send(self, config: Config, most: int | None = None) -> float:
        """Seconds that sending takes, from the first claim to the last record on the disk."""
        way = way_of(self.folder, config, "smtp")
        began = time.perf_counter()
        sent = send(
            self.database, self.edition, way, self.folder, config, Order(late=True, most=most), clock,
            resend=lambda *_: False, progress=lambda *_: None,
        )  # fmt: skip
        seconds = time.perf_counter() - began
        assert sent.after.states["accepted"] == (most or sent.after.total), sent
        self.database.close()
        return seconds


@contextmanager
def sink() -> Iterator[tuple[int, Callable[[], float]]]:
    """The port of a smtp-sink, and what tells how many seconds of a processor it has used."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    processors = os.sched_getaffinity(0)
    process = subprocess.Popen(["smtp-sink", "-u", "nobody", f"127.0.0.1:{port}", "256"], stderr=subprocess.DEVNULL)
    try:
        if len(processors) > 1:
            os.sched_setaffinity(process.pid, {max(processors)})
            os.sched_setaffinity(0, processors - {max(processors)})
        time.sleep(0.5)
        yield port, lambda: used_by(process.pid)
    finally:
        os.sched_setaffinity(0, processors)
        process.terminate()
        process.wait()


def used_by(pid: int) -> float:
    """Seconds of a processor that another process has used (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text("latin-1").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def by_smtp_source(port: int, count: int, sessions: int) -> tuple[float, float]:
    """Seconds that it took, and seconds of the processor; as for the others."""
    began, before = time.perf_counter(), cpu(resource.RUSAGE_CHILDREN)
    subprocess.run(
        ["smtp-source", "-d", "-s", str(sessions), "-l", str(BYTES), "-m", str(count), f"127.0.0.1:{port}"], check=True
    )
    return time.perf_counter() - began, cpu(resource.RUSAGE_CHILDREN) - before


def by_smtplib(port: int, count: int) -> tuple[float, float]:
    """One EmailMessage for each recipient over one connection, which is kept open."""
    made = edition()
    began, before = time.perf_counter(), cpu()
    with smtplib.SMTP("127.0.0.1", port) as server:
        for number in range(count):
            message = EmailMessage()
            message["From"], message["To"], message["Subject"] = (
                SENDER.email,
                f"reader{number}@acme.example",
                made.subject,
            )
            message["Message-ID"] = f"<{number}@robots.example.org>"
            url = f"https://robots.example.org/mail/{number}"
            message.set_content(made.text.replace(Token.UNSUBSCRIBE_URL, url))
            message.add_alternative(made.html.replace(Token.UNSUBSCRIBE_URL, url), subtype="html")
            server.send_message(message)
    return time.perf_counter() - began, cpu() - before


def by_feedkit(port: int, count: int, sessions: int, pipeline: int) -> tuple[float, float]:
    with tempfile.TemporaryDirectory(prefix="fk-bench-") as folder:
        publication = Publication(Path(folder), count, BYTES)
        before = cpu()
        return publication.send(configured(port, sessions, pipeline)), cpu() - before


def cpu(who: int = resource.RUSAGE_SELF) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def rates(messages: int, rounds: int, sessions: int, pipeline: int) -> None:
    """All three, taking turns; medians."""
    found: dict[str, list[float]] = {"smtp-source": [], "feedkit": [], "smtplib": []}
    spent: dict[str, list[float]] = {name: [] for name in found}
    taken: dict[str, list[float]] = {name: [] for name in found}
    with sink() as (port, sink_used):
        for _ in range(rounds):
            for name in ("smtp-source", "feedkit", "smtplib"):
                count = max(20, messages // 10) if name == "smtplib" else messages
                before = sink_used()
                if name == "smtp-source":
                    seconds, used = by_smtp_source(port, count, sessions)
                elif name == "feedkit":
                    seconds, used = by_feedkit(port, count, sessions, pipeline)
                else:
                    seconds, used = by_smtplib(port, count)
                found[name].append(count / seconds)
                spent[name].append(used / count * 1000)
                taken[name].append((sink_used() - before) / count * 1000)
    for name, each in found.items():
        print(
            f"{name:12} {statistics.median(each):8,.0f} messages/s  {statistics.median(spent[name]):6.2f} ms CPU each, the sink {statistics.median(taken[name]):.2f}  {[round(x) for x in each]}"
        )
    fast = statistics.median(found["feedkit"])
    print(
        f"feedkit is {fast / statistics.median(found['smtp-source']):.2f} x smtp-source, {fast / statistics.median(found['smtplib']):.1f} x smtplib"
    )


def composing() -> None:
    """How fast messages are made, with their tokens."""
    with tempfile.TemporaryDirectory() as folder:
        publication = Publication(Path(folder), 1, BYTES)
        desk = Desk(publication.edition, way_of(Path(folder), configured(25, 1, 10), "smtp").links)
        claims = [Claim(n, n, f"reader{n}@acme.example", "", 0) for n in range(2000)]
        began = time.process_time()
        for first in range(0, len(claims), 20):
            desk.mails(claims[first : first + 20], smtputf8=True)
        print(f"composing    {len(claims) / (time.process_time() - began):8,.0f} messages a second of CPU")
        publication.database.close()


class Far:
    """A way through to a server that is some milliseconds away."""

    def __init__(self, port: int, one_way: float) -> None:
        self._target, self._one_way = port, one_way
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            near, _ = self._listener.accept()
            far = socket.create_connection(("127.0.0.1", self._target))
            for source, target in ((near, far), (far, near)):
                self._carry(source, target)

    def _carry(self, source: socket.socket, target: socket.socket) -> None:
        on_the_way: SimpleQueue[tuple[float, bytes]] = SimpleQueue()
        target.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

        def take() -> None:
            while content := source.recv(1 << 18):
                on_the_way.put((time.monotonic() + self._one_way, content))

        def give() -> None:
            while True:
                due, content = on_the_way.get()
                time.sleep(max(0.0, due - time.monotonic()))
                target.sendall(content)

        threading.Thread(target=take, daemon=True).start()
        threading.Thread(target=give, daemon=True).start()


def trip(port: int, round_trip: float, count: int = 20) -> float:
    """Seconds that NOOP and its answer take through the way, measured: it is a little longer than asked for."""
    with smtplib.SMTP("127.0.0.1", Far(port, round_trip / 2).port) as server:
        began = time.perf_counter()
        for _ in range(count):
            server.noop()
        return (time.perf_counter() - began) / count


def far_away(count: int, round_trip: float) -> None:
    """One connection to a server that is 20 ms there and back.

    Without CHUNKING a message takes one round trip at least: its text must wait for 354, which comes behind the answer
    to the one before (RFC 2920 §3.1: nothing may follow DATA).
    """
    message = b"Subject: x\r\n\r\n" + (WORDS.encode()[:74] + b"\r\n") * (BYTES // 76)
    mails = [
        Mail(key=n, sender="b@x.example", recipient=f"r{n}@y.example", parts=(message,), message_id=f"<{n}@x>")
        for n in range(count)
    ]
    for name, extensions in (("PIPELINING", CHUNKING[:-1]), ("CHUNKING", CHUNKING), ("neither", ())):
        some = mails if extensions else mails[: count // 4]
        with SmtpServer(extensions=extensions) as server:
            measured = trip(server.port, round_trip)
            settings = SmtpSettings(
                host="127.0.0.1", port=Far(server.port, round_trip / 2).port, security="none", pipeline=20
            )
            connection = connect(settings)
            began = time.perf_counter()
            outcomes = list(connection.send(some))
            seconds = time.perf_counter() - began
            connection.close()
        assert all(each.verdict is Verdict.ACCEPTED for each in outcomes)
        print(
            f"{measured * 1000:.1f} ms away, {name:10} {len(some) / seconds:8,.0f} messages/s in one connection, "
            f"{seconds / len(some) / measured:.2f} round trips for each"
        )


class Nowhere:
    """A connection that takes everything at once: what remains is feedkit."""

    depth, smtputf8, idempotent, usable = 50, True, False, True

    def send(self, mails: Sequence[Mail]) -> Iterator[Outcome]:
        return (Outcome(key=mail.key, verdict=Verdict.ACCEPTED, code=250) for mail in mails)

    def close(self) -> None:
        """There is nothing to close."""


def memory(readers: int, most: int) -> float:
    """The most memory, in MB, that freezing for so many readers and sending to some of them takes, in a process of its own."""
    code = f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r}); import sending; sending.measured({readers}, {most})"
    said = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    print(said, end="")
    return float(said.split(" MB")[0].split()[-1])


def measured(readers: int, most: int) -> None:
    class Module:
        NAME = "nowhere"

        @staticmethod
        def connect(_settings: object) -> Nowhere:
            return Nowhere()

    connections.load = lambda _name: Module  # type: ignore[assignment]
    with tempfile.TemporaryDirectory(prefix="fk-bench-") as folder:
        began = time.perf_counter()
        publication = Publication(Path(folder), readers, BYTES)
        froze, before = time.perf_counter() - began, cpu()
        config = configured(25, 2, 10)
        seconds = publication.send(config, most)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{readers:9,} readers: {peak:6.0f} MB at most; imported and frozen in {froze:.0f} s; {most:,} made and recorded: "
        f"{most / seconds:,.0f}/s, {(cpu() - before) / most * 1000:.2f} ms CPU each"
    )


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--messages", type=int, default=10_000)
    asked.add_argument("--rounds", type=int, default=5)
    asked.add_argument("--sessions", type=int, default=16)
    asked.add_argument("--pipeline", type=int, default=20)
    asked.add_argument("--big", type=int, default=1_000_000)
    given = asked.parse_args()
    rates(given.messages, given.rounds, given.sessions, given.pipeline)
    composing()
    far_away(200, 0.020)
    few, many = (memory(readers, 10_000) for readers in (10_000, given.big))
    print(f"memory grows by {many - few:.0f} MB from 10,000 to {given.big:,} readers")


if __name__ == "__main__":
    main()
