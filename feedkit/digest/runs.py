"""What one run decides by: the day it is about, its window, and what keeps a candidate out of its editions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from feedkit.digest import windows
from feedkit.digest.memory import EVER, Memory, number_of
from feedkit.digest.plans import Candidate, CatchUp, DayState, DigestRules, FirstRun, Verdict
from feedkit.quick_dataclasses import dataclass

SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one run decides by."""

    rules: DigestRules
    now: datetime
    memory: Memory
    asked: date
    """The day that is asked for."""
    state: DayState
    """Whether the edition of that day is to be made, and if not, why."""
    day: date
    """The day of the edition that is made: the one that is asked for, else the newest that is closed."""
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


def run_at(
    memory: Memory,
    rules: DigestRules,
    now: datetime,
    candidates: Iterable[Candidate],
    *,
    day: date | None,
    extra: bool,
) -> Run:
    """The run that is due at `now`: of the date that is asked for if an edition of it can be made."""
    newest = rules.newest_closed(now)
    asked = now.astimezone(rules.zone).date() if extra else day or newest
    state = DayState.EDITION if extra else _state(asked, memory, rules, now)
    day = asked if state is DayState.EDITION else newest
    before = rules.cutoff_of(rules.date_before(newest if extra else day))
    cutoff = now.astimezone(UTC).replace(microsecond=0) if extra else rules.cutoff_of(day)
    reach = min(_earlier(cutoff, rules.max_age), before + SECOND)  # a window may be longer than max_age
    start = _start(rules, before) if memory.empty else EVER
    return Run(
        rules=rules,
        now=now,
        memory=memory,
        asked=asked,
        state=state,
        day=day,
        number=1 + max((1, *map(number_of, memory.of_day(day)))) if extra else 1,
        cutoff=cutoff,
        before=before,
        start=start,
        reach=EVER if memory.empty and rules.first_run is FirstRun.INCLUDE and rules.include_since else reach,
        baseline=min(reach, start + SECOND) if start > EVER else None,
        candidates=tuple(
            sorted(candidates, key=lambda each: (each.published.timestamp(), each.id, each.path), reverse=True)
        ),
    )


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


def _start(rules: DigestRules, before: datetime) -> datetime:
    if rules.first_run is FirstRun.BASELINE:
        return before
    since = rules.include_since
    return _earlier(windows.first_instant(since, rules.zone), SECOND) if since else EVER


def _earlier(moment: datetime, age: timedelta) -> datetime:
    try:
        return max(moment - age, EVER)
    except OverflowError:
        return EVER


def standing(candidate: Candidate, run: Run) -> Verdict | None:
    """What keeps a candidate out of the editions of this run; None when nothing does."""
    memory, published = run.memory, candidate.published
    if candidate.id in memory.sent:
        return Verdict.ALREADY_SENT
    if candidate.id in memory.passed:
        return memory.passed[candidate.id]
    if held := held_back(candidate, run):
        return held
    if published < memory.baseline or published <= run.start:
        return Verdict.BASELINE
    if run.rules.catch_up is CatchUp.SKIP and not memory.empty and memory.cutoff < published <= run.before:
        return Verdict.SKIPPED
    return Verdict.TOO_OLD if published < run.reach else None


def held_back(candidate: Candidate, run: Run) -> Verdict | None:
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
