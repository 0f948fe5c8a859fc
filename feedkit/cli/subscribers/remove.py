"""`feedkit subscribers remove`."""

from __future__ import annotations

import click

from feedkit.cli.options import command as feedkit_command
from feedkit.cli.session import Session
from feedkit.cli.subscribers._asking import address, done, opened, unknown

EXAMPLE = """\
feedkit subscribers remove ana@exmaple.org"""


@feedkit_command("remove", example=EXAMPLE)
@click.argument("email", metavar="ADDRESS")
def command(session: Session, email: str) -> int:
    """Take an address out of the list that came there by mistake.

    It may be added again. For a reader who wants to leave use `suppress --reason unsubscribed`, which keeps later imports
    from bringing them back; for one who wants to be erased, `forget`.
    """
    from feedkit.subscribers.addresses import address_hash
    from feedkit.subscribers.registry import find, remove

    who = address(email)
    with opened(session) as (found, now), found.database.writing() as connection:
        record = find(connection, address_hash(found.hashing_key, who))
        if record is None:
            return unknown(session, who.given)
        remove(connection, record.id, now)
    return done(session, f"{who.given}: removed.", email=who.given)
