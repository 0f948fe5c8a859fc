"""Selection: which entries are in which edition.

An edition holds what was never in one and came out by its cutoff; dates only put it in order and say what is too old.
So an article that comes late, is re-dated, renamed or edited is neither missed nor mailed twice, and a run that was
missed loses nothing. Of the time of a run nothing counts but which cutoffs, drafts and days of expiry lie behind.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from feedkit.digest.decisions import Outlook, decide, describe_day
from feedkit.digest.memory import Memory, number_of, remember
from feedkit.digest.plans import (
    Candidate,
    CatchUp,
    Chosen,
    Correction,
    Day,
    DayState,
    DigestRules,
    Overflow,
    Plan,
    Selection,
    Verdict,
    edition_id,
    note_key,
    split_edition_id,
)
from feedkit.digest.runs import SECOND, Run, held_back, run_at, standing
from feedkit.quick_dataclasses import replace


def plan(
    candidates: Iterable[Candidate],
    frozen: Iterable[Selection],
    rules: DigestRules,
    now: datetime,
    *,
    day: date | None = None,
    extra: bool = False,
    explain: bool = True,
) -> Plan:
    """The editions to be made at `now`, and why every candidate is in or out.

    `frozen` is every selection that was recorded; those of other lists do not count. `day` asks for the edition of one
    date instead of the newest that is closed. A frozen one comes back as it is; one that is not closed, or that a later
    one has overtaken, is not made. `extra` asks for one more edition, dated today, of all that is out at `now`. Unless
    it is to `explain`, the plan has no decisions.
    """
    memory = remember(frozen, rules.list)
    run = run_at(memory, rules, now, candidates, day=day, extra=extra)
    makes = run.state is DayState.EDITION
    missed = _missed(run) if makes and not extra else ()
    made = _made(run, missed) if makes else ()
    new = tuple(each for each in made if each.entries)
    mark = _mark(run, made)

    after = remember((*memory.selections, *new, *((mark,) if mark else ())), rules.list)
    old = tuple(each for each in memory.of_day(run.asked) if each.entries)
    editions = (*old, *new)  # what is new has a later cutoff than all that is frozen
    outlook = Outlook(rules=rules, now=now, memory=after, editions=editions, made=new)
    return Plan(
        day=run.asked,
        editions=editions,
        mark=mark,
        days=(*_missed_days(run, missed, outlook), _asked_day(run, outlook)),
        decisions=tuple(decide(each, standing(each, run), outlook) for each in run.candidates) if explain else (),
    )


def upcoming(
    candidates: Iterable[Candidate], frozen: Iterable[Selection], rules: DigestRules, now: datetime
) -> Mapping[str, date]:
    """The date of the edition that each article will be in which is out of all so far, by its id, if nothing changes."""
    waiting = (Verdict.FUTURE, Verdict.AFTER_CUTOFF, Verdict.WAITING)
    decisions = plan(candidates, frozen, rules, now).decisions
    return {
        each.id: split_edition_id(each.edition_id)[1]
        for each in decisions
        if each.verdict in waiting and each.edition_id
    }


def horizon(
    frozen: Iterable[Selection],
    rules: DigestRules,
    now: datetime,
    *,
    day: date | None = None,
    extra: bool = False,
) -> datetime:
    """The instant before which nothing that came out and has no correction could change what `plan` makes.

    With the same arguments; why such a candidate is in no edition, only `plan` tells.
    """
    memory = remember(frozen, rules.list)
    run = run_at(memory, rules, now, (), day=day, extra=extra)
    return run.reach if memory.empty else min(run.reach, memory.cutoff)  # what is skipped may be too old as well


def _missed(run: Run) -> tuple[date, ...]:
    """The dates before the run's own that should have had an edition and may have something to be in it, oldest first."""
    rules, memory = run.rules, run.memory
    since = max(memory.cutoff + SECOND, run.reach)
    if memory.empty:
        if rules.catch_up is not CatchUp.SEPARATE:
            return ()
        since = min((each.published for each in run.candidates if standing(each, run) is None), default=run.cutoff)
    after = max(rules.date_before(rules.date_of(since)), memory.day)
    return tuple(each for each in rules.closed_dates(after, run.cutoff) if each < run.day)


