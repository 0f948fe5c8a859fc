"""Leaving. Whoever leaves is out of the audience at once and named in the removals, which a running sender reads."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection, func, insert, select, update

from feedkit.database import in_order, inserting
from feedkit.subscribers.tables import BOUNCES, REMOVALS, SUBSCRIBERS, SUPPRESSIONS, Reason, Status
from feedkit.tokens import verp_edition

SOFT_LIMIT = 4
"""How many soft bounces, of as many editions, within `SOFT_WINDOW` make a hard one; mail is tried daily, 3 to 5 is usual."""
SOFT_WINDOW = timedelta(days=14)

_REMOVING = 0x6C656674  # "left": the lock behind which removals are numbered
_STATUS = {
    Reason.UNSUBSCRIBED: Status.UNSUBSCRIBED,
    Reason.BOUNCED: Status.BOUNCED,
    Reason.COMPLAINED: Status.COMPLAINED,
    Reason.BLOCKED: Status.BLOCKED,
    Reason.FORGOTTEN: Status.BLOCKED,
}
_WEIGHT = [Reason.UNSUBSCRIBED, Reason.BOUNCED, Reason.COMPLAINED, Reason.BLOCKED, Reason.FORGOTTEN]
"""A later reason takes the place of an earlier one, never the other way round."""
_LEFT = (Status.UNSUBSCRIBED, Status.BOUNCED, Status.COMPLAINED, Status.BLOCKED)


class BounceKind(StrEnum):
    """What a report of non-delivery means for the address."""

    HARD = "hard"
    """There is no such address: it is suppressed at once."""
    SOFT = "soft"
    """A full mailbox, a server that is away: suppressed when it happens again and again."""
    POLICY = "policy"
    """The receiver refuses us, not the address (5.7.x): counted, never held against the reader."""
    COMPLAINT = "complaint"
    """The reader called it spam: suppressed at once."""


def unsubscribe(connection: Connection, subscriber: int, now: datetime) -> bool:
    """Take the subscriber off their list; whether they were on it. Twice does no harm."""
    return leave(connection, {subscriber}, Reason.UNSUBSCRIBED, now) > 0


def suppress(connection: Connection, subscriber: int, reason: Reason, now: datetime) -> bool:
    """Mail the subscriber's address no more, from no list; whether the id is known."""
    found = connection.execute(select(SUBSCRIBERS.c.hash).where(SUBSCRIBERS.c.id == subscriber)).scalar_one_or_none()
    if found is None:
        return False
    suppress_hash(connection, found, reason, now)
    return True


def suppress_hash(connection: Connection, address_hash: str, reason: Reason, now: datetime) -> None:
    """Mail the address with this hash no more, whether a list has it or not. Twice does no harm."""
    suppress_hashes(connection, [address_hash], reason, now)


def suppress_hashes(connection: Connection, hashes: Sequence[str], reason: Reason, now: datetime) -> None:
    """The same for a few thousand hashes at once."""
    if reason is Reason.UNSUBSCRIBED:
        raise ValueError("unsubscribing is from one list; it suppresses no address")
    if not hashes:
        return
    rows = [{"hash": each, "reason": reason.value, "at": now} for each in dict.fromkeys(hashes)]
    statement = inserting(connection, SUPPRESSIONS).values(rows)
    statement = statement.on_conflict_do_update(
        index_elements=["hash"],
        set_={"reason": statement.excluded.reason, "at": statement.excluded.at},
        where=SUPPRESSIONS.c.reason.in_([each.value for each in _WEIGHT[: _WEIGHT.index(reason)]]),
    )
    connection.execute(statement)
    ids = connection.execute(select(SUBSCRIBERS.c.id).where(SUBSCRIBERS.c.hash.in_(hashes))).scalars().all()
    leave(connection, ids, reason, now)


def is_recorded(connection: Connection, event: str) -> bool:
    """Whether the report with this name was kept before."""
    return connection.execute(select(BOUNCES.c.event).where(BOUNCES.c.event == event)).first() is not None


def record_bounce(
    connection: Connection,
    subscriber: int,
    kind: BounceKind,
    now: datetime,
    *,
    event: str,
    edition: str = "",
    status: str = "",
    said: str = "",
    at: datetime | None = None,
) -> Reason | None:
    """Keep a report of non-delivery or a complaint; the reason if it suppressed the address now.

    `event` names the report: the same one twice counts once. Nothing happens for an id that is not known. `status` is
    the enhanced status code (RFC 3463), `said` what the receiver said, `at` when that was.
    """
    known = connection.execute(select(SUBSCRIBERS.c.status).where(SUBSCRIBERS.c.id == subscriber)).scalar_one_or_none()
    if known is None or is_recorded(connection, event):
        return None
    moment = min(at or now, now)
    connection.execute(
        insert(BOUNCES).values(
            event=event,
            subscriber=subscriber,
            edition=edition and verp_edition(edition),
            kind=kind.value,
            status=status,
            said=said[:500],
            at=moment,
        )
    )
    reason = _consequence(connection, subscriber, kind, now)
    if reason is None or known == _STATUS[reason]:
        return None
    suppress(connection, subscriber, reason, now)
    return reason


def _consequence(connection: Connection, subscriber: int, kind: BounceKind, now: datetime) -> Reason | None:
    if kind is BounceKind.COMPLAINT:
        return Reason.COMPLAINED
    if kind is BounceKind.HARD:
        return Reason.BOUNCED
    if kind is BounceKind.POLICY:
        return None
    columns = BOUNCES.c
    editions = (
        connection.execute(  # several reports of one edition say the same thing once; without an edition each counts
            select(func.count(func.distinct(func.coalesce(func.nullif(columns.edition, ""), columns.event)))).where(
                columns.subscriber == subscriber,
                columns.kind == BounceKind.SOFT.value,
                columns.at > now - SOFT_WINDOW,
            )
        ).scalar_one()
    )
    return Reason.BOUNCED if editions >= SOFT_LIMIT else None


def leave(connection: Connection, ids: Collection[int], reason: Reason, now: datetime) -> int:
    """Give the subscribers the status that goes with the reason, and name them in the removals; how many changed."""
    if not ids:
        return 0
    columns = SUBSCRIBERS.c
    status = _STATUS[reason]
    weaker = [each.value for each in Status if each not in _LEFT]
    weaker += [_STATUS[each].value for each in _WEIGHT[: _WEIGHT.index(reason)] if _STATUS[each] is not status]
    in_order(connection, _REMOVING)
    rows = connection.execute(
        update(SUBSCRIBERS)
        .where(columns.id.in_(list(ids)), columns.status.in_(weaker))
        .values(status=status.value, left_at=now, updated_at=now)
        .returning(columns.id, columns.list)
    ).all()
    if rows:
        connection.execute(
            insert(REMOVALS),
            [{"subscriber": row.id, "list": row.list, "reason": reason.value, "at": now} for row in rows],
        )
    return len(rows)
