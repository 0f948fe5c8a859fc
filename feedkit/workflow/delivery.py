"""One process at work on a frozen edition: some connections, one journal, until nothing is due.

The order of each round of a connection, which all promises rest on: results of the last group are written down and the
next group is marked, in one transaction; when that is on the disk, the group is sent.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from feedkit.database import Database, open_database
from feedkit.exceptions import DatabaseError, SendError
from feedkit.ledger import SCHEMA, Claim, Journal, Limit, Result, State, Transaction, claims, workers
from feedkit.ledger.freezing import edition_numbered
from feedkit.ledger.limits import ALL, allowance, use_up
from feedkit.quick_dataclasses import dataclass, field, replace
from feedkit.senders import Blame, Connection, Mail, Outcome, Verdict, load
from feedkit.subscribers import SCHEMA as SUBSCRIBERS
from feedkit.subscribers import suppressed_since
from feedkit.subscribers.suppression import BounceKind, record_bounce
from feedkit.workflow.addressing import Desk, Links, Sign
from feedkit.workflow.pace import Pace
from feedkit.workflow.signing import Signer

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long and how often things are tried again."""

    backoff: tuple[timedelta, ...] = (
        timedelta(minutes=5),
        timedelta(minutes=15),
        timedelta(hours=1),
        timedelta(hours=4),
    )
    """Between attempts of a delivery that was deferred; the last one again and again."""
    lost: timedelta = timedelta(seconds=5)
    """Until a delivery whose connection was lost is tried again, times its attempts."""
    connecting: tuple[float, ...] = (1.0, 2.0, 5.0, 10.0, 20.0)
    """Seconds between attempts to connect."""
    throttled: float = 1.0
    """Seconds of the first pause after the relay asked for less."""
    most_losses: int = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """All that a process needs to take part, wherever it runs."""

    database: str = field(repr=False)
    project: Path
    run: str
    edition: int
    via: str
    settings: object = field(repr=False)
    """Of the sender."""
    links: Links
    signer: Signer | None = None
    limits: Mapping[str, Limit] = field(default_factory=dict)
    connections: int = 4
    max_bounces: int = 2
    """Percent."""
    most: int | None = None
    """How many messages may be begun."""
    only: tuple[int, ...] | None = None
    """The ids of the deliveries that are wanted."""
    patience: Patience = field(default_factory=Patience)
    clock: Clock


