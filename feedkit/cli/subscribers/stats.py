"""`feedkit subscribers stats`."""

from __future__ import annotations

from feedkit.cli.options import command as feedkit_command
from feedkit.cli.session import Session
from feedkit.cli.subscribers._asking import opened

EXAMPLE = """\
feedkit subscribers stats
feedkit subscribers stats --output-format json"""


@feedkit_command("stats", example=EXAMPLE)
def command(session: Session) -> int:
    """Show the list in numbers."""
    from feedkit.cli.console import table
    from feedkit.cli.reports import Findings
    from feedkit.cli.visible import visible
    from feedkit.subscribers.registry import statistics

    with opened(session) as (found, _), found.database.reading() as connection:
        numbers = statistics(connection)
    rows = [("WHAT", "NUMBER")]
    rows += [(name, f"{count:,}") for name, count in numbers["statuses"].items()]
    rows += [(f"suppressed: {name}", f"{count:,}") for name, count in numbers["suppressed"].items()]
    rows += [(f"at {visible(name)}", f"{count:,}") for name, count in numbers["domains"].items()]
    rows += [(f"language {visible(name or '(none)')}", f"{count:,}") for name, count in numbers["languages"].items()]
    session.say(table(rows, session.console.paint))
    return session.report(Findings(results={"statistics": numbers}))
