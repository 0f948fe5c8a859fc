"""Which database this is: a random id made with it, and the place it was made in.

A ledger that was copied, or restored from yesterday's backup, does not know what was sent since; sending with it would
mail people twice. So the place is part of the identity: for SQLite the machine and the file itself, for PostgreSQL the
cluster and the database in it. Whoever moved a ledger on purpose says so once (`Database.adopt`).
"""

from __future__ import annotations

import hashlib
import socket
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import Connection, text

MACHINE_VARIABLE = "FEEDKIT_MACHINE"
"""Names the machine where the system cannot: in containers, whose ids change with every start."""
_MACHINE_IDS = ("/etc/machine-id", "/var/lib/dbus/machine-id")


def machine(environ: Mapping[str, str]) -> str:
    """What this machine is known by: `FEEDKIT_MACHINE`, its machine id, or its name."""
    if named := environ.get(MACHINE_VARIABLE):
        return named
    for path in _MACHINE_IDS:
        try:
            if found := Path(path).read_text("ascii").strip():
                return found
        except (OSError, UnicodeDecodeError):
            continue
    return socket.gethostname()


def place_of_file(path: Path, environ: Mapping[str, str]) -> str:
    """The identity of a file: another one after copying and restoring, the same after restarting."""
    named = environ.get(MACHINE_VARIABLE)
    inode = path.stat().st_ino
    digest = hashlib.sha256(f"{named or machine(environ)}\0{inode}".encode()).hexdigest()
    return f"file:{digest[:32]}"


def place_of_cluster(connection: Connection) -> str:
    """The identity of a PostgreSQL database: another one after a dump was restored, the same after a fail-over."""
    found = connection.execute(
        text(
            "SELECT (SELECT system_identifier FROM pg_control_system()), oid FROM pg_database"
            " WHERE datname = current_database()"
        )
    ).one()
    return f"postgresql:{found[0]}:{found[1]}"
