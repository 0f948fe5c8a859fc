"""`feedkit subscribers confirm`."""

from __future__ import annotations

import click

from feedkit.cli.options import command as feedkit_command
from feedkit.cli.session import Session
from feedkit.cli.subscribers._asking import address, done, opened, unknown

EXAMPLE = """\
feedkit subscribers confirm ana@example.org --consent "Wrote to us on 28 May 2026\""""


@feedkit_command("confirm", example=EXAMPLE)
@click.argument("email", metavar="ADDRESS")
@click.option("--consent", metavar="TEXT", help="Where and how they said so; needed, and kept as proof.")
def command(session: Session, email: str, consent: str | None) -> int:
    """Confirm somebody who said that they want the mail.

    That brings back those who left, too: it is what they said last. An address that you blocked stays blocked.
    """
    from feedkit.exceptions import GuardError
    from feedkit.subscribers.addresses import address_hash
    from feedkit.subscribers.registry import change, confirm, find

    if not consent:
        raise click.UsageError('say where and how they agreed, as --consent "Wrote to us on 28 May 2026"')
    who = address(email)
    with opened(session) as (found, now), found.database.writing() as connection:
        record = find(connection, address_hash(found.hashing_key, who))
        if record is None:
            return unknown(session, who.given)
        if not confirm(connection, record.id, now):
            raise GuardError(
                f"{who.given} is blocked", help="Lift it first: feedkit subscribers suppress --lift ADDRESS"
            )
        change(connection, record.id, now, consent_source=consent)
    return done(session, f"{who.given}: confirmed.", email=who.given, status="confirmed")
