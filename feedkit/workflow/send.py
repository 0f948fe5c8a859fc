"""Sending an edition: frozen once, then sent until there is nothing left to do for it."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from feedkit.config import Config
from feedkit.database import Database, open_database
from feedkit.exceptions import GuardError
from feedkit.ledger import SCHEMA, Draft, FrozenEdition, Journal, State, Tally, claims, freeze, tally, workers
from feedkit.ledger.freezing import edition_called, open_editions
from feedkit.ledger.reports import undecided
from feedkit.message import Sender, encode
from feedkit.message.freezing import frozen
from feedkit.quick_dataclasses import dataclass, replace
from feedkit.subscribers import SCHEMA as SUBSCRIBERS
from feedkit.subscribers import audience
from feedkit.workflow.delivery import deliver
from feedkit.workflow.digest import Digest, sender_of
from feedkit.workflow.due_times import due_time
from feedkit.workflow.editions import MadeEdition
from feedkit.workflow.fan_out import together
from feedkit.workflow.job import Clock, Job, Patience, Stop
from feedkit.workflow.lateness import end_of, refuse_late, refuse_stale
from feedkit.workflow.ways import Way

Progress = Callable[[str, int, int], None]
Decide = Callable[[FrozenEdition, int], bool]
"""Whether what is unknown of an edition, which is so much, is to be sent again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is wanted of a run."""

    late: bool = False
    adopt: bool = False
    most: int | None = None
    only: tuple[str, ...] | None = None
    """Addresses; nobody else gets it in this run."""
    workers: str = ""
    """Empty for this process; `4`, or `dask://HOST:PORT`."""
    wait: timedelta = timedelta()
    """How long deliveries that were deferred are waited for, when there is nothing else to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What became of one edition in one run."""

    edition: FrozenEdition
    before: Tally
    after: Tally
    stop: Stop | None
    strangers: tuple[str, ...] = ()
    """Addresses of `only` that the edition does not go to."""
    waiting_until: datetime | None = None
    """When the next reader's time has come, if some wait for theirs."""

    @property
    def complete(self) -> bool:
        """Whether there is nothing to be done any more but to wait for readers' own times."""
        return self.stop is None and not self.after.undecided and self.after.open == self._waiting

    @property
    def _waiting(self) -> int:
        return self.after[State.QUEUED] if self.waiting_until is not None else 0


def open_ledger(project: Path, config: Config, now: datetime, *, adopt: bool) -> Database:
    """The database, refused if it is a copy that nobody has adopted. Raises GuardError or DatabaseError."""
    database = open_database(config.database.url, project, SUBSCRIBERS, SCHEMA, now=now)
    if database.copied and not adopt:
        database.close()
        raise GuardError(
            "this database is a copy, or was restored from a backup: it may not know what was sent since",
            help="if nothing was sent from the other one since, say so once with --adopt",
        )
    if database.copied:
        database.adopt()
    return database


def freeze_editions(
    database: Database, digest: Digest, config: Config, now: datetime, *, late: bool
) -> list[FrozenEdition]:
    """The editions of the digest that have entries, frozen now or before.

    Raises GuardError for one that is late, goes to too many, or has an entry that was sent already.
    """
    sender = sender_of(config)
    assert sender is not None
    return [_frozen(database, each, config, sender, now, late=late) for each in digest.editions if each.record.entries]


def readers_of(database: Database, edition_id: str) -> int:
    """How many readers the edition goes to, 0 if it is not frozen; with "", how many the next one would go to."""
    with database.reading() as connection:
        if not edition_id:
            return sum(1 for _ in audience(connection))
        found = edition_called(connection, edition_id)
        return 0 if found is None else found.candidates


def unfinished(database: Database) -> list[FrozenEdition]:
    """Editions that there is still something to do for."""
    with database.reading() as connection:
        return open_editions(connection)


def send(
    database: Database,
    edition: FrozenEdition,
    way: Way,
    project: Path,
    config: Config,
    order: Order,
    clock: Clock,
    *,
    resend: Decide,
    progress: Progress,
    patience: Patience | None = None,
) -> Sent:
    """Send what is due of a frozen edition.

    Raises GuardError when somebody else is sending, or the edition is stale.
    """
    run = secrets.token_hex(8)
    worker = workers.hire(database, run, clock())
    with Journal(database) as journal:
        try:
            with database.reading() as connection:
                before = tally(connection, edition.number)
                begun = claims.attempts(connection, edition.number) if order.most is not None else 0
            if not order.late:
                refuse_stale(edition, before, config, clock())
            only, strangers = _wanted(database, edition, order.only)
            job = _job(edition, way, project, config, order, run, only, patience or Patience(), clock)
            _settle(journal, database, edition, resend, clock)
            stop = _delivered(job, database, journal, worker, order, begun, progress)
            if clock() > end_of(edition, config):
                journal.do(lambda connection: claims.give_up(connection, edition.number, clock())).result()
            if _settle(journal, database, edition, resend, clock) and stop is None:
                stop = _delivered(job, database, journal, worker, order, begun, progress)
        finally:
            journal.do(lambda connection: workers.dismiss(connection, worker, clock())).exception()
    with database.reading() as connection:
        after = tally(connection, edition.number)
        due = claims.next_due(connection, edition.number, State.QUEUED)
    waiting = due if due is not None and due > clock() and config.send.local_time is not None else None
    return Sent(edition=edition, before=before, after=after, stop=stop, strangers=strangers, waiting_until=waiting)


