"""`feedkit subscribers forget`."""

from __future__ import annotations

import sys

import click

from feedkit.cli.options import command as feedkit_command
from feedkit.cli.session import Session
from feedkit.cli.subscribers._asking import address, done, opened

EXAMPLE = """\
feedkit subscribers forget ana@example.org --yes"""


@feedkit_command("forget", example=EXAMPLE)
@click.argument("email", metavar="ADDRESS")
@click.option("-y", "--yes", is_flag=True, help="Ask nothing.")
def command(session: Session, email: str, yes: bool) -> int:
    """Erase all that is kept of an address (GDPR article 17).

    A keyed hash of it stays, from which nobody learns the address and which keeps imports from bringing it back.
    Deliveries stay as numbers without an address. Exports and backups that you made are yours to erase.
    """
    from feedkit.subscribers.addresses import address_hash
    from feedkit.workflow.personal import erase

    who = address(email)
    ask = not yes and not session.machine and sys.stdin is not None and sys.stdin.isatty()
    if not yes and not ask:
        raise click.UsageError("nobody can be asked; give --yes to erase")
    if ask:
        click.confirm(f"Erase all that is kept of {who.given}?", abort=True, err=True)
    with opened(session) as (found, now):
        ids = erase(found, address_hash(found.hashing_key, who), now)
    word = "erased" if ids else "was not on a list; it is suppressed now"
    return done(session, f"{who.given}: {word}.", erased=len(ids))
