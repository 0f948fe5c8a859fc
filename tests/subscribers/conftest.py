"""A list in a database of each kind."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import insert

from feedkit.database import open_database
from feedkit.subscribers.tables import SCHEMA, SUBSCRIBERS

NOW = datetime(2026, 5, 28, 13, tzinfo=UTC)
ROW = {
    "list": "main", "domain": "acme.example", "name": "", "status": "confirmed", "language": "", "timezone": "", "topics": (),
    "consent_source": "", "consent_ip_hash": "", "created_at": NOW, "updated_at": NOW,
}  # fmt: skip


@pytest.fixture
def now():
    """The moment that counts as now."""
    return NOW


@pytest.fixture
def database(database_url, tmp_path):
    """An empty list."""
    with open_database(database_url, tmp_path, SCHEMA, now=NOW) as opened:
        yield opened


@pytest.fixture
def put(database):
    """A function that puts subscribers of these names and properties in, past all rules; their ids."""

    def write(*names, **properties):
        ids = []
        with database.writing() as connection:
            for name in names:
                email = f"{name}@acme.example"
                row = ROW | {"email": email, "delivery": email, "hash": f"h-{name}"} | properties
                statement = insert(SUBSCRIBERS).values(**row).returning(SUBSCRIBERS.c.id)
                ids.append(connection.execute(statement).scalar_one())
        return ids

    return write
