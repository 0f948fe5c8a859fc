"""`feedkit build`."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from feedkit.cli.options import command as feedkit_command
from feedkit.cli.session import Session

if TYPE_CHECKING:
    from feedkit.config import Config
    from feedkit.output import Written
    from feedkit.workflow.build import Build
    from feedkit.workflow.selection import BuildOptions

EXAMPLE = """\
feedkit build
feedkit build --drafts --future --preview --base-url http://localhost:8000/ -o /tmp/preview
feedkit build --frozen --output-format concise    # in CI: fail rather than hand out new ids"""


@feedkit_command("build", example=EXAMPLE)
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    envvar="FEEDKIT_OUTPUT",
    help="The folder to write, instead of the one in the configuration.",
)
@click.option("-D", "--drafts", is_flag=True, envvar="FEEDKIT_DRAFTS", help="Treat drafts as published.")
@click.option(
    "-F", "--future", is_flag=True, envvar="FEEDKIT_FUTURE", help="Treat articles of the future as published."
)
@click.option(
    "--preview",
    is_flag=True,
    envvar="FEEDKIT_PREVIEW",
    help="Build for looking at: localhost is allowed, feedkit.lock is left alone.",
)
@click.option(
    "-b", "--base-url", metavar="URL", envvar="FEEDKIT_BASE_URL", help="The address of the site, with --preview only."
)
@click.option("--frozen", is_flag=True, envvar="FEEDKIT_FROZEN", help="Fail when feedkit.lock would have to change.")
@click.option("--no-progress", is_flag=True, envvar="FEEDKIT_NO_PROGRESS", help="Show no progress bar.")
def command(
    session: Session,
    output: Path | None,
    drafts: bool,
    future: bool,
    preview: bool,
    base_url: str | None,
    frozen: bool,
    no_progress: bool,
) -> int:
    """Make every feed and the page to subscribe at.

    All articles are read and all faults are reported at once. With an error among them nothing is written; otherwise the
    output folder is brought up to date, and files that did not change are not touched.
    """
    if base_url and not preview:
        raise click.UsageError("--base-url needs --preview: feeds that subscribers have must keep their address")
    began = time.monotonic()
    config = session.load_config(preview=preview, site_url=base_url or "")
    from feedkit.config import overlap
    from feedkit.workflow.selection import BuildOptions

    options = BuildOptions(
        now=session.now(config.site.zone), drafts=drafts, future=future, preview=preview, frozen=frozen
    )
    folder = session.directory / (output or config.output.dir)
    if output and (why := overlap(session.directory, config, output)):
        raise click.UsageError(why)
    watched = session.console.err_terminal and not (no_progress or session.machine or session.quiet)
    made, written = _make(session, config, options, folder, watched=watched)
    return _conclude(session, made, written, folder, frozen=frozen, seconds=time.monotonic() - began)


def _make(
    session: Session, config: Config, options: BuildOptions, folder: Path, *, watched: bool
) -> tuple[Build, Written | None]:
    """The build, and what writing it changed; None when it was not let out."""
    from feedkit.cli.progress import progress
    from feedkit.workflow.build import build, write

    with progress(watched=watched, color=session.console.err_color) as report:
        made = build(session.directory, config, options, progress=report)
    if made.failed or (options.frozen and _would_change_lock(made)):
        return made, None
    return made, write(made, session.directory, folder, config)


def _would_change_lock(made: Build) -> bool:
    """Whether ids would be handed out or moved; a preview leaves the lock alone."""
    return bool(made.lock_changes)


def _conclude(
    session: Session, made: Build, written: Written | None, folder: Path, *, frozen: bool, seconds: float
) -> int:
    """Show what was found and made; the exit code."""
    from feedkit.cli.reports import Failure, Findings
    from feedkit.cli.results import as_json, lines

    failure = None
    if frozen and _would_change_lock(made) and not made.failed:
        message = "\n".join(["feedkit.lock would change, and --frozen forbids it", *made.lock_changes])
        failure = Failure(message=message, exit_code=1, help="run `feedkit build` and commit feedkit.lock")
    results: dict[str, Any] = {"output": as_json(made, written, folder)} if written is not None else {}
    code = session.report(
        Findings(
            diagnostics=made.diagnostics,
            articles=made.articles,
            seconds=seconds,
            consequence="Nothing was written." if written is None else "",
            failure=failure,
            results=results,
        )
    )
    if written is not None:
        for path in written.written:
            session.detail(f"wrote {folder / path}")
        for path in written.removed:
            session.detail(f"removed {folder / path}")
        for change in made.lock_changes if made.lock else ():
            session.detail(f"feedkit.lock: {change}")
        session.say_unless_quiet("\n".join(lines(made, written, folder, seconds, session.console.paint)))
    return code
