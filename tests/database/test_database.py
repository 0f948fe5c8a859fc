"""A database is made once, kept safe, and refused when it is not what it seems."""

import os
import shutil
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, Text, insert, select, text

from feedkit.database import Moment, Schema, Words, address_of, open_database
from feedkit.exceptions import DatabaseError

NOW = datetime(2026, 5, 28, 13, tzinfo=UTC)
TABLES = MetaData()
NOTES = Table("notes", TABLES, Column("id", Integer, primary_key=True), Column("at", Moment), Column("words", Words))
FIRST = Schema(name="notes", version=1, tables=TABLES)


OPEN = []


def opened(url, folder, *schemas, environ=None):
    OPEN.append(open_database(url, folder, *(schemas or (FIRST,)), now=NOW, environ=environ))
    return OPEN[-1]


@pytest.fixture(autouse=True)
def _closed_in_the_end():
    yield
    while OPEN:
        OPEN.pop().close()


def test_it_is_made_once_and_keeps_its_id(database_url, tmp_path):
    """Opening again finds the same ledger, at the place where it was made."""
    first = opened(database_url, tmp_path)
    again = opened(database_url, tmp_path)
    assert first.ledger_id == again.ledger_id
    assert not again.copied


def test_moments_and_words_come_back_as_they_were(database_url, tmp_path):
    """To the microsecond, in UTC, before 1970 too; words with any characters but line ends."""
    database = opened(database_url, tmp_path)
    moment = NOW.replace(microsecond=123457)
    rows = [
        {"id": 1, "at": moment, "words": ("ai news", "50 % off_", "日本")},
        {"id": 2, "at": datetime(1950, 1, 1, microsecond=1, tzinfo=UTC), "words": ()},
        {"id": 3, "at": None, "words": ("x",)},
    ]
    with database.writing() as connection:
        connection.execute(insert(NOTES), rows)
    with database.reading() as connection:
        found = [dict(row._mapping) for row in connection.execute(select(NOTES).order_by(NOTES.c.id))]
    assert found == rows


def test_a_moment_without_a_zone_is_refused(tmp_path):
    """Nobody knows which moment it is."""
    database = opened("", tmp_path)
    with pytest.raises(Exception, match="time zone"), database.writing() as connection:
        connection.execute(insert(NOTES), {"id": 1, "at": datetime(2026, 1, 1)})  # noqa: DTZ001


def test_a_failed_transaction_leaves_nothing(database_url, tmp_path):
    """All of a `with` is kept or none of it."""
    database = opened(database_url, tmp_path)

    def fail():
        with database.writing() as connection:
            connection.execute(insert(NOTES), {"id": 1})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with database.reading() as connection:
        assert connection.execute(select(NOTES)).all() == []


def test_tables_of_a_newer_version_are_refused_and_of_an_older_one_brought_up_to_date(database_url, tmp_path):
    """Nothing is lost on the way; an old feedkit does not write what it does not know."""
    opened(database_url, tmp_path)

    def add_column(connection):
        connection.execute(text("ALTER TABLE notes ADD COLUMN said TEXT NOT NULL DEFAULT 'nothing'"))

    newer = MetaData()
    notes = Table("notes", newer, Column("id", Integer, primary_key=True), Column("said", Text))
    second = Schema(name="notes", version=2, tables=newer, migrations={1: add_column})
    database = opened(database_url, tmp_path, second)
    with database.writing() as connection:
        connection.execute(insert(notes), {"id": 1, "said": "hello"})
    with pytest.raises(DatabaseError, match="version 2 of the tables of notes; this feedkit knows 1"):
        opened(database_url, tmp_path, FIRST)
    assert opened(database_url, tmp_path, second).ledger_id == database.ledger_id


