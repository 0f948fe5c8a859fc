"""One subscriber at a time: found, added, confirmed, shown, erased; and the list in numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, delete, func, insert, select, update

from feedkit.database import Database, inserting
from feedkit.exceptions import GuardError
from feedkit.quick_dataclasses import dataclass
from feedkit.subscribers.addresses import Address, address_hash
from feedkit.subscribers.suppression import leave, suppress_hash
from feedkit.subscribers.tables import (
    BOUNCES,
    HASH_KEYS,
    MAIN,
    REMOVALS,
    SUBSCRIBERS,
    SUPPRESSIONS,
    Reason,
    Status,
)
from feedkit.tokens import derived_key

PENDING_LIFETIME = timedelta(days=30)
"""How long a sign-up that nobody confirmed is kept."""
_COLUMNS = SUBSCRIBERS.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What a list has of somebody."""

    id: int
    list: str
    hash: str
    email: str
    delivery: str
    domain: str
    name: str
    status: Status
    language: str
    timezone: str
    topics: tuple[str, ...]
    consent_at: datetime | None
    consent_source: str
    consent_ip_hash: str
    confirmed_at: datetime | None
    left_at: datetime | None
    reminded_at: datetime | None
    created_at: datetime
    updated_at: datetime


def check_key(database: Database, hashing_key: bytes) -> None:
    """Make sure that addresses are hashed as ever. Raises GuardError with another key: nobody would be suppressed."""
    fingerprint = derived_key(hashing_key, "fingerprint").hex()[:32]
    with database.reading() as connection:
        known = connection.execute(select(HASH_KEYS.c.fingerprint)).scalar_one_or_none()
    if known is None:
        with database.writing() as connection:
            known = connection.execute(select(HASH_KEYS.c.fingerprint)).scalar_one_or_none()
            if known is None:
                connection.execute(insert(HASH_KEYS).values(id=1, fingerprint=fingerprint))
                return
    if known != fingerprint:
        raise GuardError(
            "the oldest signing key is not the one that addresses in the database were hashed with",
            help="With another key nobody would be found, and the suppressed would be mailed. Bring back the last line of "
            "feedkit.key, or the last of `mail.signing_keys`.",
        )


def find(connection: Connection, address_hashed: str, list_name: str = MAIN) -> Record | None:
    """What the list has of the address with this hash."""
    return _record(connection, (_COLUMNS.list == list_name) & (_COLUMNS.hash == address_hashed))


def find_by_id(connection: Connection, subscriber: int) -> Record | None:
    """What a list has of the subscriber with this number."""
    return _record(connection, _COLUMNS.id == subscriber)


def is_suppressed(connection: Connection, address_hashed: str) -> Reason | None:
    """Why no list may mail the address; None when one may."""
    statement = select(SUPPRESSIONS.c.reason).where(SUPPRESSIONS.c.hash == address_hashed)
    found = connection.execute(statement).scalar_one_or_none()
    return Reason(found) if found else None


def add(
    connection: Connection,
    address: Address,
    hashing_key: bytes,
    now: datetime,
    *,
    status: Status,
    list_name: str = MAIN,
    **properties: Any,
) -> int:
    """Put somebody on the list; their number. `properties` are other columns.

    An address that is on the list, since another process was faster, stays as it is.
    """
    values = {
        "name": "", "language": "", "timezone": "", "topics": (), "consent_source": "", "consent_ip_hash": "",
        "consent_at": None, "confirmed_at": None,
    } | properties  # fmt: skip
    hashed = address_hash(hashing_key, address)
    made: int | None = connection.execute(
        inserting(connection, SUBSCRIBERS)
        .values(
            list=list_name,
            hash=hashed,
            email=address.given,
            delivery=address.delivery,
            domain=address.domain,
            status=status.value,
            created_at=now,
            updated_at=now,
            **values,
        )
        .on_conflict_do_nothing(index_elements=["list", "hash"])
        .returning(_COLUMNS.id)
    ).scalar_one_or_none()
    if made is not None:
        return made
    there = select(_COLUMNS.id).where(_COLUMNS.list == list_name, _COLUMNS.hash == hashed)
    number: int = connection.execute(there).scalar_one()
    return number


def change(connection: Connection, subscriber: int, now: datetime, **values: Any) -> None:
    """Set columns of a subscriber."""
    connection.execute(update(SUBSCRIBERS).where(_COLUMNS.id == subscriber).values(updated_at=now, **values))


def confirm(connection: Connection, subscriber: int, now: datetime, *, source: str = "") -> bool:
    """The reader has said from the address itself that they want the mail; whether they are on the list now.

    That lifts what kept them from it, whatever came before, but for a block by the publisher.
    """
    found = find_by_id(connection, subscriber)
    if found is None or is_suppressed(connection, found.hash) is Reason.BLOCKED or found.status is Status.BLOCKED:
        return False
    lift(connection, found.hash)
    proof = {"consent_source": source} if source and not found.consent_source else {}
    if found.consent_at is None:
        proof["consent_at"] = now  # type: ignore[assignment]
    change(connection, subscriber, now, status=Status.CONFIRMED.value, confirmed_at=now, left_at=None, **proof)
    return True


