"""What is kept of subscribers.

An address stands in three forms: as it was given, as it is sent to (the domain in A-labels), and as a keyed hash. The
hash is what rows are found and compared by; it alone stays when somebody asks to be forgotten, so that no later import
can mail them again.
"""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from feedkit.database import Moment, Schema, Words

MAIN = "main"
"""The list there is; every table has a column for others."""

_TABLES = MetaData()
_NUMBER = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts only in a column called INTEGER


class Status(StrEnum):
    """What somebody is to a list. Only the confirmed are mailed."""

    PENDING = "pending"
    """Signed up, and has not yet said from the address itself that it was them."""
    CONFIRMED = "confirmed"
    UNSUBSCRIBED = "unsubscribed"
    BOUNCED = "bounced"
    COMPLAINED = "complained"
    BLOCKED = "blocked"
    """Never to be mailed, because the publisher says so."""


class Reason(StrEnum):
    """Why an address is mailed no more."""

    UNSUBSCRIBED = "unsubscribed"
    """From one list; the others of this enumeration are from all."""
    BOUNCED = "bounced"
    COMPLAINED = "complained"
    BLOCKED = "blocked"
    FORGOTTEN = "forgotten"


SUBSCRIBERS = Table(
    "subscribers",
    _TABLES,
    Column("id", _NUMBER, primary_key=True, autoincrement=True),
    Column("list", Text, nullable=False),
    Column("hash", Text, nullable=False),  # keyed hash of the address as it is compared
    Column("email", Text, nullable=False),  # as it was given
    Column("delivery", Text, nullable=False),  # as it is sent to
    Column("domain", Text, nullable=False),  # of `delivery`, in small letters
    Column("name", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("language", Text, nullable=False),  # BCP 47; empty for that of the site
    Column("timezone", Text, nullable=False),  # IANA; empty for that of the site
    Column("topics", Words, nullable=False),  # categories and tags that are wanted; none for all
    Column("consent_at", Moment),
    Column("consent_source", Text, nullable=False),
    Column("consent_ip_hash", Text, nullable=False),
    Column("confirmed_at", Moment),
    Column("left_at", Moment),  # when the status became one that is not mailed
    Column("reminded_at", Moment),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    UniqueConstraint("list", "hash", name="subscribers_list_hash"),
    Index("subscribers_hash", "hash"),
    sqlite_autoincrement=True,  # the id of somebody who was forgotten is never given to somebody else
)
Index(
    "subscribers_pending",
    SUBSCRIBERS.c.created_at,
    sqlite_where=SUBSCRIBERS.c.status == "pending",
    postgresql_where=SUBSCRIBERS.c.status == "pending",
)
SUPPRESSIONS = Table(
    "suppressions",
    _TABLES,
    Column("hash", Text, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("at", Moment, nullable=False),
)
"""Addresses that no list and no import may mail."""
REMOVALS = Table(
    "subscriber_removals",
    _TABLES,
    Column("sequence", _NUMBER, primary_key=True, autoincrement=True),
    Column("subscriber", _NUMBER, nullable=False),
    Column("list", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Moment, nullable=False),
    sqlite_autoincrement=True,
)
"""Everybody who left, in the order of leaving: a sender that is under way reads on from where it was."""
BOUNCES = Table(
    "subscriber_bounces",
    _TABLES,
    Column("event", Text, primary_key=True),  # names the report, so that a second copy counts once
    Column("subscriber", _NUMBER, ForeignKey("subscribers.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("edition", Text, nullable=False),
    Column("kind", Text, nullable=False),  # hard, soft, policy, complaint
    Column("status", Text, nullable=False),  # of RFC 3463, as `5.1.1`; may be empty
    Column("said", Text, nullable=False),
    Column("at", Moment, nullable=False),
)
HASH_KEYS = Table(
    "subscriber_hash_keys",
    _TABLES,
    Column("id", Integer, primary_key=True, autoincrement=False),  # always 1
    Column("fingerprint", Text, nullable=False),
)
"""Which key the hashes were made with: with another one, nobody would be suppressed."""

SCHEMA = Schema(name="subscribers", version=1, tables=_TABLES)
