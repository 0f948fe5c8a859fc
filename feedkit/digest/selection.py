"""Selection: which entries are in which edition.

An edition holds what was never in one and came out by its cutoff; dates only put it in order and say what is too old.
So an article that comes late, is re-dated, renamed or edited is neither missed nor mailed twice, and a run that was
missed loses nothing. Of the time of a run nothing counts but which cutoffs, drafts and days of expiry lie behind.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from feedkit.digest import windows
from feedkit.digest.decisions import Outlook, decide, describe_day
from feedkit.digest.memory import EVER, Memory, number_of, remember
from feedkit.digest.plans import (
    Candidate,
    CatchUp,
    Chosen,
    Correction,
    Day,
    DayState,
    DigestRules,
    FirstRun,
    Overflow,
    Plan,
    Selection,
    Verdict,
    edition_id,
    note_key,
    split_edition_id,
)
from feedkit.quick_dataclasses import dataclass, replace

_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """What one run decides by."""

    rules: DigestRules
    now: datetime
    memory: Memory
    day: date
    number: int
    """1 for the edition of `day`, 2 and on for an extra one."""
    cutoff: datetime
    """What was published later is not in it."""
    before: datetime
    """The cutoff of the date before; the window of `day` begins after it."""
    start: datetime
    """On a first run, what was published at this instant or earlier counts as sent; else `EVER`."""
    reach: datetime
    """What was published before this instant is too old."""
    baseline: datetime | None
    """On a first run, what was published before this instant is never mailed, even if `max_age` is raised later."""
    candidates: tuple[Candidate, ...]
    """Newest first: published, then id."""


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
    asked = _asked(rules, now, day, extra=extra)
    state = DayState.EDITION if extra else _state(asked, memory, rules, now)
    makes = state is DayState.EDITION
    run = _run_at(memory, rules, now, candidates, day=day, extra=extra)
    missed = _missed(run) if makes and not extra else ()
    made = _made(run, missed) if makes else ()
    new = tuple(each for each in made if each.entries)
    mark = _mark(run, made)

    after = remember((*memory.selections, *new, *((mark,) if mark else ())), rules.list)
    old = tuple(each for each in memory.of_day(asked) if each.entries)
    editions = (*old, *new)  # what is new has a later cutoff than all that is frozen
    outlook = Outlook(rules=rules, now=now, memory=after, editions=editions, made=new)
    return Plan(
        day=asked,
        editions=editions,
        mark=mark,
        days=(*_missed_days(run, missed, outlook), _asked_day(asked, state, run, outlook)),
        decisions=tuple(decide(each, _standing(each, run), outlook) for each in run.candidates) if explain else (),
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
    run = _run_at(memory, rules, now, (), day=day, extra=extra)
    return run.reach if memory.empty else min(run.reach, memory.cutoff)  # what is skipped may be too old as well


def _run_at(
    memory: Memory,
    rules: DigestRules,
    now: datetime,
    candidates: Iterable[Candidate],
    *,
    day: date | None,
    extra: bool,
) -> _Run:
    """The run that is due at `now`: of the date that is asked for if an edition of it can be made."""
    asked = _asked(rules, now, day, extra=extra)
    makes = extra or _state(asked, memory, rules, now) is DayState.EDITION
    return _run(asked if makes else rules.newest_closed(now), memory, rules, now, candidates, extra=extra)


def _asked(rules: DigestRules, now: datetime, day: date | None, *, extra: bool) -> date:
    return now.astimezone(rules.zone).date() if extra else day or rules.newest_closed(now)


def _state(day: date, memory: Memory, rules: DigestRules, now: datetime) -> DayState:
    """Whether the edition of `day` is to be made, and if not, why."""
    if memory.has(day):
        return DayState.FROZEN
    if not windows.has_edition(day, rules.zone, rules.weekdays):
        return DayState.OFF
    if rules.cutoff_of(day) > now:
        return DayState.OPEN
    overtaken = day <= memory.day or rules.cutoff_of(day) <= memory.cutoff
    return DayState.PASSED if overtaken else DayState.EDITION


def _run(
    day: date, memory: Memory, rules: DigestRules, now: datetime, candidates: Iterable[Candidate], *, extra: bool
) -> _Run:
    last = rules.newest_closed(now) if extra else day
    before = rules.cutoff_of(rules.date_before(last))
    cutoff = now.astimezone(UTC).replace(microsecond=0) if extra else rules.cutoff_of(day)
    reach = min(_earlier(cutoff, rules.max_age), before + _SECOND)  # a window may be longer than max_age
    start = _start(rules, before) if memory.empty else EVER
    return _Run(
        rules=rules,
        now=now,
        memory=memory,
        day=day,
        number=1 + max((1, *map(number_of, memory.of_day(day)))) if extra else 1,
        cutoff=cutoff,
        before=before,
        start=start,
        reach=EVER if memory.empty and rules.first_run is FirstRun.INCLUDE and rules.include_since else reach,
        baseline=min(reach, start + _SECOND) if start > EVER else None,
        candidates=tuple(
            sorted(candidates, key=lambda each: (each.published.timestamp(), each.id, each.path), reverse=True)
        ),
    )


def _start(rules: DigestRules, before: datetime) -> datetime:
    if rules.first_run is FirstRun.BASELINE:
        return before
    since = rules.include_since
    return _earlier(windows.first_instant(since, rules.zone), _SECOND) if since else EVER


def _earlier(moment: datetime, age: timedelta) -> datetime:
    try:
        return max(moment - age, EVER)
    except OverflowError:
        return EVER


def _standing(candidate: Candidate, run: _Run) -> Verdict | None:
    """What keeps a candidate out of the editions of this run; None when nothing does."""
    memory, published = run.memory, candidate.published
    if candidate.id in memory.sent:
        return Verdict.ALREADY_SENT
    if candidate.id in memory.passed:
        return memory.passed[candidate.id]
    if held := _held_back(candidate, run):
        return held
    if published < memory.baseline or published <= run.start:
        return Verdict.BASELINE
    if run.rules.catch_up is CatchUp.SKIP and not memory.empty and memory.cutoff < published <= run.before:
        return Verdict.SKIPPED
    return Verdict.TOO_OLD if published < run.reach else None


def _held_back(candidate: Candidate, run: _Run) -> Verdict | None:
    """Why readers are not to see the candidate by this run; None when they may."""
    if candidate.draft:
        return Verdict.DRAFT
    if candidate.excluded:
        return Verdict.EXCLUDED
    if candidate.expires is not None and candidate.expires <= run.now:
        return Verdict.EXPIRED
    if candidate.published > run.cutoff:
        return Verdict.FUTURE if candidate.published > run.now else Verdict.AFTER_CUTOFF
    return None


def _missed(run: _Run) -> tuple[date, ...]:
    """The dates before the run's own that should have had an edition and may have something to be in it, oldest first."""
    rules, memory = run.rules, run.memory
    since = max(memory.cutoff + _SECOND, run.reach)
    if memory.empty:
        if rules.catch_up is not CatchUp.SEPARATE:
            return ()
        since = min((each.published for each in run.candidates if _standing(each, run) is None), default=run.cutoff)
    after = max(rules.date_before(rules.date_of(since)), memory.day)
    return tuple(each for each in rules.closed_dates(after, run.cutoff) if each < run.day)


