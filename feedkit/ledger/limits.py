"""Limits on how much goes out: a second, a day, to a domain.

All senders of a database share them, and a restart does not reset them.

A bucket holds the messages that may go now; it fills with time, up to a second's worth. A day is one of UTC.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import Connection, insert, select, update

from feedkit.database import in_order
from feedkit.ledger.tables import LIMITS
from feedkit.quick_dataclasses import dataclass, field

ALL = "*"
_LIMITING = 0x6C696D74  # "limt": the lock behind which the limits are used up


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """How much may go; None is no limit."""

    per_second: float | None = None
    per_day: int | None = None


@dataclass(slots=True, kw_only=True)
class _Bucket:
    limit: Limit
    tokens: float
    count: int

    @property
    def left(self) -> int:
        """How many messages may go now."""
        left = 1 << 30
        if self.limit.per_second is not None:
            left = min(left, int(self.tokens))
        if self.limit.per_day is not None:
            left = min(left, self.limit.per_day - self.count)
        return max(left, 0)

    def take(self) -> None:
        self.tokens -= 1
        self.count += 1


@dataclass(slots=True, kw_only=True)
class Allowance:
    """What may be claimed now. `take` uses it up; nothing else does."""

    buckets: dict[str, _Bucket] = field(default_factory=dict)

    @property
    def spent(self) -> list[str]:
        """The domains that nothing may go to now."""
        return [scope for scope, bucket in self.buckets.items() if scope != ALL and not bucket.left]

    @property
    def left(self) -> int:
        """How many messages may go now, whoever they are to."""
        return self.buckets[ALL].left if ALL in self.buckets else 1 << 30

    @property
    def full_days(self) -> list[str]:
        """The domains whose messages of today have all gone; `*` for all messages."""
        return [
            scope
            for scope, bucket in self.buckets.items()
            if bucket.limit.per_day is not None and bucket.count >= bucket.limit.per_day
        ]

    def take(self, domain: str) -> bool:
        """Whether one more may go to the domain; if so it is counted."""
        concerned = [self.buckets[scope] for scope in (ALL, domain) if scope in self.buckets]
        if not all(bucket.left for bucket in concerned):
            return False
        for bucket in concerned:
            bucket.take()
        return True


def allowance(connection: Connection, limits: Mapping[str, Limit], now: datetime) -> Allowance:
    """What may go now by the limits, which are by domain, with `*` for all. Nobody else uses them until the commit."""
    in_order(connection, _LIMITING)
    rows = {row.scope: row for row in connection.execute(select(LIMITS).where(LIMITS.c.scope.in_(list(limits))))}
    today = f"{now:%Y-%m-%d}"
    found = Allowance()
    for scope, limit in limits.items():
        row = rows.get(scope)
        most = max(1.0, limit.per_second or 1.0)
        if row is None:
            tokens, count = most, 0
            connection.execute(insert(LIMITS).values(scope=scope, tokens=tokens, filled=now, day=today, count=0))
        else:
            passed = max(0.0, (now - row.filled) / timedelta(seconds=1))
            tokens = min(most, row.tokens + passed * (limit.per_second or 0.0))
            count = row._mapping["count"] if row.day == today else 0  # noqa: SLF001  (a row has a method of this name)
        found.buckets[scope] = _Bucket(limit=limit, tokens=tokens, count=count)
    return found


def use_up(connection: Connection, allowance: Allowance, now: datetime) -> None:
    """Write down what is left."""
    for scope, bucket in allowance.buckets.items():
        connection.execute(
            update(LIMITS)
            .where(LIMITS.c.scope == scope)
            .values(tokens=bucket.tokens, filled=now, day=f"{now:%Y-%m-%d}", count=bucket.count)
        )
