"""`feedkit check`."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feedkit.cli.collection import without_collection
from feedkit.cli.options import command as feedkit_command
from feedkit.cli.session import Session
from feedkit.quick_dataclasses import dataclass, replace

if TYPE_CHECKING:
    from feedkit.cache import Cache
    from feedkit.diagnostics import Applicability, Diagnostic, Severity
    from feedkit.stamp import Look, Places, Request
    from feedkit.workflow.found import Checked, FixedFile

_PASSES = 10
"""An article that can be read once it is mended may have more to mend."""

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
    if add_baseline and (paths or select):
        raise click.UsageError("--add-baseline remembers all findings; leave out the paths and --select")
    if unsafe_fixes and not (fix or diff):
        raise click.UsageError("--unsafe-fixes goes with --fix or --diff")
    if watched and (diff or add_baseline):
        raise click.UsageError("--watch goes with neither --diff nor --add-baseline")
    from feedkit.cache import Cache
    from feedkit.diagnostics import Applicability

    feeds, files = _sorted_out(session, paths)
    asked = _Asked(
        whole=not paths,
        files=files,
        feeds=tuple(feeds),
        select=_words(select),
        ignore=_words(ignore),
        fixes=(Applicability.UNSAFE if unsafe_fixes else Applicability.SAFE) if fix or diff else None,
        diff=diff,
        strict=strict,
        exit_zero=exit_zero,
        add_baseline=add_baseline,
        baseline=not no_baseline,
        cache=None if no_cache else Cache(project=session.directory),
        progress=session.console.err_terminal and not (no_progress or session.machine or session.quiet),
    )
    if watched:
        return _watch(session, asked)
    return _once(session, asked)


def _watch(session: Session, asked: _Asked) -> int:
    """Again and again; a fault of the configuration is told and waited for, as findings are."""
    from feedkit.cli.failures import exit_code_of
    from feedkit.cli.watch import states_of, watch

    given = click.get_current_context().obj

    def run() -> None:
        session.console.note(f"{'─' * 20} {session.now(UTC).astimezone():%H:%M:%S} checking; Ctrl-C ends it")
        exit_code_of(lambda: _once(session, asked), given)

    watch(run, states_of(session))
    return 0


def _once(session: Session, asked: _Asked) -> int:
    """One check; the exit code."""
    from feedkit.cli.reports import Findings
    from feedkit.diagnostics import Severity, in_reading_order

    began = time.monotonic()
    found: list[Diagnostic] = []
    articles, fixed = None, 0
    if asked.files or asked.whole:
        checked = _checked(session, asked)
        if asked.diff:
            return _diff(session, checked, exit_zero=asked.exit_zero)
        for _ in range(_PASSES):
            if not checked.fixed:
                break
            fixed += _write(session, checked.fixed)
            checked = _checked(session, asked)
        found, articles = list(checked.diagnostics), checked.articles
    fail_on = _fail_on(session, strict=asked.strict, exit_zero=asked.exit_zero)
    found += _feeds(session, asked, asked.feeds)
    if asked.add_baseline:
        return _add_baseline(session, found)
    if asked.baseline:
        found = _new(session, found, asked.files, whole=asked.whole and not asked.select)
    code = session.report(
        Findings(
            diagnostics=tuple(in_reading_order(found)),
            articles=articles,
            seconds=time.monotonic() - began,
            fail_on=fail_on,
            fixed=fixed,
        )
    )
    if not fixed and all(each.severity is Severity.INFO for each in found):
        session.say_unless_quiet("All checks passed!")
    return code


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What is to be looked at, and how."""

    whole: bool
    """No paths were given."""
    files: frozenset[str] | None
    """Those of the project among the paths; None when there are none."""
    feeds: tuple[str, ...]
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    fixes: Applicability | None
    diff: bool
    strict: bool
    exit_zero: bool
    add_baseline: bool
    baseline: bool
    cache: Cache | None
    progress: bool


def _checked(session: Session, asked: _Asked) -> Checked:
    """What is found in the project: at once if nothing has changed since it was found."""
    from zoneinfo import ZoneInfo

    from feedkit.stamp import Request
    from feedkit.workflow.remembering import recalled

    day = session.now(UTC).date().isoformat()
    request = Request(
        project=session.directory,
        config_file=session.config_file,
        output="",
        choices={
            "check": day,
            "select": asked.select,
            "ignore": asked.ignore,
            "files": None if asked.files is None else sorted(asked.files),
        },
        environ=os.environ,
    )
    memory, seen = asked.cache if asked.fixes is None else None, None
    if memory is not None:
        known, seen = recalled(memory, request, lambda zone: session.now(ZoneInfo(zone)).timestamp())
        if known is not None:
            from feedkit.workflow.found import Checked

            return Checked(diagnostics=tuple(known[0]), articles=known[1])
    return _looked(session, asked, request, memory, seen)


