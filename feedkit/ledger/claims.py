"""The life of a delivery: claimed, marked before it is sent, recorded afterwards.

Each of these is one statement or a few in a transaction of the caller's, asks for what it changes to be as it must be,
and may be done twice: when a connection to the database breaks at the commit, nobody knows whether it was done.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, null, or_, select, update

from feedkit.database import THESE, Prepared, microseconds, said
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


_DUE = (
    select(_COLUMNS.id, _COLUMNS.subscriber, _COLUMNS.email, _COLUMNS.name, _COLUMNS.attempts, _COLUMNS.domain)
    .where(
        _COLUMNS.edition == bindparam("of"),
        _COLUMNS.state == bindparam("in"),
        _COLUMNS.not_before <= bindparam("moment"),
    )
    .order_by(_COLUMNS.not_before, _COLUMNS.position)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_ALL_DUE = Prepared(_DUE)
_THOSE = update(DELIVERIES).where(_COLUMNS.id.in_([THESE]))
_CLAIM = Prepared(_THOSE.values(state=said(State.CLAIMED), owner=bindparam("worker")))


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
    due = _DUE if only is None else _DUE.where(_COLUMNS.id.in_(only))
    if allowance is not None and allowance.spent:
        due = due.where(_COLUMNS.domain.not_in(allowance.spent))
    for state in (State.QUEUED, State.DEFERRED):
        if len(claims) >= count:
            break
        values = {"of": edition, "in": state.value, "moment": now, "most": count - len(claims)}
        if due is _DUE:
            rows = _ALL_DUE.rows(connection, {**values, "moment": microseconds(now)})
        else:
            rows = [tuple(row) for row in connection.execute(due, values)]
        taken = [row for row in rows if allowance is None or allowance.take(row[-1])]
        if taken:
            _CLAIM.those(connection, [row[0] for row in taken], {"worker": worker})
            claims += [Claim(*row[:-1]) for row in taken]
    return claims


_MINE = update(DELIVERIES).where(_COLUMNS.id == bindparam("delivery"), _COLUMNS.owner == bindparam("worker"))
_IN_HAND = or_(_COLUMNS.state == said(State.CLAIMED), _COLUMNS.state == said(State.DATA))
_OF_MINE = _THOSE.where(_COLUMNS.owner == bindparam("worker"))
_SKIP = Prepared(
    _OF_MINE.where(_COLUMNS.state == said(State.CLAIMED)).values(
        state=said(State.SKIPPED), reason=said("unsubscribed"), owner=null(), at=bindparam("moment")
    )
)
_MARK = Prepared(_OF_MINE.where(_IN_HAND).values(state=said(State.DATA), at=bindparam("moment")))


def mark(
    connection: Connection, worker: int, ids: Sequence[int], now: datetime, *, gone: Sequence[int] = ()
) -> frozenset[int]:
    """Say that these may leave from now on; the ids of those that may: the others are in hand no more.

    `gone` are those of them whose subscribers left since the edition was frozen: they are skipped. Once this is
    committed the others may be sent, and if no result is ever recorded they are unknown.
    """
    shared: dict[str, Any] = {"worker": worker, "moment": microseconds(now)}
    if gone:
        _SKIP.those(connection, gone, shared)
    if not ids or _MARK.those(connection, ids, shared) == len(ids):
        return frozenset(ids)
    marked = select(_COLUMNS.id).where(_COLUMNS.id.in_(ids), _COLUMNS.owner == worker, _COLUMNS.state == State.DATA)
    return frozenset(connection.execute(marked).scalars())


_RECORD = _MINE.where(or_(_IN_HAND, _COLUMNS.state == said(State.UNKNOWN))).values(
    state=bindparam("to"),
    attempts=bindparam("tried"),
    code=bindparam("reply"),
    enhanced=bindparam("status"),
    said=bindparam("words"),
    reason=bindparam("why"),
    at=bindparam("moment"),
    owner=null(),
    doubts=_COLUMNS.doubts + bindparam("doubt"),
)
_RECORD_NOW = Prepared(_RECORD)
_RECORD_LATER = Prepared(_RECORD.values(not_before=bindparam("later")))


def record(connection: Connection, worker: int, results: Iterable[Result], now: datetime) -> None:
    """Write down what came of deliveries in hand. One that others have called unknown by now is known after all."""
    final: list[dict[str, Any]] = []
    later: list[dict[str, Any]] = []
    moment = microseconds(now)
    for each in results:
        values = {
            "delivery": each.id,
            "worker": worker,
            "to": each.state.value,
            "tried": each.attempts,
            "reply": each.code,
            "status": each.enhanced,
            "words": each.said,
            "why": each.reason,
            "moment": moment,
            "doubt": int(each.state is State.UNKNOWN),
        }
        if each.not_before is None:
            final.append(values)
        else:
            later.append({**values, "later": microseconds(each.not_before)})
    if final:
        _RECORD_NOW.each(connection, final)
    if later:
        _RECORD_LATER.each(connection, later)


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


def attempts(connection: Connection, edition: int) -> int:
    """How often a message of the edition was begun."""
    statement = select(func.coalesce(func.sum(_COLUMNS.attempts), 0)).where(_COLUMNS.edition == edition)
    return int(connection.execute(statement).scalar_one())


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
