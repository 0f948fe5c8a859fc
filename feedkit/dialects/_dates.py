"""Dates in all the forms that people write and some generator reads, made exact.

`M/D/Y` and names of months are read as dateutil (https://dateutil.readthedocs.io/en/stable/parser.html) and
JavaScript's `Date` do; days before months as Ruby's `Time.parse` does, where a dialect says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from feedkit.article.dates import DateError, read_date

_TIME = (
    r"(?:(?:\s*T\s*|\s*[,@-]?\s+(?:at\s+)?)(?P<hour>\d{1,2})(?:[:h.](?P<minute>\d{1,2})(?::?(?P<second>\d{1,2})(?:[.,]\d+)?)?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?)?"
)
# The name of a zone may stand behind its offset, as Go writes times: https://pkg.go.dev/time#Time.String
_ZONE = (
    r"\s*(?P<zone>Z|(?:(?:UTC|GMT|UT)?\s*[-+]\s*\d{1,2}(?::?\d{2})?)|[A-Za-z]{3,5})?(?:\s+(?<=\d\s)[A-Z]{3,5})?"
    r"(?:\s*\([^)]*\))?\s*"
)
_YEAR_FIRST = re.compile(
    rf"(?P<year>\d{{4}})(?P<mark>[-/.])(?P<month>\d{{1,2}})(?:(?P=mark)(?P<day>\d{{1,2}}))?{_TIME}{_ZONE}\Z",
    re.IGNORECASE,
)
_YEAR_LAST = re.compile(
    rf"(?P<one>\d{{1,2}})(?P<mark>[-/.])(?P<two>\d{{1,2}})(?P=mark)(?P<year>\d{{4}}|\d{{2}}){_TIME}{_ZONE}\Z",
    re.IGNORECASE,
)
_MARKS = str.maketrans({"–": "-", "—": "-", "−": "-", "‑": "-", "：": ":", "／": "/", "，": ","})
_CLOCK_RUN_TOGETHER = re.compile(r"\A(\d{4}-\d{1,2}-\d{1,2}) (\d\d)(\d\d)(\d\d)(?!\d)")
# As Emacs writes days: https://orgmode.org/manual/Timestamps.html
_DAY_BEHIND = re.compile(r"\A(\d{4}-\d\d-\d\d) (?:mon|tue|wed|thu|fri|sat|sun)\b\.?", re.IGNORECASE)
_CHINESE = re.compile(r"\A(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_COMPACT = re.compile(
    r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?:T?(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?)?(?P<zone>Z)?\Z"
)
_SECONDS = re.compile(r"1?\d{9}\Z")
_MILLISECONDS = re.compile(r"1\d{12}\Z")
_DAY_NAMES = re.compile(
    r"^(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]?\s*", re.IGNORECASE
)
_ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b(?:\s+of\b)?", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
_NAMED = tuple(
    re.compile(rf"{form}{_ZONE}\Z", re.IGNORECASE)
    for form in (
        rf"{_MONTH}[\s,-]*(?P<day>\d{{1,2}})(?:\s*,\s*|[\s-]+)(?P<year>\d{{4}}){_TIME}",
        rf"(?P<day>\d{{1,2}})[\s.-]*{_MONTH}[\s,-]*(?P<year>\d{{4}}|\d{{2}}){_TIME}",
        rf"{_MONTH}[\s,-]+(?P<year>\d{{4}})",
        rf"(?P<year>\d{{4}})[\s,-]*{_MONTH}[\s,-]*(?P<day>\d{{1,2}}){_TIME}",
        # As C and Unix write it: Mon Jan  2 15:04:05 2006, with a zone before the year
        (
            rf"{_MONTH}\s+(?P<day>\d{{1,2}})\s+(?P<hour>\d{{1,2}}):(?P<minute>\d{{2}})(?::(?P<second>\d{{2}}))?(?P<half>)"
            r"(?:\s+(?P<early>[A-Z]{3,4}|[-+]\d{4}))?\s+(?P<year>\d{4})"
        ),
    )
)  # fmt: skip
# RFC 822 §5.1, and what Ruby, Go and JavaScript add: https://docs.ruby-lang.org/en/3.3/Time.html#method-c-parse
_ZONES = {
    "Z": "+00:00", "UT": "+00:00", "UTC": "+00:00", "GMT": "+00:00", "WET": "+00:00", "EST": "-05:00", "EDT": "-04:00",
    "CST": "-06:00", "CDT": "-05:00", "MST": "-07:00", "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00", "CET": "+01:00",
    "CEST": "+02:00", "MEZ": "+01:00", "MESZ": "+02:00", "BST": "+01:00", "EET": "+02:00", "EEST": "+03:00",
    "WEST": "+01:00", "MSK": "+03:00", "JST": "+09:00", "KST": "+09:00", "AEST": "+10:00", "AEDT": "+11:00",
    "NZST": "+12:00", "NZDT": "+13:00", "HST": "-10:00", "AKST": "-09:00", "AKDT": "-08:00",
}  # fmt: skip
# A name of the IANA database behind a time, as `Europe/Berlin`: https://www.iana.org/time-zones
_NAMED_ZONE = re.compile(r"(?<=\d) \(?([A-Z][A-Za-z]+(?:/[A-Z][A-Za-z_+-]+){1,2})\)?\Z")
_OFFSET = re.compile(r"(?:UTC|GMT|UT)?\s*([-+])\s*(\d{1,2})(?::?(\d{2}))?\Z", re.IGNORECASE)
_IN_PATH = re.compile(r"(?:^|[/_])((?:19|20)\d{2})[-/_](\d{1,2})[-/_](\d{1,2})(?![0-9])")
_MOST_CHARACTERS = 80


def read(
    text: str, *, zone: tzinfo, default_time: time, day_first: bool = False, formats: Sequence[str] = ()
) -> datetime | None:
    """The moment that `text` names, with its offset; None for the year 1, which stands for "no date" in Go.

    A date without a zone is in `zone`, a day alone at `default_time`. `formats` are tried first, as `strptime` has them.
    Raises DateError for what is no date, and for days and hours that do not exist.
    """
    text = " ".join(text[: _MOST_CHARACTERS * 2].replace("\u00a0", " ").split())
    named = _NAMED_ZONE.search(text)
    if named is not None and (place := _zone_of_place(named[1])) is not None:
        text, zone = text[: named.start()], place
    given = _by_formats(text, formats) or _written(text, day_first=day_first)
    if given is None:
        raise DateError(f"`{text[:_MOST_CHARACTERS]}` is not a date")
    if given.startswith("0001-"):
        return None
    return read_date(given, zone=zone, default_time=default_time).moment


def by_formats(text: str, formats: Sequence[str], *, zone: tzinfo, default_time: time) -> datetime | None:
    """The moment that `text` names in one of these forms; None when in none. Raises DateError as `read` does."""
    given = _by_formats(" ".join(text.split()), formats)
    return read_date(given, zone=zone, default_time=default_time).moment if given else None


def in_path(path: str) -> str:
    """A day in a path, as `2020-5-7` for `/2020/05/07/title` or `2020-05-07-title.md`; empty when there is none."""
    match = _IN_PATH.search(path)
    if match is None or not 1 <= int(match[2]) <= 12 or not 1 <= int(match[3]) <= 31:
        return ""
    return "-".join(match.groups())


def _by_formats(text: str, formats: Sequence[str]) -> str:
    for each in formats:
        try:
            moment = datetime.strptime(text, each)  # noqa: DTZ007  (its zone is given below)
        except ValueError:
            continue
        dated = moment.strftime("%Y-%m-%d").rjust(10, "0")
        timed = any(mark in each for mark in ("%H", "%I", "%X", "%c", "%T", "%R"))
        if moment.tzinfo is not None:
            return moment.isoformat(timespec="seconds")[:25]
        return f"{dated} {moment:%H:%M:%S}" if timed else dated
    return ""


def _written(text: str, *, day_first: bool) -> str | None:
    """The date in one of the three forms of `feedkit.article.dates`."""
    text = _CHINESE.sub(r"\1-\2-\3", text.translate(_MARKS))
    text = _CLOCK_RUN_TOGETHER.sub(r"\1 \2:\3:\4", _DAY_BEHIND.sub(r"\1", text.strip("<>[] ")))
    match = _YEAR_FIRST.match(text)
    if match:
        return _assembled(match, match["month"], match["day"] or "1")
    if _MILLISECONDS.match(text) or _SECONDS.match(text):
        seconds = int(text) // (1000 if len(text) == 13 else 1)
        return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)).isoformat()
    match = _COMPACT.match(text)
    if match:
        return _assembled(match, match["month"], match["day"])
    match = _YEAR_LAST.match(text)
    if match:
        one, two = match["one"], match["two"]
        if match["mark"] == ".":  # so written where days come first: https://cldr.unicode.org/translation/date-time
            day_first = True
        day, month = (one, two) if (day_first and int(two) <= 12) or int(one) > 12 else (two, one)
        return _assembled(match, month, day)
    return _named(text)


def _named(text: str) -> str | None:
    text = _ORDINAL.sub(r"\1", _DAY_NAMES.sub("", text))
    for form in _NAMED:
        match = form.match(text)
        if match:
            day = match.groupdict().get("day") or "1"
            return _assembled(match, str(_MONTHS.index(match["name"][:3].lower()) + 1), day)
    return None


def _assembled(match: re.Match[str], month: str, day: str) -> str | None:
    groups = match.groupdict()
    year = match["year"]
    if len(year) == 2:  # as POSIX and dateutil have it: 69 is 1969, 68 is 2068
        year = f"{'19' if int(year) > 68 else '20'}{year}"
    written = f"{year}-{month}-{day}"
    zone = _zone(groups.get("early") or groups.get("zone") or "")
    if zone is None:
        return None
    if groups.get("hour") is None:
        return written  # a day alone is the same day in every zone
    hour, half = int(groups["hour"]), (groups.get("half") or "").lower()
    if groups.get("minute") is None and not half:
        return None
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    minute, second = (int(groups.get(name) or 0) for name in ("minute", "second"))
    if (hour, minute, second) == (24, 0, 0):  # the end of a day: ISO 8601-1 §5.3.1.3, and Ruby and JavaScript
        return f"{_day_after(written)} 00:00:00{zone}"
    return f"{written} {hour:02}:{minute:02}:{second:02}{zone}"


def _day_after(written: str) -> str:
    """The next day; the same for a day that does not exist, which is told later."""
    try:
        return (date(*map(int, written.split("-"))) + timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return written


@lru_cache(maxsize=64)
def _zone_of_place(name: str) -> tzinfo | None:
    """The zone of this name; None when there is none."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # ZoneInfoNotFoundError is a KeyError; a folder of zones is an OSError
        return None


def _zone(written: str) -> str | None:
    """An offset as `+02:00`; empty when none is written, None when it is unknown."""
    if not written:
        return ""
    match = _OFFSET.match(written)
    if match:
        return f"{match[1]}{int(match[2]):02}:{match[3] or '00'}"
    return _ZONES.get(written.upper())