def _made(run: _Run, missed: Sequence[date]) -> tuple[Selection, ...]:
    """A selection for each date of this run, oldest first; one with no entries is a quiet day.

    What is left out for good stands in the first one that will be recorded, so that it is known even if a run is cut short.
    """
    rules, memory = run.rules, run.memory
    made: list[Selection] = []
    eligible = [each for each in run.candidates if _standing(each, run) is None]
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


def _mark(run: _Run, made: Sequence[Selection]) -> Selection | None:
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


def _passed(run: _Run) -> tuple[str, ...]:
    """The ids that this run leaves out for good, and that the baseline alone would not keep out."""
    final = Verdict.SKIPPED if run.baseline is None else Verdict.BASELINE
    fresh = [each for each in run.candidates if each.id not in run.memory.passed and _standing(each, run) is final]
    return tuple(sorted({each.id for each in fresh if run.baseline is None or each.published >= run.baseline}))


def _corrections(run: _Run) -> tuple[Correction, ...]:
    """The notes on entries that were mailed which readers have not seen yet, newest entry first."""
    memory, found = run.memory, dict[str, Correction]()
    for each in run.candidates:
        key = note_key(each.correction)
        if key and each.id in memory.sent and (each.id, key) not in memory.notes and _held_back(each, run) is None:
            found.setdefault(each.id, Correction(id=each.id, title=each.title, url=each.url, note=each.correction))
    return tuple(found.values())


def _missed_days(run: _Run, missed: Sequence[date], outlook: Outlook) -> list[Day]:
    """What became of the days that were missed."""
    if not missed:
        return []
    rules = run.rules
    taken = {chosen for each in outlook.made for chosen in each.entry_ids}
    merged = {rules.date_of(each.published) for each in run.candidates if each.id in taken}
    skipped = {rules.date_of(each.published) for each in run.candidates if _standing(each, run) is Verdict.SKIPPED}
    states = dict.fromkeys(missed, DayState.QUIET)
    states |= {day: DayState.MERGED for day in missed if day in merged}
    states |= {day: DayState.SKIPPED for day in missed if day in skipped}
    states |= {each.date: DayState.EDITION for each in outlook.made if each.date in states}
    return [describe_day(day, state, outlook, into=edition_id(rules.list, run.day)) for day, state in states.items()]


def _asked_day(day: date, state: DayState, run: _Run, outlook: Outlook) -> Day:
    """What became of the day that was asked for."""
    frozen_empty = state is DayState.FROZEN and all(
        not each.entries for each in outlook.memory.of_day(day) if number_of(each) == 1
    )
    made_nothing = state is DayState.EDITION and not any(each.date == day for each in outlook.made)
    cutoff = run.cutoff if run.number > 1 else None
    return describe_day(day, DayState.QUIET if frozen_empty or made_nothing else state, outlook, cutoff=cutoff)
