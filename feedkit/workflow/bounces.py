"""Reports of non-delivery and complaints: read, matched with messages of ours, and acted upon."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import PurePath

from feedkit.bounces import Meaning, Proof, Report, proofs_in, read_report
from feedkit.bounces.proof import message_ids_in
from feedkit.bounces.reports import MAX_BYTES
from feedkit.database import Connection
from feedkit.diagnostics import Diagnostic, Place, Rule
from feedkit.ledger.readers import edition_of, make_old_nameless
from feedkit.mailboxes import Stored
from feedkit.quick_dataclasses import dataclass, field
from feedkit.rules import subscribers as rules
from feedkit.subscribers import Reason, record_bounce, unsubscribe
from feedkit.subscribers.addresses import AddressError, address_hash, read_address
from feedkit.subscribers.registry import find, find_by_id
from feedkit.subscribers.suppression import BounceKind, is_recorded
from feedkit.workflow.subscribers import OpenList

_KINDS = {
    Meaning.HARD: BounceKind.HARD,
    Meaning.SOFT: BounceKind.SOFT,
    Meaning.POLICY: BounceKind.POLICY,
    Meaning.COMPLAINT: BounceKind.COMPLAINT,
}


RETENTION = timedelta(days=90)
"""How long deliveries keep addresses; bounces come back within days."""


@dataclass(slots=True, kw_only=True)
class Received:
    """What became of the mails; each is in one of the counts."""

    counts: Counter[str] = field(default_factory=Counter)
    """By meaning; `known` were counted before, `foreign` are about no message of ours."""
    suppressed: Counter[str] = field(default_factory=Counter)
    """Addresses that are mailed no more, by reason."""
    findings: list[Diagnostic] = field(default_factory=list)


def receive(subscribers: OpenList, mails: Iterable[Stored], now: datetime) -> Received:
    """Act upon every mail, once: a mail that was seen before changes nothing."""
    done = Received()
    with subscribers.database.writing() as connection:
        make_old_nameless(connection, now - RETENTION)
    for mail in mails:
        if mail.fault:
            done.counts["unreadable"] += 1
            done.findings.append(_finding(rules.UNREADABLE_MAIL, mail, mail.fault))
            continue
        report = read_report(mail.content[:MAX_BYTES])
        if report.meaning is Meaning.NOTHING:
            done.counts["nothing"] += 1
            continue
        with subscribers.database.writing() as connection:
            proof = proofs_in(report, subscribers.keys, now) or _matched(connection, report, subscribers)
            if proof is None or find_by_id(connection, proof.subscriber) is None:
                done.counts["foreign"] += 1
                done.findings.append(_finding(rules.UNKNOWN_REPORT, mail, _foreign(report, proof)))
                continue
            _act(connection, report, proof, now, done)
    return done


def _act(connection: Connection, report: Report, proof: Proof, now: datetime, done: Received) -> None:
    if report.meaning is Meaning.LEAVE:
        done.counts["leave"] += 1
        done.suppressed[Reason.UNSUBSCRIBED] += unsubscribe(connection, proof.subscriber, now)
        return
    if is_recorded(connection, report.event):
        done.counts["known"] += 1
        return
    reason = record_bounce(
        connection,
        proof.subscriber,
        _KINDS[report.meaning],
        now,
        event=report.event,
        edition=proof.edition,
        status=report.status,
        said=report.said,
        at=report.at,
    )
    done.counts[report.meaning.value] += 1
    if reason is not None:
        done.suppressed[reason.value] += 1


def _matched(connection: Connection, report: Report, subscribers: OpenList) -> Proof | None:
    """By the address that the report names, if it carries the Message-ID that only a message to that address has."""
    try:
        address = read_address(report.recipient)
    except AddressError:
        return None
    record = find(connection, address_hash(subscribers.hashing_key, address))
    for found in message_ids_in(report) if record is not None else ():
        edition = edition_of(connection, found, record.id) if record is not None else None
        if record is not None and edition is not None:
            return Proof(subscriber=record.id, edition=edition)
    return None


def _foreign(report: Report, proof: Proof | None) -> str:
    if proof is not None:
        return "it is about a subscriber who is not there any more"
    said = ": ".join(each for each in (report.meaning.value, report.said[:80]) if each)
    return f"it carries nothing that we signed ({said})"


def _finding(rule: Rule, mail: Stored, message: str) -> Diagnostic:
    return Diagnostic(rule=rule, place=Place(PurePath(mail.path).as_posix()), message=message)
