"""The database of subscribers and deliveries: SQLite in a file, or PostgreSQL by URL, with the same statements.

| module | what it does |
|--|--|
| `engines` | addresses → engines: transactions, durability and limits of each kind of database |
| `schemas` | the tables of a room: made, brought up to date, refused when they are newer |
| `identity` | which database this is, and whether it is a copy |
| `prepared` | statements that are run a million times |
| `columns` | moments and topics as every database keeps them |

    with open_database(config.database.url, project, SCHEMA, now=now) as database:
        with database.writing() as connection: ...

A transaction is one `with`: it commits at the end and rolls back on any exception.
"""

from sqlalchemy import Connection

from feedkit.database.columns import Moment, Words, microseconds
from feedkit.database.engines import Database, address_of, open_database
from feedkit.database.prepared import THESE, Prepared, said
from feedkit.database.schemas import Schema, in_order, inserting

__all__ = [
    "THESE",
    "Connection",
    "Database",
    "Moment",
    "Prepared",
    "Schema",
    "Words",
    "address_of",
    "in_order",
    "inserting",
    "microseconds",
    "open_database",
    "said",
]
