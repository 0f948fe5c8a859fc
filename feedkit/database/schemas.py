"""Tables of a room: made when they are missing, brought up to date when they are older, refused when they are newer."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import Column, Connection, Integer, MetaData, Table, Text, insert, select, text, update
from sqlalchemy.dialects import postgresql, sqlite

from feedkit.database.columns import Moment
from feedkit.exceptions import DatabaseError
from feedkit.quick_dataclasses import dataclass, field

OWN = MetaData()
VERSIONS = Table(
    "feedkit_schemas", OWN, Column("name", Text, primary_key=True), Column("version", Integer, nullable=False)
)
LEDGERS = Table(
    "feedkit_ledger",
    OWN,
    Column("id", Integer, primary_key=True, autoincrement=False),  # always 1
    Column("ledger_id", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """The tables of one room and the way there from older versions."""

    name: str
    version: int
    """From 1; raised with every change of the tables."""
    tables: MetaData
    migrations: Mapping[int, Callable[[Connection], None]] = field(default_factory=dict)
    """What makes version n + 1 of version n, by n."""


def prepare(connection: Connection, schema: Schema) -> None:
    """Make the tables of the schema be there in its version. Raises DatabaseError when they are newer.

    The connection is in a transaction that keeps others from doing the same at the same time.
    """
    statement = select(VERSIONS.c.version).where(VERSIONS.c.name == schema.name)
    version = connection.execute(statement).scalar_one_or_none()
    if version is None:
        schema.tables.create_all(connection)
        connection.execute(insert(VERSIONS).values(name=schema.name, version=schema.version))
        return
    if version > schema.version:
        raise DatabaseError(
            f"the database has version {version} of the tables of {schema.name}; this feedkit knows {schema.version}",
            help="A newer feedkit wrote it. Install that version or a later one.",
        )
    for step in range(version, schema.version):
        schema.migrations[step](connection)
    if version < schema.version:
        connection.execute(update(VERSIONS).where(VERSIONS.c.name == schema.name).values(version=schema.version))


def inserting(connection: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """An INSERT with ON CONFLICT, which both databases have and write alike."""
    own = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    return own(table)


def in_order(connection: Connection, what: int) -> None:
    """Let nobody else pass here until the transaction ends.

    Numbers of a sequence are given before transactions commit. Who reads "all after 7" would miss 6 if it committed
    after 7; behind this call they commit in the order of their numbers. SQLite has one writer at a time anyway.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:what)"), {"what": what})