def lift(connection: Connection, address_hashed: str) -> bool:
    """Suppress the address no more; whether it was. Lists keep the status they have."""
    return bool(connection.execute(delete(SUPPRESSIONS).where(SUPPRESSIONS.c.hash == address_hashed)).rowcount)


def remove(connection: Connection, subscriber: int, now: datetime) -> None:
    """Take somebody out of the list without a trace, as one takes out a typing mistake; they may be added again."""
    leave(connection, [subscriber], Reason.UNSUBSCRIBED, now)
    connection.execute(delete(SUBSCRIBERS).where(_COLUMNS.id == subscriber))


def forget(connection: Connection, address_hashed: str, now: datetime) -> Sequence[int]:
    """Erase all that is kept of an address, on every list, but its hash, which keeps it from being mailed again.

    Returns the numbers it had; deliveries know it by them only.
    """
    suppress_hash(connection, address_hashed, Reason.FORGOTTEN, now)
    ids = connection.execute(select(_COLUMNS.id).where(_COLUMNS.hash == address_hashed)).scalars().all()
    connection.execute(delete(SUBSCRIBERS).where(_COLUMNS.hash == address_hashed))
    return ids


def forget_unconfirmed(connection: Connection, now: datetime) -> int:
    """Erase sign-ups that nobody confirmed in time; how many. The address is not suppressed: nobody said no."""
    old = (_COLUMNS.status == Status.PENDING.value) & (_COLUMNS.created_at < now - PENDING_LIFETIME)
    from_web = _COLUMNS.consent_source.startswith(SIGN_UP)
    return connection.execute(delete(SUBSCRIBERS).where(old, from_web)).rowcount


SIGN_UP = "signed up at "
"""How the source of consent begins of those who came by the web application."""


def everything(connection: Connection, address_hashed: str) -> dict[str, Any]:
    """All that is kept of an address, for its owner (GDPR article 15): values as JSON has them."""
    rows = connection.execute(select(SUBSCRIBERS).where(_COLUMNS.hash == address_hashed).order_by(_COLUMNS.id)).all()
    ids = [row.id for row in rows]
    bounces = select(BOUNCES).where(BOUNCES.c.subscriber.in_(ids)).order_by(BOUNCES.c.at)
    removals = select(REMOVALS).where(REMOVALS.c.subscriber.in_(ids)).order_by(REMOVALS.c.sequence)
    suppression = connection.execute(select(SUPPRESSIONS).where(SUPPRESSIONS.c.hash == address_hashed)).one_or_none()
    return {
        "subscriptions": [_json(row._mapping) for row in rows],  # noqa: SLF001  (SQLAlchemy's public name)
        "suppression": _json(suppression._mapping) if suppression else None,  # noqa: SLF001
        "undelivered": [_json(row._mapping) for row in connection.execute(bounces)],  # noqa: SLF001
        "departures": [_json(row._mapping) for row in connection.execute(removals)],  # noqa: SLF001
    }


def statistics(connection: Connection, list_name: str = MAIN) -> dict[str, Any]:
    """The list in numbers: by status, suppressions by reason, the domains with most readers, languages, topics."""
    mine = _COLUMNS.list == list_name
    confirmed = mine & (_COLUMNS.status == Status.CONFIRMED.value)
    count = func.count()
    statuses = _counted(connection, select(_COLUMNS.status, count).where(mine).group_by(_COLUMNS.status))
    reasons = _counted(connection, select(SUPPRESSIONS.c.reason, count).group_by(SUPPRESSIONS.c.reason))
    top = {
        column.name: select(column, count).where(confirmed).group_by(column).order_by(count.desc(), column).limit(10)
        for column in (_COLUMNS.domain, _COLUMNS.language)
    }
    return {
        "list": list_name,
        "statuses": {each.value: statuses.get(each.value, 0) for each in Status},
        "suppressed": {each.value: reasons[each.value] for each in Reason if each.value in reasons},
        "domains": _counted(connection, top["domain"]),
        "languages": _counted(connection, top["language"]),
    }


def _counted(connection: Connection, statement: Select[Any]) -> dict[str, int]:
    return {row[0]: row[1] for row in connection.execute(statement)}


def _record(connection: Connection, condition: Any) -> Record | None:
    row = connection.execute(select(SUBSCRIBERS).where(condition)).one_or_none()
    return None if row is None else Record(**{**row._mapping, "status": Status(row.status)})  # noqa: SLF001


def _json(row: RowMapping) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, datetime) else list(value) if isinstance(value, tuple) else value
        for name, value in row.items()
    }
