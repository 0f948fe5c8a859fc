"""What becomes of somebody of whom a file says one thing and the list another.

1. Who left stays away, unless they confirmed anew after they left.
2. Who has confirmed anew after a file says they left stays.
3. An import fills in what the list does not know; what it knows, readers may have said themselves.
4. The oldest proof of consent is kept, and the newest confirmation.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from typing import Any

from feedkit.quick_dataclasses import dataclass
from feedkit.subscribers.rows import Given
from feedkit.subscribers.tables import Status

LEFT = frozenset((Status.UNSUBSCRIBED, Status.BOUNCED, Status.COMPLAINED, Status.BLOCKED))


class Outcome(Enum):
    """What was done with a row."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    LEFT = "left"
    """Somebody who was on the list is not any more, since the file says so."""
    STAYED_AWAY = "stayed_away"
    """The file has somebody who left the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What a subscriber's row is to have."""

    outcome: Outcome
    values: Mapping[str, Any]
    """The columns that change."""
    status: Status


def merged(given: Given, status: Status, existing: Mapping[str, Any] | None, now: datetime, source: str) -> Merged:
    """What becomes of the row, whose subscriber would have the status; `existing` is what the list has of them."""
    if existing is None:
        return Merged(outcome=Outcome.ADDED, values=_new(given, status, now, source), status=status)
    old = Status(existing["status"])
    new = _status(given, status, old, existing)
    values = _filled(given, existing)
    if new is not old:
        values["status"] = new.value
        if new in LEFT:
            values["left_at"] = given.left_at or now
    if status is Status.CONFIRMED and old in LEFT and new is old:
        return Merged(outcome=Outcome.STAYED_AWAY, values={}, status=old)
    if new in LEFT and old not in LEFT:
        return Merged(outcome=Outcome.LEFT, values=values, status=new)
    if values:
        return Merged(outcome=Outcome.UPDATED, values=values | {"updated_at": now}, status=new)
    return Merged(outcome=Outcome.UNCHANGED, values={}, status=new)


def _new(given: Given, status: Status, now: datetime, source: str) -> dict[str, Any]:
    return {
        "email": given.address.given,
        "delivery": given.address.delivery,
        "domain": given.address.domain,
        "name": given.name,
        "status": status.value,
        "language": given.language,
        "timezone": given.timezone,
        "topics": given.topics,
        "consent_at": given.consent_at,
        "consent_source": given.consent_source or source,
        "consent_ip_hash": given.consent_ip_hash,
        "confirmed_at": given.confirmed_at,
        "left_at": (given.left_at or now) if status in LEFT else None,
        "reminded_at": None,
        "created_at": given.created_at or now,
        "updated_at": now,
    }


def _status(given: Given, status: Status, old: Status, existing: Mapping[str, Any]) -> Status:
    if status in LEFT:
        if old in LEFT:
            return old
        confirmed = existing["confirmed_at"] or existing["created_at"]
        return old if given.left_at is not None and given.left_at < confirmed and old is Status.CONFIRMED else status
    if old is Status.UNSUBSCRIBED and status is Status.CONFIRMED:
        newer = given.confirmed_at is not None and given.confirmed_at > existing["left_at"]
        return Status.CONFIRMED if newer else old
    if old is Status.PENDING and status is Status.CONFIRMED:
        return status
    return old


def _filled(given: Given, existing: Mapping[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {
        name: getattr(given, name)
        for name in ("name", "language", "timezone", "topics", "consent_ip_hash")
        if getattr(given, name) and not existing[name]
    }
    if given.consent_at is not None and (existing["consent_at"] is None or given.consent_at < existing["consent_at"]):
        values["consent_at"] = given.consent_at
        if given.consent_source:
            values["consent_source"] = given.consent_source
    if given.confirmed_at is not None and (
        existing["confirmed_at"] is None or given.confirmed_at > existing["confirmed_at"]
    ):
        values["confirmed_at"] = given.confirmed_at
    return values
