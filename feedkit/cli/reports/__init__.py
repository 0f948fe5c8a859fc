"""The porch of output formats: how findings are shown. Adding one is adding a module that offers what `Report` says.

| name | what it is |
|--|--|
| `NAME` | what `--output-format` calls it |
| `MACHINE` | whether a program reads it: then it is all that is printed, on standard output |
| `render` | the findings as text, "" when there is nothing to say |
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from posixpath import normpath
from typing import TYPE_CHECKING, Protocol, cast

from feedkit.diagnostics import Applicability, Diagnostic, Severity
from feedkit.quick_dataclasses import dataclass, field

if TYPE_CHECKING:
    from feedkit.cli.excerpt import LineReader


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why a command stopped, other than for findings."""

    message: str
    exit_code: int
    help: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What a command found and made."""

    diagnostics: tuple[Diagnostic, ...] = ()
    """In reading order."""
    articles: int | None = None
    """How many articles were looked at."""
    seconds: float | None = None
    consequence: str = ""
    """What the errors led to, as `Nothing was written.`"""
    failure: Failure | None = None
    results: Mapping[str, object] = field(default_factory=dict)
    """What the command made, as JSON values; for machines only."""
    fail_on: Severity | None = Severity.ERROR
    """The least severity that fails; None when findings never do."""
    fixed: int = 0
    """How many findings were mended, and are not among the others."""

    @property
    def exit_code(self) -> int:
        """What the process ends with: 1 when findings fail."""
        if self.failure is not None:
            return self.failure.exit_code
        return 1 if any(map(self.fails, self.diagnostics)) else 0

    @property
    def silent(self) -> bool:
        """Whether there is nothing to tell people."""
        return not (self.diagnostics or self.failure or self.fixed)

    def fails(self, diagnostic: Diagnostic) -> bool:
        """Whether the finding is severe enough to make the command fail."""
        order = list(Severity)
        return self.fail_on is not None and order.index(diagnostic.severity) <= order.index(self.fail_on)

    def count(self, severity: Severity) -> int:
        """How many findings are of the severity."""
        return sum(each.severity is severity for each in self.diagnostics)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How findings are to look, and where their lines are read."""

    lines: LineReader
    color: bool = False
    width: int = 100
    """Cells in a row of the terminal."""
    quiet: bool = False
    """Errors only."""
    prefix: str = ""
    """What leads from where the command runs to the project folder, with `/` at its end; empty when they are the same."""
    changed: frozenset[str] = frozenset()
    """Files that the change under review is about, as paths from where the command runs."""

    def path(self, diagnostic: Diagnostic) -> str:
        """The file of a finding, from where the command runs: the root of the repository, in CI."""
        path = diagnostic.place.path
        return normpath(f"{self.prefix}{path}") if path and "://" not in path else path


class Report(Protocol):
    """What an output format offers."""

    NAME: str
    MACHINE: bool

    @staticmethod
    def render(findings: Findings, look: Look) -> str:
        """The findings as text without a line end at its end."""


def load(name: str) -> Report:
    """The output format called `name`."""
    return cast("Report", import_module(f"feedkit.cli.reports.{name}"))


def shown(findings: Findings, look: Look) -> list[Diagnostic]:
    """The findings a person wants to see."""
    return [each for each in findings.diagnostics if not look.quiet or each.severity is Severity.ERROR]


def closing(findings: Findings) -> str:
    """The line that counts the findings, as `Found 1 error, 2 warnings in 7 articles (0.41 s).`; "" when there are none."""
    names = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
    counts = [counted(number, name) for severity, name in names.items() if (number := findings.count(severity))]
    if findings.fixed:
        counts.append(f"{findings.fixed:,} fixed")
    if not counts:
        return ""
    where = f" in {counted(findings.articles, 'article')}" if findings.articles is not None else ""
    took = f" ({findings.seconds:.2f} s)" if findings.seconds is not None else ""
    return f"Found {', '.join(counts)}{where}{took}. {findings.consequence}".rstrip()


def fixable(findings: Findings) -> str:
    """The line that says what `feedkit check` could mend; "" when there is nothing."""
    fixes = [each.fix.applicability for each in findings.diagnostics if each.fix is not None]
    safe, unsafe = fixes.count(Applicability.SAFE), fixes.count(Applicability.UNSAFE)
    if safe and unsafe:
        return f"{safe:,} fixable with `feedkit check --fix`, {unsafe:,} more with --unsafe-fixes."
    option = "--fix" if safe else "--fix --unsafe-fixes"
    return f"{safe + unsafe:,} fixable with `feedkit check {option}`." if fixes else ""


def counted(number: int, noun: str) -> str:
    """The number with its noun, as `1 entry` and `2 entries`."""
    if number == 1:
        return f"1 {noun}"
    plural = f"{noun[:-1]}ies" if noun.endswith("y") and noun[-2:-1] not in "aeiou" else f"{noun}s"
    return f"{number:,} {plural}"
