"""Dates in the forms that thousands of articles have them in."""

from __future__ import annotations

from datetime import time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedkit.article.dates import DateError
from feedkit.dialects import _dates

BERLIN = ZoneInfo("Europe/Berlin")


def moment(text: str, *, day_first: bool = False, formats: tuple[str, ...] = ()) -> str:
    found = _dates.read(text, zone=BERLIN, default_time=time(), day_first=day_first, formats=formats)
    return found.isoformat() if found else ""


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2020-05-07", "2020-05-07T00:00:00+02:00"),
        ("2020-5-7", "2020-05-07T00:00:00+02:00"),
        ("2020/05/07", "2020-05-07T00:00:00+02:00"),
        ("2020.05.07", "2020-05-07T00:00:00+02:00"),
        ("20200507", "2020-05-07T00:00:00+02:00"),
        ("2020-05", "2020-05-01T00:00:00+02:00"),
        ("2020-05-07T19:00:00+09:00", "2020-05-07T19:00:00+09:00"),
        ("2020-05-07T19:00:00.123456Z", "2020-05-07T19:00:00+00:00"),
        ("2020-05-07 19:00:00 +0530", "2020-05-07T19:00:00+05:30"),
        ("2020-05-07 19:00:00 -8", "2020-05-07T19:00:00-08:00"),
        ("2020-05-07 19:00:00+00", "2020-05-07T19:00:00+00:00"),
        ("2020-05-07 19:00 UTC", "2020-05-07T19:00:00+00:00"),
        ("2020-05-07 19:00 UTC+02:00", "2020-05-07T19:00:00+02:00"),
        ("2020-05-07 7:00 PM EDT", "2020-05-07T19:00:00-04:00"),
        ("2020-05-07 19:00", "2020-05-07T19:00:00+02:00"),
        ("2020-05-07, 19:00", "2020-05-07T19:00:00+02:00"),
        ("2020-05-07T19:00", "2020-05-07T19:00:00+02:00"),
        ("2020-05-07T19", ""),
        ("2020-05-07 19:00:00 -0500 EST", "2020-05-07T19:00:00-05:00"),
        ("2020-05-07 9:5", "2020-05-07T09:05:00+02:00"),
        ("2020-05-07 190000 +0800", "2020-05-07T19:00:00+08:00"),
        ("<2020-05-07 Thu 19:00>", "2020-05-07T19:00:00+02:00"),
        ("2020–05–07 19：00", "2020-05-07T19:00:00+02:00"),
        ("2020年5月7日", "2020-05-07T00:00:00+02:00"),
        ("May 2020", "2020-05-01T00:00:00+02:00"),
        ("07 May 20 19:00 EST", "2020-05-07T19:00:00-05:00"),
        ("2020-01-07 19:00", "2020-01-07T19:00:00+01:00"),
        ("5/7/2020", "2020-05-07T00:00:00+02:00"),
        ("06/10/14 10:17:15 UTC+05:00", "2014-06-10T10:17:15+05:00"),
        ("1/2/99", "1999-01-02T00:00:00+01:00"),
        ("25/7/2020", "2020-07-25T00:00:00+02:00"),
        ("7.5.2020", "2020-05-07T00:00:00+02:00"),
        ("05-07-2020", "2020-05-07T00:00:00+02:00"),
        ("May 7, 2020", "2020-05-07T00:00:00+02:00"),
        ("May 7th, 2020", "2020-05-07T00:00:00+02:00"),
        ("Thursday, May 7th, 2020 7:00pm", "2020-05-07T19:00:00+02:00"),
        ("May 7 2020 at 19:00", "2020-05-07T19:00:00+02:00"),
        ("7 May 2020", "2020-05-07T00:00:00+02:00"),
        ("7th of May 2020", "2020-05-07T00:00:00+02:00"),
        ("07-May-2020", "2020-05-07T00:00:00+02:00"),
        ("Sept. 7, 2020", "2020-09-07T00:00:00+02:00"),
        ("2020 May 7", "2020-05-07T00:00:00+02:00"),
        ("Thu, 07 May 2020 19:00:00 -0400", "2020-05-07T19:00:00-04:00"),
        ("Thu May  7 19:00:00 UTC 2020", "2020-05-07T19:00:00+00:00"),
        ("Thu May  7 19:00:00 2020", "2020-05-07T19:00:00+02:00"),
        ("Thu May 07 2020 19:00:00 GMT+0200 (CEST)", "2020-05-07T19:00:00+02:00"),
        ("1588878000", "2020-05-07T19:00:00+00:00"),
        ("1588878000123", "2020-05-07T19:00:00+00:00"),
        ("2020-05-06T24:00:00", "2020-05-07T00:00:00+02:00"),
        ("2020-12-31 24:00 UTC", "2021-01-01T00:00:00+00:00"),
        ("2020-05-07 19:00 America/New_York", "2020-05-07T19:00:00-04:00"),
        ("2020-01-07 19:00:00 (America/Argentina/Buenos_Aires)", "2020-01-07T19:00:00-03:00"),
        ("May 7, 2020 19:00 Asia/Tokyo", "2020-05-07T19:00:00+09:00"),
        ("0001-01-01T00:00:00Z", ""),
    ],
)
def test_every_form_names_one_moment(written: str, expected: str) -> None:
    """Without an offset, in the site's zone; a day at its beginning."""
    if written == "2020-05-07T19":
        with pytest.raises(DateError):
            moment(written)
    else:
        assert moment(written) == expected