def _looked(session: Session, asked: _Asked, request: Request, memory: Cache | None, seen: Look | None) -> Checked:
    """What is found when everything is looked at; it is remembered."""
    from feedkit import stamp
    from feedkit.cli.progress import progress
    from feedkit.executors import Processes
    from feedkit.workflow.check import CheckOptions, check_project
    from feedkit.workflow.remembering import remember
    from feedkit.workflow.reopening import Memory

    basis = stamp.basis_of(request)
    config = session.load_config()
    policy = replace(config.rules.policy, only=asked.select, ignore=(*config.rules.policy.ignore, *asked.ignore))
    places = stamp.places_of(config, Path(config.output.dir))
    if memory is not None and (seen is None or seen.places != places):
        seen = _look(request, places)
    observed = stamp.observe(request, places, basis, seen) if memory is not None and seen is not None else None
    options = CheckOptions(now=session.now(config.site.zone), policy=policy, only=asked.files, fixes=asked.fixes)
    watching = progress(watched=asked.progress, color=session.console.err_color)
    with without_collection(), Processes() as executor, watching as report:
        desks = Memory.of(memory, request, seen) if memory is not None and seen is not None else None
        checked = check_project(
            session.directory, config, options, progress=report, executor=executor, cache=asked.cache, memory=desks
        )
    if memory is not None and observed is not None:
        since, until = checked.span
        span = since.timestamp() if since else float("-inf"), until.timestamp() if until else float("inf")
        remember(memory, request, places, observed, checked.diagnostics, checked.articles, span)
    return checked


def _look(request: Request, places: Places) -> Look | None:
    """A look at all files; None where a project cannot be read or written to: the check itself says what matters."""
    from feedkit.stamp import look

    try:
        return look(request, places)
    except OSError:
        return None


def _fail_on(session: Session, *, strict: bool, exit_zero: bool) -> Severity | None:
    """The least severity that fails: that of feedkit.yml, unless it is said here."""
    from feedkit.diagnostics import Severity

    if exit_zero or not session.config_file.is_file():
        return None if exit_zero else Severity.WARNING if strict else Severity.ERROR
    configured = _configured_fail_on(session)
    return Severity.WARNING if strict and configured in (None, Severity.ERROR) else configured


def _configured_fail_on(session: Session) -> Severity | None:
    """What `rules.fail_on` says; the file is read as a whole only if the word stands in it."""
    from feedkit.diagnostics import Severity

    if b"fail_on" not in session.config_file.read_bytes():
        return Severity.ERROR
    return session.load_config().rules.policy.fail_on


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


def _sorted_out(session: Session, paths: Sequence[str]) -> tuple[list[str], frozenset[str] | None]:
    """The feeds among the paths, and the files of the project; None when there are no other paths."""
    from feedkit.workflow.targets import files_of, is_feed

    feeds = [each for each in paths if is_feed(each, session.directory)]
    rest = [each for each in paths if each not in feeds]
    return feeds, files_of(rest, session.directory) if rest else None


def _write(session: Session, fixed: Sequence[FixedFile]) -> int:
    """Write the mended articles; how many findings are gone."""
    from feedkit.workflow.fixing import write

    write(fixed, session.directory)
    for each in fixed:
        session.detail(f"mended {each.path}")
    return sum(each.fixes for each in fixed)


def _diff(session: Session, checked: Checked, *, exit_zero: bool) -> int:
    """What fixes would change, as a patch; 1 when there is anything."""
    from feedkit.cli.patch import patch
    from feedkit.cli.reports import counted

    for each in checked.fixed:
        session.console.say(patch(each.path, each.before, each.after))
    count = sum(each.fixes for each in checked.fixed)
    if count and not session.quiet:
        session.console.note(f"Would fix {counted(count, 'finding')} in {counted(len(checked.fixed), 'file')}.")
    return int(bool(checked.fixed) and not exit_zero)


def _feeds(session: Session, asked: _Asked, feeds: Sequence[str]) -> list[Diagnostic]:
    """What is found in feeds of anyone; those at addresses are fetched, since they were given."""
    if not feeds:
        return []
    from feedkit.checks.feeds import check_feed
    from feedkit.policy import Policy, applied
    from feedkit.sources.remote import read

    policy = session.load_config().rules.policy if session.config_file.is_file() else Policy()
    policy = replace(policy, only=asked.select, ignore=(*policy.ignore, *asked.ignore))
    now = session.now(UTC)
    found: list[Diagnostic] = []
    for feed in feeds:
        fetched = read(feed, session.directory)
        found += check_feed(fetched.content, feed, fetched.media_type, now=now)
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
