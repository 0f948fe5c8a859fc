"""`feedkit subscribers show`."""

from __future__ import annotations

import click

from feedkit.cli.options import command as feedkit_command
from feedkit.cli.session import Session
from feedkit.cli.subscribers._asking import address, opened, unknown

EXAMPLE = """\
feedkit subscribers show ana@example.org
feedkit subscribers show ana@example.org --output-format json > everything.json"""


@feedkit_command("show", example=EXAMPLE)
@click.argument("email", metavar="ADDRESS")
def command(session: Session, email: str) -> int:
    """Show all that is kept of an address (GDPR article 15).

    With --output-format json it is what you hand to somebody who asks for their data.
    """
    from feedkit.cli.console import table
    from feedkit.cli.reports import Findings
    from feedkit.cli.visible import visible
    from feedkit.subscribers.addresses import address_hash
    from feedkit.workflow.personal import everything

    who = address(email)
    with opened(session) as (found, _):
        kept = everything(found, address_hash(found.hashing_key, who))
    if not kept["subscriptions"] and kept["suppression"] is None:
        return unknown(session, who.given)
    rows = [("WHAT", "VALUE")]
    for record in kept["subscriptions"]:
        rows += [(name, visible(_shown(value))) for name, value in record.items() if value not in (None, "", [])]
    if kept["suppression"]:
        rows.append(("suppressed", f"{kept['suppression']['reason']} since {kept['suppression']['at']}"))
    rows += [
        ("undelivered", visible(f"{each['at']} {each['kind']} {each['status']} {each['said']}".strip()))
        for each in kept["undelivered"]
    ]
    rows += [("sent", visible(f"{each['at']} {each['edition']} {each['state']}")) for each in kept["deliveries"]]
    session.say(table(rows, session.console.paint))
    return session.report(Findings(results={"everything": kept}))


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
