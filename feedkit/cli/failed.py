"""`failed.csv`: who did not get an edition, and why."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from feedkit.database import Database
    from feedkit.ledger import FrozenEdition

COLUMNS = ("edition", "email", "state", "reason", "code", "enhanced", "said", "attempts", "next_attempt", "at")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_failed(path: Path, database: Database, editions: Sequence[FrozenEdition]) -> int:
    """Write the file anew, or take it away if everybody got it; how many lines it has."""
    from feedkit.ledger.reports import undelivered
    from feedkit.whole_files import write_atomically

    text = io.StringIO()
    written = csv.writer(text, lineterminator="\n")
    written.writerow(COLUMNS)
    count = 0
    with database.reading() as connection:
        for edition in editions:
            for each in undelivered(connection, edition.number):
                later = each.not_before.isoformat() if each.state == "deferred" else ""
                row = (edition.id, each.email, each.state, each.reason, each.code, each.enhanced, each.said, each.attempts, later, each.at.isoformat())  # fmt: skip
                written.writerow([_harmless(value) for value in row])
                count += 1
    if count:
        write_atomically(path, text.getvalue().encode())
    elif editions:
        path.unlink(missing_ok=True)
    return count


def _harmless(value: object) -> object:
    """A text that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
