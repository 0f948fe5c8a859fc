"""The baseline of `feedkit check`: what was found before is told no more."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from feedkit.cli.session import Session

if TYPE_CHECKING:
    from feedkit.diagnostics import Diagnostic


def new_findings(
    session: Session, found: list[Diagnostic], files: frozenset[str] | None, *, whole: bool
) -> list[Diagnostic]:
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


def add_baseline(session: Session, found: list[Diagnostic]) -> int:
    """Remember the findings; errors are told and not remembered."""
    from feedkit.cli.excerpt import line_reader
    from feedkit.cli.reports import Findings, counted
    from feedkit.diagnostics import Severity
    from feedkit.policy import baseline
    from feedkit.whole_files import write_atomically

    text = baseline.written(found, line_reader(session.directory, session.config_file))
    write_atomically(session.directory / baseline.FILE, text.encode("utf-8"))
    errors = tuple(each for each in found if each.severity is Severity.ERROR)
    code = session.report(Findings(diagnostics=errors))
    kept = counted(len(found) - len(errors), "finding")
    session.say_unless_quiet(f"{kept} remembered in {Path(baseline.FILE)}; commit it.")
    if errors:
        session.say_unless_quiet("Errors are never remembered: mend them.")
    return code
