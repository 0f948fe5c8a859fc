"""What `feedkit check` does, however its command line was read."""

from __future__ import annotations

import time
from datetime import UTC
from typing import TYPE_CHECKING

from feedkit.cli.checking import Asked, checked
from feedkit.cli.session import Session
from feedkit.quick_dataclasses import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedkit.diagnostics import Diagnostic, Severity
    from feedkit.workflow.found import Checked, FixedFile

_PASSES = 10
"""An article that can be read once it is mended may have more to mend."""


def run(
    session: Session,
    *,
    paths: Sequence[str] = (),
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    fix: bool = False,
    unsafe_fixes: bool = False,
    diff: bool = False,
    strict: bool = False,
    exit_zero: bool = False,
    add_baseline: bool = False,
    no_baseline: bool = False,
    no_cache: bool = False,
    watched: bool = False,
    no_progress: bool = False,
) -> int:
    """Look, and say what was found; the exit code. Raises click.UsageError for options that contradict each other."""
    if add_baseline and (paths or select):
        raise _usage_error("--add-baseline remembers all findings; leave out the paths and --select")
    if unsafe_fixes and not (fix or diff):
        raise _usage_error("--unsafe-fixes goes with --fix or --diff")
    if watched and (diff or add_baseline):
        raise _usage_error("--watch goes with neither --diff nor --add-baseline")
    from feedkit.cache import Cache
    from feedkit.diagnostics import Applicability

    feeds, files = _sorted_out(session, paths)
    asked = Asked(
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


def _watch(session: Session, asked: Asked) -> int:
    """Again and again; a fault of the configuration is told and waited for, as findings are."""
    import click

    from feedkit.cli.failures import exit_code_of
    from feedkit.cli.watch import states_of, watch

    given = click.get_current_context().obj

    def run() -> None:
        session.console.note(f"{'─' * 20} {session.now(UTC).astimezone():%H:%M:%S} checking; Ctrl-C ends it")
        exit_code_of(lambda: _once(session, asked), given)

    watch(run, states_of(session))
    return 0


def _once(session: Session, asked: Asked) -> int:
    """One check; the exit code."""
    from feedkit.cli.reports import Findings
    from feedkit.diagnostics import Severity, in_reading_order

    began = time.monotonic()
    found: list[Diagnostic] = []
    articles, fixed = None, 0
    if asked.files or asked.whole:
        seen = checked(session, asked)
        if asked.diff:
            return _diff(session, seen, exit_zero=asked.exit_zero)
        for _ in range(_PASSES):
            if not seen.fixed:
                break
            fixed += _write(session, seen.fixed)
            seen = checked(session, asked)
        found, articles = list(seen.diagnostics), seen.articles
    fail_on = _fail_on(session, strict=asked.strict, exit_zero=asked.exit_zero)
    found += _feeds(session, asked, asked.feeds)
    if asked.add_baseline:
        from feedkit.cli.baselines import add_baseline

        return add_baseline(session, found)
    if asked.baseline:
        from feedkit.cli.baselines import new_findings

        found = new_findings(session, found, asked.files, whole=asked.whole and not asked.select)
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
    """The rules that were named. Raises click.UsageError for words that are no rules."""
    if not given:
        return ()
    from feedkit.policy.selectors import is_known, meant

    words = tuple(word for each in given for word in each.replace(",", " ").split())
    for word in words:
        if not is_known(word):
            near = meant(word)
            hint = f"did you mean {near}?" if near else "`feedkit explain` lists the rules"
            raise _usage_error(f"there is no rule {word!r}: {hint}")
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


def _feeds(session: Session, asked: Asked, feeds: Sequence[str]) -> list[Diagnostic]:
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


def _usage_error(message: str) -> Exception:
    """Whoever asks for what cannot be had together has click loaded, or loads it now."""
    import click

    return click.UsageError(message)
