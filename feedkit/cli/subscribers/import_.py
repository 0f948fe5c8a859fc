"""`feedkit subscribers import`."""

from __future__ import annotations

import codecs
import csv
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import datetime
from io import BufferedReader, TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from feedkit.cli.options import command as feedkit_command
from feedkit.cli.session import Session
from feedkit.cli.subscribers._asking import opened
from feedkit.quick_dataclasses import dataclass

if TYPE_CHECKING:
    from feedkit.subscribers.importing import Imported
    from feedkit.subscribers.rows import Refused
    from feedkit.workflow.subscribers import OpenList

EXAMPLE = """\
feedkit subscribers import subscribed_members_export.csv
feedkit subscribers import addresses.txt --consent "Signed the list at the fair, May 2026"
feedkit subscribers import old.csv --dry-run --rejects refused.csv"""


@feedkit_command("import", example=EXAMPLE)
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="FILE...",
)
@click.option("--consent", metavar="TEXT", help="Where and how they agreed, if the file does not say; kept as proof.")
@click.option(
    "--encoding", metavar="NAME", help="How the file is written, as windows-1252; UTF-8 unless it says otherwise."
)
@click.option("--strict", is_flag=True, help="Import nothing of a file that has a row which cannot be imported.")
@click.option("--dry-run", is_flag=True, help="Say what would be done; change nothing.")
@click.option(
    "--rejects",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the rows that are not imported, with the reasons, to FILE.",
)
def command(session: Session, files: tuple[Path, ...], consent: str | None, encoding: str | None, strict: bool, dry_run: bool, rejects: Path | None) -> int:  # fmt: skip
    """Import subscribers from CSV: of Mailchimp, listmonk, Buttondown, Substack, Ghost, Keila, feedkit or any other.

    Each row is imported, or reported with its line. Who has left stays away, unless the file has a confirmation that is
    newer. To take up an import that was interrupted, run it again. A file `-` is standard input.
    """
    from feedkit.cli.reports import Failure, Findings, counted
    from feedkit.diagnostics import Diagnostic
    from feedkit.subscribers.importing import counts_as_json

    _check(session, files, encoding, strict=strict)
    found: list[Diagnostic] = []
    results, stopped = {}, []
    with opened(session) as (subscribers, now), _rejecting(rejects and session.at(rejects)) as refuse:
        for file in files:
            job = _Job(
                session=session,
                subscribers=subscribers,
                now=now,
                file=session.at(file),
                consent=consent or "",
                encoding=encoding or "",
            )
            done = job.run(refuse, dry=dry_run or strict)
            if strict and done.counts["refused"]:
                stopped.append(f"{file}: {counted(done.counts['refused'], 'row')} cannot be imported, so none was")
            elif strict and not dry_run:
                done = job.run(lambda _: None, dry=False)
            results[str(file)] = {**counts_as_json(done), "findings": dict(done.found)}
            found += done.findings
            session.say_unless_quiet(_sentence(file, done, dry=dry_run))
    failure = Failure(message="\n".join(stopped), exit_code=1) if stopped else None
    return session.report(Findings(diagnostics=tuple(found), failure=failure, results={"imported": results}))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    """The import of one file."""

    session: Session
    subscribers: OpenList
    now: datetime
    file: Path
    consent: str
    encoding: str

    def run(self, refuse: Callable[[Refused], None], *, dry: bool) -> Imported:
        """Import the file, or only look."""
        from feedkit.cli.progress import progress
        from feedkit.subscribers.importing import Policy, import_rows
        from feedkit.subscribers.rows import read_rows

        session = self.session
        name = "standard input" if self.file == Path("-") else _relative(self.file, session.directory)
        policy = Policy(
            hashing_key=self.subscribers.hashing_key, now=self.now, path=name, consent=self.consent, dry=dry
        )
        watched = session.console.err_terminal and not (session.machine or session.quiet)
        with (
            _lines(self.file, self.encoding) as (lines, size),
            progress(watched=watched, color=session.console.err_color) as report,
        ):
            return import_rows(
                self.subscribers.database,
                read_rows(lines, name),
                policy,
                refused=refuse,
                progress=lambda line: report("rows", line, max(line, size)),
            )


def _check(session: Session, files: tuple[Path, ...], encoding: str | None, *, strict: bool) -> None:
    paths = {each: session.at(each) for each in files if each != Path("-")}
    if missing := next((each for each, path in paths.items() if path.is_dir() or not path.exists()), None):
        raise click.BadParameter(f"there is no file {missing}", param_hint="FILE...")
    if strict and Path("-") in files:
        raise click.UsageError("--strict reads a file twice, which standard input cannot be")
    try:
        codecs.lookup(encoding or "utf-8")
    except LookupError as error:
        raise click.BadParameter(f"`{encoding}` is not an encoding", param_hint="--encoding") from error


@contextmanager
def _lines(file: Path, encoding: str) -> Iterator[tuple[Iterator[str], int]]:
    """The lines of the file one by one, and about how many there are; bytes that are not text are lone surrogates."""
    from feedkit.subscribers.rows import encoding_of

    source: Any = sys.stdin.buffer if file == Path("-") else file.open("rb")
    source = source if hasattr(source, "peek") else BufferedReader(source)
    with source if file != Path("-") else nullcontext(source):
        head = source.peek(4)[:4]
        name = encoding_of(head, encoding)
        errors = "replace" if name.lower().startswith("utf-16") else "surrogateescape"
        text = TextIOWrapper(source, encoding=name, errors=errors, newline="")
        yield text, 0 if file == Path("-") else file.stat().st_size // 100
        text.detach()


@contextmanager
def _rejecting(path: Path | None) -> Iterator[Callable[[Refused], None]]:
    """What writes refused rows to the file, if there is to be one: the line, the reason, and the fields as they were."""
    if path is None:
        yield lambda _: None
        return
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        path.chmod(0o600)
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["line", "reason"])
        yield lambda row: writer.writerow([row.found.place.line, row.found.message, *row.fields])


def _relative(file: Path, project: Path) -> str:
    try:
        return file.resolve().relative_to(project.resolve()).as_posix()
    except ValueError:
        return file.as_posix()


def _sentence(file: Path, done: Imported, *, dry: bool) -> str:
    from feedkit.cli.reports import counted
    from feedkit.cli.visible import visible

    words = {
        "added": "added", "updated": "updated", "unchanged": "unchanged", "left": "taken off the list",
        "stayed_away": "left before and stay away", "suppressed": "suppressed", "refused": "refused",
    }  # fmt: skip
    parts = [f"{done.counts[name]:,} {word}" for name, word in words.items() if done.counts[name]]
    end = " Nothing was changed (--dry-run)." if dry else ""
    return f"{visible(str(file))}: {counted(done.rows, 'row')}: {', '.join(parts) or 'nothing in it'}.{end}"
