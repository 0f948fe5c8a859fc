"""`feedkit bounces`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feedkit.cli.options import command as feedkit_command
from feedkit.cli.session import Session
from feedkit.quick_dataclasses import replace

if TYPE_CHECKING:
    from feedkit.mailboxes import Stored

EXAMPLE = """\
feedkit bounces ~/Maildir
feedkit bounces /var/mail/bounce
feedkit bounces - < report.eml"""

WORDS = {
    "hard": "no such address",
    "soft": "not now",
    "policy": "refused because of us",
    "complaint": "complaints",
    "leave": "asked to be taken off",
    "known": "counted before",
    "foreign": "about nothing of ours",
    "nothing": "no reports",
    "unreadable": "unreadable",
}


@feedkit_command("bounces", example=EXAMPLE)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True), metavar="PATH...")
def command(session: Session, paths: tuple[Path, ...]) -> int:
    """Read mail that came back; suppress dead addresses.

    PATH is a maildir, an mbox file, a folder of .eml files, one mail, or - for standard input. An address that does not
    exist is suppressed at once, so is one whose reader complains; one whose mailbox is full when that happens with four
    editions in 14 days. Refusals because of the sender are counted and held against nobody. Mail is only read, and counts
    once however often it is.
    """
    import logging

    from feedkit.cli.console import table
    from feedkit.cli.reports import Findings
    from feedkit.workflow.bounces import receive
    from feedkit.workflow.subscribers import open_list

    logging.getLogger("flufl.bounce").disabled = True  # it logs a traceback for each mail that it stumbles over
    config = session.load_config()
    now = session.now(UTC)
    with open_list(config, session.directory, now) as subscribers:
        done = receive(subscribers, _mails(session, paths), now)
    rows = [("WHAT", "MAILS"), *((WORDS[name], f"{done.counts[name]:,}") for name in WORDS if done.counts[name])]
    session.say_unless_quiet(table(rows, session.console.paint) if len(rows) > 1 else "There is no mail.")
    for reason, count in sorted(done.suppressed.items()):
        if count:
            session.say_unless_quiet(f"Mailed no more: {count:,} {reason}.")
    results = {
        "mails": {name: done.counts[name] for name in WORDS},
        "suppressed": {name: count for name, count in done.suppressed.items() if count},
    }
    return session.report(Findings(diagnostics=tuple(done.findings), results={"bounces": results}))


def _mails(session: Session, paths: tuple[Path, ...]) -> Iterator[Stored]:
    from feedkit.bounces.reports import MAX_BYTES
    from feedkit.mailboxes import Stored, mails_in

    for path in paths:
        if path == Path("-"):
            yield Stored(path="standard input", content=sys.stdin.buffer.read(MAX_BYTES))
        else:
            place = session.at(path)
            for mail in mails_in(place, MAX_BYTES):
                yield replace(mail, path=f"{path}{mail.path.removeprefix(str(place))}")
