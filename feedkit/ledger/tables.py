"""What is kept of editions that were sent or are being sent: one row for each delivery."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from feedkit.database import Moment, Schema

_TABLES = MetaData()
_NUMBER = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts only in a column called INTEGER


class State(StrEnum):
    """What is known of a delivery. It is on the disk before and after each act."""

    QUEUED = "queued"
    """Not sent; to be claimed from `not_before` on."""
    CLAIMED = "claimed"
    """A worker is about to send it. Nothing has left."""
    DATA = "data"
    """Its last byte may have left: set before the first one goes."""
    ACCEPTED = "accepted"
    DEFERRED = "deferred"
    """Certainly not accepted; to be claimed again from `not_before` on."""
    BOUNCED = "bounced"
    SKIPPED = "skipped"
    """Not sent, for a reason."""
    UNKNOWN = "unknown"
    """It was in DATA when its worker died, or when the connection was lost; only a person or a policy decides."""


EDITIONS = Table(
    "editions",
    _TABLES,
    Column("number", _NUMBER, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    Column("list", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("dated", Moment, nullable=False),  # the Date of its messages
    Column("frozen_at", Moment, nullable=False),
    Column("message", LargeBinary, nullable=False),  # message.freezing
    Column("secret", Text, nullable=False),  # what Message-IDs are made with, in hex
    Column("sender", Text, nullable=False),  # the address in From
    Column("candidates", Integer, nullable=False),  # everybody on the list
    Column("excluded", Text, nullable=False),  # JSON: how many were left out, by reason
    Column("removal", _NUMBER, nullable=False),  # the newest removal when it was frozen
)
ENTRIES = Table(
    "edition_entries",
    _TABLES,
    Column("list", Text, primary_key=True),
    Column("entry", Text, primary_key=True),
    Column("edition", _NUMBER, ForeignKey("editions.number"), nullable=False),
    Column("hash", Text, nullable=False),
)
"""Which entry was in which edition: none is in two of a list."""
DELIVERIES = Table(
    "deliveries",
    _TABLES,
    Column("id", _NUMBER, primary_key=True, autoincrement=True),
    Column("edition", _NUMBER, ForeignKey("editions.number"), nullable=False),
    Column("subscriber", _NUMBER, nullable=False),
    Column("email", Text, nullable=False),  # as the envelope needs it; empty when it was anonymised
    Column("name", Text, nullable=False),
    Column("domain", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("not_before", Moment, nullable=False),
    Column(
        "position", Integer, nullable=False
    ),  # in the order of the ids: shuffled, so that no domain gets all of its mail at once
    Column("attempts", Integer, nullable=False),
    Column("doubts", Integer, nullable=False),  # how often it was unknown; sent again, it may have come twice
    Column("owner", _NUMBER),  # the worker that has claimed it
    Column("code", Integer, nullable=False),
    Column("enhanced", Text, nullable=False),
    Column("said", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Moment, nullable=False),  # of the last change
    UniqueConstraint("edition", "subscriber", name="deliveries_once"),
    Index("deliveries_due", "edition", "state", "not_before", "position"),
)
Index(
    "deliveries_owned",
    DELIVERIES.c.owner,
    sqlite_where=DELIVERIES.c.owner.is_not(None),
    postgresql_where=DELIVERIES.c.owner.is_not(None),
)
Index(
    "deliveries_doubted",
    DELIVERIES.c.edition,
    DELIVERIES.c.state,
    sqlite_where=DELIVERIES.c.doubts > 0,
    postgresql_where=DELIVERIES.c.doubts > 0,
)
WORKERS = Table(
    "workers",
    _TABLES,
    Column("number", _NUMBER, primary_key=True, autoincrement=True),
    Column("run", Text, nullable=False),  # of one `feedkit send`, whose workers belong together
    Column("host", Text, nullable=False),
    Column("pid", Integer, nullable=False),
    Column("boot", Text, nullable=False),  # with the pid it names a process for good
    Column("since", Moment, nullable=False),
    Column("until", Moment, nullable=False),  # when it counts as dead unless it shows up
    sqlite_autoincrement=True,  # a number is never given twice, or a dead worker's claims could look like a new one's
)
LIMITS = Table(
    "send_limits",
    _TABLES,
    Column("scope", Text, primary_key=True),  # a domain, or `*` for all
    Column("tokens", Float, nullable=False),  # messages that may go now
    Column("filled", Moment, nullable=False),
    Column("day", Text, nullable=False),  # in UTC
    Column("count", Integer, nullable=False),  # messages of that day
)

SCHEMA = Schema(name="ledger", version=1, tables=_TABLES)
