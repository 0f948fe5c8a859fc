"""What `feedkit build` does, however its command line was read."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from feedkit.cli.collection import without_collection
from feedkit.cli.session import Session
from feedkit.quick_dataclasses import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from feedkit import inputs
    from feedkit.cache import Cache
    from feedkit.cli.results import Summary
    from feedkit.config import Config
    from feedkit.diagnostics import Diagnostic
    from feedkit.file_states import State
    from feedkit.output import Written
    from feedkit.workflow.build import Build
    from feedkit.workflow.selection import BuildOptions


def run(
    session: Session,
    *,
    output: Path | None = None,
    drafts: bool = False,
    future: bool = False,
    preview: bool = False,
    base_url: str | None = None,
    frozen: bool = False,
    no_cache: bool = False,
    no_progress: bool = False,
) -> int:
    """Build, and say what came of it; the exit code. Raises click.UsageError for options that contradict each other."""
    if base_url and not preview:
        raise _usage_error("--base-url needs --preview: feeds that subscribers have must keep their address")
    from feedkit import inputs
    from feedkit.cache import Cache

    began = time.monotonic()
    choices = {"drafts": drafts, "future": future, "preview": preview, "base_url": base_url or "", "frozen": frozen}
    request = inputs.Request(
        project=session.directory,
        config_file=session.config_file,
        output=str(output or ""),
        choices=choices,
        environ=os.environ,
    )
    cache = None if no_cache else Cache(project=session.directory, variant=base_url or "")
    outcome, seen = _recalled(session, request, cache) if cache else (None, None)
    if outcome is None:
        watched = session.console.err_terminal and not (no_progress or session.machine or session.quiet)
        outcome = _built(session, request, output, cache, seen, watched=watched)
    return _conclude(session, outcome, frozen=frozen, seconds=time.monotonic() - began)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outcome:
    """What a build came to."""

    said: Summary
    diagnostics: tuple[Diagnostic, ...]
    written: Written | None
    """None when it was not let out."""
    folder: Path


def _recalled(session: Session, request: inputs.Request, cache: Cache) -> tuple[_Outcome | None, inputs.Look | None]:
    """The last build, if doing it again changes nothing or a few bodies only, which is done; None when it takes more.

    With it comes the look at all files that was taken, if one was.
    """
    plain = not any(request.choices.values())
    ready: list[Any] = []

    def make_ready() -> None:
        with without_collection():
            from feedkit.workflow import retouching

            ready.extend((session.load_config(), retouching.make_ready(request, cache)))

    outcome, seen = _unchanged(session, request, make_ready if plain else lambda: None)
    if outcome is None and seen is not None and plain:
        outcome = _retouched(session, request, cache, seen, *ready)
    return outcome, seen


def _unchanged(
    session: Session, request: inputs.Request, meanwhile: Callable[[], object]
) -> tuple[_Outcome | None, inputs.Look | None]:
    """The last build, when doing it again would change nothing; None when it must be done. And the look at the files."""
    from zoneinfo import ZoneInfo

    from feedkit import stamp

    recalled, seen = stamp.recall(request, lambda zone: session.now(ZoneInfo(zone)).timestamp(), meanwhile)
    if recalled is None:
        return None, seen
    from feedkit.cli.results import Summary, diagnostics_of
    from feedkit.output import Written

    try:
        said = Summary(**recalled.report)
        diagnostics = diagnostics_of(said)
    except (KeyError, TypeError, ValueError):  # written by another version
        return None, seen
    written = Written(written=(), unchanged=recalled.unchanged, removed=())
    folder = session.directory / recalled.output
    return _Outcome(said=said, diagnostics=diagnostics, written=written, folder=folder), seen


def _retouched(
    session: Session,
    request: inputs.Request,
    cache: Cache,
    seen: inputs.Look,
    config: Config | None = None,
    memory: Any = None,
) -> _Outcome | None:
    """The build made from the last one's output, when only a few bodies are other ones; None when it takes more."""
    from zoneinfo import ZoneInfo

    with without_collection():
        from feedkit.cli.results import Summary, diagnostics_of
        from feedkit.workflow.retouching import retouched

        config = config or session.load_config()
        made = retouched(request, cache, config, seen, lambda zone: session.now(ZoneInfo(zone)).timestamp(), memory)
    if made is None:
        return None
    said = Summary(**made.report)
    folder = session.directory / seen.places.output
    return _Outcome(said=said, diagnostics=diagnostics_of(said), written=made.written, folder=folder)