@pytest.mark.parametrize(
    "written",
    ["2017-02-29", "2020-13-01", "February 30, 2020", "31.4.2020", "2020-05-07 25:00", "2020-05-07 19:00 XYZ", "soon", "",
     "2020", "13", "true", "TBD", "2020-05-07 to 2020-05-09", "99999999999999999999", "1.2.3"],
)  # fmt: skip
def test_what_is_no_date_is_refused(written: str) -> None:
    """A day that does not exist is not moved to one that does."""
    with pytest.raises(DateError):
        moment(written)


def test_days_come_first_where_a_dialect_has_them_so() -> None:
    """Unless there is no such month."""
    assert moment("3/4/2020", day_first=True).startswith("2020-04-03")
    assert moment("3/14/2020", day_first=True).startswith("2020-03-14")


def test_forms_of_the_site_come_first() -> None:
    """`strptime` reads them; a form with an offset keeps it."""
    assert moment("03/04/2020", formats=("%d/%m/%Y",)) == "2020-04-03T00:00:00+02:00"
    assert moment("2020 W", formats=("%Y W",)) == "2020-01-01T00:00:00+01:00"
    assert moment("3.4.20 5 +0100", formats=("%d.%m.%y %H %z",)) == "2020-04-03T05:00:00+01:00"
    assert moment("2020-05-07", formats=("%d/%m/%Y",)) == "2020-05-07T00:00:00+02:00"


@pytest.mark.parametrize(
    ("path", "day"),
    [("2020/05/07/x", "2020-05-07"), ("blog/2020-5-7-x.md", "2020-5-7"), ("/a/2020_05_07_x", "2020-05-07"), ("v2020-05-07", ""),
     ("2020/13/07/x", ""), ("12020/05/07", ""), ("2020/05/070", "")],
)  # fmt: skip
def test_days_in_paths_are_found(path: str, day: str) -> None:
    """They stand in for a date that is nowhere else."""
    assert _dates.in_path(path) == day


@given(st.one_of(st.text(max_size=60), st.from_regex(r"[0-9A-Za-z:/.,+\- ]{0,60}")))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    """There is no third way."""
    try:
        found = _dates.read(text, zone=BERLIN, default_time=time())
    except DateError:
        return
    assert found is None or found.utcoffset() is not None
