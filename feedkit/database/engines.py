"""From an address to an engine whose transactions are what the rest of feedkit relies on."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event, insert, make_url, select, update
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, NoSuchModuleError, OperationalError

from feedkit.database import identity, schemas
from feedkit.database.schemas import LEDGERS, OWN, Schema, in_order
from feedkit.exceptions import DatabaseError
from feedkit.quick_dataclasses import dataclass

DEFAULT_FILE = "feedkit.db"
_BUSY_MILLISECONDS = 30_000
_PREPARING = 0x66656564  # "feed": the lock behind which tables are made
_FORMS = "Write `postgresql://user:password@host/name`, `sqlite:///path/to/file.db`, or nothing for feedkit.db."


@dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    """An open database; threads and processes may share what it stands for, each with connections of its own."""

    engine: Engine
    writer: Engine
    """The same, for transactions that write from their first moment."""
    ledger_id: str
    """Random, made with the database, the same for good."""
    place: str
    """Where the database is now."""
    made_in: str
    """Where it was made or last adopted."""

    @property
    def copied(self) -> bool:
        """Whether this is a copy or a restored backup that nobody has adopted: it may not know what was sent."""
        return self.place != self.made_in

    @property
    def shared(self) -> bool:
        """Whether several machines can write at once, row by row."""
        return self.engine.dialect.name == "postgresql"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that reads; with SQLite it sees one state throughout and waits for nobody."""
        with _told(self.engine), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes: with SQLite the only one, from its first moment (BEGIN IMMEDIATE)."""
        with _told(self.engine), self.writer.begin() as connection:
            yield connection

    def adopt(self) -> None:
        """Say that this copy is the ledger from now on."""
        with self.writing() as connection:
            connection.execute(update(LEDGERS).values(place=self.place))

    def look_again(self, table: Table) -> None:
        """Tell PostgreSQL that a table has grown: it goes on reading all of one that it knows as small."""
        if self.shared:
            with self.writing() as connection:
                connection.exec_driver_sql(f"ANALYZE {table.name}")

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_database(
    address: str, project: Path, *wanted: Schema, now: datetime, environ: Mapping[str, str] | None = None
) -> Database:
    """The database at the address, with the tables of the schemas in it; made if there is none.

    An empty address is `feedkit.db` in the project folder, which paths of SQLite are relative to. Raises
    DatabaseError when it cannot be reached or used; messages never show a password.
    """
    url = address_of(address, project)
    environ = os.environ if environ is None else environ
    engine = _sqlite(url) if url.get_backend_name() == "sqlite" else _postgresql(url)
    writer = engine.execution_options(feedkit_writing=True)
    try:
        with _told(engine), writer.begin() as connection:
            in_order(connection, _PREPARING)
            OWN.create_all(connection)
            for schema in wanted:
                schemas.prepare(connection, schema)
            here = _place(connection, url, environ)
            ledger_id, made_in = _ledger(connection, here, now)
    except BaseException:
        engine.dispose()
        raise
    return Database(engine=engine, writer=writer, ledger_id=ledger_id, place=here, made_in=made_in)


def _ledger(connection: Connection, here: str, now: datetime) -> tuple[str, str]:
    """The id of the ledger and the place it was made in; made now if there is none."""
    found = connection.execute(select(LEDGERS)).one_or_none()
    if found is not None:
        return found.ledger_id, found.place
    ledger_id = secrets.token_hex(16)
    connection.execute(insert(LEDGERS).values(id=1, ledger_id=ledger_id, place=here, created_at=now))
    return ledger_id, here


def address_of(address: str, project: Path) -> URL:
    """The address as SQLAlchemy has it, with a driver we know. DatabaseError for one that cannot be used."""
    try:
        url = make_url(address.strip()) if address.strip() else URL.create("sqlite", database=DEFAULT_FILE)
    except (ArgumentError, ValueError) as error:
        raise DatabaseError("the address of the database is not one", help=_FORMS) from error
    kind = url.drivername.partition("+")[0]
    if kind in ("postgres", "postgresql"):
        return url.set(drivername="postgresql+psycopg")
    if kind != "sqlite" or not url.database or url.database == ":memory:":
        raise DatabaseError(f"`{url.drivername}` is not a kind of database that feedkit can use", help=_FORMS)
    return url.set(drivername="sqlite", database=str(project.resolve() / url.database))


def _sqlite(url: URL) -> Engine:
    path = Path(url.database or "")
    try:  # with addresses of people in it, it is nobody else's to read; SQLite gives its -wal file the same mode
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise DatabaseError(
            f"{path} cannot be opened: {error.strerror}", help="Check the folder and its permissions."
        ) from error
    engine = create_engine(url, connect_args={"timeout": _BUSY_MILLISECONDS / 1000, "check_same_thread": False})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions begin where we say, not where Python's module guesses
    for pragma in (
        f"busy_timeout={_BUSY_MILLISECONDS}",
        "journal_mode=WAL",
        "synchronous=FULL",  # what is committed survives a power cut: the ledger depends on it
        "foreign_keys=ON",
        "trusted_schema=OFF",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("feedkit_writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _postgresql(url: URL) -> Engine:
    try:
        engine = create_engine(
            url, pool_pre_ping=True, connect_args={"connect_timeout": 10, "application_name": "feedkit"}
        )
    except (ImportError, NoSuchModuleError) as error:
        raise DatabaseError(
            "PostgreSQL needs a library that is not installed",
            help="Install it with: pip install 'feedkit-press[postgres]'",
        ) from error
    except ArgumentError as error:
        raise DatabaseError("the address of the database is not one", help=_FORMS) from error
    event.listen(engine, "connect", _prepare_postgresql)
    return engine


def _prepare_postgresql(connection: Any, _record: object) -> None:
    """A server may be set up to lose the last moments in a crash; a ledger must not."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'"
        )
    connection.commit()


def _place(connection: Connection, url: URL, environ: Mapping[str, str]) -> str:
    if connection.dialect.name == "postgresql":
        return identity.place_of_cluster(connection)
    return identity.place_of_file(Path(url.database or ""), environ)


@contextmanager
def _told(engine: Engine) -> Iterator[None]:
    """What the database says, in our words: one that went away, is full, locked or damaged is not a bug of ours."""
    try:
        yield
    except (OperationalError, InterfaceError) as error:
        raise _in_our_words(error, engine) from error
    except DBAPIError as error:
        denied = "permission denied" in str(error.orig)
        if denied or error.connection_invalidated or "file is not a database" in str(error.orig):
            raise _in_our_words(error, engine) from error
        raise


def _in_our_words(error: DBAPIError, engine: Engine) -> DatabaseError:
    name = engine.url.render_as_string(hide_password=True)
    said = next((line for line in str(error.orig).splitlines() if line.strip()), type(error.orig).__name__)
    return DatabaseError(
        f"{name}: {said.strip()}", help="What was not finished was not kept. Run it again when the database answers."
    )
