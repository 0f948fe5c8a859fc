"""Opening the list of a project: its database, and the keys without which nobody in it is found."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from feedkit.database import Database, open_database
from feedkit.keys import hashing_key, signing_keys
from feedkit.ledger import SCHEMA as LEDGER
from feedkit.quick_dataclasses import dataclass
from feedkit.subscribers import SCHEMA
from feedkit.subscribers.registry import check_key

if TYPE_CHECKING:
    from feedkit.config import Config


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenList:
    """The subscribers of a project, ready to be asked."""

    database: Database
    keys: tuple[bytes, ...]
    """Sign tokens; the first is the newest."""
    hashing_key: bytes


@contextmanager
def open_list(config: Config, project: Path, now: datetime) -> Iterator[OpenList]:
    """The list of the project, made if there is none yet. Raises DatabaseError, FileError and GuardError."""
    keys = signing_keys(config.mail.signing_keys, project)
    hashing = hashing_key(keys)
    with open_database(config.database.url, project, SCHEMA, LEDGER, now=now) as database:
        check_key(database, hashing)
        yield OpenList(database=database, keys=keys, hashing_key=hashing)
