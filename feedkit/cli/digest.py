"""`feedkit digest`."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from feedkit.cli.options import command as feedkit_command
from feedkit.cli.session import Session

if TYPE_CHECKING:
    from feedkit.digest.plans import Plan
    from feedkit.workflow.digest import Digest

OUTBOX = "outbox"

EXAMPLE = """\
feedkit digest
feedkit digest --date 2026-05-28 --out /tmp/edition
feedkit digest --explain"""


@feedkit_command("digest", example=EXAMPLE)
@click.option("--date", "day", metavar="DAY", help="The day whose edition is wanted, instead of the newest closed one.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder to write .html, .txt and .eml to; `outbox` unless given.",
)
@click.option("--explain", is_flag=True, help="Say of each article why it is in the edition or not; write nothing.")
@click.option("--new", "extra", is_flag=True, help="Make one more edition, of all that is out now and in none.")
def command(session: Session, day: str | None, out: Path | None, explain: bool, extra: bool) -> int:
    """Make the mail of a day as files to look at; nothing is sent.

    The entries of an edition are recorded, so that no entry is in two and the edition stays as it is whatever becomes
    of its articles. The .eml is what a reader would get; it needs `mail.email`.
    """
    from feedkit.cli.progress import progress
    from feedkit.workflow.digest import make_digest, write_digest
    from feedkit.workflow.selection import BuildOptions

    began = time.monotonic()
    wanted = _day(day)
    if wanted is not None and extra:
        raise click.UsageError("--new makes an edition of today; --date asks for another day")
    config = session.load_config()
    options = BuildOptions(now=session.now(config.site.zone))
    watched = session.console.err_terminal and not (session.machine or session.quiet)
    with progress(watched=watched, color=session.console.err_color) as report:
        made = make_digest(session.directory, config, options, day=wanted, extra=extra, progress=report)
    folder = session.directory / (out or OUTBOX)
    written: tuple[str, ...] | None = None
    if not made.failed and not explain:
        written = write_digest(made, session.directory, folder, config)
    return _conclude(
        session,
        made,
        written,
        folder,
        explain=explain,
        sender=bool(config.mail.email),
        seconds=time.monotonic() - began,
    )


def _day(written: str | None) -> date | None:
    if written is None:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise click.BadParameter(f"`{written}` is not a day; write it as 2026-05-28", param_hint="--date") from error


def _conclude(
    session: Session,
    made: Digest,
    written: tuple[str, ...] | None,
    folder: Path,
    *,
    explain: bool,
    sender: bool,
    seconds: float,
) -> int:
    """Show what was found and made; the exit code."""
    from feedkit.cli.reports import Findings
    from feedkit.cli.results import days_in_words
    from feedkit.cli.visible import visible

    code = session.report(
        Findings(
            diagnostics=made.diagnostics,
            articles=made.articles,
            seconds=seconds,
            consequence="" if written is not None or explain else "Nothing was written.",
            results={"digest": as_json(made, written, folder)},
        )
    )
    if made.failed:
        return code
    for line in days_in_words(made.plan):
        session.say_unless_quiet(line)
    if explain:
        session.say(_explained(session, made.plan))
        return code
    for each in made.editions:
        session.say_unless_quiet(f"Subject: {visible(each.edition.subject)}")
    for document in made.documents:
        session.say_unless_quiet(f"{visible((folder / document.path).as_posix())}  {len(document.content):,} bytes")
    if made.editions and not sender:
        session.say_unless_quiet(
            "There is no .eml, since `mail.email` in feedkit.yml does not say who the mail comes from."
        )
    return code


def _explained(session: Session, plan: Plan) -> str:
    from feedkit.cli.console import table
    from feedkit.cli.visible import visible

    rows = [("ARTICLE", "VERDICT", "WHY")]
    rows += [(visible(each.path), each.verdict.value, visible(each.sentence)) for each in plan.decisions]
    return table(rows, session.console.paint)


def as_json(made: Digest, written: tuple[str, ...] | None, folder: Path) -> dict[str, Any]:
    """The same for programs; `state` is `edition`, `frozen`, `quiet` or another word for what became of the day."""
    plan = made.plan
    return {
        "date": plan.day.isoformat(),
        "state": plan.days[-1].state.value,
        "days": [
            {"date": each.date.isoformat(), "state": each.state.value, "sentence": each.sentence} for each in plan.days
        ],
        "editions": [
            {
                "id": each.record.id,
                "date": each.record.date.isoformat(),
                "cutoff": each.record.cutoff.isoformat(),
                "subject": each.edition.subject,
                "url": each.edition.url,
                "entries": [entry.entry.id for entry in each.record.entries],
                "html_bytes": len(each.edition.html.encode()),
            }
            for each in made.editions
        ],
        "decisions": [
            {
                "path": each.path,
                "id": each.id,
                "verdict": each.verdict.value,
                "edition": each.edition_id or None,
                "why": each.sentence,
            }
            for each in plan.decisions
        ],
        "folder": str(folder),
        "written": list(written) if written is not None else None,
    }
