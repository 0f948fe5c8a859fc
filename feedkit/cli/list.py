"""`feedkit list`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import click

from feedkit.cli.options import command as feedkit_command
from feedkit.cli.session import Session

if TYPE_CHECKING:
    from feedkit.workflow.listing import Listed

STATUSES = ("all", "published", "draft", "future", "expired")
EXAMPLE = """\
feedkit list
feedkit list future
feedkit list --upcoming
feedkit list draft --output-format json"""


@feedkit_command("list", example=EXAMPLE)
@click.option("--upcoming", is_flag=True, help="Say which edition each article will be in that is in none yet.")
@click.argument("status", type=click.Choice(STATUSES), default="all", metavar="[published|draft|future|expired|all]")
def command(session: Session, status: str, upcoming: bool) -> int:
    """List the articles, newest first, with their status.

    For an article of the future it says when it appears. Times are those of the site's time zone.
    """
    from feedkit.cli.console import table
    from feedkit.cli.progress import silent
    from feedkit.cli.reports import Findings, counted
    from feedkit.cli.visible import visible
    from feedkit.diagnostics import in_reading_order
    from feedkit.workflow.listing import listing

    config = session.load_config()
    now = session.now(config.site.zone)
    everything, found = listing(session.directory, config, now, progress=silent, upcoming=upcoming)
    listed = [each for each in everything if status in ("all", each.status.value) and (each.edition or not upcoming)]
    zone = config.site.zone
    rows = [("STATUS", "DATE", "TITLE", "FILE")]
    rows += [
        (each.status.value, _when(each, now, each.published.astimezone(zone)), visible(each.title), visible(each.path))
        for each in listed
    ]
    if upcoming:
        editions = ["EDITION", *(each.edition.isoformat() if each.edition else "" for each in listed)]
        rows = [(edition, *row[1:]) for edition, row in zip(editions, rows, strict=True)]
    if listed:
        session.say(table(rows, session.console.paint))
    elif not session.quiet:
        session.say("There are no articles." if status == "all" else f"No article is {status}.")
    results = {"articles": [_as_json(each) for each in listed], "now": now.isoformat()}
    if listed and not session.quiet and not session.machine:
        session.console.note(
            f"{counted(len(listed), 'article')}, now being {now:%Y-%m-%d %H:%M} ({config.site.timezone})."
        )
    return session.report(
        Findings(diagnostics=tuple(in_reading_order(found)), articles=len(everything), results=results)
    )


def _when(article: Listed, now: datetime, published: datetime) -> str:
    """The date, and for articles of the future how long it takes until then."""
    date = f"{published:%Y-%m-%d %H:%M}"
    if article.status.value == "future":
        return f"{date} (appears in {duration(published.astimezone(UTC) - now.astimezone(UTC))})"
    if article.expires is not None:
        verb = "expired" if article.expires <= now else "expires"
        return f"{date} ({verb} {article.expires.astimezone(published.tzinfo):%Y-%m-%d %H:%M})"
    return date


def duration(length: timedelta) -> str:
    """A length of time in its largest unit, as `3 days`; what has begun counts as full below a minute."""
    from feedkit.cli.reports import counted

    seconds = int(length.total_seconds())
    for size, noun in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= size:
            return counted(seconds // size, noun)
    return "less than a minute"


def _as_json(article: Listed) -> dict[str, Any]:
    return {
        "path": article.path,
        "title": article.title,
        "status": article.status.value,
        "published": article.published.isoformat(),
        "expires": article.expires.isoformat() if article.expires else None,
        "url": article.url,
        "id": article.id,
        "category": article.category or None,
        "tags": list(article.tags),
        "edition": article.edition.isoformat() if article.edition else None,
    }
