"""Who gets an edition, and who left while it is being sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, Select, Text, bindparam, exists, func, or_, select, type_coerce

from feedkit.database import Prepared
from feedkit.quick_dataclasses import dataclass
from feedkit.subscribers.tables import MAIN, REMOVALS, SUBSCRIBERS, SUPPRESSIONS, Status

_ROWS = 2_000
_STRIDE, _ROUND = 2_654_435_761, 4_294_967_291  # neighbours come to lie far apart; a product stays below 2**63


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """Somebody an edition is addressed to."""

    id: int
    email: str
    """As the envelope needs it: the domain in A-labels; the part before the `@` as it was given."""
    name: str
    language: str
    timezone: str
    topics: tuple[str, ...]
    """None for everything."""


def audience(
    connection: Connection, list_name: str = MAIN, topics: Sequence[str] = (), *, shuffled: bool = False
) -> Iterator[Subscriber]:
    """Everybody who is to get what has these topics, by id, read in portions: memory does not grow with the list.

    `shuffled` gives them in an order that has nothing to do with when they came or where they are from, always the same.

    That is: confirmed on the list, suppressed nowhere, and wanting everything or one of the topics. Without topics, all
    of them.
    """
    columns = SUBSCRIBERS.c
    statement = _mailable(
        select(columns.id, columns.delivery, columns.name, columns.language, columns.timezone, columns.topics).order_by(
            columns.id * _STRIDE % _ROUND if shuffled else columns.id
        ),
        list_name,
        topics,
    )
    for row in connection.execute(statement, execution_options={"yield_per": _ROWS}):
        yield Subscriber(id=row[0], email=row[1], name=row[2], language=row[3], timezone=row[4], topics=row[5])


def audience_ids(list_name: str = MAIN, topics: Sequence[str] = ()) -> Select[tuple[int]]:
    """The same as a query of ids, for `INSERT … FROM SELECT` and for `id IN (…)`."""
    return _mailable(select(SUBSCRIBERS.c.id), list_name, topics)


_SINCE = Prepared(
    select(REMOVALS.c.sequence, REMOVALS.c.subscriber, REMOVALS.c.list).where(
        REMOVALS.c.sequence > bindparam("seen", type_=REMOVALS.c.sequence.type)
    )
)


def suppressed_since(connection: Connection, sequence: int, list_name: str = MAIN) -> tuple[frozenset[int], int]:
    """The ids of those who left the list after the removal `sequence`, and the newest removal there is.

    Start from `newest_removal`, read before the audience; call again with what came back before each batch.
    """
    rows = _SINCE.rows(connection, {"seen": sequence})
    gone = frozenset(subscriber for _, subscriber, on in rows if on == list_name)
    return gone, max((number for number, _, _ in rows), default=sequence)


def newest_removal(connection: Connection) -> int:
    """The number of the newest removal; 0 when nobody has left yet."""
    newest: int = connection.execute(select(func.coalesce(func.max(REMOVALS.c.sequence), 0))).scalar_one()
    return newest


def _mailable(
    statement: Select[tuple[int]] | Select[tuple[object, ...]], list_name: str, topics: Sequence[str]
) -> Select:  # type: ignore[type-arg]
    columns = SUBSCRIBERS.c
    suppressed = exists().where(SUPPRESSIONS.c.hash == columns.hash)
    statement = statement.where(columns.list == list_name, columns.status == Status.CONFIRMED, ~suppressed)
    if topics:
        kept = type_coerce(columns.topics, Text)
        wanted = [kept.like(f"%\n{_escaped(each)}\n%", escape="\\") for each in topics]
        statement = statement.where(or_(columns.topics == (), *wanted))
    return statement


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