def test_many_that_make_it_at_once_make_one(database_url, tmp_path):
    """Whoever comes second finds what the first has made."""
    ids, failures = [], []

    def make():
        try:
            ids.append(opened(database_url, tmp_path).ledger_id)
        except Exception as error:  # noqa: BLE001
            failures.append(error)

    threads = [threading.Thread(target=make) for _ in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(60)
    assert failures == []
    assert len(ids) == 6
    assert len(set(ids)) == 1


def test_a_copied_file_knows_that_it_is_one_until_it_is_adopted(tmp_path):
    """A restored backup does not know what was sent since."""
    original = opened("", tmp_path)
    original.close()
    copy = tmp_path / "restored" / "feedkit.db"
    copy.parent.mkdir()
    shutil.copy(tmp_path / "feedkit.db", copy)
    restored = opened("", copy.parent)
    assert restored.copied
    assert restored.ledger_id == original.ledger_id
    restored.adopt()
    assert not opened("", copy.parent).copied
    assert not opened("", tmp_path).copied


def test_a_file_on_another_machine_is_a_copy_and_a_named_machine_stays_itself(tmp_path):
    """Containers say who they are, since their ids change."""
    opened("", tmp_path, environ={"FEEDKIT_MACHINE": "mailer"})
    assert not opened("", tmp_path, environ={"FEEDKIT_MACHINE": "mailer"}).copied
    assert opened("", tmp_path, environ={"FEEDKIT_MACHINE": "another"}).copied


def test_a_restored_dump_of_postgresql_is_a_copy(postgresql, tmp_path):
    """The place of a database is its cluster and the database in it."""
    url = postgresql.new_database()
    database = opened(url, tmp_path)
    database.close()
    name = url.partition("@/")[2].partition("?")[0]
    assert opened(postgresql.new_database(template=name), tmp_path).copied
    assert not opened(url, tmp_path).copied


def test_what_sqlite_is_told_is_what_it_does(tmp_path):
    """Write-ahead log, every commit on disk, references checked, nobody else may read the file."""
    database = opened("", tmp_path)
    with database.reading() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA synchronous")).scalar() == 2
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
        assert connection.execute(text("PRAGMA busy_timeout")).scalar() >= 10_000
    modes = [each.stat().st_mode & 0o077 for each in tmp_path.glob("feedkit.db*")]
    assert modes
    assert not any(modes)


def test_readers_do_not_wait_for_the_writer(tmp_path):
    """A long import does not stop the web application from showing a page."""
    database = opened("", tmp_path)
    with database.writing() as writer:
        writer.execute(insert(NOTES), {"id": 1})
        with database.reading() as reader:
            assert reader.execute(select(NOTES)).all() == []


def test_postgresql_commits_on_disk_even_where_the_server_would_not(postgresql, tmp_path):
    """A ledger must not lose its last moments."""
    url = postgresql.new_database()
    name = url.partition("@/")[2].partition("?")[0]
    with opened(url, tmp_path).writing() as connection:
        connection.execute(text(f"ALTER DATABASE {name} SET synchronous_commit = off"))
    with opened(url, tmp_path).reading() as connection:
        assert connection.execute(text("SHOW synchronous_commit")).scalar() == "on"


def test_a_lost_connection_is_told_and_the_next_one_works(postgresql, tmp_path):
    """A fail-over is no bug of ours."""
    database = opened(postgresql.new_database(), tmp_path)

    def write():
        with database.writing() as connection:
            connection.execute(insert(NOTES), {"id": 1})
            postgresql.restart()
            connection.execute(insert(NOTES), {"id": 2})

    with pytest.raises(DatabaseError):
        write()
    with database.reading() as connection:
        assert connection.execute(select(NOTES)).all() == []


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("mysql://u:secret@h/d", "`mysql` is not a kind of database"),
        ("sqlite://", "`sqlite` is not a kind"),
        ("nonsense", "the address of the database is not one"),
        ("postgresql://u:secret@127.0.0.1:1/d", "postgresql"),
        ("postgresql://u:secret@h:port/d", "the address of the database is not one"),
    ],
)
def test_an_address_that_cannot_be_used_is_explained_without_its_password(tmp_path, address, said):
    """The message may end in a log that others read."""
    with pytest.raises(DatabaseError, match=said) as caught:
        opened(address, tmp_path)
    assert "secret" not in str(caught.value) + caught.value.help


def test_a_file_that_is_no_database_is_refused(tmp_path):
    """It is somebody's file, and stays as it is."""
    (tmp_path / "feedkit.db").write_text("Dear diary " * 100)
    with pytest.raises(DatabaseError, match="not a database"):
        opened("", tmp_path)
    assert (tmp_path / "feedkit.db").read_text().startswith("Dear diary")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    """With the path that cannot be opened."""
    tmp_path.chmod(0o500)
    with pytest.raises(DatabaseError, match="cannot be opened"):
        opened("", tmp_path)


def test_addresses_of_files_are_relative_to_the_project_folder():
    """Wherever the command was started from."""
    assert address_of("", Path("/srv/site")).database == "/srv/site/feedkit.db"
    assert address_of("sqlite:///mail/list.db", Path("/srv/site")).database == "/srv/site/mail/list.db"
    assert address_of("sqlite:////var/list.db", Path("/srv/site")).database == "/var/list.db"
    assert address_of(" postgres://u@h/d ", Path("/srv")).drivername == "postgresql+psycopg"


def test_soon_is_later(tmp_path):
    """Moments are in the order of time in the database as well."""
    database = opened("", tmp_path)
    with database.writing() as connection:
        connection.execute(insert(NOTES), [{"id": n, "at": NOW + timedelta(seconds=n)} for n in (3, 1, 2)])
        later = select(NOTES.c.id).where(NOTES.c.at > NOW + timedelta(seconds=1)).order_by(NOTES.c.at)
        assert connection.execute(later).scalars().all() == [2, 3]
