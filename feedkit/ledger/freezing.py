"""Freezing an edition: what is sent, and to whom, is decided in one transaction before the first byte goes out."""

from __future__ import annotations

import json
import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, exists, func, insert, select

from feedkit.database import Database, in_order
from feedkit.exceptions import GuardError
from feedkit.ledger.batches import batched
from feedkit.ledger.tables import DELIVERIES, EDITIONS, ENTRIES, State
from feedkit.quick_dataclasses import dataclass
from feedkit.subscribers import Status, Subscriber, audience, newest_removal
from feedkit.subscribers.tables import MAIN, SUBSCRIBERS, SUPPRESSIONS

_FREEZING = 0x66726F7A  # "froz": the lock behind which editions are frozen
_ROWS = 2_000
_ATTEMPTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenEdition:
    """An edition in the ledger."""

    number: int
    id: str
    list: str
    subject: str
    dated: datetime
    """The Date of its messages."""
    frozen_at: datetime
    message: bytes
    """From `message.freezing.frozen`."""
    secret: bytes
    """What its Message-IDs are made with."""
    sender: str
    """The address in From."""
    candidates: int
    """Everybody on the list; they are the deliveries and the excluded, exactly."""
    excluded: Mapping[str, int]
    """How many of them were left out, by reason."""
    removal: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is to be frozen."""

    id: str
    list: str
    subject: str
    dated: datetime
    message: bytes
    sender: str
    entries: Mapping[str, str]
    """The hash of each entry, by its id."""
    topics: Sequence[str]
    """Categories and tags of the entries: readers who want none of them are left out."""
    most: int | None = None
    """How many readers it may go to."""


class _Moved(Exception):  # noqa: N818  (it is told on, not shown)
    """Somebody joined or left the list between two looks at it."""


def freeze(
    database: Database, draft: Draft, now: datetime, *, not_before: Callable[[Subscriber], datetime]
) -> FrozenEdition:
    """The edition with a delivery for each reader, or as it was frozen before; nothing of it ever changes.

    `not_before` says from when on a reader is to get it. Raises GuardError when an entry was in another edition of the
    list already.
    """
    for _ in range(_ATTEMPTS):
        try:
            with database.writing() as connection:
                in_order(connection, _FREEZING)
                found = edition_called(connection, draft.id)
                return found or _freeze(connection, draft, now, not_before)
        except _Moved:
            continue
    raise GuardError("the list of subscribers changes too fast to be counted", help="run it again")


def edition_called(connection: Connection, id: str) -> FrozenEdition | None:
    """The frozen edition with the id."""
    row = connection.execute(select(EDITIONS).where(EDITIONS.c.id == id)).one_or_none()
    return None if row is None else _edition(row)


def edition_numbered(connection: Connection, number: int) -> FrozenEdition:
    """The frozen edition with the number; KeyError if there is none."""
    row = connection.execute(select(EDITIONS).where(EDITIONS.c.number == number)).one_or_none()
    if row is None:
        raise KeyError(number)
    return _edition(row)


def open_editions(connection: Connection) -> list[FrozenEdition]:
    """Editions with deliveries that are not decided, oldest first."""
    undecided = DELIVERIES.c.state.in_([State.QUEUED, State.CLAIMED, State.DATA, State.DEFERRED])
    unnamed = (DELIVERIES.c.state == State.UNKNOWN) & (DELIVERIES.c.reason == "")
    has_some = exists().where(DELIVERIES.c.edition == EDITIONS.c.number, undecided | unnamed)
    return [_edition(row) for row in connection.execute(select(EDITIONS).where(has_some).order_by(EDITIONS.c.number))]


def _freeze(
    connection: Connection, draft: Draft, now: datetime, not_before: Callable[[Subscriber], datetime]
) -> FrozenEdition:
    _refuse_repeated(connection, draft)
    removal = newest_removal(connection)
    excluded, candidates = _excluded(connection)
    if draft.most is not None and candidates - sum(excluded.values()) > draft.most:
        raise GuardError(
            f"the edition would go to {candidates - sum(excluded.values()):,} readers; `send.max_recipients` is {draft.most:,}",
            help="look at the list with `feedkit subscribers stats`; if it is right, raise `send.max_recipients`",
        )
    values: dict[str, Any] = {
        "id": draft.id,
        "list": draft.list,
        "subject": draft.subject,
        "dated": draft.dated,
        "frozen_at": now,
        "message": draft.message,
        "secret": secrets.token_hex(32),
        "sender": draft.sender,
        "candidates": candidates,
        "excluded": "{}",
        "removal": removal,
    }
    number: int = connection.execute(insert(EDITIONS).values(values).returning(EDITIONS.c.number)).scalar_one()
    hashes = [
        {"list": draft.list, "entry": entry, "edition": number, "hash": hash} for entry, hash in draft.entries.items()
    ]
    if hashes:
        connection.execute(insert(ENTRIES), hashes)
    queued = _queue(connection, number, audience(connection, MAIN, draft.topics, shuffled=True), now, not_before)
    unwanted = candidates - sum(excluded.values()) - queued
    if unwanted < 0 or (unwanted and not draft.topics):
        raise _Moved
    if unwanted:
        excluded["topics"] = unwanted
    connection.execute(EDITIONS.update().where(EDITIONS.c.number == number).values(excluded=json.dumps(excluded)))
    return _edition(connection.execute(select(EDITIONS).where(EDITIONS.c.number == number)).one())


def _queue(
    connection: Connection,
    number: int,
    readers: Iterable[Subscriber],
    now: datetime,
    not_before: Callable[[Subscriber], datetime],
) -> int:
    queued = 0
    for batch in batched(readers, _ROWS):
        connection.execute(
            insert(DELIVERIES),
            [
                {
                    "edition": number,
                    "subscriber": each.id,
                    "email": each.email,
                    "name": each.name,
                    "domain": each.email.rpartition("@")[2].lower(),
                    "state": State.QUEUED,
                    "not_before": not_before(each),
                    "position": position,
                    "attempts": 0,
                    "doubts": 0,
                    "owner": None,
                    "code": 0,
                    "enhanced": "",
                    "said": "",
                    "reason": "",
                    "at": now,
                }
                # Rows lie in the order in which they are claimed: those of a group are neighbours on the disk.
                for position, each in enumerate(batch, queued)
            ],
        )
        queued += len(batch)
    return queued


def _excluded(connection: Connection) -> tuple[dict[str, int], int]:
    """How many of the list are not to be mailed whatever they want to read, by reason; and how many there are."""
    suppressed = exists().where(SUPPRESSIONS.c.hash == SUBSCRIBERS.c.hash)
    columns = SUBSCRIBERS.c
    counted = connection.execute(
        select(columns.status, suppressed.label("suppressed"), func.count())
        .where(columns.list == MAIN)
        .group_by(columns.status, "suppressed")
    ).all()
    excluded: Counter[str] = Counter()
    for status, is_suppressed, count in counted:
        if status != Status.CONFIRMED:
            excluded[status] += count
        elif is_suppressed:
            excluded["suppressed"] += count
    return dict(excluded), sum(count for _, _, count in counted)


def _refuse_repeated(connection: Connection, draft: Draft) -> None:
    """No entry is in two editions of a list, whatever the records in the project folder say."""
    for batch in batched(draft.entries, 500):
        repeated = connection.execute(
            select(ENTRIES.c.entry, EDITIONS.c.id)
            .join(EDITIONS, EDITIONS.c.number == ENTRIES.c.edition)
            .where(ENTRIES.c.list == draft.list, ENTRIES.c.entry.in_(batch))
        ).first()
        if repeated is not None:
            raise GuardError(
                f"the entry {repeated.entry} was sent with the edition {repeated.id} already",
                help="restore the folder of records (`digest.records`) as it was after that edition, and run it again",
            )


def _edition(row: Row[Any]) -> FrozenEdition:
    values = row._asdict()
    values["excluded"] = json.loads(values["excluded"])
    values["secret"] = bytes.fromhex(values["secret"])
    return FrozenEdition(**values)
