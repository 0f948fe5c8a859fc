"""`feedkit check`."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feedkit.cli.options import command as feedkit_command
from feedkit.cli.session import Session

if TYPE_CHECKING:
    from feedkit.config import Config
    from feedkit.diagnostics import Diagnostic
    from feedkit.policy import Policy

EXAMPLE = """\
feedkit check
feedkit check articles/launch.md --output-format concise
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
@click.option("--strict", is_flag=True, envvar="FEEDKIT_STRICT", help="Fail for warnings, too.")
@click.option("--exit-zero", is_flag=True, help="End with exit code 0 in spite of findings.")
@click.option(
    "--add-baseline",
    is_flag=True,
    help="Remember what is found now in feedkit-baseline.json, to be told of what is new only.",
)
@click.option("--no-baseline", is_flag=True, help="Tell what the baseline silences, too.")
@click.option("--no-progress", is_flag=True, envvar="FEEDKIT_NO_PROGRESS", help="Show no progress bar.")
def command(
    session: Session,
    paths: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    strict: bool,
    exit_zero: bool,
    add_baseline: bool,
    no_baseline: bool,
    no_progress: bool,
) -> int:
    """Find everything that is wrong, and write nothing.

    All that a build checks is checked, and more: articles one by one and together, every feed and the newest edition as
    they would be made. With PATHs only what is found in these articles is told. A PATH may also be a feed that feedkit
    did not make, a file or an address: RSS, Atom, JSON Feed or OPML. No socket is opened unless an address is given.
    """
    if add_baseline and (paths or select):
        raise click.UsageError("--add-baseline remembers all findings; leave out the paths and --select")
    from feedkit.cli.reports import Findings
    from feedkit.diagnostics import in_reading_order

    began = time.monotonic()
    feeds, files = _sorted_out(session, paths)
    config = session.load_config() if files or not paths or session.config_file.is_file() else None
    policy = _policy(config, _words(select), _words(ignore), strict=strict, exit_zero=exit_zero)
    found: list[Diagnostic] = []
    articles = None
    if config is not None and (files or not paths):
        watched = session.console.err_terminal and not (no_progress or session.machine or session.quiet)
        found, articles = _project(session, config, policy, files, watched=watched)
    found += _feeds(session, policy, feeds)
    if add_baseline:
        return _add_baseline(session, found)
    if not no_baseline:
        found = _new(session, found, files, whole=not paths and not select)
    code = session.report(
        Findings(
            diagnostics=tuple(in_reading_order(found)),
            articles=articles,
            seconds=time.monotonic() - began,
            fail_on=policy.fail_on,
        )
    )
    if not found:
        session.say_unless_quiet("All checks passed!")
    return code


def _words(given: Sequence[str]) -> tuple[str, ...]:
    """The rules that were named. Raises click.BadParameter for words that are no rules."""
    if not given:
        return ()
    from feedkit.policy.selectors import is_known, meant

    words = tuple(word for each in given for word in each.replace(",", " ").split())
    for word in words:
        if not is_known(word):
            near = meant(word)
            hint = f"did you mean {near}?" if near else "`feedkit explain` lists the rules"
            raise click.UsageError(f"there is no rule {word!r}: {hint}")
    return words


def _policy(
    config: Config | None, select: tuple[str, ...], ignore: tuple[str, ...], *, strict: bool, exit_zero: bool
) -> Policy:
    from feedkit.diagnostics import Severity
    from feedkit.policy import Policy

    policy = config.rules.policy if config is not None else Policy()
    fail_on = Severity.WARNING if strict and policy.fail_on in (None, Severity.ERROR) else policy.fail_on
    return replace(policy, only=select, ignore=(*policy.ignore, *ignore), fail_on=None if exit_zero else fail_on)


def _sorted_out(session: Session, paths: Sequence[str]) -> tuple[list[str], frozenset[str] | None]:
    """The feeds among the paths, and the files of the project; None when there are no other paths."""
    from feedkit.workflow.targets import files_of, is_feed

    feeds = [each for each in paths if is_feed(each, session.directory)]
    rest = [each for each in paths if each not in feeds]
    return feeds, files_of(rest, session.directory) if rest else None


def _project(
    session: Session, config: Config, policy: Policy, only: frozenset[str] | None, *, watched: bool
) -> tuple[list[Diagnostic], int]:
    from feedkit.cli.progress import progress
    from feedkit.workflow.check import check_project
    from feedkit.workflow.selection import BuildOptions

    options = BuildOptions(now=session.now(config.site.zone))
    with progress(watched=watched, color=session.console.err_color) as report:
        checked = check_project(session.directory, config, options, policy, only=only, progress=report)
    return list(checked.diagnostics), checked.articles


def _feeds(session: Session, policy: Policy, feeds: Sequence[str]) -> list[Diagnostic]:
    """What is found in feeds of anyone; those at addresses are fetched, since they were given."""
    if not feeds:
        return []
    from feedkit.checks.feeds import check_feed
    from feedkit.policy import applied
    from feedkit.sources.remote import read

    now = session.now(UTC)
    found = [each for feed in feeds for each in check_feed(read(feed, session.directory).content, feed, now=now)]
    return applied(policy, found)


def _new(session: Session, found: list[Diagnostic], files: frozenset[str] | None, *, whole: bool) -> list[Diagnostic]:
    """The findings that are not in the baseline, and what in it is out of date."""
    from feedkit.cli.excerpt import line_reader
    from feedkit.policy import baseline

    try:
        text = (session.directory / baseline.FILE).read_text("utf-8", errors="replace")
    except OSError:
        return found
    known, wrong = baseline.read(text, baseline.FILE)
    lines = line_reader(session.directory, session.config_file)

    def examined(file: str, code: str) -> bool:
        return whole or (files is not None and file in files and not code.startswith(("FK4", "FK5")))

    return [*baseline.unknown(found, known, lines, path=baseline.FILE, examined=examined), *wrong]


def _add_baseline(session: Session, found: list[Diagnostic]) -> int:
    """Remember the findings; errors are told and not remembered."""
    from feedkit.cli.excerpt import line_reader
    from feedkit.cli.reports import Findings, counted
    from feedkit.diagnostics import Severity
    from feedkit.output import write_atomically
    from feedkit.policy import baseline

    text = baseline.written(found, line_reader(session.directory, session.config_file))
    write_atomically(session.directory / baseline.FILE, text.encode("utf-8"))
    errors = tuple(each for each in found if each.severity is Severity.ERROR)
    code = session.report(Findings(diagnostics=errors))
    kept = counted(len(found) - len(errors), "finding")
    session.say_unless_quiet(f"{kept} remembered in {Path(baseline.FILE)}; commit it.")
    if errors:
        session.say_unless_quiet("Errors are never remembered: mend them.")
    return code