def _made(run: Run, missed: Sequence[date]) -> tuple[Selection, ...]:
    """A selection for each date of this run, oldest first; one with no entries is a quiet day.

    What is left out for good stands in the first one that will be recorded, so that it is known even if a run is cut short.
    """
    rules, memory = run.rules, run.memory
    made: list[Selection] = []
    eligible = [each for each in run.candidates if standing(each, run) is None]
    for day in (*missed, run.day) if rules.catch_up is CatchUp.SEPARATE else (run.day,):
        cutoff = run.cutoff if day == run.day else rules.cutoff_of(day)
        fitting = [each for each in eligible if each.published <= cutoff and each.id not in memory.sent]
        entries = _chosen(fitting, memory, rules)
        selection = Selection(id=edition_id(rules.list, day, run.number), date=day, cutoff=cutoff, entries=entries)
        if (entries or day == run.day) and not any(each.entries for each in made):
            corrections = _corrections(run) if entries else ()
            selection = replace(selection, corrections=corrections, passed=_passed(run), baseline=run.baseline)
        if entries:
            memory = remember((*memory.selections, selection), rules.list)
        made.append(selection)
    return tuple(made)


def _mark(run: Run, made: Sequence[Selection]) -> Selection | None:
    """The day of the run as a quiet day to be recorded, when a later run must not take it for a missed one, or for none."""
    if run.number > 1 or not made or made[-1].entries:
        return None
    return made[-1] if run.memory.empty or run.rules.catch_up is not CatchUp.MERGE else None


def _chosen(fitting: Sequence[Candidate], memory: Memory, rules: DigestRules) -> tuple[Chosen, ...]:
    """The entries of an edition out of those that fit, newest first, as many as the rules allow."""
    unique = list({each.id: each for each in reversed(fitting)}.values())[::-1]
    limit = rules.max_entries or len(unique)
    if rules.overflow is Overflow.CARRY:
        unique = unique[-limit:]  # the oldest: else those that wait would grow too old while they do
    return tuple(
        Chosen(
            id=each.id,
            content_hash=each.content_hash,
            earlier=each.published <= memory.cutoff,
            linked=number >= limit,
            note=note_key(each.correction),
        )
        for number, each in enumerate(unique)
    )


def _passed(run: Run) -> tuple[str, ...]:
    """The ids that this run leaves out for good, and that the baseline alone would not keep out."""
    final = Verdict.SKIPPED if run.baseline is None else Verdict.BASELINE
    fresh = [each for each in run.candidates if each.id not in run.memory.passed and standing(each, run) is final]
    return tuple(sorted({each.id for each in fresh if run.baseline is None or each.published >= run.baseline}))


def _corrections(run: Run) -> tuple[Correction, ...]:
    """The notes on entries that were mailed which readers have not seen yet, newest entry first."""
    memory, found = run.memory, dict[str, Correction]()
    for each in run.candidates:
        key = note_key(each.correction)
        if key and each.id in memory.sent and (each.id, key) not in memory.notes and held_back(each, run) is None:
            found.setdefault(each.id, Correction(id=each.id, title=each.title, url=each.url, note=each.correction))
    return tuple(found.values())


def _missed_days(run: Run, missed: Sequence[date], outlook: Outlook) -> list[Day]:
    """What became of the days that were missed."""
    if not missed:
        return []
    rules = run.rules
    taken = {chosen for each in outlook.made for chosen in each.entry_ids}
    merged = {rules.date_of(each.published) for each in run.candidates if each.id in taken}
    skipped = {rules.date_of(each.published) for each in run.candidates if standing(each, run) is Verdict.SKIPPED}
    states = dict.fromkeys(missed, DayState.QUIET)
    states |= {day: DayState.MERGED for day in missed if day in merged}
    states |= {day: DayState.SKIPPED for day in missed if day in skipped}
    states |= {each.date: DayState.EDITION for each in outlook.made if each.date in states}
    return [describe_day(day, state, outlook, into=edition_id(rules.list, run.day)) for day, state in states.items()]


def _asked_day(run: Run, outlook: Outlook) -> Day:
    """What became of the day that was asked for."""
    day, state = run.asked, run.state
    frozen_empty = state is DayState.FROZEN and all(
        not each.entries for each in outlook.memory.of_day(day) if number_of(each) == 1
    )
    made_nothing = state is DayState.EDITION and not any(each.date == day for each in outlook.made)
    cutoff = run.cutoff if run.number > 1 else None
    return describe_day(day, DayState.QUIET if frozen_empty or made_nothing else state, outlook, cutoff=cutoff)
