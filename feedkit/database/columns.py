"""Types of columns that read back the same from every database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Moment(TypeDecorator[datetime]):
    """A moment as microseconds since 1970 in UTC: exact, small, and in the order of time in any database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002  (SQLAlchemy's signature)
        """The number that is kept. ValueError for a moment without a time zone."""
        return None if value is None else microseconds(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002  (SQLAlchemy's signature)
        """The moment, in UTC."""
        return None if value is None else _EPOCH + timedelta(microseconds=int(value))


def microseconds(moment: datetime) -> int:
    """The moment as a column of `Moment` keeps it."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return (moment - _EPOCH) // _MICROSECOND


class Words(TypeDecorator[tuple[str, ...]]):
    """A few words, none with a line end, as lines between line ends: each can be looked for with `holds`."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str:  # noqa: ARG002  (SQLAlchemy's signature)
        """The text that is kept; empty for no words."""
        return "\n" + "".join(f"{each}\n" for each in value) if value else ""

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...]:  # noqa: ARG002  (SQLAlchemy's signature)
        """The words, in the order they were given."""
        return tuple(value.split("\n")[1:-1]) if value else ()
