"""`feedkit check`."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import click

from feedkit.cli.options import command as feedkit_command
from feedkit.cli.session import Session

if TYPE_CHECKING:
    from feedkit.diagnostics import Diagnostic
    from feedkit.workflow.check import Checked

EXAMPLE = """\
feedkit check
feedkit check articles/launch.md --output-format concise
feedkit check public/main.rss.xml https://example.org/feed.xml    # any feed of anyone"""


@feedkit_command("check", example=EXAMPLE)
@click.argument("paths", metavar="[PATH...]", nargs=-1)
@click.option("--no-progress", is_flag=True, envvar="FEEDKIT_NO_PROGRESS", help="Show no progress bar.")
def command(session: Session, paths: tuple[str, ...], no_progress: bool) -> int:
    """Find everything that is wrong, and write nothing.

    All that a build checks is checked, and more: articles one by one and together, every feed and the newest edition as
    they would be made. With PATHs only what is found in these articles is told. A PATH may also be a feed that feedkit
    did not make, a file or an address: RSS, Atom, JSON Feed or OPML. No socket is opened unless an address is given.
    """
    from feedkit.cli.reports import Findings
    from feedkit.diagnostics import in_reading_order

    began = time.monotonic()
    feeds = [each for each in paths if _is_feed(session, each)]
    rest = [each for each in paths if each not in feeds]
    found: list[Diagnostic] = []
    articles = None
    if rest or not paths:
        watched = session.console.err_terminal and not (no_progress or session.machine or session.quiet)
        checked = _project(session, rest, watched=watched)
        found += checked.diagnostics
        articles = checked.articles
    found += [each for feed in feeds for each in _feed(session, feed)]
    code = session.report(
        Findings(diagnostics=tuple(in_reading_order(found)), articles=articles, seconds=time.monotonic() - began)
    )
    if not found:
        session.say_unless_quiet("All checks passed!")
    return code


def _project(session: Session, paths: list[str], *, watched: bool) -> Checked:
    from feedkit.cli.progress import progress
    from feedkit.workflow.check import check_project
    from feedkit.workflow.selection import BuildOptions
    from feedkit.workflow.targets import files_of

    config = session.load_config()
    only = files_of(paths, session.directory) if paths else None
    options = BuildOptions(now=session.now(config.site.zone))
    with progress(watched=watched, color=session.console.err_color) as report:
        return check_project(session.directory, config, options, only=only, progress=report)


def _is_feed(session: Session, path: str) -> bool:
    from feedkit.workflow.targets import is_feed

    return is_feed(path, session.directory)


def _feed(session: Session, path: str) -> list[Diagnostic]:
    from feedkit.checks.feeds import check_feed
    from feedkit.sources.remote import read

    fetched = read(path, session.directory)
    return check_feed(fetched.content, path, "")
