"""What the common options mean for the command at hand."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any

from feedkit.cli.console import Console, console
from feedkit.quick_dataclasses import dataclass, replace

if TYPE_CHECKING:
    from feedkit.cli.reports import Findings
    from feedkit.config import Config

CONFIG_NAME = "feedkit.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One run of one command."""

    directory: Path
    """The project folder; `.` unless `--directory` says otherwise."""
    config_file: Path
    verbosity: int
    """-1 for errors only, 0, 1 to say what is done, 2 for tracebacks as well."""
    output_format: str
    now_given: str | None
    console: Console

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> Session:
        """The session that the common options ask for. Raises click.UsageError when they contradict each other."""
        if given.get("quiet") and given.get("verbose"):
            import click

            raise click.UsageError("--quiet and --verbose are both given; keep one of them")
        directory: Path = given.get("directory") or Path()
        return cls(
            directory=directory,
            config_file=directory / (given.get("config") or CONFIG_NAME),
            verbosity=-1 if given.get("quiet") else given.get("verbose") or 0,
            output_format=given.get("output_format") or "full",
            now_given=given.get("now"),
            console=console(given.get("color") or "auto"),
        )

    @property
    def machine(self) -> bool:
        """Whether a program reads the output: then one document is all that is printed."""
        return self.output_format not in ("full", "concise")

    @property
    def quiet(self) -> bool:
        """Whether only errors are to be shown."""
        return self.verbosity < 0

    def load_config(self, *, preview: bool = False, site_url: str = "") -> Config:
        """The configuration. Raises ConfigurationError with its diagnostics."""
        from feedkit.config import load

        return load(self.config_file, environ=os.environ, preview=preview, site_url=site_url)

    def at(self, given: Path) -> Path:
        """A file or folder that was named on the command line, as if started in the project folder; `-` stays itself."""
        return given if given == Path("-") else self.directory / given

    def now(self, zone: tzinfo) -> datetime:
        """The moment that counts as now, in `zone`."""
        from feedkit.cli.moment import now

        return now(self.now_given, os.environ, zone)

    def say(self, text: str) -> None:
        """A result for people, to standard output."""
        if not self.machine:
            self.console.say(text)

    def say_unless_quiet(self, text: str) -> None:
        """A result that nobody asked to see."""
        if not self.quiet:
            self.say(text)

    def detail(self, text: str) -> None:
        """What was done, for those who asked with `-v`; one line, which may name files of any name."""
        from feedkit.cli.visible import visible

        if self.verbosity > 0 and not self.machine:
            self.console.note(visible(text))

    def report(self, findings: Findings) -> int:
        """Show the findings in the format that was asked for; the exit code they make."""
        if findings.silent and not self.machine:
            return findings.exit_code
        from feedkit.cli.excerpt import line_reader
        from feedkit.cli.reports import Look, load
        from feedkit.diagnostics import Severity

        form = load(self.output_format)
        if not form.MACHINE and self.verbosity < 1:  # what is merely worth knowing is told to those who ask
            told = tuple(each for each in findings.diagnostics if each.severity is not Severity.INFO)
            findings = replace(findings, diagnostics=told)
        lines = line_reader(self.directory, self.config_file)
        look = Look(
            lines=lines,
            color=self.console.err_color and not form.MACHINE,
            width=self.console.width,
            quiet=self.quiet,
            prefix=_prefix(self.directory),
            changed=self._changed(),
        )
        text = form.render(findings, look)
        if form.MACHINE:
            self.console.say(text)
        elif text:
            self.console.note(text)
        return findings.exit_code

    def _changed(self) -> frozenset[str]:
        """What the change under review is about, as far as Git knows; only GitHub's annotations ask for it."""
        base = os.environ.get("GITHUB_BASE_REF", "")
        if self.output_format != "github" or not base:
            return frozenset()
        from feedkit.cli.changes import changed_files

        return changed_files(f"origin/{base}")


def _prefix(directory: Path) -> str:
    """What leads from where the command runs to the project folder."""
    try:
        relative = os.path.relpath(directory).replace(os.sep, "/")
    except ValueError:  # another drive
        return ""
    return "" if relative == "." else f"{relative}/"
