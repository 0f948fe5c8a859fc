"""`feedkit subscribers export`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from feedkit.cli.options import command as feedkit_command
from feedkit.cli.session import Session
from feedkit.cli.subscribers._asking import opened

STATUSES = ("pending", "confirmed", "unsubscribed", "bounced", "complained", "blocked")
EXAMPLE = """\
feedkit subscribers export subscribers.csv
feedkit subscribers export --status confirmed > readers.csv
feedkit subscribers export suppressed.csv --suppressions"""


@feedkit_command("export", example=EXAMPLE)
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False), metavar="[FILE]")
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice(STATUSES),
    help="Only those with this status; may be given again.",
)
@click.option(
    "--suppressions",
    is_flag=True,
    help="The hashes of suppressed addresses instead; nobody learns an address from them.",
)
def command(session: Session, file: Path | None, statuses: tuple[str, ...], suppressions: bool) -> int:  # fmt: skip
    """Write the list as CSV to FILE, or to standard output.

    `feedkit subscribers import` reads it back without loss. FILE can be read by its owner only, since it has people's
    addresses in it.
    """
    from feedkit.cli.reports import Findings, counted
    from feedkit.subscribers.exporting import export, export_suppressions
    from feedkit.subscribers.tables import Status

    if session.machine and file is None:
        raise click.UsageError("with --output-format json, name a FILE to write to")
    with opened(session) as (found, _), found.database.reading() as connection:
        descriptor = (
            os.open(session.at(file), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            if file
            else os.dup(sys.stdout.fileno())
        )
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as out:
            if suppressions:
                count = export_suppressions(connection, out)
            else:
                count = export(connection, out, statuses=[Status(each) for each in statuses])
    noun = "suppression" if suppressions else "subscriber"
    if file is not None:
        session.say_unless_quiet(f"{file}: {counted(count, noun)}.")
    return session.report(Findings(results={"exported": count, "file": str(file) if file else None}))
