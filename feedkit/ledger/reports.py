"""What became of an edition, counted from its deliveries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from sqlalchemy import Connection, func, literal_column, select

from feedkit.ledger.tables import DELIVERIES, State
from feedkit.quick_dataclasses import dataclass

_COLUMNS = DELIVERIES.c
_ROWS = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many deliveries are in which state; together they are all of the edition."""

    states: Mapping[str, int]
    skipped: Mapping[str, int]
    """Of the skipped, how many for which reason."""
    undecided: int
    """Of the unknown, how many nobody has decided on."""
    twice: int
    """Of the accepted, how many may have come twice, since they were sent again when nobody knew."""

    def __getitem__(self, state: State) -> int:
        return self.states.get(state, 0)

    @property
    def total(self) -> int:
        """All deliveries."""
        return sum(self.states.values())

    @property
    def open(self) -> int:
        """Those that something is still to be done for."""
        return self[State.QUEUED] + self[State.CLAIMED] + self[State.DATA] + self[State.DEFERRED]


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A delivery that did not come to be accepted, and why."""

    email: str
    state: str
    reason: str
    code: int
    enhanced: str
    said: str
    attempts: int
    not_before: datetime
    at: datetime


def tally(connection: Connection, edition: int) -> Tally:
    """The counts of an edition, each from an index: of a million deliveries only those that went wrong are looked at."""
    of_edition = _COLUMNS.edition == edition
    counted = select(_COLUMNS.state, func.count()).where(of_edition).group_by(_COLUMNS.state)
    states = {state: count for state, count in connection.execute(counted)}  # noqa: C416  (rows are no pairs)
    reasons = (
        select(_COLUMNS.reason, func.count())
        .where(of_edition, _COLUMNS.state == State.SKIPPED)
        .group_by(_COLUMNS.reason)
    )
    doubted = select(func.count()).where(
        of_edition, _COLUMNS.doubts > literal_column("0"), _COLUMNS.state == State.ACCEPTED
    )
    return Tally(
        states=states,
        skipped={reason: count for reason, count in connection.execute(reasons)},  # noqa: C416  (as above)
        undecided=undecided(connection, edition),
        twice=connection.execute(doubted).scalar_one(),
    )


def undecided(connection: Connection, edition: int) -> int:
    """Of the unknown, how many nobody has decided on."""
    statement = select(func.count()).where(
        _COLUMNS.edition == edition, _COLUMNS.state == State.UNKNOWN, _COLUMNS.reason == ""
    )
    return connection.execute(statement).scalar_one()


def undelivered(connection: Connection, edition: int, *states: State) -> Iterator[Undelivered]:
    """The deliveries in these states, by address; all that are decided but accepted, if none are named."""
    wanted = states or (State.DEFERRED, State.BOUNCED, State.SKIPPED, State.UNKNOWN)
    statement = (
        select(
            _COLUMNS.email, _COLUMNS.state, _COLUMNS.reason, _COLUMNS.code, _COLUMNS.enhanced, _COLUMNS.said,
            _COLUMNS.attempts, _COLUMNS.not_before, _COLUMNS.at,
        )
        .where(_COLUMNS.edition == edition, _COLUMNS.state.in_(wanted))
        .order_by(_COLUMNS.email)
    )  # fmt: skip
    for row in connection.execute(statement, execution_options={"yield_per": _ROWS}):
        yield Undelivered(*row)
