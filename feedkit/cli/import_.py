"""`feedkit import`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from feedkit.cli.options import command as feedkit_command
from feedkit.cli.session import Session

if TYPE_CHECKING:
    from feedkit.config import Config
    from feedkit.foreign.article_files import ArticleFile
    from feedkit.workflow.importing import Import

EXAMPLE = """\
feedkit import wordpress.xml
feedkit import my-blog.ghost.2026-05-07.json
feedkit import old-site/index.xml --to articles/archive --dry-run
feedkit import https://blog.example.org/feed.json --html    # the only way it uses the network"""


@feedkit_command("import", example=EXAMPLE)
@click.argument("feeds", metavar="FEED|EXPORT...", nargs=-1, required=True)
@click.option(
    "--to", "target", type=click.Path(file_okay=False, path_type=Path), metavar="DIR", help="The folder for the articles, instead of the content folder."
)  # fmt: skip
@click.option("--html", is_flag=True, help="Keep bodies as HTML, instead of making Markdown of them.")
@click.option("-n", "--dry-run", is_flag=True, help="Say what would be written; write nothing.")
def command(session: Session, feeds: tuple[str, ...], target: Path | None, html: bool, dry_run: bool) -> int:
    """Make articles of a feed or an export.

    FEED is a file, or an address to be fetched: RSS, Atom, JSON Feed or an export of WordPress or Ghost. Articles keep their ids,
    dates and addresses; bodies become Markdown where that can say the same, and HTML where it cannot; pictures stay where
    they are; drafts stay drafts. What is there already is passed over, and no file is written over.
    """
    from feedkit.cli.progress import progress
    from feedkit.cli.reports import Findings
    from feedkit.workflow.importing import plan_import

    config = _config(session, target)
    folder = session.directory / (target or (config.content.dir if config else "articles"))
    watched = session.console.err_terminal and not (session.machine or session.quiet)
    with progress(watched=watched, color=session.console.err_color) as report:
        made = plan_import(session.directory, config, feeds, folder, html=html, progress=report)
    clear = not made.failed and not dry_run
    written = _write(session, config, made, folder) if clear else []
    code = session.report(
        Findings(
            diagnostics=made.diagnostics,
            consequence="Nothing was written." if made.failed else "",
            results=_as_json(made, folder, written),
        )
    )
    if not made.failed:
        _tell(session, made, folder, dry_run=dry_run)
    return code


def _config(session: Session, target: Path | None) -> Config | None:
    """The configuration; None where there is no publication and a folder was named, so that none is needed."""
    if target is not None and not session.config_file.exists():
        return None
    return session.load_config()


def _write(session: Session, config: Config | None, made: Import, folder: Path) -> list[ArticleFile]:
    """Write the lock, then the files. Raises GuardError when a file has appeared since they were planned."""
    from feedkit.cli.fresh_files import create, from_here
    from feedkit.exceptions import GuardError
    from feedkit.workflow.importing import write_lock

    write_lock(made, session.directory, config)
    for each in made.files:
        if not create(folder / each.name, each.text):
            raise GuardError(f"{from_here(folder / each.name)} is already there", help="import again")
        session.detail(f"wrote {from_here(folder / each.name)}")
    return list(made.files)


def _tell(session: Session, made: Import, folder: Path, *, dry_run: bool) -> None:
    from feedkit.cli.fresh_files import from_here
    from feedkit.cli.reports import counted
    from feedkit.cli.visible import visible

    if dry_run:
        for each in made.files:
            session.say_unless_quiet(visible(from_here(folder / each.name)))
    verb = "would be written" if dry_run else "written"
    drafts = sum(each.entry.status not in ("publish", "future") for each in made.files)
    parts = [
        f"{counted(len(made.files), 'article')} {verb} to {visible(from_here(folder))}",
        *([f"{counted(drafts, 'draft')} among them"] if drafts else []),
        f"{len(made.known):,} there already",
        f"{len(made.left_out):,} left out",
    ]
    session.say_unless_quiet(", ".join(parts) + ".")


def _as_json(made: Import, folder: Path, written: list[ArticleFile]) -> dict[str, Any]:
    return {
        "folder": str(folder),
        "articles": [
            {
                "path": str(folder / each.name),
                "id": each.id or None,
                "title": each.entry.title or None,
                "status": each.entry.status,
                "format": "html" if each.html else "markdown",
            }
            for each in made.files
        ],
        "known": [each.id or each.url for each in made.known],
        "left_out": [each.title or each.url or each.id for each in made.left_out],
        "written": len(written),
    }
