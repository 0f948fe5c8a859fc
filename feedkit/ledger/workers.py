"""Who is sending: processes with a lease, so that a dead one's claims are taken over, and a second one is told.

A process is known by host, boot and pid. On the same boot of the same machine it is looked up whether it runs still;
from elsewhere, it is dead when its lease is over. A worker whose lease was taken away finds out at its next act, since
every act asks for its own row.
"""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from feedkit.database import Database, Prepared, in_order
from feedkit.exceptions import GuardError
from feedkit.ledger.tables import DELIVERIES, WORKERS, State
from feedkit.quick_dataclasses import dataclass

LEASE = timedelta(seconds=90)
BEAT = timedelta(seconds=15)
"""How often a worker shows up."""
_OWN_ROW = Prepared(
    select(WORKERS.c.number).where(WORKERS.c.number == bindparam("worker")).with_for_update(read=True, key_share=True)
)
_HIRING = 0x68697265  # "hire": the lock behind which workers come and go


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """A process of this machine or another."""

    host: str
    pid: int
    boot: str
    """The boot of the machine, the process namespace and the start of the process: with the pid, it is never another."""

    def __str__(self) -> str:
        return f"process {self.pid} on {self.host}"


def this_process() -> Process:
    """The one we are in."""
    pid = os.getpid()
    return Process(host=socket.gethostname(), pid=pid, boot=f"{_boot()} {_started(pid)}")


def is_running(process: Process) -> bool | None:
    """Whether it runs; None if that cannot be told from here."""
    boot, _, started = process.boot.rpartition(" ")
    if not boot or boot != _boot():
        return None
    return _started(process.pid) == started


def hire(database: Database, run: str, now: datetime) -> int:
    """Register this process for the run; its number.

    Raises GuardError when another run is sending from a database that only one can use.
    """
    with database.writing() as connection:
        in_order(connection, _HIRING)
        bury_dead(connection, now)
        if not database.shared:
            others = connection.execute(select(WORKERS).where(WORKERS.c.run != run)).first()
            if others is not None:
                holder = Process(host=others.host, pid=others.pid, boot=others.boot)
                raise GuardError(
                    f"{holder} is sending, since {others.since:%Y-%m-%d %H:%M:%S} UTC",
                    help="wait until it has finished; if it was killed on another machine, "
                    f"its lease ends at {others.until:%H:%M:%S} UTC",
                )
        me = this_process()
        number: int = connection.execute(
            insert(WORKERS)
            .values(run=run, host=me.host, pid=me.pid, boot=me.boot, since=now, until=now + LEASE)
            .returning(WORKERS.c.number)
        ).scalar_one()
        return number


def beat(connection: Connection, worker: int, now: datetime) -> bool:
    """Lengthen the lease; False if it was over and others have taken over."""
    return bool(
        connection.execute(update(WORKERS).where(WORKERS.c.number == worker).values(until=now + LEASE)).rowcount
    )


def at_work(connection: Connection, worker: int) -> bool:
    """Whether the worker is registered; to be asked in each transaction that claims.

    Where several can write at once, nobody takes over from it before the transaction has ended: else what it claims
    there, if it dies with its last words on their way, would be nobody's.
    """
    return bool(_OWN_ROW.rows(connection, {"worker": worker}))


def dismiss(connection: Connection, worker: int, now: datetime) -> None:
    """The worker has ended in good order: what it claimed and did not send is free again."""
    _give_back(connection, worker, now)
    connection.execute(delete(WORKERS).where(WORKERS.c.number == worker))


def bury_dead(connection: Connection, now: datetime) -> int:
    """Take over from dead workers: their claims are free again, what may have left is `unknown`; how many that are."""
    unknown = 0
    statement = select(WORKERS).with_for_update(skip_locked=True)
    for row in connection.execute(statement).all():
        running = is_running(Process(host=row.host, pid=row.pid, boot=row.boot))
        if running or (running is None and row.until > now):
            continue
        unknown += _give_back(connection, row.number, now)
        connection.execute(delete(WORKERS).where(WORKERS.c.number == row.number))
    return unknown


def working(connection: Connection) -> list[Process]:
    """All who are registered."""
    return [Process(host=row.host, pid=row.pid, boot=row.boot) for row in connection.execute(select(WORKERS))]


def _give_back(connection: Connection, worker: int, now: datetime) -> int:
    columns = DELIVERIES.c
    connection.execute(
        update(DELIVERIES)
        .where(columns.owner == worker, columns.state == State.CLAIMED)
        .values(state=State.QUEUED, owner=None, at=now)
    )
    lost = connection.execute(
        update(DELIVERIES)
        .where(columns.owner == worker, columns.state == State.DATA)
        .values(
            state=State.UNKNOWN,
            reason="",
            doubts=columns.doubts + 1,
            attempts=columns.attempts + 1,
            said="its sender was gone before an answer was recorded",
            at=now,
        )
    )
    return lost.rowcount


def _boot() -> str:
    """What tells this boot of this machine, and the namespace that pids are counted in; "" where nothing does."""
    with suppress(OSError):
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
        return f"{boot} {Path('/proc/self/ns/pid').readlink()}"
    return ""


def _started(pid: int) -> str:
    """When the process began, in ticks since the boot; "" if there is none."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text("latin-1")
    except OSError:
        return ""
    fields = stat.rpartition(")")[2].split()
    return "" if fields[0] == "Z" else fields[19]


__all__ = [
    "BEAT",
    "LEASE",
    "Process",
    "at_work",
    "beat",
    "bury_dead",
    "dismiss",
    "hire",
    "is_running",
    "this_process",
    "working",
]
