"""Why an article is in an edition or not, and when it will be: the words behind `feedkit digest --explain`."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from feedkit.digest.memory import Memory
from feedkit.digest.plans import (
    Candidate,
    CatchUp,
    Chosen,
    Day,
    DayState,
    Decision,
    DigestRules,
    Overflow,
    Selection,
    Verdict,
    edition_id,
    note_key,
)
from feedkit.digest.windows import wall_time
from feedkit.quick_dataclasses import dataclass

_YET_TO_COME = (Verdict.FUTURE, Verdict.AFTER_CUTOFF, Verdict.WAITING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What is known after a run."""

    rules: DigestRules
    now: datetime
    memory: Memory
    """With the editions of this run."""
    editions: tuple[Selection, ...]
    """Those that the run was asked for."""
    made: tuple[Selection, ...]
    """Those that the run made."""


def decide(candidate: Candidate, standing: Verdict | None, outlook: Outlook) -> Decision:
    """The decision on a candidate; `standing` is what kept it out, or None when nothing did."""
    sent_in = outlook.memory.sent.get(candidate.id)
    if sent_in:
        verdict, edition, sentence = _of_sent(candidate, sent_in, outlook)
    else:
        verdict, edition, sentence = _of_unsent(candidate, standing or Verdict.WAITING, outlook)
    return Decision(id=candidate.id, path=candidate.path, verdict=verdict, edition_id=edition, sentence=sentence)


def describe_day(
    day: date, state: DayState, outlook: Outlook, *, into: str = "", cutoff: datetime | None = None
) -> Day:
    """What became of the edition of `day`.

    `into` is the edition that took over its entries, `cutoff` the one of an extra edition.
    """
    rules = outlook.rules
    cutoff = cutoff or rules.cutoff_of(day)
    entries = sum(len(each.entries) for each in {*outlook.editions, *outlook.made} if each.cutoff == cutoff)
    newest = outlook.memory.selections[-1].id if outlook.memory.selections else ""
    sentences = {
        DayState.EDITION: f"the edition of {day} has {_counted(entries)}",
        DayState.FROZEN: f"the edition of {day} is frozen with {_counted(entries)}",
        DayState.QUIET: f"{day} is a quiet day: there was nothing new by {_shown(cutoff, rules)}",
        DayState.MERGED: f"{day} was missed: its entries are in {into}",
        DayState.SKIPPED: f"{day} was missed: `catch_up: skip` leaves its entries out",
        DayState.OPEN: f"the edition of {day} closes at {_shown(cutoff, rules)}",
        DayState.PASSED: f"{day} has no edition: {newest} was frozen since, and what comes late is in the next one",
        DayState.OFF: f"no edition appears on {day}, a {_WEEKDAYS[day.weekday()]}"
        if day.weekday() not in rules.weekdays
        else f"there was no {day} in {rules.zone}",
    }
    return Day(date=day, cutoff=cutoff, state=state, sentence=sentences[state])


def _of_sent(candidate: Candidate, sent_in: str, outlook: Outlook) -> tuple[Verdict, str, str]:
    key = note_key(candidate.correction)
    for edition in outlook.made:
        if any(each.id == candidate.id and each.key == key for each in edition.corrections):
            return Verdict.CORRECTION, edition.id, f"was in {sent_in}; its correction is in {edition.id}"
    more = ""
    mailed = outlook.memory.hashes[candidate.id]
    if key and (candidate.id, key) not in outlook.memory.notes:
        more = "; its correction waits for the next edition"
    elif mailed and candidate.content_hash and mailed != candidate.content_hash:
        more = "; what was edited since is not mailed again without a new `correction`"
    for edition in (*outlook.made, *outlook.editions):
        if edition.id == sent_in:
            chosen = next(each for each in edition.entries if each.id == candidate.id)
            return Verdict.INCLUDED, sent_in, f"is in {sent_in}{_how(chosen, outlook)}{more}"
    return Verdict.ALREADY_SENT, sent_in, f"was in {sent_in}{more}"


def _how(chosen: Chosen, outlook: Outlook) -> str:
    earlier = ", marked as earlier since it came after the edition before was frozen" if chosen.earlier else ""
    linked = f", beyond the {outlook.rules.max_entries} that the mail shows" if chosen.linked else ""
    return earlier + linked


def _of_unsent(candidate: Candidate, verdict: Verdict, outlook: Outlook) -> tuple[Verdict, str, str]:
    rules = outlook.rules
    if verdict in _YET_TO_COME:
        return _of_waiting(candidate, verdict, outlook)
    sentences = {
        Verdict.DRAFT: "is a draft",
        Verdict.EXCLUDED: f"is kept out by `{candidate.excluded}`",
        Verdict.EXPIRED: f"expired at {_shown(candidate.expires or outlook.now, rules)}",
        Verdict.BASELINE: "was there before the first edition",
        Verdict.SKIPPED: "belongs to a day that was missed, and `catch_up: skip` leaves those out",
        Verdict.TOO_OLD: f"is older than the {_aged(rules.max_age)} of `max_age`",
    }
    return verdict, "", sentences[verdict]


def _of_waiting(candidate: Candidate, verdict: Verdict, outlook: Outlook) -> tuple[Verdict, str, str]:
    rules = outlook.rules
    day = _expected(candidate, outlook)
    cutoff, before = rules.cutoff_of(day), rules.cutoff_of(rules.date_before(day))
    if candidate.published <= before and cutoff - candidate.published > rules.max_age:
        return (
            Verdict.TOO_OLD,
            "",
            f"will be older than the {_aged(rules.max_age)} of `max_age` at the cutoff of the next edition",
        )
    waits = "came late" if candidate.published <= outlook.memory.cutoff else "is out"
    if rules.overflow is Overflow.CARRY and any(len(each.entries) == rules.max_entries for each in outlook.made):
        waits = f"waits while there are {rules.max_entries} others"
    since = {
        Verdict.FUTURE: f"appears at {_shown(candidate.published, rules)}",
        Verdict.AFTER_CUTOFF: f"was published at {_shown(candidate.published, rules)}, after the cutoff",
        Verdict.WAITING: waits,
    }[verdict]
    if candidate.expires is not None and candidate.expires <= cutoff:
        return verdict, "", f"{since}, and expires before the cutoff of its edition, {_shown(cutoff, rules)}"
    edition = edition_id(rules.list, day)
    return verdict, edition, f"{since}, and will be in {edition}"


def _expected(candidate: Candidate, outlook: Outlook) -> date:
    """The date of the first edition that can still hold the candidate."""
    rules, memory = outlook.rules, outlook.memory
    day = rules.date_of(max(candidate.published, memory.cutoff + timedelta(seconds=1)))
    day = max(day, rules.date_after(memory.day))
    return day if rules.catch_up is CatchUp.SEPARATE else max(day, rules.newest_closed(outlook.now))


def _shown(moment: datetime, rules: DigestRules) -> str:
    return wall_time(moment, rules.zone).isoformat(" ", "minutes")


def _counted(number: int) -> str:
    return "1 entry" if number == 1 else f"{number} entries"


def _aged(age: timedelta) -> str:
    if age % timedelta(days=1):
        return f"{age / timedelta(hours=1):g} hours"
    return "1 day" if age.days == 1 else f"{age.days} days"


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
