"""`feedkit build`."""

from __future__ import annotations

from pathlib import Path

import click

from feedkit.cli.options import command as feedkit_command
from feedkit.cli.session import Session

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
@click.option("--no-cache", is_flag=True, envvar="FEEDKIT_NO_CACHE", help="Read and make everything anew.")
@click.option("--no-progress", is_flag=True, envvar="FEEDKIT_NO_PROGRESS", help="Show no progress bar.")
def command(
    session: Session,
    output: Path | None,
    drafts: bool,
    future: bool,
    preview: bool,
    base_url: str | None,
    frozen: bool,
    no_cache: bool,
    no_progress: bool,
) -> int:
    """Make every feed and the page to subscribe at.

    All articles are read and all faults are reported at once. With an error among them nothing is written; otherwise the
    output folder is brought up to date, and files that did not change are not touched.
    """
    from feedkit.cli.building import run

    return run(
        session,
        output=output,
        drafts=drafts,
        future=future,
        preview=preview,
        base_url=base_url,
        frozen=frozen,
        no_cache=no_cache,
        no_progress=no_progress,
    )
