"""What all formats say alike."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedkit.formats import _projection
from feedkit.model import Enclosure


@pytest.mark.parametrize(
    ("moment", "rfc3339", "rfc2822"),
    [
        (datetime(2026, 5, 7, 19, tzinfo=UTC), "2026-05-07T19:00:00+00:00", "Thu, 07 May 2026 19:00:00 +0000"),
        (
            datetime(2026, 1, 1, 0, 30, 1, 999_999, timezone(timedelta(hours=5, minutes=45))),
            "2025-12-31T18:45:01+00:00",
            "Wed, 31 Dec 2025 18:45:01 +0000",
        ),
        (datetime(1987, 3, 1, tzinfo=UTC), "1987-03-01T00:00:00+00:00", "Sun, 01 Mar 1987 00:00:00 +0000"),
    ],
)
def test_times_are_written_in_utc_and_whole_seconds(moment, rfc3339, rfc2822):
    assert _projection.rfc3339(moment) == rfc3339
    assert _projection.rfc2822(moment) == rfc2822


@pytest.mark.parametrize("name", ["rss", "atom", "json"])
def test_a_time_without_a_zone_is_refused(name, make_entry, make_feed, render):
    """It would be read in the zone of the machine."""
    entry = make_entry(published=datetime(2026, 5, 7, 19))  # noqa: DTZ001
    with pytest.raises(ValueError, match="no time zone"):
        render(name, make_feed(entry))


@pytest.mark.parametrize(
    ("kinds", "chosen"),
    [
        (["application/pdf", "video/mp4", "audio/mpeg"], 1),
        (["image/png", "audio/mpeg"], 1),
        (["image/png", "application/pdf"], 0),
        ([], None),
    ],
)
def test_the_main_enclosure_is_the_first_recording_or_the_first(kinds, chosen, make_entry):
    enclosures = tuple(Enclosure(url=f"https://example.org/{kind}", media_type=kind) for kind in kinds)
    found = _projection.main_enclosure(make_entry(enclosures=enclosures))
    assert found is (None if chosen is None else enclosures[chosen])


@given(st.datetimes(timezones=st.just(UTC)))
def test_times_of_rss_are_those_of_mail(moment):
    """As the standard library writes them, which takes long to load."""
    assert _projection.rfc2822(moment) == format_datetime(moment.replace(microsecond=0))
