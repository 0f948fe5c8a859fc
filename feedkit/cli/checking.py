"""What `feedkit check` finds in a project: told again where nothing has changed, looked at where something has."""

from __future__ import annotations

import os
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

from feedkit.cli.collection import without_collection
from feedkit.cli.session import Session
from feedkit.quick_dataclasses import dataclass, replace

if TYPE_CHECKING:
    from feedkit.cache import Cache
    from feedkit.diagnostics import Applicability
    from feedkit.inputs import Look, Places, Request
    from feedkit.workflow.found import Checked


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
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


def checked(session: Session, asked: Asked) -> Checked:
    """What is found in the project: at once if nothing has changed since it was found."""
    from zoneinfo import ZoneInfo

    from feedkit.inputs import Request
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
        known, seen = recalled(memory, request, lambda zone: session.now(ZoneInfo(zone)).timestamp(), _make_ready)
        if known is not None:
            from feedkit.workflow.found import Checked

            return Checked(diagnostics=tuple(known[0]), articles=known[1])
    return _looked(session, asked, request, memory, seen)


def _make_ready() -> None:
    """Load what a look at articles takes."""
    from feedkit.workflow import check

    check.make_ready()


def _looked(session: Session, asked: Asked, request: Request, memory: Cache | None, seen: Look | None) -> Checked:
    """What is found when everything is looked at; it is remembered."""
    from feedkit import inputs
    from feedkit.cli.progress import progress
    from feedkit.executors import Processes
    from feedkit.workflow.check import CheckOptions, check_project
    from feedkit.workflow.remembering import remember
    from feedkit.workflow.reopening import Memory

    basis = inputs.basis_of(request)
    config = session.load_config()
    policy = replace(config.rules.policy, only=asked.select, ignore=(*config.rules.policy.ignore, *asked.ignore))
    places = inputs.places_of(config, Path(config.output.dir))
    if memory is not None and (seen is None or seen.places != places):
        seen = _look(request, places)
    observed = inputs.observe(request, places, basis, seen) if memory is not None and seen is not None else None
    options = CheckOptions(now=session.now(config.site.zone), policy=policy, only=asked.files, fixes=asked.fixes)
    watching = progress(watched=asked.progress, color=session.console.err_color)
    with without_collection(), Processes() as executor, watching as report:
        desks = Memory.of(memory, request, seen) if memory is not None and seen is not None else None
        found = check_project(
            session.directory, config, options, progress=report, executor=executor, cache=asked.cache, memory=desks
        )
    if memory is not None and observed is not None:
        since, until = found.span
        span = since.timestamp() if since else float("-inf"), until.timestamp() if until else float("inf")
        remember(memory, request, places, observed, found.diagnostics, found.articles, span)
    return found


def _look(request: Request, places: Places) -> Look | None:
    """A look at all files; None where a project cannot be read or written to: the check itself says what matters."""
    from feedkit.inputs import look

    try:
        return look(request, places)
    except OSError:
        return None
