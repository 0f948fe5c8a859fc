"""`feedkit subscribers suppress`."""

from __future__ import annotations

import click

from feedkit.cli.options import command as feedkit_command
from feedkit.cli.session import Session
from feedkit.cli.subscribers._asking import address, done, opened

REASONS = ("blocked", "unsubscribed", "bounced", "complained")
EXAMPLE = """\
feedkit subscribers suppress ana@example.org
feedkit subscribers suppress ana@example.org --reason unsubscribed
feedkit subscribers suppress --lift ana@example.org"""


@feedkit_command("suppress", example=EXAMPLE)
@click.argument("emails", nargs=-1, required=True, metavar="ADDRESS...")
@click.option(
    "--reason",
    type=click.Choice(REASONS),
    help="Why: blocked (default), bounced, complained; or unsubscribed, from this list only.",
)
@click.option("--lift", is_flag=True, help="Suppress it no more; whoever was on the list has to be confirmed anew.")
def command(session: Session, emails: tuple[str, ...], reason: str | None, lift: bool) -> int:  # fmt: skip
    """Mail an address no more, whatever list it is on and whatever is imported."""
    from feedkit.subscribers import registry
    from feedkit.subscribers.addresses import address_hash
    from feedkit.subscribers.suppression import suppress_hash, unsubscribe
    from feedkit.subscribers.tables import Reason

    if lift and reason:
        raise click.UsageError("--lift and --reason are both given; keep one of them")
    people = [address(each) for each in emails]
    why = Reason(reason or "blocked")
    with opened(session) as (found, now), found.database.writing() as connection:
        for who in people:
            hashed = address_hash(found.hashing_key, who)
            if lift:
                registry.lift(connection, hashed)
                continue
            if why is not Reason.UNSUBSCRIBED:
                suppress_hash(connection, hashed, why, now)
                continue
            record = registry.find(connection, hashed)
            if record is not None:
                unsubscribe(connection, record.id, now)
    word = "suppressed no more" if lift else why.value
    return done(session, "\n".join(f"{who.given}: {word}." for who in people), suppressed=not lift, reason=why.value)
