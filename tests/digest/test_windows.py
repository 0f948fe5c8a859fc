"""Every moment belongs to one edition date, whatever the clocks of the zone do."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedkit.digest.windows import (
    closed_dates,
    cutoff_of,
    date_after,
    date_before,
    date_of,
    first_instant,
    has_edition,
    newest_closed,
)

BERLIN, NEW_YORK, KOLKATA, APIA = (
    ZoneInfo(name) for name in ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Apia")
)
TORONTO = ZoneInfo("America/Toronto")
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)
STRANGE_ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kolkata",
    "Pacific/Apia",  # left out 2011-12-30
    "Pacific/Kwajalein",  # left out 1993-08-21
    "America/St_Johns",  # put clocks back at 00:01, into the day before
    "America/Toronto",  # put clocks forward at 23:30, on 1919-03-30
    "America/Sao_Paulo",  # put clocks forward at midnight
    "Australia/Lord_Howe",  # half an hour of summer time
    "Africa/Casablanca",  # summer time but for Ramadan
    "Antarctica/Troll",  # two hours
    "Asia/Kathmandu",
    "UTC",
)
zones = st.sampled_from(STRANGE_ZONES).map(ZoneInfo)
days = st.dates(date(1980, 1, 1), date(2060, 1, 1)) | st.sampled_from(
    [
        date(2011, 12, 29),
        date(1919, 3, 30),
        date(2011, 12, 30),
        date(2011, 12, 31),
        date(1993, 8, 21),
        date(2006, 10, 29),
        date(2026, 3, 29),
        date(2026, 10, 25),
        date(2017, 10, 15),
    ]
)
times = st.times().map(lambda each: each.replace(microsecond=0)) | st.sampled_from(
    [time(), time(0, 0, 30), time(2, 30), time(23, 59, 59)]
)
weekdays = st.frozensets(st.integers(0, 6), min_size=1)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


@pytest.mark.parametrize(
    ("zone", "day", "cutoff", "instant"),
    [
        pytest.param(BERLIN, "2026-01-15", "07:00", "2026-01-15T06:00Z", id="Berlin in winter"),
        pytest.param(BERLIN, "2026-07-15", "07:00", "2026-07-15T05:00Z", id="Berlin in summer"),
        pytest.param(BERLIN, "2026-03-29", "02:00", "2026-03-29T01:00Z", id="the first wall time of a gap"),
        pytest.param(BERLIN, "2026-03-29", "02:30", "2026-03-29T01:00Z", id="inside a gap"),
        pytest.param(BERLIN, "2026-03-29", "03:00", "2026-03-29T01:00Z", id="the end of a gap"),
        pytest.param(BERLIN, "2026-03-29", "01:59", "2026-03-29T00:59Z", id="just before a gap"),
        pytest.param(BERLIN, "2026-10-25", "02:30", "2026-10-25T00:30Z", id="the first of two"),
        pytest.param(BERLIN, "2026-10-25", "03:00", "2026-10-25T02:00Z", id="after the second of two"),
        pytest.param(NEW_YORK, "2026-05-28", "15:30", "2026-05-28T19:30Z", id="New York in summer"),
        pytest.param(NEW_YORK, "2026-03-08", "02:30", "2026-03-08T07:00Z", id="New York, inside a gap"),
        pytest.param(NEW_YORK, "2026-11-01", "01:30", "2026-11-01T05:30Z", id="New York, the first of two"),
        pytest.param(KOLKATA, "2026-03-29", "02:30", "2026-03-28T21:00Z", id="Kolkata has no summer time"),
        pytest.param(
            APIA, "2011-12-29", "15:30", "2011-12-30T01:30Z", id="Apia, the day before the day that was left out"
        ),
        pytest.param(APIA, "2011-12-30", "15:30", "2011-12-30T10:00Z", id="Apia, the day that was left out"),
        pytest.param(APIA, "2011-12-31", "00:00", "2011-12-30T10:00Z", id="Apia, the first instant after it"),
        pytest.param(APIA, "2011-12-31", "15:30", "2011-12-31T01:30Z", id="Apia, the day after"),
    ],
)
def test_a_cutoff_is_the_wall_time_of_its_date(zone, day, cutoff, instant):
    """A wall time that never happens gives the first instant after the gap, one that happens twice its first occurrence."""
    assert cutoff_of(date.fromisoformat(day), time.fromisoformat(cutoff), zone) == at(instant)


@pytest.mark.parametrize(
    ("zone", "day", "cutoff", "hours"),
    [
        pytest.param(BERLIN, "2026-03-29", "07:00", 23, id="Berlin in spring"),
        pytest.param(BERLIN, "2026-10-25", "07:00", 25, id="Berlin in autumn"),
        pytest.param(BERLIN, "2026-10-25", "01:00", 24, id="Berlin in autumn, before clocks change"),
        pytest.param(BERLIN, "2026-10-26", "01:00", 25, id="and the day after"),
        pytest.param(
            BERLIN, "2026-03-29", "02:30", 23.5, id="a cutoff in the gap is half an hour late by its own clock"
        ),
        pytest.param(BERLIN, "2026-03-30", "02:30", 23.5, id="and the window after it makes up for it"),
        pytest.param(NEW_YORK, "2026-03-08", "15:30", 23, id="New York in spring"),
        pytest.param(NEW_YORK, "2026-11-01", "15:30", 25, id="New York in autumn"),
        pytest.param(KOLKATA, "2026-03-29", "15:30", 24, id="Kolkata in spring"),
        pytest.param(KOLKATA, "2026-10-25", "15:30", 24, id="Kolkata in autumn"),
        pytest.param(APIA, "2011-12-31", "15:30", 24, id="Apia, over the day that was left out"),
        pytest.param(APIA, "2011-09-24", "15:30", 23, id="Apia in spring"),
        pytest.param(APIA, "2012-04-01", "15:30", 25, id="Apia in autumn"),
    ],
)
def test_a_window_is_as_long_as_the_day_was(zone, day, cutoff, hours):
    """Windows of 23 and 25 hours follow from the clocks; each begins where the one before ends."""
    this, clock = date.fromisoformat(day), time.fromisoformat(cutoff)
    before = cutoff_of(date_before(this, zone), clock, zone)
    assert cutoff_of(this, clock, zone) - before == hours * HOUR
    assert date_of(before, clock, zone) == date_before(this, zone)
    assert date_of(before + SECOND, clock, zone) == this


@pytest.mark.parametrize(
    ("zone", "moment", "cutoff", "day"),
    [
        pytest.param(NEW_YORK, "2026-05-28T15:00-04:00", "15:30", "2026-05-28", id="before the cutoff"),
        pytest.param(NEW_YORK, "2026-05-28T15:30-04:00", "15:30", "2026-05-28", id="at the cutoff"),
        pytest.param(NEW_YORK, "2026-05-28T15:30:01-04:00", "15:30", "2026-05-29", id="a second after it"),
        pytest.param(NEW_YORK, "2026-05-28T21:00+02:00", "15:30", "2026-05-28", id="in the offset of somewhere else"),
        pytest.param(KOLKATA, "2026-05-28T23:00Z", "07:00", "2026-05-29", id="already tomorrow in Kolkata"),
        pytest.param(BERLIN, "2026-03-29T01:00Z", "02:30", "2026-03-29", id="the first instant after a gap"),
        pytest.param(BERLIN, "2026-03-29T01:00:01Z", "02:30", "2026-03-30", id="a second later"),
        pytest.param(BERLIN, "2026-10-25T00:30:01Z", "02:30", "2026-10-26", id="after the first 02:30"),
        pytest.param(BERLIN, "2026-10-25T01:30Z", "02:30", "2026-10-26", id="at the second 02:30"),
        pytest.param(TORONTO, "1919-03-31T00:30-04:00", "23:45", "1919-03-30", id="Toronto, a gap over midnight"),
        pytest.param(
            APIA, "2011-12-30T01:30:01Z", "15:30", "2011-12-31", id="Apia, after the last cutoff before the gap"
        ),
        pytest.param(
            APIA, "2011-12-30T10:00Z", "00:00", "2011-12-31", id="Apia, midnight after the day that was left out"
        ),
    ],
)
def test_a_moment_belongs_to_the_first_date_whose_cutoff_is_not_before_it(zone, moment, cutoff, day):
    """The cutoff itself belongs to the window that it closes."""
    assert date_of(at(moment), time.fromisoformat(cutoff), zone) == date.fromisoformat(day)


def test_a_date_that_never_was_has_no_edition():
    """Readers on Samoa would wonder about an edition of 30 December 2011."""
    assert not has_edition(date(2011, 12, 30), APIA)
    assert date_after(date(2011, 12, 29), APIA) == date(2011, 12, 31)
    assert date_before(date(2011, 12, 31), APIA) == date(2011, 12, 29)
    assert list(closed_dates(date(2011, 12, 28), at("2012-01-01T23:00Z"), time(7), APIA)) == [
        date(2011, 12, 29),
        date(2011, 12, 31),
        date(2012, 1, 1),
        date(2012, 1, 2),
    ]


def test_weekdays_that_are_not_wanted_have_no_edition():
    """What comes out at the weekend belongs to Monday's edition."""
    on_workdays = frozenset(range(5))
    assert date_of(at("2026-05-30T12:00Z"), time(7), BERLIN, on_workdays) == date(2026, 6, 1)
    assert list(closed_dates(date(2026, 5, 27), at("2026-06-01T12:00Z"), time(7), BERLIN, on_workdays)) == [
        date(2026, 5, 28),
        date(2026, 5, 29),
        date(2026, 6, 1),
    ]
    assert newest_closed(at("2026-05-31T12:00Z"), time(7), BERLIN, on_workdays) == date(2026, 5, 29)


