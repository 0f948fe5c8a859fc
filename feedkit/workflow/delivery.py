"""One process at work on a frozen edition: some connections, one journal, until nothing is due.

The order of each round of a connection, which all promises rest on: results of the last group are written down and the
next group is marked, in one transaction; when that is on the disk, the group is sent.
"""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta

from feedkit.database import Database, open_database
from feedkit.exceptions import DatabaseError
from feedkit.ledger import SCHEMA, Claim, Journal, Result, State, Transaction, claims, workers
from feedkit.ledger.freezing import edition_numbered
from feedkit.ledger.limits import ALL, allowance, use_up
from feedkit.senders import Connection, Mail
from feedkit.subscribers import SCHEMA as SUBSCRIBERS
from feedkit.subscribers import suppressed_since
from feedkit.workflow.addressing import Desk, Sign
from feedkit.workflow.connections import Connections
from feedkit.workflow.job import Job, Stop, Why
from feedkit.workflow.outcomes import Bounce, Judge
from feedkit.workflow.pace import Pace
from feedkit.workflow.portions import Portion


def work(job: Job) -> Stop | None:
    """Take part in a send as a process of its own; why it ended early."""
    try:
        with open_database(job.database, job.project, SUBSCRIBERS, SCHEMA, now=job.clock()) as database:
            worker = workers.hire(database, job.run, job.clock())
            with Journal(database) as journal:
                try:
                    return deliver(job, database, journal, worker)
                finally:
                    journal.do(lambda connection: workers.dismiss(connection, worker, job.clock())).exception()
    except DatabaseError as error:
        return Stop(why=Why.DATABASE, message=str(error), help=error.help)


def deliver(
    job: Job,
    database: Database,
    journal: Journal,
    worker: int,
    progress: Callable[[int], None] = lambda _: None,
    waiting: Callable[[datetime], None] = lambda _: None,
) -> Stop | None:
    """Send what is due, over as many connections as the job allows; why it ended early.

    `progress` is told how many more deliveries have come to something, `waiting` until when there is nothing to do.
    """
    with database.reading() as connection:
        edition = edition_numbered(connection, job.edition)
    signed: Sign | None = None if job.signer is None else job.signer.signed
    room = _Room(job, journal, worker, Desk(edition, job.links, signed), edition.id, edition.removal, progress)
    with _many_lines():
        return _rounds(job, room, waiting)


