"""The life of a delivery: claimed, marked before it is sent, recorded afterwards.

Each of these is one statement or a few in a transaction of the caller's, asks for what it changes to be as it must be,
and may be done twice: when a connection to the database breaks at the commit, nobody knows whether it was done.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, Select, bindparam, or_, select, update

from feedkit.ledger.batches import batched
from feedkit.ledger.limits import Allowance
from feedkit.ledger.tables import DELIVERIES, State
from feedkit.quick_dataclasses import dataclass

_COLUMNS = DELIVERIES.c
_SOME = 500


@dataclass(frozen=True, slots=True)
class Claim:
    """A delivery that a worker has in hand."""

    id: int
    subscriber: int
    email: str
    name: str
    attempts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a delivery has come to."""

    id: int
    state: State
    attempts: int
    not_before: datetime | None = None
    """When it is due again, if it is QUEUED or DEFERRED."""
    code: int = 0
    enhanced: str = ""
    said: str = ""
    reason: str = ""


def claim(
    connection: Connection,
    edition: int,
    worker: int,
    count: int,
    now: datetime,
    *,
    allowance: Allowance | None = None,
    only: Collection[int] | None = None,
) -> list[Claim]:
    """Up to `count` deliveries that are due, for this worker alone.

    `allowance` says how many may go to which domains; `only` are the ids of those that are wanted.
    """
    claims: list[Claim] = []
    for state in (State.QUEUED, State.DEFERRED):
        if len(claims) >= count:
            break
        statement = _due(edition, state, now, count - len(claims), allowance)
        if only is not None:
            statement = statement.where(_COLUMNS.id.in_(only))
        rows = connection.execute(statement).all()
        taken = [row for row in rows if allowance is None or allowance.take(row.domain)]
        if taken:
            connection.execute(
                update(DELIVERIES)
                .where(_COLUMNS.id.in_([row.id for row in taken]))
                .values(state=State.CLAIMED, owner=worker)
            )
            claims += [Claim(row.id, row.subscriber, row.email, row.name, row.attempts) for row in taken]
    return claims


def mark(
    connection: Connection, worker: int, ids: Sequence[int], now: datetime, *, gone: Collection[int] = ()
) -> frozenset[int]:
    """Say that these may leave from now on; the ids of those that may: the others are in hand no more.

    `gone` are subscribers who left since the edition was frozen; theirs are skipped. Once this is committed they may
    be sent, and if no result is ever recorded they are unknown.
    """
    mine = (_COLUMNS.id.in_(ids), _COLUMNS.owner == worker)
    if gone:
        connection.execute(
            update(DELIVERIES)
            .where(*mine, _COLUMNS.state == State.CLAIMED, _COLUMNS.subscriber.in_(gone))
            .values(state=State.SKIPPED, reason="unsubscribed", owner=None, at=now)
        )
    marked = connection.execute(
        update(DELIVERIES)
        .where(*mine, _COLUMNS.state.in_([State.CLAIMED, State.DATA]))
        .values(state=State.DATA, at=now)
        .returning(_COLUMNS.id)
    ).scalars()
    return frozenset(marked)


_RECORD = (
    update(DELIVERIES)
    .where(
        _COLUMNS.id == bindparam("delivery"),
        _COLUMNS.owner == bindparam("worker"),
        or_(_COLUMNS.state == State.CLAIMED, _COLUMNS.state == State.DATA, _COLUMNS.state == State.UNKNOWN),
    )
    .values(
        state=bindparam("to"),
        attempts=bindparam("tried"),
        code=bindparam("reply"),
        enhanced=bindparam("status"),
        said=bindparam("words"),
        reason=bindparam("why"),
        at=bindparam("moment"),
        owner=bindparam("keeper"),
        doubts=_COLUMNS.doubts + bindparam("doubt"),
    )
)
_RECORD_LATER = _RECORD.values(not_before=bindparam("later"))


def record(connection: Connection, worker: int, results: Iterable[Result], now: datetime) -> None:
    """Write down what came of deliveries in hand. One that others have called unknown by now is known after all."""
    final, later = [], []
    for each in results:
        values = {
            "delivery": each.id,
            "worker": worker,
            "to": each.state,
            "tried": each.attempts,
            "reply": each.code,
            "status": each.enhanced,
            "words": each.said,
            "why": each.reason,
            "moment": now,
            "keeper": None,
            "doubt": each.state is State.UNKNOWN,
        }
        if each.not_before is None:
            final.append(values)
        else:
            later.append({**values, "later": each.not_before})
    if final:
        connection.execute(_RECORD, final)
    if later:
        connection.execute(_RECORD_LATER, later)


def give_up(connection: Connection, edition: int, now: datetime) -> int:
    """End what was deferred for good; how many that were."""
    return connection.execute(
        update(DELIVERIES)
        .where(_COLUMNS.edition == edition, _COLUMNS.state == State.DEFERRED)
        .values(state=State.BOUNCED, reason="expired", at=now)
    ).rowcount


def settle_unknown(connection: Connection, edition: int, now: datetime, *, resend: bool) -> int:
    """Decide on what is unknown and undecided: send it again, or leave it; how many that are."""
    undecided = (_COLUMNS.edition == edition, _COLUMNS.state == State.UNKNOWN, _COLUMNS.reason == "")
    if resend:
        values = {"state": State.QUEUED, "reason": "resent", "owner": None, "not_before": now, "at": now}
    else:
        values = {"reason": "left", "owner": None, "at": now}
    return connection.execute(update(DELIVERIES).where(*undecided).values(values)).rowcount


def next_due(connection: Connection, edition: int, state: State) -> datetime | None:
    """When the first delivery in the state is due."""
    statement = (
        select(_COLUMNS.not_before)
        .where(_COLUMNS.edition == edition, _COLUMNS.state == state)
        .order_by(_COLUMNS.not_before)
        .limit(1)
    )
    return connection.execute(statement).scalar_one_or_none()


def deliveries_to(connection: Connection, edition: int, emails: Iterable[str]) -> tuple[list[int], list[str]]:
    """The ids of the edition's deliveries to the addresses, and the addresses that it does not go to."""
    ids: list[int] = []
    missing: list[str] = []
    for batch in batched(emails, _SOME):
        wanted = {each.casefold(): each for each in batch}
        rows = connection.execute(
            select(_COLUMNS.id, _COLUMNS.email).where(
                _COLUMNS.edition == edition, or_(_COLUMNS.email.in_(batch), _COLUMNS.email.in_(list(wanted)))
            )
        ).all()
        ids += [row.id for row in rows]
        found = {row.email.casefold() for row in rows}
        missing += [each for key, each in wanted.items() if key not in found]
    return ids, missing


def _due(
    edition: int, state: State, now: datetime, count: int, allowance: Allowance | None
) -> Select[tuple[int, int, str, str, int, str]]:
    statement = (
        select(_COLUMNS.id, _COLUMNS.subscriber, _COLUMNS.email, _COLUMNS.name, _COLUMNS.attempts, _COLUMNS.domain)
        .where(_COLUMNS.edition == edition, _COLUMNS.state == state, _COLUMNS.not_before <= now)
        .order_by(_COLUMNS.not_before, _COLUMNS.position)
        .limit(count)
        .with_for_update(skip_locked=True)
    )
    if allowance is not None and allowance.spent:
        statement = statement.where(_COLUMNS.domain.not_in(allowance.spent))
    return statement