def _frozen(
    database: Database, made: MadeEdition, config: Config, sender: Sender, now: datetime, *, late: bool
) -> FrozenEdition:
    record, edition = made.record, made.edition
    with database.reading() as connection:
        if found := edition_called(connection, record.id):
            return found
    if not late:
        refuse_late(record.id, record.cutoff, config, now)
    topics = sorted({topic for each in record.entries for topic in (each.entry.category, *each.entry.tags) if topic})
    draft = Draft(
        id=record.id,
        list=config.digest.list,
        subject=edition.subject,
        dated=now.replace(microsecond=0),
        message=frozen(encode(edition, sender, date=now.replace(microsecond=0))),
        sender=sender.email,
        entries={
            each.entry.id: each.content_hash or hashlib.sha256(each.entry.content.encode()).hexdigest()[:16]
            for each in record.entries
        },
        topics=topics if config.web.topics else (),
        most=config.send.max_recipients,
    )
    return freeze(database, draft, now, not_before=due_time(config, record.cutoff))


def _job(
    edition: FrozenEdition,
    way: Way,
    project: Path,
    config: Config,
    order: Order,
    run: str,
    only: tuple[int, ...] | None,
    patience: Patience,
    clock: Clock,
) -> Job:
    return Job(
        database=config.database.url,
        project=project.resolve(),
        run=run,
        edition=edition.number,
        via=way.via,
        settings=way.settings,
        links=way.links,
        signer=way.signer,
        limits=way.limits,
        connections=way.connections,
        max_bounces=config.send.max_bounces,
        most=order.most,
        only=only,
        patience=patience,
        wait=order.wait,
        clock=clock,
    )


def _delivered(
    job: Job,
    database: Database,
    journal: Journal,
    worker: int,
    order: Order,
    begun: int,
    progress: Progress,
) -> Stop | None:
    with database.reading() as connection:
        counted = tally(connection, job.edition)
    done, total = counted.total - counted.open, counted.total
    if order.workers:

        def watch() -> None:
            with database.reading() as connection:
                now = tally(connection, job.edition)
            workers_beat(journal, worker, job.clock)
            progress("sending", now.total - now.open, total)

        stop = together(_rest(job, database, begun), order.workers, watch)
        if stop is not None:
            return stop
        watch()

    # What processes that died had in hand is done here, and what was deferred is waited for.
    def more(count: int) -> None:
        nonlocal done
        done += count
        progress("sending", done, total)

    def waiting(until: datetime) -> None:
        progress(f"waiting until {until:%H:%M} UTC to try again", done, total)

    return deliver(_rest(job, database, begun), database, journal, worker, more, waiting)


def _rest(job: Job, database: Database, begun: int) -> Job:
    """The job with as many messages as may still be begun in this run; `begun` is how many had been before it."""
    if job.most is None:
        return job
    with database.reading() as connection:
        return replace(job, most=max(0, job.most - (claims.attempts(connection, job.edition) - begun)))


def workers_beat(journal: Journal, worker: int, clock: Clock) -> None:
    """Keep the lease while others work, and take over from the dead among them."""
    now = clock()
    journal.do(lambda connection: (workers.bury_dead(connection, now), workers.beat(connection, worker, now))).result()


def _settle(journal: Journal, database: Database, edition: FrozenEdition, resend: Decide, clock: Clock) -> bool:
    """Decide on what is unknown; whether something is to be sent again."""
    with database.reading() as connection:
        count = undecided(connection, edition.number)
    if not count:
        return False
    again = resend(edition, count)
    journal.do(lambda connection: claims.settle_unknown(connection, edition.number, clock(), resend=again)).result()
    return again


def _wanted(
    database: Database, edition: FrozenEdition, only: Sequence[str] | None
) -> tuple[tuple[int, ...] | None, tuple[str, ...]]:
    if only is None:
        return None, ()
    with database.reading() as connection:
        ids, missing = claims.deliveries_to(connection, edition.number, only)
    return tuple(ids), tuple(missing)
