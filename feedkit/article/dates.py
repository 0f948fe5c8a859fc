"""Dates as people write them in front matter, read by one strict parser.

Three forms are read: RFC 3339 (`2026-05-07T19:00:00+02:00`; a blank for `T`, no seconds and `+0200` are allowed),
a local time (`2026-05-07 19:00`) in the site's zone, and a day (`2026-05-07`) at the site's default time.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from feedkit.quick_dataclasses import dataclass

_FORM = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
    r"(?:(?:[Tt]|[ ]+)(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"(?:[ ]*(?P<zone>[Zz]|UTC|GMT|[-+]\d{2}(?::?\d{2})?))?)?\Z"
)
_MONTHS = ("January", "February", "March", "April", "May", "June", "July",
           "August", "September", "October", "November", "December")  # fmt: skip
_NAMES = "|".join(sorted({each for name in _MONTHS for each in (name, name[:3])} | {"Sept"}, key=len, reverse=True))
_REST = r"(?:,?[ ]+(?:at[ ]+)?(?P<rest>\d{1,2}:\d{2}(?::\d{2})?(?:[ ]*(?:Z|UTC|GMT|[-+]\d{2}:?\d{2}))?))?\Z"
# Compiled when a date is in none of the three forms: it takes a while, and few are.
_YEAR_FIRST = r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})" + _REST.replace("?P<rest>", "")
_DAY_MONTH = rf"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,?[ ]+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ .]+(?P<month>{_NAMES})\.?,?[ ]+(?P<year>\d{{4}}){_REST}"
_MONTH_DAY = rf"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,?[ ]+)?(?P<month>{_NAMES})\.?[ ]+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?[ ]+(?P<year>\d{{4}}){_REST}"
FORMS = "write 2026-05-07, 2026-05-07 19:00 or 2026-05-07T19:00:00+02:00"


class DateError(ValueError):
    """The text is not a date; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A date and what the reader had to decide."""

    moment: datetime
    """Time-zone aware, whole seconds, in the offset that was written or the site's zone has."""
    gap: bool = False
    """The local time did not exist, since clocks were put forward; it was moved on by as much."""
    fold: bool = False
    """The local time happened twice, since clocks were put back; the first one was taken."""


def read_date(text: str, *, zone: tzinfo, default_time: time) -> ReadDate:
    """The moment that `text` names. Fractions of a second are dropped.

    Raises DateError for anything but the three forms, and for days and hours that do not exist.
    """
    match = _FORM.match(text.strip())
    if match is None:
        raise DateError(f"`{text}` is not a date")
    year, month, day = (int(match[name]) for name in ("year", "month", "day"))
    if not 1 <= month <= 12:
        raise DateError(f"there is no month {month}")
    if year < 1:
        raise DateError("there is no year 0000")
    if year in (1, 9999):  # in another zone it could lie before the first day there is, or behind the last
        raise DateError(f"the year {year:04} is beyond what feeds can tell")
    if not 1 <= day <= _days_in(year, month):
        raise DateError(f"{_MONTHS[month - 1]} {year} has {_days_in(year, month)} days, not {day}")
    if match["hour"] is None:
        return _local(datetime.combine(datetime(year, month, day), default_time), zone)  # noqa: DTZ001
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second"] or 0)
    if second == 60:  # RFC 3339 §5.6 allows leap seconds; datetime does not
        second = 59
    if hour > 23 or minute > 59 or second > 59:
        raise DateError(f"there is no time {match['hour']}:{match['minute']}:{second:02}")
    naive = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001
    if match["zone"] is None:
        return _local(naive, zone)
    return ReadDate(naive.replace(tzinfo=_offset(match["zone"])))


def meant_by(text: str) -> str:
    """What a date in another form than the three must mean, in one of them; empty when it could mean two days, or none.

    With the year first, or with the month in English letters, there is only one reading.
    """
    written = text.strip()
    year_first = re.match(_YEAR_FIRST, written, re.IGNORECASE)
    if year_first is not None:
        year, month, day, rest = year_first.groups()
    else:
        match = re.match(_DAY_MONTH, written, re.IGNORECASE) or re.match(_MONTH_DAY, written, re.IGNORECASE)
        if match is None:
            return ""
        names = [name.casefold()[:3] for name in _MONTHS]
        year, day, rest = match["year"], match["day"], match["rest"]
        month = str(names.index(match["month"].casefold()[:3]) + 1)
    meant = f"{year}-{int(month):02}-{int(day):02}{' ' + rest if rest else ''}"
    try:
        read_date(meant, zone=UTC, default_time=time())
    except DateError:
        return ""
    return meant


def _days_in(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


@lru_cache(maxsize=256)
def _offset(written: str) -> tzinfo:
    if written[0] not in "+-":
        return UTC
    digits = written[1:].replace(":", "").ljust(4, "0")
    hours, minutes = int(digits[:2]), int(digits[2:])
    if hours > 23 or minutes > 59:
        raise DateError(f"there is no offset {written}")
    delta = timedelta(hours=hours, minutes=minutes)
    return timezone(-delta if written[0] == "-" else delta) if delta else UTC


def _local(naive: datetime, zone: tzinfo) -> ReadDate:
    first, second = naive.replace(tzinfo=zone, fold=0), naive.replace(tzinfo=zone, fold=1)
    before, after = first.utcoffset(), second.utcoffset()
    if before is None or after is None or before == after:
        return ReadDate(_fixed(first))
    if before > after:
        return ReadDate(_fixed(first), fold=True)
    return ReadDate(_fixed(first.astimezone(UTC).astimezone(zone)), gap=True)


def _fixed(moment: datetime) -> datetime:
    """The same moment with its offset as a plain number, so that equal dates have equal bytes wherever zones are updated."""
    offset = moment.utcoffset()
    if not isinstance(moment.tzinfo, ZoneInfo) or offset is None:
        return moment
    return moment.replace(tzinfo=timezone(offset) if offset else UTC, fold=0)