class Why(StrEnum):
    """Why a run ended before everything that was due was done."""

    POLICY = "policy"
    """The relay refuses us (5.7.x)."""
    BOUNCES = "bounces"
    """Too many bounce."""
    UNREACHABLE = "unreachable"
    LIMIT = "limit"
    """Today's messages have gone."""
    DATABASE = "database"
    LEASE = "lease"
    """Others took this process for dead and have taken over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A run that ended early."""

    why: Why
    message: str
    help: str = ""


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
    job: Job, database: Database, journal: Journal, worker: int, progress: Callable[[int], None] = lambda _: None
) -> Stop | None:
    """Send what is due, over as many connections as the job allows; why it ended early.

    `progress` is told how many more deliveries have come to something.
    """
    with database.reading() as connection:
        edition = edition_numbered(connection, job.edition)
    signed: Sign | None = None if job.signer is None else job.signer.signed
    room = _Room(job, journal, worker, Desk(edition, job.links, signed), edition.id, edition.removal, progress)
    while True:
        lines = [threading.Thread(target=room.line, name=f"line {n}") for n in range(job.connections)]
        for line in lines:
            line.start()
        _attend(room, lines)
        if room.fault is not None:
            raise room.fault
        pause = room.pause()
        if pause is None or room.stopped.wait(pause):
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
        self._progress = progress
        self._lock = threading.Lock()
        self._removal, self._gone = removal, frozenset[int]()
        self._accepted = self._bounced = self._open = 0
        self._left = job.most
        self._only = list(job.only) if job.only is not None else None
        self._full_days: list[str] = []
        self._begun = self._begun_before = 0

    # A line: one connection after the other, group after group.

    def line(self) -> None:
        """Claim and send until nothing is due, or the run is stopped."""
        connection: Connection | None = None
        results: list[Result] = []
        bounces: list[_Bounce] = []
        in_hand: list[Claim] = []
        try:
            while not self.stopped.is_set():
                if not in_hand:
                    _, in_hand = self._turn(results, bounces, (), connection.depth if connection else 1)
                    results, bounces = [], []
                if not in_hand:
                    return
                connection = self._connected(connection)
                if connection is None:
                    return
                mails = self._mails(in_hand, connection, results)
                if mails and self.stopped.wait(self.pace.delay(len(mails))):
                    return
                marked, upcoming = self._turn(results, bounces, [mail.key for mail in mails], connection.depth)
                results, bounces = [], []
                claimed = {each.id: each for each in in_hand}
                in_hand = upcoming
                for outcome in connection.send([mail for mail in mails if mail.key in marked]):
                    results.append(self._judged(outcome, claimed[outcome.key], bounces))
        except DatabaseError as error:
            self.halt(Stop(why=Why.DATABASE, message=str(error), help=error.help))
        except BaseException as error:  # noqa: BLE001  (it is raised again where the lines are waited for)
            self.fault = error
            self.stopped.set()
        finally:
            self._leave(connection, results, bounces, in_hand)

    def _leave(
        self, connection: Connection | None, results: list[Result], bounces: list[_Bounce], in_hand: list[Claim]
    ) -> None:
        free = [Result(id=each.id, state=State.QUEUED, attempts=each.attempts) for each in in_hand]
        try:
            self._turn([*results, *free], bounces, (), 0)
        except DatabaseError as error:
            self.halt(Stop(why=Why.DATABASE, message=str(error), help=error.help))
        except BaseException as error:  # noqa: BLE001  (as above)
            self.fault = self.fault or error
            self.stopped.set()
        if connection is not None:
            with self._lock:
                self._open -= 1
            connection.close()

    def _turn(
        self, results: Sequence[Result], bounces: Sequence[_Bounce], ids: Sequence[int], want: int
    ) -> tuple[frozenset[int], list[Claim]]:
        """Write down results, mark the next group, claim the one behind it: one act, on the disk when it returns."""
        job, now = self.job, self.job.clock()
        want, only = self._wanted(want)

        def act(connection: Transaction) -> tuple[frozenset[int], list[Claim]]:
            claims.record(connection, self.worker, results, now)
            for each in bounces:
                each.record(connection, self.edition_id, now)
            marked = (
                claims.mark(connection, self.worker, ids, now, gone=self._left_since(connection))
                if ids
                else frozenset()
            )
            if not want:
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
        self._give_back_wanted(want - len(found))
        self._progress(sum(each.state not in (State.QUEUED, State.CLAIMED) for each in results))
        return marked, found

    def _wanted(self, want: int) -> tuple[int, Collection[int] | None]:
        with self._lock:
            if self.stopped.is_set():
                return 0, None
            if self._left is not None:
                want = min(want, self._left)
                self._left -= want
            if self._only is None:
                return want, None
            chosen, self._only = self._only[:want], self._only[want:]
            return len(chosen), chosen

    def _give_back_wanted(self, count: int) -> None:
        if self._left is not None and count:
            with self._lock:
                self._left += count

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
                results.append(self._judged(made, each, []))
        return mails

    # Connections.

    def _connected(self, connection: Connection | None) -> Connection | None:
        """An open connection; None if there is none to be had and the line is better given up."""
        if connection is not None:
            if connection.usable:
                return connection
            connection.close()
            with self._lock:
                self._open -= 1
        for pause in (*self.job.patience.connecting, None):
            try:
                made = load(self.job.via).connect(self.job.settings)
            except SendError as error:
                if not error.temporary or pause is None:
                    self.halt(Stop(why=Why.UNREACHABLE, message=str(error), help=error.help))
                    return None
                if self._open:  # others are through: the relay wants fewer connections
                    return None
                if self.stopped.wait(pause):
                    return None
            else:
                with self._lock:
                    self._open += 1
                return made
        return None

    # Outcomes.

    def _judged(self, outcome: Outcome, claim: Claim, bounces: list[_Bounce]) -> Result:
        """What the outcome is for the ledger; what it is for the run and for the list is seen to."""
        now, patience = self.job.clock(), self.job.patience
        result = Result(
            id=claim.id,
            state=State.QUEUED,
            attempts=claim.attempts + 1,
            code=outcome.code,
            enhanced=outcome.enhanced,
            said=outcome.text,
            reason=outcome.reason,
        )
        if outcome.blame is Blame.SENDER:
            said = " ".join(filter(None, (str(outcome.code or ""), outcome.enhanced, outcome.text)))
            self.halt(Stop(why=Why.POLICY, message=f"the relay refuses us: {said}", help=_POLICY_HELP))
        match outcome.verdict:
            case Verdict.ACCEPTED:
                self.pace.accepted(1)
                self._count(accepted=1)
                return replace(result, state=State.ACCEPTED)
            case Verdict.BOUNCED:
                bounces.append(_Bounce(claim=claim, outcome=outcome))
                self._count(bounced=outcome.blame is not Blame.SOFT)
                return replace(result, state=State.BOUNCED)
            case Verdict.SKIPPED:
                return replace(result, state=State.SKIPPED)
            case Verdict.UNKNOWN:
                return replace(result, state=State.UNKNOWN)
            case Verdict.DEFERRED:
                step = patience.backoff[min(claim.attempts, len(patience.backoff) - 1)]
                return replace(result, state=State.DEFERRED, not_before=now + step)
            case Verdict.THROTTLED:
                pause = timedelta(seconds=self.pace.slower())
                return replace(result, attempts=claim.attempts, not_before=now + pause)
            case Verdict.UNSENT if outcome.text:
                # The connection was lost with this one in hand: if it is to blame, it must not go on for ever.
                if result.attempts >= patience.most_losses:
                    return replace(result, state=State.DEFERRED, not_before=now + patience.backoff[-1])
                return replace(result, not_before=now + patience.lost * result.attempts)
        return replace(result, attempts=claim.attempts)

    def _count(self, *, accepted: int = 0, bounced: int = 0) -> None:
        with self._lock:
            self._accepted += accepted
            self._bounced += bounced
            seen, percent = self._accepted + self._bounced, self.job.max_bounces
            too_many = (
                self._bounced * 100 > percent * seen if seen > _FIRST else self._bounced * 100 > _FIRST_PERCENT * _FIRST
            )
            bounces = self._bounced
        if bounced and too_many:
            message = f"{bounces:,} of {seen:,} messages bounced for good, more than {percent} %"
            self.halt(Stop(why=Why.BOUNCES, message=message, help=_BOUNCES_HELP))

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
                self.halt(Stop(why=Why.LEASE, message="others took this process for dead and have taken over"))
        except DatabaseError as error:
            self.halt(Stop(why=Why.DATABASE, message=str(error), help=error.help))

    def pause(self) -> float | None:
        """Seconds until something is due again that need not wait for another run; None if nothing is."""
        if self.stopped.is_set() or self._left == 0 or self._only == []:
            return None
        try:
            due = self.journal.do(
                lambda connection: claims.next_due(connection, self.job.edition, State.QUEUED)
            ).result()
        except DatabaseError as error:
            self.halt(Stop(why=Why.DATABASE, message=str(error), help=error.help))
            return None
        wait = None if due is None else (due - self.job.clock()).total_seconds()
        idle, self._begun_before = self._begun == self._begun_before, self._begun
        if wait is not None and wait <= 0 and idle and self._full_days:
            scopes = ", ".join("all" if each == ALL else each for each in self._full_days)
            message = f"today's messages have gone (`per_day` for {scopes})"
            self.halt(Stop(why=Why.LIMIT, message=message, help="run it again tomorrow"))
            return None
        return None if wait is None or wait > _SOON else max(wait, _LEAST_PAUSE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bounce:
    claim: Claim
    outcome: Outcome

    def record(self, connection: Transaction, edition_id: str, now: datetime) -> None:
        outcome = self.outcome
        kind = {Blame.MAILBOX: BounceKind.HARD, Blame.SOFT: BounceKind.SOFT}.get(outcome.blame)
        if kind is None:
            return
        record_bounce(
            connection,
            self.claim.subscriber,
            kind,
            now,
            event=f"smtp:{edition_id}:{self.claim.subscriber}:{self.claim.attempts}",
            edition=edition_id,
            status=outcome.enhanced,
            said=f"{outcome.code} {outcome.text}",
        )


_FIRST, _FIRST_PERCENT = 200, 5
_SOON = 90.0
"""Seconds: what is due within them is waited for."""
_LEAST_PAUSE = 0.25
_POLICY_HELP = "nobody else was tried; put right what the relay names (address, rights, SPF, DKIM, DMARC), then run it with --resume"
_BOUNCES_HELP = (
    "the list may be old or bought: mailing on would harm your reputation. Clean it, raise `send.max_bounces` if it is "
    "right all the same, then run it with --resume"
)