def _built(
    session: Session,
    request: inputs.Request,
    output: Path | None,
    cache: Cache | None,
    seen: inputs.Look | None,
    *,
    watched: bool,
) -> _Outcome:
    """A build that is done, and let out unless something forbids it; its stamp is kept."""
    from feedkit import inputs, stamp

    basis = inputs.basis_of(request)
    choices = request.choices
    config = session.load_config(preview=choices["preview"], site_url=choices["base_url"])
    from feedkit.config import overlap
    from feedkit.workflow.selection import BuildOptions

    options = BuildOptions(
        now=session.now(config.site.zone), **{name: choices[name] for name in ("drafts", "future", "preview", "frozen")}
    )
    place = output or Path(config.output.dir)
    if output and (why := overlap(session.directory, config, output)):
        raise _usage_error(why)
    places = inputs.places_of(config, place)
    observed = inputs.observe(request, places, basis, seen, _load_reading)
    content = observed.content if observed else None
    folder = session.directory / place
    made, written = _make(session, config, options, folder, watched=watched, cache=cache, content=content)
    from feedkit.cli.results import repeated, summary
    from feedkit.workflow.stamping import let_out

    said = summary(made)
    if observed and written and (out := let_out(made, written, config, repeated(said).plain)):
        stamp.keep(request, places, observed, out)
        if made.memory is not None and cache:
            from feedkit.workflow import retouching_memory

            retouching_memory.keep(cache, observed, places.content, (out.since, out.until), made.memory)
    return _Outcome(said=said, diagnostics=made.diagnostics, written=written, folder=folder)


def _load_reading() -> None:
    """Load what reading articles takes."""
    import feedkit.catalog  # noqa: F401


def _make(
    session: Session,
    config: Config,
    options: BuildOptions,
    folder: Path,
    *,
    watched: bool,
    cache: Cache | None,
    content: Sequence[tuple[str, State]] | None,
) -> tuple[Build, Written | None]:
    """The build, and what writing it changed; None when it was not let out."""
    from feedkit.catalog import begin
    from feedkit.cli.progress import progress
    from feedkit.executors import Processes

    shown = progress(watched=watched, color=session.console.err_color)
    with without_collection(), Processes() as executor, shown as report:
        begun = begin(session.directory, config, executor=executor, cache=cache, seen=content)
        from feedkit.rendering import load_library
        from feedkit.workflow.build import build, write  # while other processes are reading
        from feedkit.workflow.feed_documents import load_formats

        load_formats(config)
        if begun.elsewhere:
            load_library()
        made = build(session.directory, config, options, progress=report, executor=executor, cache=cache, begun=begun)
    if made.failed or (options.frozen and made.lock_changes):  # a preview leaves the lock alone, and has none
        return made, None
    return made, write(made, session.directory, folder, config)


def _conclude(session: Session, outcome: _Outcome, *, frozen: bool, seconds: float) -> int:
    """Show what was found and made; the exit code."""
    from feedkit.cli.reports import Failure, Findings
    from feedkit.cli.results import as_json, lines
    from feedkit.diagnostics import has_errors

    said, written, folder = outcome.said, outcome.written, outcome.folder
    failure = None
    if frozen and said.lock_changes and not has_errors(list(outcome.diagnostics)):
        message = "\n".join(["feedkit.lock would change, and --frozen forbids it", *said.lock_changes])
        failure = Failure(message=message, exit_code=1, help="run `feedkit build` and commit feedkit.lock")
    results: dict[str, Any] = {"output": as_json(said, written, folder)} if written is not None else {}
    code = session.report(
        Findings(
            diagnostics=outcome.diagnostics,
            articles=said.articles,
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
        for change in said.lock_changes if not frozen else ():
            session.detail(f"feedkit.lock: {change}")
        session.say_unless_quiet("\n".join(lines(said, written, folder, seconds, session.console.paint)))
    return code


def _usage_error(message: str) -> Exception:
    import click

    return click.UsageError(message)
