"""What `feedkit send` does, once its command line is read."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from feedkit.cli.digest import _day
from feedkit.cli.session import Session
from feedkit.quick_dataclasses import dataclass

if TYPE_CHECKING:
    from feedkit.cli.moment import Clock
    from feedkit.config import Config
    from feedkit.database import Database
    from feedkit.ledger import FrozenEdition
    from feedkit.workflow.digest import Digest
    from feedkit.workflow.send import Order, Sent
    from feedkit.workflow.ways import Way

INCOMPLETE, REFUSED = 3, 4
FAILED = "failed.csv"
WAIT = 30.0
"""Minutes that deferred mail is waited for: the second attempt comes after 5 minutes, the third after 20."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What was asked for on the command line."""

    date: str | None
    test: str | None
    dry_run: bool
    out: Path | None
    resume: bool
    due: bool
    most: int | None
    only: Path | None
    on_unknown: str | None
    workers: str
    late: bool
    adopt: bool
    wait: float | None
    """Minutes."""
    yes: bool


class Run:
    """One run of the command."""

    def __init__(
        self, session: Session, wanted: Wanted, config: Config, clock: Clock, progress: Callable[[str, int, int], None]
    ) -> None:
        self.session, self.wanted, self.config, self.clock, self.progress = session, wanted, config, clock, progress
        self.began = time.monotonic()
        self.project = session.directory

    def test(self) -> int:
        """Send one message to the address of `--test`; the exit code, as of the others."""
        from feedkit.senders import Verdict
        from feedkit.workflow.rehearsal import sent_to

        via = self.config.send.via or "outbox"
        way, digest = self._way(via), self._digest()
        if digest.failed or not self._has_entries(digest):
            return self._concluded(digest, [], way)
        made = [each for each in digest.editions if each.record.entries][-1]
        outcome = sent_to(self.wanted.test or "", made, way, self.config, self.clock)
        sentence = " ".join(
            filter(None, (str(outcome.verdict), str(outcome.code or ""), outcome.enhanced, outcome.text))
        )
        self.session.say_unless_quiet(f"{self.wanted.test}: {sentence}")
        code = self._reported(
            digest,
            {
                "test": {
                    "address": self.wanted.test,
                    "state": str(outcome.verdict),
                    "code": outcome.code,
                    "said": outcome.text,
                }
            },
            way,
        )
        return code or (0 if outcome.verdict is Verdict.ACCEPTED else INCOMPLETE)

    def rehearse(self) -> int:
        """Write all messages as files."""
        from feedkit.senders import Verdict
        from feedkit.workflow.rehearsal import written
        from feedkit.workflow.send import open_ledger

        way, digest = self._way("outbox"), self._digest()
        if digest.failed or not self._has_entries(digest):
            return self._concluded(digest, [], way)
        folder = self.project / (self.wanted.out or self.config.send.outbox)
        counts: dict[str, int] = {}
        made = [each for each in digest.editions if each.record.entries][-1]
        with open_ledger(self.project, self.config, self.clock(), adopt=self.wanted.adopt) as database:
            for outcome in written(folder, made, way, self.config, database, self.clock, most=self.wanted.most, progress=self.progress):  # fmt: skip
                word = "written" if outcome.verdict is Verdict.ACCEPTED else outcome.reason or str(outcome.verdict)
                counts[word] = counts.get(word, 0) + 1
        self.session.say_unless_quiet(f"{counts.get('written', 0):,} messages are in {folder}; nothing was sent.")
        if not self.config.send.via:
            self.session.say_unless_quiet(
                "To send them, write `send: {via: smtp}` and `mail: {smtp: …}` into feedkit.yml."
            )
        failed = sum(counts.values()) - counts.get("written", 0)
        return self._reported(digest, {"dry_run": {"folder": str(folder), **counts}}, way) or (
            INCOMPLETE if failed else 0
        )

    def send(self) -> int:
        """Freeze what is new, send what is due, and report."""
        from feedkit.workflow.send import Order, freeze_editions, open_ledger, unfinished

        way = self._way(self.config.send.via)
        wanted = self.wanted
        # What is due for `--due` is seen to by the next of its runs.
        minutes = wanted.wait if wanted.wait is not None else 0.0 if wanted.due else WAIT
        order = Order(
            late=wanted.late,
            adopt=wanted.adopt,
            most=wanted.most,
            only=_addresses(wanted.only and self.session.at(wanted.only)),
            workers=wanted.workers,
            wait=timedelta(minutes=minutes),
        )
        digest = None
        with open_ledger(self.project, self.config, self.clock(), adopt=wanted.adopt) as database:
            editions = [] if not (wanted.resume or wanted.due) else unfinished(database)
            if not wanted.resume:
                digest = self._digest()
                if digest.failed:
                    return self._concluded(digest, [], way)
                if self._may(digest, database):
                    frozen = freeze_editions(database, digest, self.config, self.clock(), late=wanted.late)
                    known = {each.id for each in editions}
                    editions += [each for each in frozen if each.id not in known]
            sent = [self._sent(database, each, way, order) for each in editions]
            self._write_failed(database, sent)
            return self._concluded(digest, sent, way)

    def _sent(self, database: Database, edition: FrozenEdition, way: Way, order: Order) -> Sent:
        from feedkit.workflow.send import send

        def resend(edition: FrozenEdition, count: int) -> bool:
            return self._resend(database, edition, count)

        return send(
            database, edition, way, self.project, self.config, order, self.clock, resend=resend, progress=self.progress
        )

    def _way(self, via: str) -> Way:
        from feedkit.workflow.ways import way_of

        return way_of(self.project, self.config, via)

    def _digest(self) -> Digest:
        """The edition as it was recorded, or made and recorded now."""
        from feedkit.workflow.digest import make_digest
        from feedkit.workflow.selection import BuildOptions

        options = BuildOptions(now=self.session.now(self.config.site.zone))
        day = _day(self.wanted.date)
        return make_digest(self.project, self.config, options, day=day, extra=False, progress=lambda *_: None)

    def _has_entries(self, digest: Digest) -> bool:
        return any(each.record.entries for each in digest.editions)

    def _may(self, digest: Digest, database: Database) -> bool:
        """Whether there is something to freeze and nobody says no; the records are written if so."""
        from feedkit.editions import write_records
        from feedkit.workflow.send import readers_of

        if not self._has_entries(digest):
            if not self.wanted.due:
                for day in digest.plan.days:
                    self.session.say_unless_quiet(f"{day.sentence}.")
            return False
        new = [each for each in digest.editions if each.record.entries and not readers_of(database, each.record.id)]
        if new and sys.stdin.isatty() and not (self.wanted.yes or self.session.machine or self.wanted.due):
            count = readers_of(database, "")
            subjects = ", ".join(repr(each.edition.subject) for each in new)
            if not click.confirm(f"Send {subjects} to {count:,} readers by {self.config.send.via}?", err=True):
                raise click.Abort
        write_records(self.project, self.config.digest.records, digest.records)
        return True

    def _resend(self, database: Database, edition: FrozenEdition, count: int) -> bool:
        policy = self.wanted.on_unknown or self.config.send.on_unknown
        if self.config.send.via == "outbox":  # a second file takes the place of the first
            return True
        if policy != "ask":
            return policy == "resend"
        if not sys.stdin.isatty() or self.session.machine:
            return False
        from feedkit.ledger.reports import undelivered
        from feedkit.ledger.tables import State

        click.echo(f"Of {count:,} messages of {edition.id} nobody knows whether they arrived:", err=True)
        with database.reading() as connection:
            for each in undelivered(connection, edition.number, State.UNKNOWN):
                click.echo(f"  {each.email}  {each.said}", err=True)
        return click.confirm("Send them again? Some readers may then get it twice.", err=True, default=False)

    def _write_failed(self, database: Database, sent: Iterable[Sent]) -> None:
        from feedkit.cli.failed import write_failed

        write_failed(self.project / FAILED, database, [each.edition for each in sent])

    def _concluded(self, digest: Digest | None, sent: list[Sent], way: Way) -> int:
        from feedkit.cli.reports import Failure
        from feedkit.cli.send_report import as_json, lines
        from feedkit.workflow.job import Why

        seconds = time.monotonic() - self.began
        failure = None
        for each in sent:
            if each.stop is not None:
                refused = each.stop.why in (Why.POLICY, Why.BOUNCES)
                code = REFUSED if refused else INCOMPLETE
                failure = failure or Failure(message=each.stop.message, help=each.stop.help, exit_code=code)
        nothing = not any(each.before.open or each.before.undecided for each in sent)
        if not (self.wanted.due and nothing):
            for each in sent:
                for line in lines(each, seconds):
                    self.session.say_unless_quiet(line)
        if self.wanted.resume and not sent:
            self.session.say_unless_quiet("There is nothing to go on with.")
        code = self._reported(digest, {"send": [as_json(each, seconds) for each in sent]}, way, failure)
        return code or (0 if all(each.complete for each in sent) else INCOMPLETE)

    def _reported(self, digest: Digest | None, results: dict[str, Any], way: Way, failure: Any = None) -> int:
        from feedkit.cli.reports import Findings

        found = (*way.diagnostics, *(digest.diagnostics if digest is not None else ()))
        findings = Findings(
            diagnostics=found,
            articles=digest.articles if digest is not None else None,
            seconds=time.monotonic() - self.began,
            consequence="Nothing was sent." if digest is not None and digest.failed else "",
            failure=failure,
            results=results,
        )
        code = self.session.report(findings)
        return code if failure is None or not digest or not digest.failed else max(code, failure.exit_code)


def _addresses(file: Path | None) -> tuple[str, ...] | None:
    """The addresses in a file: one a line, or the first column of a CSV."""
    if file is None:
        return None
    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise click.BadParameter(f"{file} cannot be read: {error}", param_hint="--only") from error
    firsts = (line.replace(";", ",").split(",")[0].strip().strip('"') for line in text.splitlines())
    found = tuple(dict.fromkeys(each for each in firsts if "@" in each))
    if not found:
        raise click.BadParameter(f"there is no address in {file}", param_hint="--only")
    return found
