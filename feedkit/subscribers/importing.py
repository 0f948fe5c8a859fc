"""Importing: rows into the database, a few thousand at a time.

Each portion is a transaction of its own, so that the web application need not wait, and an import that was interrupted is
simply run again: rows that are there already change nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from feedkit.database import Database, inserting
from feedkit.diagnostics import Diagnostic, Place, Rule
from feedkit.quick_dataclasses import dataclass, field
from feedkit.rules import subscribers as rules
from feedkit.subscribers.addresses import address_hash
from feedkit.subscribers.merging import LEFT, Outcome, merged
from feedkit.subscribers.rows import Given, Refused
from feedkit.subscribers.suppression import leave, suppress_hashes
from feedkit.subscribers.tables import MAIN, SUBSCRIBERS, SUPPRESSIONS, Reason, Status

PORTION = 2_000
MOST_FINDINGS = 1_000
"""How many findings are kept to be shown; all are counted."""
_REASONS = {
    Status.BOUNCED: Reason.BOUNCED,
    Status.COMPLAINED: Reason.COMPLAINED,
    Status.BLOCKED: Reason.BLOCKED,
}
_COLUMNS = SUBSCRIBERS.c


@dataclass(slots=True, kw_only=True)
class Imported:
    """What became of the rows; every row is in exactly one of the counts."""

    counts: Counter[str] = field(default_factory=Counter)
    findings: list[Diagnostic] = field(default_factory=list)
    found: Counter[str] = field(default_factory=Counter)
    """How many findings there were of each rule, shown or not."""
    unproven: int = 0
    """How many were added as pending, since nothing says that they agreed."""

    @property
    def rows(self) -> int:
        """How many rows there were."""
        return sum(self.counts.values())

    def tell(self, found: Diagnostic) -> None:
        """Keep a finding, or count it when there are many."""
        self.found[found.rule.code] += 1
        if len(self.findings) < MOST_FINDINGS:
            self.findings.append(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """How an import is done."""

    hashing_key: bytes
    now: datetime
    path: str
    list: str = MAIN
    consent: str = ""
    """Where and how the subscribers agreed, when the file does not say it."""
    dry: bool = False
    """Look only: nothing is written, everything is told."""
    portion: int = PORTION


def import_rows(
    database: Database,
    rows: Iterable[Given | Refused | Diagnostic],
    policy: Policy,
    *,
    refused: Callable[[Refused], None] = lambda _: None,
    progress: Callable[[int], None] = lambda _: None,
) -> Imported:
    """Import the rows and say what became of each. `refused` gets those that are not imported, `progress` the last line."""
    done = Imported()
    looked = 0
    for number, portion in enumerate(_portions(_told(rows, done, refused), policy.portion), start=1):
        with database.reading() if policy.dry else database.writing() as connection:
            _portion(connection, portion, policy, done)
        if number >= 2 * looked and not policy.dry:
            database.look_again(SUBSCRIBERS)
            looked = number
        progress(portion[-1].line)
    if done.unproven:
        message = f"{done.unproven:,} do not say that they have agreed; they are pending and get no mail"
        done.tell(_finding(rules.WITHOUT_CONSENT, policy.path, 0, message, 'say how they agreed: --consent "…"'))
    return done


def _told(
    rows: Iterable[Given | Refused | Diagnostic], done: Imported, refused: Callable[[Refused], None]
) -> Iterator[Given]:
    for row in rows:
        if isinstance(row, Given):
            yield row
        elif isinstance(row, Refused):
            done.counts["refused"] += 1
            done.tell(row.found)
            refused(row)
        else:
            done.tell(row)


def _portions(rows: Iterator[Given], size: int) -> Iterator[list[Given]]:
    while portion := list(islice(rows, size)):
        yield portion


def _portion(connection: Connection, portion: Sequence[Given], policy: Policy, done: Imported) -> None:
    hashes = [address_hash(policy.hashing_key, row.address) for row in portion]
    known = set(hashes)
    statement = select(SUBSCRIBERS).where(_COLUMNS.list == policy.list, _COLUMNS.hash.in_(known)).order_by(_COLUMNS.id)
    if not policy.dry:  # nobody leaves between the decision and the act; SQLite has one writer at a time anyway
        statement = statement.with_for_update()
    there: dict[str, dict[str, Any]] = {
        row.hash: dict(row._mapping)  # noqa: SLF001  (SQLAlchemy's public name)
        for row in connection.execute(statement)
    }
    suppressed = set(connection.execute(select(SUPPRESSIONS.c.hash).where(SUPPRESSIONS.c.hash.in_(known))).scalars())
    changes = _Changes()
    for row, hashed in zip(portion, hashes, strict=True):
        if hashed in suppressed:
            done.counts["suppressed"] += 1
            done.tell(_finding(rules.SUPPRESSED_ADDRESS, policy.path, row.line, f"`{row.address.given}` is suppressed"))
            continue
        _row(row, hashed, there, policy, done, changes)
        if row.status in _REASONS and there[hashed]["status"] == row.status.value:
            suppressed.add(hashed)
    if not policy.dry:
        changes.write(connection, policy)


@dataclass(slots=True)
class _Changes:
    """What a portion changes, by row, so that it is written in a few statements."""

    new: dict[str, dict[str, Any]] = field(default_factory=dict)
    changed: dict[int, dict[str, Any]] = field(default_factory=dict)
    left: dict[int, Status] = field(default_factory=dict)
    suppressed: dict[str, Reason] = field(default_factory=dict)

    def write(self, connection: Connection, policy: Policy) -> None:
        if self.new:
            statement = inserting(connection, SUBSCRIBERS).on_conflict_do_nothing(index_elements=["list", "hash"])
            connection.execute(statement, list(self.new.values()))
        for status in set(self.left.values()):
            ids = [number for number, each in self.left.items() if each is status]
            leave(connection, ids, Reason.UNSUBSCRIBED, policy.now)
        for reason in set(self.suppressed.values()):
            hashes = [hashed for hashed, each in self.suppressed.items() if each is reason]
            suppress_hashes(connection, hashes, reason, policy.now)
        by_columns: dict[tuple[str, ...], list[dict[str, Any]]] = {}
        for number, values in self.changed.items():
            by_columns.setdefault(tuple(sorted(values)), []).append({"_id": number} | values)
        for names, rows in by_columns.items():
            change = update(SUBSCRIBERS).where(_COLUMNS.id == bindparam("_id"))
            connection.execute(change.values({name: bindparam(name) for name in names}), rows)


def _row(
    row: Given,
    hashed: str,
    there: dict[str, dict[str, Any]],
    policy: Policy,
    done: Imported,
    changes: _Changes,
) -> None:
    """Decide what becomes of one row; `there` is the list as it is after the rows before it."""
    status = row.status or (Status.CONFIRMED if policy.consent else Status.PENDING)
    source = policy.consent or (f"imported from {policy.path}" if row.status else "")
    existing = there.get(hashed)
    made = merged(row, status, existing, policy.now, source)
    if existing is None:
        new = {"list": policy.list, "hash": hashed} | dict(made.values)
        if row.consent_ip and not row.consent_ip_hash:
            new["consent_ip_hash"] = address_hash(policy.hashing_key, f"ip {row.consent_ip}")
        if policy.consent and new["consent_at"] is None and status is Status.CONFIRMED:
            new["consent_at"] = policy.now
        there[hashed] = changes.new[hashed] = new
        done.counts[made.outcome.value] += 1
        done.unproven += row.status is None and not policy.consent
        if status in _REASONS:
            changes.suppressed[hashed] = _REASONS[status]
        return
    done.counts[made.outcome.value] += 1
    if made.outcome is Outcome.STAYED_AWAY:
        message = f"`{row.address.given}` is {made.status.value} since {existing['left_at']:%Y-%m-%d}"
        done.tell(_finding(rules.LEFT_BEFORE, policy.path, row.line, message))
    existing.update(made.values)
    if hashed in changes.new:
        if made.status in _REASONS:
            changes.suppressed[hashed] = _REASONS[made.status]
        return
    if made.outcome is Outcome.LEFT:
        if made.status in _REASONS:
            changes.suppressed[hashed] = _REASONS[made.status]
        else:
            changes.left[existing["id"]] = made.status
    kept = {name: value for name, value in made.values.items() if not (made.status in LEFT and name == "status")}
    if kept:
        changes.changed.setdefault(existing["id"], {}).update(kept)


def _finding(rule: Rule, path: str, line: int, message: str, help: str = "") -> Diagnostic:
    return Diagnostic(rule=rule, place=Place(path, line), message=message, help=help)


def counts_as_json(done: Imported) -> Mapping[str, int]:
    """The counts by name, all of them, 0 where there are none."""
    names = [*(each.value for each in Outcome), "suppressed", "refused"]
    return {name: done.counts.get(name, 0) for name in names} | {"rows": done.rows}
