"""`feedkit check`."""

from __future__ import annotations

import click

from feedkit.cli.options import command as feedkit_command
from feedkit.cli.session import Session

EXAMPLE = """\
feedkit check
feedkit check articles/launch.md --output-format concise
feedkit check --fix
feedkit check --select FK1,FK3 --strict
feedkit check public/main.rss.xml https://example.org/feed.xml    # any feed of anyone"""


@feedkit_command("check", example=EXAMPLE)
@click.argument("paths", metavar="[PATH...]", nargs=-1)
@click.option(
    "--select",
    multiple=True,
    metavar="RULES",
    help="Look at these rules alone: FK211, script, FK2 or ALL; with commas.",
)
@click.option("--ignore", multiple=True, metavar="RULES", help="Leave these rules out, besides those of feedkit.yml.")
@click.option("--fix", is_flag=True, help="Mend what can be mended safely; articles are written.")
@click.option(
    "--unsafe-fixes", is_flag=True, help="With --fix or --diff: also what is probably, but not surely, meant."
)
@click.option(
    "--diff", is_flag=True, help="Show what --fix would change; write nothing, and fail if there is anything."
)
@click.option("--strict", is_flag=True, envvar="FEEDKIT_STRICT", help="Fail for warnings, too.")
@click.option("--exit-zero", is_flag=True, help="End with exit code 0 in spite of findings.")
@click.option(
    "--add-baseline",
    is_flag=True,
    help="Remember what is found now in feedkit-baseline.json, to be told of what is new only.",
)
@click.option("--no-baseline", is_flag=True, help="Tell what the baseline silences, too.")
@click.option("--no-cache", is_flag=True, envvar="FEEDKIT_NO_CACHE", help="Look at everything anew.")
@click.option("--watch", "watched", is_flag=True, help="Look again whenever a file changes, until Ctrl-C.")
@click.option("--no-progress", is_flag=True, envvar="FEEDKIT_NO_PROGRESS", help="Show no progress bar.")
def command(
    session: Session,
    paths: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    strict: bool,
    exit_zero: bool,
    add_baseline: bool,
    no_baseline: bool,
    no_cache: bool,
    watched: bool,
    no_progress: bool,
) -> int:
    """Find everything that is wrong; change nothing unasked.

    Nothing is written, unless --fix is given. All that a build checks is checked, and more: articles one by one and together, every feed and the newest edition as
    they would be made. With PATHs only what is found in these articles is told. A PATH may also be a feed that feedkit
    did not make, a file or an address: RSS, Atom, JSON Feed or OPML. No socket is opened unless an address is given.
    """
    from feedkit.cli.check_run import run

    return run(
        session,
        paths=paths,
        select=select,
        ignore=ignore,
        fix=fix,
        unsafe_fixes=unsafe_fixes,
        diff=diff,
        strict=strict,
        exit_zero=exit_zero,
        add_baseline=add_baseline,
        no_baseline=no_baseline,
        no_cache=no_cache,
        watched=watched,
        no_progress=no_progress,
    )
