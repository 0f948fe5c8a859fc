"""What the ledger knows of one reader: to be shown, to be made nameless, to tell whose message came back."""

from __future__ import annotations

import hmac
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, select, update

from feedkit.ledger.tables import DELIVERIES, EDITIONS, State
from feedkit.message.message_ids import edition_name, message_id


def deliveries_of(connection: Connection, subscribers: Collection[int]) -> list[dict[str, Any]]:
    """What was sent to these subscribers, oldest first, as JSON has it."""
    columns = DELIVERIES.c
    statement = (
        select(EDITIONS.c.id, columns.email, columns.name, columns.state, columns.at, columns.said)
        .join(EDITIONS, EDITIONS.c.number == columns.edition)
        .where(_of(subscribers))
        .order_by(columns.at, columns.id)
    )
    return [
        {
            "edition": row.id,
            "email": row.email,
            "name": row.name,
            "state": row.state,
            "at": row.at.isoformat(),
            "said": row.said,
        }
        for row in connection.execute(statement)
    ]


def make_nameless(connection: Connection, subscribers: Collection[int]) -> None:
    """Take address, name and what servers said, which may quote the address, out of deliveries; that they were is kept.

    What was still to be sent is skipped.
    """
    mine = _of(subscribers)
    waiting = DELIVERIES.c.state.in_([State.QUEUED.value, State.DEFERRED.value])
    connection.execute(update(DELIVERIES).where(mine, waiting).values(state=State.SKIPPED.value, reason="forgotten"))
    connection.execute(update(DELIVERIES).where(mine).values(email="", name="", said=""))


def make_old_nameless(connection: Connection, before: datetime) -> int:
    """The same for all deliveries that last changed before the moment; how many."""
    editions = select(EDITIONS.c.number).where(EDITIONS.c.frozen_at < before)
    old = (
        DELIVERIES.c.edition.in_(editions)
        & (DELIVERIES.c.at < before)
        & (DELIVERIES.c.email != "")
        & DELIVERIES.c.owner.is_(None)
    )
    return connection.execute(update(DELIVERIES).where(old).values(email="", name="", said="")).rowcount


def _of(subscribers: Collection[int]) -> ColumnElement[bool]:
    """Deliveries to these subscribers, by the index that begins with the edition."""
    every = DELIVERIES.c.edition.in_(select(EDITIONS.c.number))
    return every & DELIVERIES.c.subscriber.in_(list(subscribers))


def edition_of(connection: Connection, found: str, subscriber: int) -> str | None:
    """The id of the edition whose message to the subscriber has this Message-ID; None when no edition's does.

    Only who has seen the message can know it: it is made with a secret of the edition.
    """
    left, _, domain = found.strip("<>").rpartition("@")
    name = left.rpartition(".")[0]
    for row in connection.execute(
        select(EDITIONS.c.id, EDITIONS.c.secret).order_by(EDITIONS.c.number.desc()).limit(400)
    ):
        if edition_name(row.id) == name:
            expected = message_id(row.id, str(subscriber), domain, secret=bytes.fromhex(row.secret))
            if hmac.compare_digest(expected, found):
                return str(row.id)
    return None
