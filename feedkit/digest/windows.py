"""Windows: which edition date a moment belongs to, whatever the clocks of the zone do.

The edition of a date closes at its cutoff, a wall time of that date in the site's zone. Its window is what lies
after the cutoff before and up to its own: 23, 24 or 25 hours long, and never assumed to be any of them. A date that
a zone has left out (30 December 2011 on Samoa) has no edition, and so have weekdays that are not wanted.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo

EVERY_DAY = frozenset(range(7))
"""All weekdays; Monday is 0."""
_DAY = timedelta(days=1)


def cutoff_of(day: date, cutoff: time, zone: tzinfo) -> datetime:
    """The instant, in UTC and whole seconds, at which clocks in `zone` show `cutoff` on `day`.

    Of a wall time that happens twice it is the first; of one that never happens, the first instant after the gap,
    even if that is on another date.
    """
    wall = datetime.combine(day, cutoff.replace(microsecond=0, tzinfo=None, fold=0))
    before, after = _utc(wall.replace(tzinfo=zone)), _utc(wall.replace(tzinfo=zone, fold=1))
    if before <= after:  # equal, or a fold: there, fold=0 is the earlier instant (PEP 495)
        return before
    early, late = after, before  # a gap lies between the two
    while late - early > timedelta(seconds=1):
        middle = early + timedelta(seconds=(late - early) // timedelta(seconds=2))
        early, late = (early, middle) if wall_time(middle, zone) >= wall else (middle, late)
    return late


def first_instant(day: date, zone: tzinfo) -> datetime:
    """The instant, in UTC, at which `day` begins in `zone`."""
    return cutoff_of(day, time(), zone)


def has_edition(day: date, zone: tzinfo, weekdays: frozenset[int] = EVERY_DAY) -> bool:
    """Whether there can be an edition of `day`: it is one of the weekdays, and `zone` did not leave it out."""
    return day.weekday() in weekdays and wall_time(first_instant(day, zone), zone).date() == day


def date_of(moment: datetime, cutoff: time, zone: tzinfo, weekdays: frozenset[int] = EVERY_DAY) -> date:
    """The date of the edition that `moment` belongs to: the first one whose cutoff is not before it."""
    day = _moved(wall_time(moment, zone).date(), -2)
    while True:
        day = date_after(day, zone, weekdays)
        if day == date.max or cutoff_of(day, cutoff, zone) >= moment:
            return day


def date_after(day: date, zone: tzinfo, weekdays: frozenset[int] = EVERY_DAY) -> date:
    """The next date after `day` that has an edition; the last date there is, if none has."""
    return _next(day, 1, zone, weekdays)


def date_before(day: date, zone: tzinfo, weekdays: frozenset[int] = EVERY_DAY) -> date:
    """The last date before `day` that has an edition; the first date there is, if none has."""
    return _next(day, -1, zone, weekdays)


def newest_closed(now: datetime, cutoff: time, zone: tzinfo, weekdays: frozenset[int] = EVERY_DAY) -> date:
    """The newest date whose edition is closed at `now`, its cutoff not being after it."""
    day = date_of(now, cutoff, zone, weekdays)
    return day if cutoff_of(day, cutoff, zone) <= now else date_before(day, zone, weekdays)


def closed_dates(
    after: date, now: datetime, cutoff: time, zone: tzinfo, weekdays: frozenset[int] = EVERY_DAY
) -> Iterator[date]:
    """The dates after `after` whose editions are closed at `now`, oldest first."""
    day = date_after(after, zone, weekdays)
    while day > after and cutoff_of(day, cutoff, zone) <= now:
        yield day
        after, day = day, date_after(day, zone, weekdays)


def _next(day: date, step: int, zone: tzinfo, weekdays: frozenset[int]) -> date:
    if not weekdays & EVERY_DAY:
        raise ValueError("a digest needs a weekday to appear on")
    moved = _moved(day, step)
    while not has_edition(moved, zone, weekdays) and moved not in (date.min, date.max):
        moved = _moved(moved, step)
    return moved


def _moved(day: date, days: int) -> date:
    """`day` moved on by `days`, but never beyond the dates that Python knows: an article may be dated 9999-12-31."""
    try:
        return day + days * _DAY
    except OverflowError:
        return date.max if days > 0 else date.min


def _utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return moment.replace(tzinfo=UTC, fold=0)


def wall_time(moment: datetime, zone: tzinfo) -> datetime:
    """What clocks in `zone` show at `moment`."""
    try:
        return moment.astimezone(zone).replace(tzinfo=None, fold=0)
    except OverflowError:
        return moment.replace(tzinfo=None, fold=0)
