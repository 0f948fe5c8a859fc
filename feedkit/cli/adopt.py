"""`feedkit adopt`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from feedkit.cli.options import command as feedkit_command
from feedkit.cli.session import Session

if TYPE_CHECKING:
    from feedkit.adoption import Match
    from feedkit.foreign import ForeignEntry
    from feedkit.workflow.adopt import Adoption

EXAMPLE = """\
feedkit adopt old-site/public/index.xml
feedkit adopt --dry-run wordpress.xml
feedkit adopt https://blog.example.org/feed.xml    # the only way it uses the network"""


@feedkit_command("adopt", example=EXAMPLE)
@click.argument("feeds", metavar="OLD-FEED...", nargs=-1, required=True)
@click.option("-n", "--dry-run", is_flag=True, help="Say what would be adopted; write nothing.")
@click.option("--force", is_flag=True, help="Replace ids that feedkit has published, too.")
def command(session: Session, feeds: tuple[str, ...], dry_run: bool, force: bool) -> int:
    """Give articles the ids they have in an old feed.

    OLD-FEED is a file, or an address to be fetched: RSS, Atom, JSON Feed, or an export of WordPress or Ghost. Its entries are matched
    with articles by address, then by title and date, and their ids are written into feedkit.lock, so that no subscriber sees
    an old entry as new. What is ambiguous is told and never guessed.
    """
    from feedkit.cli.progress import progress
    from feedkit.cli.reports import Findings
    from feedkit.workflow.adopt import adopt, write

    config = session.load_config()
    watched = session.console.err_terminal and not (session.machine or session.quiet)
    with progress(watched=watched, color=session.console.err_color) as report:
        made = adopt(session.directory, config, feeds, session.now(config.site.zone), force=force, progress=report)
    written = not made.failed and not dry_run and write(made, session.directory, config)
    code = session.report(
        Findings(
            diagnostics=made.diagnostics,
            articles=made.articles,
            consequence="Nothing was written." if made.failed else "",
            results={**_as_json(made), "written": written},
        )
    )
    if not made.failed:
        _tell(session, made, config.ids.lock, written=written, dry_run=dry_run)
    return code


def _tell(session: Session, made: Adoption, lock: str, *, written: bool, dry_run: bool) -> None:
    """What was adopted; each id only for those who asked, or who look before they write."""
    from feedkit.cli.console import table
    from feedkit.cli.reports import counted
    from feedkit.cli.visible import visible

    takeover, matching = made.takeover, made.matching
    if dry_run and takeover.adopted:
        rows = [("ID", "FILE", "FOUND BY")]
        rows += [(visible(row["id"]), visible(row["path"]), row["by"]) for row in _rows(made, takeover.adopted)]
        session.say_unless_quiet(table(rows, session.console.paint))
    for row in () if dry_run else _rows(made, takeover.adopted):
        session.detail(f"{row['path']} gets the id {row['id']}, found by {row['by']}")
    for path, id in takeover.replaced.items():
        session.detail(f"{made.folder}/{path} {'would lose' if dry_run else 'loses'} the id {id}")
    parts = [
        f"{counted(len(takeover.adopted), 'id')} {'would be adopted' if dry_run else 'adopted'}",
        f"{len(takeover.known):,} known already",
        f"{len(takeover.refused):,} refused",
        f"{len(matching.ambiguous):,} ambiguous",
        f"{counted(len(matching.unmatched), 'entry')} without an article",
        f"{counted(len(matching.articles), 'article')} without an entry",
    ]
    end = f"; {visible(lock)} is written." if written else "."
    session.say_unless_quiet(", ".join(parts) + end)


def _as_json(made: Adoption) -> dict[str, Any]:
    takeover, matching = made.takeover, made.matching
    return {
        "feeds": [{"source": each.source, "title": each.title, "entries": len(each.entries)} for each in made.feeds],
        "adopted": _rows(made, takeover.adopted),
        "known": _rows(made, takeover.known),
        "refused": _rows(made, takeover.refused),
        "replaced": {f"{made.folder}/{path}": id for path, id in takeover.replaced.items()},
        "ambiguous": [
            {**_entry(each.entry), "paths": [f"{made.folder}/{article.path}" for article in each.articles]}
            for each in matching.ambiguous
        ],
        "unmatched": [_entry(each) for each in matching.unmatched],
        "articles_without_entry": [f"{made.folder}/{each.path}" for each in matching.articles],
        "newcomers": [f"{made.folder}/{each.path}" for each in made.newcomers],
    }


def _rows(made: Adoption, matches: tuple[Match, ...]) -> list[dict[str, Any]]:
    return [{**_entry(each.entry), "path": f"{made.folder}/{each.article.path}", "by": each.by} for each in matches]


def _entry(entry: ForeignEntry) -> dict[str, Any]:
    from feedkit.adoption import id_of

    return {
        "id": id_of(entry),
        "title": entry.title,
        "url": entry.url or None,
        "published": entry.published.isoformat() if entry.published else None,
        "source": entry.source,
    }