def test_a_weekday_that_a_zone_left_out_waits_a_week():
    """30 December 2011 was a Friday everywhere else."""
    assert date_after(date(2011, 12, 23), APIA, frozenset({4})) == date(2012, 1, 6)


def test_a_digest_without_weekdays_is_refused():
    """Looking for a day that never comes would take for ever."""
    with pytest.raises(ValueError, match="weekday"):
        date_of(at("2026-05-28T12:00Z"), time(7), BERLIN, frozenset())


@pytest.mark.parametrize("zone", [NEW_YORK, APIA, BERLIN], ids=str)
def test_the_ends_of_the_calendar_are_no_trap(zone):
    """An article dated 9999-12-31, to be found again one day, does not stop a build."""
    last, first = datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC)
    assert date_of(last, time(15, 30), zone) == date.max
    assert date_of(first, time(15, 30), zone) <= date(1, 1, 3)
    assert cutoff_of(date.max, time(23, 59), zone) <= last
    assert cutoff_of(date.min, time(), zone) >= first
    assert newest_closed(first, time(15, 30), zone) == date.min
    assert list(islice(closed_dates(date.max, last, time(), zone), 3)) == []


@settings(deadline=None)
@given(zones, days, times)
def test_a_cutoff_never_comes_before_its_wall_time(zone, day, clock):
    """At the cutoff clocks show that time or, after a gap, the first one there is; a second earlier they do not."""
    cutoff = cutoff_of(day, clock, zone)
    wanted = datetime.combine(day, clock)
    shown = cutoff.astimezone(zone)
    assert shown.fold == 0
    assert shown.replace(tzinfo=None) >= wanted
    assert (cutoff - SECOND).astimezone(zone).replace(tzinfo=None) < wanted
    assert shown.replace(tzinfo=None) == wanted or shown.utcoffset() != (cutoff - SECOND).astimezone(zone).utcoffset()


