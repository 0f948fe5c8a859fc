"""Dates are read by one strict parser."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedkit.article.dates import DateError, read_date

BERLIN = ZoneInfo("Europe/Berlin")
NINE = time(9, 0)


def read(text: str) -> datetime:
    return read_date(text, zone=BERLIN, default_time=NINE).moment


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-05-07", "2026-05-07T09:00:00+02:00"),
        ("2026-12-07", "2026-12-07T09:00:00+01:00"),
        ("2026-5-7", "2026-05-07T09:00:00+02:00"),
        ("2026-05-07 19:00", "2026-05-07T19:00:00+02:00"),
        ("2026-05-07 9:05", "2026-05-07T09:05:00+02:00"),
        ("2026-05-07T19:00:30", "2026-05-07T19:00:30+02:00"),
        ("2026-05-07T19:00:30Z", "2026-05-07T19:00:30+00:00"),
        ("2026-05-07t19:00:30z", "2026-05-07T19:00:30+00:00"),
        ("2026-05-07 19:00 UTC", "2026-05-07T19:00:00+00:00"),
        ("2026-05-07 19:00:00 +0530", "2026-05-07T19:00:00+05:30"),
        ("2026-05-07T19:00:00-08:00", "2026-05-07T19:00:00-08:00"),
        ("2026-05-07T19:00:00+02", "2026-05-07T19:00:00+02:00"),
        ("2026-05-07T19:00:00.987654Z", "2026-05-07T19:00:00+00:00"),
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59+00:00"),
        ("2024-02-29", "2024-02-29T09:00:00+01:00"),
    ],
)
def test_the_three_forms_are_read(text: str, expected: str) -> None:
    """A day, a local time and RFC 3339 each name one moment."""
    assert read(text).isoformat() == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-02-30", "February 2026 has 28 days, not 30"),
        ("2017-02-29", "February 2017 has 28 days, not 29"),
        ("2026-13-02", "there is no month 13"),
        ("2026-00-02", "there is no month 0"),
        ("2026-05-00", "May 2026 has 31 days, not 0"),
        ("0000-05-07", "there is no year 0000"),
        ("2026-05-07 25:00", "there is no time 25:00:00"),
        ("2026-05-07 24:12:03", "there is no time 24:12:03"),
        ("2026-05-07T10:00:00+99:00", "there is no offset +99:00"),
        ("7 May 2026", "`7 May 2026` is not a date"),
        ("05/07/2026", "`05/07/2026` is not a date"),
        ("2026-05-07 19", "is not a date"),
        ("tomorrow", "`tomorrow` is not a date"),
        ("", "`` is not a date"),
    ],
)
def test_anything_else_is_refused_with_its_reason(text: str, said: str) -> None:
    """Nothing is guessed: another form or a day that does not exist is an error that says which."""
    with pytest.raises(DateError) as error:
        read(text)
    assert said in str(error.value)


def test_a_time_that_clocks_skipped_moves_on_by_as_much() -> None:
    """On 29 March 2026 Berlin went from 02:00 to 03:00: half past two becomes half past three, and is reported."""
    found = read_date("2026-03-29 02:30", zone=BERLIN, default_time=NINE)
    assert found.gap
    assert found.moment.isoformat() == "2026-03-29T03:30:00+02:00"


def test_a_time_that_happened_twice_is_the_first_one() -> None:
    """On 25 October 2026 Berlin had half past two twice: summer time is taken, and is reported."""
    found = read_date("2026-10-25 02:30", zone=BERLIN, default_time=NINE)
    assert found.fold
    assert found.moment.isoformat() == "2026-10-25T02:30:00+02:00"


def test_a_default_time_that_clocks_skipped_is_reported_too() -> None:
    """A day alone can fall into the gap as well, as midnight does in Beirut."""
    found = read_date("2026-03-29", zone=ZoneInfo("Asia/Beirut"), default_time=time(0, 0))
    assert found.gap
    assert found.moment.hour == 1


@given(st.text(max_size=30))
def test_no_text_makes_the_parser_stumble(text: str) -> None:
    """Whatever is written, the answer is a moment or a reason."""
    try:
        assert read(text).tzinfo is not None
    except DateError as error:
        assert str(error)


@given(st.datetimes(min_value=datetime(1, 1, 3), max_value=datetime(9999, 12, 28)), st.integers(-23 * 60, 23 * 60))  # noqa: DTZ001
def test_what_rfc_3339_says_is_what_is_read(naive: datetime, minutes: int) -> None:
    """Every date and time with an offset comes back as the same moment, to the second."""
    moment = naive.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=minutes)) if minutes else UTC)
    assert read(moment.isoformat()) == moment
    assert read(moment.isoformat()).utcoffset() == moment.utcoffset()
