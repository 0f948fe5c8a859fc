"""Exporting: what a list has, as CSV that reads back the same, here or in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Collection
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import Connection, select

from feedkit.subscribers.tables import MAIN, SUBSCRIBERS, SUPPRESSIONS, Status

COLUMNS = (
    "email", "name", "status", "language", "timezone", "topics", "consent_at", "consent_source", "consent_ip_hash",
    "confirmed_at", "left_at", "created_at",
)  # fmt: skip
_COMPUTED = ("=", "+", "-", "@", "\t", "\r", "'")
"""What spreadsheets take for the beginning of a formula; names come from strangers. A `'` before it is taken off on import."""
_ROWS = 2_000


class TextFile(Protocol):
    """What text can be written to."""

    def write(self, text: str, /) -> object:
        """Write the text."""


def export(connection: Connection, file: TextFile, *, list_name: str = MAIN, statuses: Collection[Status] = ()) -> int:
    """Write the subscribers of the list, of these statuses or all, by id; how many there were."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    statement = (
        select(*(SUBSCRIBERS.c[name] for name in COLUMNS))
        .where(SUBSCRIBERS.c.list == list_name)
        .order_by(SUBSCRIBERS.c.id)
    )
    if statuses:
        statement = statement.where(SUBSCRIBERS.c.status.in_([each.value for each in statuses]))
    count = 0
    for row in connection.execution_options(yield_per=_ROWS).execute(statement):
        writer.writerow([_safe(value) if type(value) is str else _written(value) for value in row])
        count += 1
    return count


def export_suppressions(connection: Connection, file: TextFile) -> int:
    """Write the hashes of suppressed addresses; without the key nobody learns an address from them."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["hash", "reason", "at"])
    count = 0
    statement = select(SUPPRESSIONS).order_by(SUPPRESSIONS.c.hash)
    for row in connection.execution_options(yield_per=_ROWS).execute(statement):
        writer.writerow([row.hash, row.reason, _written(row.at)])
        count += 1
    return count


def _written(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return _safe("|".join(value))
    return value.isoformat().replace("+00:00", "Z") if isinstance(value, datetime) else str(value)


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_COMPUTED) else text