@settings(deadline=None)
@given(zones, days, times, weekdays, st.timedeltas(timedelta(days=-3), timedelta(days=3)))
def test_windows_leave_no_moment_out_and_share_none(zone, day, clock, wanted, shift):
    """A moment lies after the cutoff before its date's, and not after its date's own."""
    moment = cutoff_of(day, clock, zone) + timedelta(seconds=shift // SECOND)
    found = date_of(moment, clock, zone, wanted)
    before = date_before(found, zone, wanted)
    assert cutoff_of(before, clock, zone) < moment <= cutoff_of(found, clock, zone)
    assert date_after(before, zone, wanted) == found
    assert found.weekday() in wanted


@settings(deadline=None)
@given(zones, days, times, weekdays)
def test_a_date_is_closed_from_its_cutoff_on(zone, day, clock, wanted):
    """At the cutoff, not a second earlier, the newest closed date is the next one, and it is the last of the closed dates."""
    day = date_after(day, zone, wanted)
    cutoff, before = cutoff_of(day, clock, zone), date_before(day, zone, wanted)
    assert newest_closed(cutoff, clock, zone, wanted) == day
    assert newest_closed(cutoff - SECOND, clock, zone, wanted) == before
    assert list(closed_dates(before, cutoff, clock, zone, wanted)) == [day]
    assert list(closed_dates(before, cutoff - SECOND, clock, zone, wanted)) == []


@settings(deadline=None)
@given(zones, days)
def test_a_day_that_exists_begins_at_its_first_instant(zone, day):
    """The first instant of a day is of that day, and a second before it is not."""
    first = first_instant(day, zone)
    assert (first.astimezone(zone).date() == day) == has_edition(day, zone)
    assert (first - SECOND).astimezone(zone).date() < day
