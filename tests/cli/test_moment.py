"""When now is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import click
import pytest

from feedkit.cli.moment import moment_text, now

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2026-05-28T15:00:00+02:00", "2026-05-28T13:00:00+00:00"),
        ("2026-05-28T15:00:00Z", "2026-05-28T15:00:00+00:00"),
        ("2026-05-28 15:00", "2026-05-28T13:00:00+00:00"),
        ("2026-05-28 15:00:59", "2026-05-28T13:00:59+00:00"),
        ("2026-05-28", "2026-05-27T22:00:00+00:00"),
        ("2026-01-28", "2026-01-27T23:00:00+00:00"),
    ],
)
def test_a_given_moment_is_read_in_the_zone_of_the_site(given, expected):
    """What says its zone keeps it; what does not is local."""
    found = now(given, {}, BERLIN)
    assert found == datetime.fromisoformat(expected)
    assert found.tzinfo is BERLIN


@pytest.mark.parametrize(
    "given", ["yesterday", "2026-13-01", "2026-02-30", "15:00", "", "1779980400", "2026-05-28T25:00Z"]
)
def test_other_moments_are_refused_with_the_forms_that_are_read(given):
    """The message says what to write."""
    with pytest.raises(click.BadParameter, match="write 2026-05-07"):
        moment_text(given)


def test_source_date_epoch_is_now():
    """https://reproducible-builds.org/specs/source-date-epoch/"""
    assert now(None, {"SOURCE_DATE_EPOCH": "1779980400"}, BERLIN) == datetime(2026, 5, 28, 15, tzinfo=UTC)
    assert now(None, {"SOURCE_DATE_EPOCH": "0"}, UTC) == datetime(1970, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("epoch", ["soon", "-1", "1.5", " 1", "١", "9" * 30, "1" * 5_000])
def test_a_source_date_epoch_that_is_no_moment_is_refused(epoch):
    """A build that silently asked the clock instead would not be reproducible."""
    with pytest.raises(click.UsageError, match="SOURCE_DATE_EPOCH is not a moment"):
        now(None, {"SOURCE_DATE_EPOCH": epoch}, UTC)


def test_a_moment_at_the_end_of_time_is_refused():
    """The zone of the site may lead out of the calendar."""
    with pytest.raises(click.UsageError, match="--now is not a moment"):
        now("9999-12-31T23:00:00-05:00", {}, BERLIN)


def test_two_moments_are_one_too_many():
    """Which one was meant cannot be known."""
    with pytest.raises(click.UsageError, match="both given"):
        now("2026-05-28", {"SOURCE_DATE_EPOCH": "1"}, UTC)


def test_the_clock_is_asked_last():
    """Without either, now is now, in whole seconds."""
    found = now(None, {"SOURCE_DATE_EPOCH": ""}, BERLIN)
    assert abs(found - datetime.now(UTC)) < timedelta(minutes=1)
    assert found.microsecond == 0
    assert found.tzinfo is BERLIN
