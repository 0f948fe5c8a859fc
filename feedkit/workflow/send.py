"""Sending an edition: frozen once, then sent until there is nothing left to do for it."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from feedkit.config import Config
from feedkit.database import Database, open_database
from feedkit.digest.windows import cutoff_of, wall_time
from feedkit.exceptions import GuardError
from feedkit.ledger import SCHEMA, Draft, FrozenEdition, Journal, State, Tally, claims, freeze, tally, workers
from feedkit.ledger.freezing import edition_called, open_editions
from feedkit.message import Sender, encode
from feedkit.message.freezing import frozen
from feedkit.quick_dataclasses import dataclass, replace
from feedkit.subscribers import SCHEMA as SUBSCRIBERS
from feedkit.subscribers import Subscriber, audience
from feedkit.workflow.delivery import deliver
from feedkit.workflow.digest import Digest, sender_of
from feedkit.workflow.editions import MadeEdition
from feedkit.workflow.fan_out import together
from feedkit.workflow.job import Clock, Job, Patience, Stop
from feedkit.workflow.ways import Way

Progress = Callable[[str, int, int], None]
Decide = Callable[[FrozenEdition, int], bool]
"""Whether what is unknown of an edition, which is so much, is to be sent again."""
DAY = timedelta(days=1)


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
            _refuse_stale(edition, before, config, clock(), late=order.late)
            only, strangers = _wanted(database, edition, order.only)
            job = Job(
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
                patience=patience or Patience(),
                clock=clock,
            )
            _settle(journal, database, edition, resend, clock)
            stop = _delivered(job, database, journal, worker, order, edition, progress)
            if clock() > _end(edition, config):
                journal.do(lambda connection: claims.give_up(connection, edition.number, clock())).result()
            if _settle(journal, database, edition, resend, clock) and stop is None:
                stop = _delivered(replace(job, only=only), database, journal, worker, order, edition, progress)
        finally:
            journal.do(lambda connection: workers.dismiss(connection, worker, clock())).exception()
    with database.reading() as connection:
        after = tally(connection, edition.number)
        due = claims.next_due(connection, edition.number, State.QUEUED)
    waiting = due if due is not None and due > clock() and config.send.local_time is not None else None
    return Sent(edition=edition, before=before, after=after, stop=stop, strangers=strangers, waiting_until=waiting)


def due_time(config: Config, cutoff: datetime) -> Callable[[Subscriber], datetime]:
    """When each reader is to get the edition that closed at `cutoff`: at once, or when clocks of theirs show the time."""
    at = config.send.local_time
    if at is None:
        return lambda _: cutoff
    found: dict[str, datetime] = {}

    def due(reader: Subscriber) -> datetime:
        if reader.timezone not in found:
            zone = _zone(reader.timezone, config.site.zone)
            day = wall_time(cutoff, zone).date()
            first = cutoff_of(day, at, zone)
            found[reader.timezone] = first if first >= cutoff else cutoff_of(day + DAY, at, zone)
        return found[reader.timezone]

    return due


def _frozen(
    database: Database, made: MadeEdition, config: Config, sender: Sender, now: datetime, *, late: bool
) -> FrozenEdition:
    record, edition = made.record, made.edition
    with database.reading() as connection:
        if found := edition_called(connection, record.id):
            return found
    if now - record.cutoff > config.send.lateness and not late:
        hours = (now - record.cutoff) / timedelta(hours=1)
        raise GuardError(
            f"the edition {record.id} closed {hours:,.0f} hours ago; after {config.send.grace} it is not sent any more",
            help="to send it all the same, run it with --late; to allow more, raise `send.grace`",
        )
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


def _delivered(
    job: Job,
    database: Database,
    journal: Journal,
    worker: int,
    order: Order,
    edition: FrozenEdition,
    progress: Progress,
) -> Stop | None:
    with database.reading() as connection:
        counted = tally(connection, edition.number)
    done, total = counted.total - counted.open, counted.total
    if order.workers:

        def watch() -> None:
            with database.reading() as connection:
                now = tally(connection, edition.number)
            workers_beat(journal, worker, job.clock)
            progress("sending", now.total - now.open, total)

        stop = together(job, order.workers, watch)
        if stop is not None:
            return stop

    # What processes that died had in hand is done here.
    def more(count: int) -> None:
        nonlocal done
        done += count
        progress("sending", done, total)

    return deliver(job, database, journal, worker, more)


def workers_beat(journal: Journal, worker: int, clock: Clock) -> None:
    """Keep the lease while others work, and take over from the dead among them."""
    now = clock()
    journal.do(lambda connection: (workers.bury_dead(connection, now), workers.beat(connection, worker, now))).result()


def _settle(journal: Journal, database: Database, edition: FrozenEdition, resend: Decide, clock: Clock) -> bool:
    """Decide on what is unknown; whether something is to be sent again."""
    with database.reading() as connection:
        undecided = tally(connection, edition.number).undecided
    if not undecided:
        return False
    again = resend(edition, undecided)
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


def _end(edition: FrozenEdition, config: Config) -> datetime:
    """From when on what was deferred is given up."""
    return edition.frozen_at + config.send.lifetime + (DAY if config.send.local_time is not None else timedelta())


def _refuse_stale(edition: FrozenEdition, counted: Tally, config: Config, now: datetime, *, late: bool) -> None:
    if late or not counted[State.QUEUED] or now <= _end(edition, config):
        return
    raise GuardError(
        f"the edition {edition.id} was frozen on {edition.frozen_at:%Y-%m-%d %H:%M} UTC; "
        f"{counted[State.QUEUED]:,} readers have not got it, and it is old now",
        help="to send it to them all the same, run it with --late",
    )


def _zone(name: str, default: ZoneInfo) -> ZoneInfo:
    if not name:
        return default
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # a zone that is no more, or never was
        return default
