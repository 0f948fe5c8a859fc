"""`feedkit send`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from feedkit.cli.options import command as feedkit_command
from feedkit.cli.send_run import Run, Wanted
from feedkit.cli.session import Session

EXAMPLE = """\
feedkit send --dry-run
feedkit send --test you@acme.example
feedkit send
feedkit send --resume
feedkit send --due"""


def _workers(_context: click.Context, _option: click.Parameter, value: str | None) -> str:
    if not value:
        return ""
    if value.startswith("dask://") and len(value) > len("dask://"):
        return value
    if not value.isdigit() or not 1 <= int(value) <= 64:
        raise click.BadParameter(f"`{value}` is neither a number from 1 to 64 nor dask://HOST:PORT")
    return "" if value == "1" else value


@feedkit_command("send", example=EXAMPLE)
@click.option("--date", metavar="DAY", help="The day whose edition is sent, instead of the newest closed one.")
@click.option(
    "--test", metavar="ADDRESS", help="Send the edition to this address only; the ledger knows nothing of it."
)
@click.option("--dry-run", is_flag=True, help="Write all messages as .eml files; nothing is sent or recorded.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="With --dry-run: the folder to write to; `outbox` unless given.",
)
@click.option("--resume", is_flag=True, help="Go on with what was begun; no edition is made.")
@click.option(
    "--due", is_flag=True, help="For cron: send what readers are due now, and say nothing if that is nothing."
)
@click.option(
    "--max", "most", type=click.IntRange(min=1), metavar="N", help="Send at most so many messages in this run."
)
@click.option(
    "--only",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Send to these readers only in this run: one address a line.",
)
@click.option(
    "--on-unknown",
    type=click.Choice(("ask", "skip", "resend")),
    help="What becomes of messages that may have arrived or not, instead of `send.on_unknown`.",
)
@click.option(
    "--wait",
    type=click.FloatRange(min=0, max=1440),
    metavar="MINUTES",
    help="How long to wait for what the relay took back for now; 30 unless given, 0 with --due.",
)
@click.option(
    "--workers", callback=_workers, metavar="N", help="Processes that share the work: a number, or dask://HOST:PORT."
)
@click.option("--late", is_flag=True, help="Send an edition although its time has passed.")
@click.option("--adopt", is_flag=True, help="Take a moved or restored database for the ledger from now on.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def command(session: Session, **given: Any) -> int:
    """Send the daily edition to everybody on the list, once.

    What is sent and to whom is frozen before the first message leaves, and the state of each delivery is on the disk
    before and after it. So the command can be killed and run again at any time: nobody is left out, nobody gets it
    twice. What cannot be known is named. Without `send.via` in feedkit.yml messages are only written as files.
    """
    wanted = Wanted(**given)
    _refuse_contradictions(wanted)
    from feedkit.cli.moment import Clock
    from feedkit.cli.send_progress import send_progress

    config = session.load_config()
    clock = Clock.showing(session.now(config.site.zone))
    with send_progress(session) as progress:
        run = Run(session, wanted, config, clock, progress)
        if wanted.test is not None:
            return run.test()
        if wanted.dry_run or not config.send.via:
            return run.rehearse()
        return run.send()


def _refuse_contradictions(wanted: Wanted) -> None:
    if wanted.test is not None and wanted.dry_run:
        raise click.UsageError("--test sends a message, --dry-run none; keep one of them")
    if wanted.resume and (wanted.date or wanted.test or wanted.dry_run or wanted.due):
        raise click.UsageError("--resume goes on with what was begun; leave out --date, --test, --dry-run and --due")
    if wanted.out and not wanted.dry_run:
        raise click.UsageError("--out is for --dry-run")
