"""Selection: which entries are in which edition.

An edition holds what was never in one and came out by its cutoff; dates only put it in order and say what is too old.
So an article that comes late, is re-dated, renamed or edited is neither missed nor mailed twice, and a run that was
missed loses nothing. Of the time of a run nothing counts but which cutoffs, drafts and days of expiry lie behind.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
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


def plan(
    candidates: Iterable[Candidate],
    frozen: Iterable[Selection],
    rules: DigestRules,
    now: datetime,
    *,
    day: date | None = None,
    extra: bool = False,
) -> Plan:
    """The editions to be made at `now`, and why every candidate is in or out.

    `frozen` is every selection that was recorded; those of other lists do not count. `day` asks for the edition of one
    date instead of the newest that is closed. A frozen one comes back as it is; one that is not closed, or that a later
    one has overtaken, is not made. `extra` asks for one more edition, dated today, of all that is out at `now`.
    """
    memory = remember(frozen, rules.list)
    if extra:
        day = now.astimezone(rules.zone).date()
    asked = day or rules.newest_closed(now)
    state = DayState.EDITION if extra else _state(asked, memory, rules, now)
    makes = state is DayState.EDITION
    run = _run(asked if makes else rules.newest_closed(now), memory, rules, now, extra=extra)

    ordered = sorted(candidates, key=lambda each: (each.published, each.id, each.path), reverse=True)
    standing = {each.path: _standing(each, run) for each in ordered}
    missed = _missed(run, ordered, standing) if makes and not extra else ()
    made = _made(run, missed, ordered, standing) if makes else ()
    new = tuple(each for each in made if each.entries)
    marked = not extra and (memory.empty or rules.catch_up is not CatchUp.MERGE)
    mark = made[-1] if made and not made[-1].entries and marked else None

    after = remember((*memory.selections, *new, *((mark,) if mark else ())), rules.list)
    old = tuple(each for each in memory.of_day(asked) if each.entries)
    editions = tuple(sorted((*old, *new), key=lambda each: each.cutoff))
    outlook = Outlook(rules=rules, now=now, memory=after, editions=editions, made=new)
    if not extra and makes and not made[-1].entries:
        state = DayState.QUIET
    return Plan(
        day=asked,
        editions=editions,
        mark=mark,
        days=(*_missed_days(run, missed, ordered, standing, outlook), describe_day(asked, state, outlook)),
        decisions=tuple(decide(each, standing[each.path], outlook) for each in ordered),
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


def _run(day: date, memory: Memory, rules: DigestRules, now: datetime, *, extra: bool) -> _Run:
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
    if candidate.draft:
        return Verdict.DRAFT
    if candidate.excluded:
        return Verdict.EXCLUDED
    if candidate.expires is not None and candidate.expires <= run.now:
        return Verdict.EXPIRED
    if candidate.id in memory.passed:
        return memory.passed[candidate.id]
    if published > run.cutoff:
        return Verdict.FUTURE if published > run.now else Verdict.AFTER_CUTOFF
    if published < memory.baseline or published <= run.start:
        return Verdict.BASELINE
    if run.rules.catch_up is CatchUp.SKIP and not memory.empty and memory.cutoff < published <= run.before:
        return Verdict.SKIPPED
    return Verdict.TOO_OLD if published < run.reach else None


def _missed(run: _Run, ordered: Sequence[Candidate], standing: Mapping[str, Verdict | None]) -> tuple[date, ...]:
    """The dates before the run's own that should have had an edition and may have something to be in it, oldest first."""
    rules, memory = run.rules, run.memory
    since = max(memory.cutoff + _SECOND, run.reach)
    if memory.empty:
        if rules.catch_up is not CatchUp.SEPARATE:
            return ()
        since = min((each.published for each in ordered if standing[each.path] is None), default=run.cutoff)
    day = max(rules.date_of(since), rules.date_after(memory.day))
    days = []
    while day < run.day:
        days.append(day)
        day = rules.date_after(day)
    return tuple(days)


def _made(
    run: _Run, missed: Sequence[date], ordered: Sequence[Candidate], standing: Mapping[str, Verdict | None]
) -> tuple[Selection, ...]:
    """A selection for each date of this run, oldest first; one with no entries is a quiet day.

    What is left out for good stands in the first one that will be recorded, so that it is known even if a run is cut short.
    """
    rules, memory = run.rules, run.memory
    made: list[Selection] = []
    passed, corrections = _passed(run, ordered, standing), _corrections(run, ordered)
    for day in (*missed, run.day) if rules.catch_up is CatchUp.SEPARATE else (run.day,):
        cutoff = run.cutoff if day == run.day else rules.cutoff_of(day)
        fitting = [
            each
            for each in ordered
            if standing[each.path] is None and each.published <= cutoff and each.id not in memory.sent
        ]
        selection = Selection(
            id=edition_id(rules.list, day, run.number), date=day, cutoff=cutoff, entries=_chosen(fitting, memory, rules)
        )
        first = not any(each.entries for each in made)
        if first and (fitting or day == run.day):
            selection = replace(selection, passed=passed, baseline=run.baseline)
        if first and fitting:
            selection = replace(selection, corrections=corrections)
        if fitting:
            memory = remember((*memory.selections, selection), rules.list)
        made.append(selection)
    return tuple(made)


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


def _passed(run: _Run, ordered: Sequence[Candidate], standing: Mapping[str, Verdict | None]) -> tuple[str, ...]:
    """The ids that this run leaves out for good, and that the baseline alone would not keep out."""
    found = set()
    for each in ordered:
        fresh = each.id not in run.memory.passed
        baseline = (
            run.baseline is not None and each.published >= run.baseline and standing[each.path] is Verdict.BASELINE
        )
        if fresh and (baseline or standing[each.path] is Verdict.SKIPPED):
            found.add(each.id)
    return tuple(sorted(found))


def _corrections(run: _Run, ordered: Sequence[Candidate]) -> tuple[Correction, ...]:
    """The notes on entries that were mailed which readers have not seen yet, newest entry first."""
    found: dict[str, Correction] = {}
    for each in ordered:
        out = not (
            each.draft
            or each.excluded
            or each.published > run.cutoff
            or (each.expires is not None and each.expires <= run.now)
        )
        key = note_key(each.correction)
        if out and key and each.id in run.memory.sent and (each.id, key) not in run.memory.notes:
            found.setdefault(each.id, Correction(id=each.id, title=each.title, url=each.url, note=each.correction))
    return tuple(found.values())


def _missed_days(
    run: _Run,
    missed: Sequence[date],
    ordered: Sequence[Candidate],
    standing: Mapping[str, Verdict | None],
    outlook: Outlook,
) -> list[Day]:
    """What became of the days that were missed."""
    if not missed:
        return []
    taken = {id for each in outlook.made for id in each.entry_ids}
    merged = {run.rules.date_of(each.published) for each in ordered if each.id in taken}
    skipped = {run.rules.date_of(each.published) for each in ordered if standing[each.path] is Verdict.SKIPPED}
    states = dict.fromkeys(missed, DayState.QUIET)
    states |= {day: DayState.MERGED for day in missed if day in merged}
    states |= {day: DayState.SKIPPED for day in missed if day in skipped}
    states |= {each.date: DayState.EDITION for each in outlook.made if each.date in states}
    return [
        describe_day(day, state, outlook, into=edition_id(run.rules.list, run.day)) for day, state in states.items()
    ]