@contextmanager
def _many_lines() -> Iterator[None]:
    """The interpreter as it serves many connections best.

    What is there now is not searched for cycles again and again, which takes a tenth of the time; and no line keeps the
    others waiting for longer than a relay takes for a message of each, while it makes its own.
    """
    before = sys.getswitchinterval()
    gc.freeze()
    sys.setswitchinterval(_TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(before)
        gc.unfreeze()


def _rounds(job: Job, room: _Room, waiting: Callable[[datetime], None]) -> Stop | None:
    while True:
        lines = [threading.Thread(target=room.line, name=f"line {n}") for n in range(job.connections)]
        for line in lines:
            line.start()
        _attend(room, lines)
        if room.fault is not None:
            raise room.fault
        due = room.next_due()
        if due is None:
            return room.stop
        if due - job.clock() > _LONG:
            waiting(due)
        while (left := (due - job.clock()).total_seconds()) > 0 and not room.stopped.is_set():
            if not room.stopped.wait(min(left, workers.BEAT.total_seconds())):
                room.show_up()
        if room.stopped.wait(_LEAST_PAUSE):
            return room.stop


def _attend(room: _Room, lines: Sequence[threading.Thread]) -> None:
    """Keep the lease, and see to dead workers, while the lines are busy."""
    interval = workers.BEAT.total_seconds()
    for line in lines:
        while line.is_alive():
            line.join(interval)
            if line.is_alive():
                room.show_up()


class _Room:
    """What the lines of a process share."""

    def __init__(
        self,
        job: Job,
        journal: Journal,
        worker: int,
        desk: Desk,
        edition_id: str,
        removal: int,
        progress: Callable[[int], None],
    ) -> None:
        self.job, self.journal, self.worker, self.desk = job, journal, worker, desk
        self.edition_id = edition_id
        self.stopped = threading.Event()
        self.stop: Stop | None = None
        self.fault: BaseException | None = None
        """What a line died of that nobody foresaw."""
        self.pace = Pace(first_pause=job.patience.throttled)
        self.judge = Judge(job, self.pace, self.halt)
        self._progress = progress
        self._lock = threading.Lock()
        self._removal, self._gone = removal, frozenset[int]()
        self._connections = Connections(job, self.stopped, self.halt)
        self.portion = Portion(job.most, job.only)
        self._full_days: list[str] = []
        self._begun = self._begun_before = 0
        self._patient_until: datetime | None = None
        """Until when deliveries that were deferred are waited for: so long after there was nothing else to do."""

    # A line: one connection after the other, group after group.

    def line(self) -> None:
        """Claim and send until nothing is due, or the run is stopped."""
        connection: Connection | None = None
        results: list[Result] = []
        bounces: list[Bounce] = []
        in_hand: list[Claim] = []
        try:
            while not self.stopped.is_set():
                if not in_hand:
                    _, in_hand = self._turn(results, bounces, (), connection.depth if connection else 1)
                    results, bounces = [], []
                if not in_hand:
                    return
                connection = self._connections.usable(connection)
                if connection is None:
                    return
                mails = self._mails(in_hand, connection, results)
                if mails and self.stopped.wait(self.pace.delay(len(mails))):
                    return
                claimed = {each.id: each for each in in_hand}
                marked, in_hand = self._turn(results, bounces, [claimed[mail.key] for mail in mails], connection.depth)
                results, bounces = [], []
                for outcome in connection.send([mail for mail in mails if mail.key in marked]):
                    results.append(self.judge.result(outcome, claimed[outcome.key], bounces))
        except DatabaseError as error:
            self.halt(Stop(why=Why.DATABASE, message=str(error), help=error.help))
        except BaseException as error:  # noqa: BLE001  (it is raised again where the lines are waited for)
            self.fault = error
            self.stopped.set()
        finally:
            self._leave(connection, results, bounces, in_hand)

    def _leave(
        self, connection: Connection | None, results: list[Result], bounces: list[Bounce], in_hand: list[Claim]
    ) -> None:
        free = [Result(id=each.id, state=State.QUEUED, attempts=each.attempts) for each in in_hand]
        try:
            self._turn([*results, *free], bounces, (), 0)
        except DatabaseError as error:
            self.halt(Stop(why=Why.DATABASE, message=str(error), help=error.help))
        except BaseException as error:  # noqa: BLE001  (as above)
            self.fault = self.fault or error
            self.stopped.set()
        self._connections.close(connection)

    def _turn(
        self, results: Sequence[Result], bounces: Sequence[Bounce], group: Sequence[Claim], want: int
    ) -> tuple[frozenset[int], list[Claim]]:
        """Write down results, mark the next group, claim the one behind it: one act, on the disk when it returns."""
        job, now = self.job, self.job.clock()
        want, only = (0, None) if self.stopped.is_set() else self.portion.take(want)

        def act(connection: Transaction) -> tuple[frozenset[int], list[Claim]]:
            if results:
                claims.record(connection, self.worker, results, now)
            for each in bounces:
                each.record(connection, self.edition_id, now)
            marked: frozenset[int] = frozenset()
            if group:
                left = self._left_since(connection)
                gone = [each.id for each in group if each.subscriber in left]
                marked = claims.mark(connection, self.worker, [each.id for each in group], now, gone=gone)
            if want and not workers.at_work(connection, self.worker):
                self.halt(TAKEN_OVER)
            if not want or self.stopped.is_set():
                return marked, []
            may = allowance(connection, job.limits, now) if job.limits else None
            count = want if may is None else min(want, may.left)
            found = claims.claim(connection, job.edition, self.worker, count, now, allowance=may, only=only)
            if may is not None:
                use_up(connection, may, now)
                self._full_days = may.full_days
            return marked, found

        marked, found = self.journal.do(act).result()
        self._begun += len(found)
        self.portion.give_back(want - len(found))
        self._progress(sum(each.state not in (State.QUEUED, State.CLAIMED) for each in results))
        return marked, found

    def _left_since(self, connection: Transaction) -> frozenset[int]:
        """Who left the list since the edition was frozen; only this thread of the journal asks."""
        gone, self._removal = suppressed_since(connection, self._removal)
        self._gone |= gone
        return self._gone

    def _mails(self, in_hand: Sequence[Claim], connection: Connection, results: list[Result]) -> list[Mail]:
        mails = []
        for each, made in zip(in_hand, self.desk.mails(in_hand, smtputf8=connection.smtputf8), strict=True):
            if isinstance(made, Mail):
                mails.append(made)
            else:
                results.append(self.judge.result(made, each, []))
        return mails

    # The run.

    def halt(self, stop: Stop) -> None:
        """End the run; what is on its way is waited for."""
        with self._lock:
            self.stop = self.stop or stop
        self.stopped.set()

    def show_up(self) -> None:
        """Keep the lease, and take over from the dead."""
        now = self.job.clock()

        def act(connection: Transaction) -> bool:
            workers.bury_dead(connection, now)
            return workers.beat(connection, self.worker, now)

        try:
            if not self.journal.do(act).result():
                self.halt(TAKEN_OVER)
        except DatabaseError as error:
            self.halt(Stop(why=Why.DATABASE, message=str(error), help=error.help))

    def next_due(self) -> datetime | None:
        """When something is due that need not wait for another run; None if nothing is."""
        if self.stopped.is_set() or self.portion.used_up:
            return None
        try:
            queued, deferred = self.journal.do(self._first_due).result()
        except DatabaseError as error:
            self.halt(Stop(why=Why.DATABASE, message=str(error), help=error.help))
            return None
        now = self.job.clock()
        idle, self._begun_before = self._begun == self._begun_before, self._begun
        if idle and self._full_days and any(due is not None and due <= now for due in (queued, deferred)):
            scopes = ", ".join("all" if each == ALL else each for each in self._full_days)
            message = f"today's messages have gone (`per_day` for {scopes})"
            self.halt(Stop(why=Why.LIMIT, message=message, help="run it again tomorrow"))
            return None
        if self._patient_until is None:
            self._patient_until = now + self.job.wait
        limits = ((queued, now + _SOON), (deferred, self._patient_until))
        return min((due for due, until in limits if due is not None and due <= until), default=None)

    def _first_due(self, connection: Transaction) -> tuple[datetime | None, datetime | None]:
        edition = self.job.edition
        return (
            claims.next_due(connection, edition, State.QUEUED),
            claims.next_due(connection, edition, State.DEFERRED),
        )


TAKEN_OVER = Stop(why=Why.LEASE, message="others took this process for dead and have taken over")
_SOON = timedelta(seconds=90)
"""What is due within them is waited for."""
_TURN = 0.001
"""Seconds that a thread goes on while others want to."""
_LONG = timedelta(seconds=5)
_LEAST_PAUSE = 0.25
"""Seconds between two rounds, so that nothing turns in circles."""
