"""Dates: RFC 822 with years of four digits in RSS and OPML, RFC 3339 in Atom, W3CDTF and ISO 8601 in extensions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone

from feedkit.checks.feeds._document import Document, Value
from feedkit.checks.feeds._findings import shortened
from feedkit.checks.feeds._words import words
from feedkit.diagnostics import Diagnostic
from feedkit.rules.feed_documents import IMPLAUSIBLE_DATE, OLD_STYLE_DATE, WRONG_DATE

RULES = (WRONG_DATE, OLD_STYLE_DATE, IMPLAUSIBLE_DATE)
_MONTHS = words("jan feb mar apr may jun jul aug sep oct nov dec")
_DAYS = words("mon tue wed thu fri sat sun")
_ZONES = {
    "ut": 0,
    "gmt": 0,
    "z": 0,
    "est": -5,
    "edt": -4,
    "cst": -6,
    "cdt": -5,
    "mst": -7,
    "mdt": -6,
    "pst": -8,
    "pdt": -7,
}
_NEW = re.compile(
    r"(?:(?P<day>Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?(?P<date>[0-9]{1,2}) (?P<month>[A-Z][a-z]{2}) (?P<year>[0-9]{4}) "
    r"(?P<time>[0-9]{2}:[0-9]{2}(?::[0-9]{2})?) (?P<zone>[+-]?[0-9]{2}[03]0|UT|GMT|[ECMP][SD]T|Z)"
)
_OLD = re.compile(
    r"(?:(?P<day>mon|tue|wed|thu|fri|sat|sun)\s*,\s*)?(?P<date>[0-9]{1,2})\s+(?P<month>[a-z]{3})\s+"
    r"(?P<year>[0-9]{2}(?:[0-9]{2})?)\s+(?P<time>[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)\s+"
    r"(?P<zone>[+-][0-9]{4}|ut|gmt|[ecmp][sd]t|[a-ik-z])"
)
_COMMENT = re.compile(r"\([^()]*+\)")
_DEEPEST_COMMENT = 20
_TIME = r"T(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})"
_RFC_3339 = re.compile(
    rf"(?P<date>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}){_TIME}:(?P<second>[0-9]{{2}})(?:\.[0-9]*)?(?P<zone>Z|[+-][0-9]{{2}}:[0-9]{{2}})"
)
_SECONDS = r"(?::(?P<second>[0-9]{2})(?:\.[0-9]*)?)?"
_ZONE = r"(?P<zone>Z|[+-][0-9]{2}:[0-9]{2})"
_W3CDTF = re.compile(rf"(?P<date>[0-9]{{4}}(?:-[0-9]{{2}}(?:-[0-9]{{2}}(?:{_TIME}{_SECONDS}{_ZONE})?)?)?)")
_ISO_8601 = re.compile(rf"(?P<date>[0-9]{{4}}(?:-[0-9]{{2}}(?:-[0-9]{{2}}(?:{_TIME}{_SECONDS}{_ZONE}?)?)?)?)")
_ISO_DATE = re.compile(r"(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})")
_FORMS = {
    "rfc3339": (_RFC_3339, "`2026-05-28T09:00:00Z` (RFC 3339)"),
    "w3cdtf": (_W3CDTF, "`2026-05-28` or `2026-05-28T09:00:00Z` (W3CDTF)"),
    "iso8601": (_ISO_8601, "`2026-05-28` or `2026-05-28T09:00:00Z` (ISO 8601)"),
    "isodate": (_ISO_DATE, "`2026-05-28`"),
}
_EVENTS = frozenset({"ev:startdate", "ev:enddate"})
_FIRST = datetime(1990, 1, 1, tzinfo=UTC)
_GRACE = timedelta(minutes=10)
_DAY_OF_GRACE = timedelta(days=1)


def check(document: Document) -> Iterator[Diagnostic]:
    """A finding for each date that its format does not allow, and each that cannot be meant."""
    for value in document.values_of("rfc822"):
        yield from _rfc_822(document, value)
    for kind, (pattern, example) in _FORMS.items():
        for value in document.values_of(kind):
            moment, fault = _moment(pattern, value.text)
            if fault:
                message = (
                    f"{shortened(value.text)!r} is no date: {fault}" if value.text else f"{value.name} has no date"
                )
                yield document.at_value(WRONG_DATE, value, message, help=f"write {example}")
            elif moment and value.placed.key not in _EVENTS:
                yield from _plausible(document, value, moment, _DAY_OF_GRACE)


def is_rfc_3339(text: str) -> bool:
    """Whether it is a moment of RFC 3339 that there is."""
    return not _moment(_RFC_3339, text)[1]


def _rfc_822(document: Document, value: Value) -> Iterator[Diagnostic]:
    match = _NEW.fullmatch(value.text)
    if match is None or match["month"].lower() not in _MONTHS:
        old = _OLD.fullmatch(_plain(value.text))
        if old and old["month"] in _MONTHS:
            message = f"{shortened(value.text)!r} is in a form that many readers do not take"
            yield document.at_value(OLD_STYLE_DATE, value, message, help="write `Thu, 28 May 2026 09:00:00 +0000`")
        else:
            message = f"{shortened(value.text)!r} is no date of RFC 822" if value.text else f"{value.name} has no date"
            yield document.at_value(
                WRONG_DATE, value, message, help="write `Thu, 28 May 2026 09:00:00 +0000`" + _hint(value.text)
            )
        return
    moment, fault = _calendar(match)
    if fault:
        yield document.at_value(WRONG_DATE, value, f"{value.text!r} is no date: {fault}")
    elif moment:
        yield from _plausible(document, value, moment, _GRACE)


def _hint(text: str) -> str:
    return ": `UTC` is `+0000`" if text.endswith("UTC") else ""


def _plain(text: str) -> str:
    """The text in lower case without escapes and comments."""
    text = re.sub(r"\\(.)", "", text[:500])
    for _ in range(_DEEPEST_COMMENT):
        shorter = _COMMENT.sub(" ", text)
        if shorter == text:
            break
        text = shorter
    return text.strip().lower()


def _calendar(match: re.Match[str]) -> tuple[datetime | None, str]:
    """The moment of a date of RFC 822, or why there is none."""
    year, month, number = int(match["year"]), _MONTHS.index(match["month"].lower()) + 1, int(match["date"])
    try:
        day = date(year, month, number)
    except ValueError:
        return None, "there is no such day"
    hour, minute, *rest = map(int, match["time"].split(":"))
    if hour > 23 or minute > 59 or (rest and rest[0] > 60):
        return None, "there is no such time"
    said = (match["day"] or "").lower()
    if said and year > 1900 and said != _DAYS[day.weekday()]:
        return None, f"it was a {day:%A}"
    return _zoned(datetime(year, month, number, hour, minute, tzinfo=UTC), match["zone"]), ""


def _zoned(moment: datetime, zone: str) -> datetime:
    if zone.lower() in _ZONES:
        offset = timedelta(hours=_ZONES[zone.lower()])
    else:
        sign = -1 if zone.startswith("-") else 1
        digits = zone.lstrip("+-").replace(":", "")
        offset = sign * timedelta(hours=min(int(digits[:2]), 23), minutes=int(digits[2:]) % 60)
    return moment.replace(tzinfo=timezone(offset))


def _moment(pattern: re.Pattern[str], text: str) -> tuple[datetime | None, str]:
    """The moment of a date, or why there is none; at midnight or the first day when it does not say."""
    match = pattern.fullmatch(text)
    if match is None:
        return None, "it is not in the right form"
    parts = match.groupdict()
    year, month, number = ([int(each) for each in parts["date"].partition("T")[0].split("-")] + [1, 1])[:3]
    try:
        moment = datetime(year, month, number, tzinfo=UTC)
    except ValueError:
        return None, "there is no such day"
    hour, minute, second = (int(parts.get(name) or 0) for name in ("hour", "minute", "second"))
    if hour > 23 or minute > 59 or second > 60:
        return None, "there is no such time"
    moment = moment.replace(hour=hour, minute=minute)
    return _zoned(moment, parts.get("zone") or "Z"), ""


def _plausible(document: Document, value: Value, moment: datetime, grace: timedelta) -> Iterator[Diagnostic]:
    if moment < _FIRST:
        yield document.at_value(IMPLAUSIBLE_DATE, value, f"{value.text!r} is before 1990")
    elif document.now is not None and moment - document.now > grace:
        yield document.at_value(IMPLAUSIBLE_DATE, value, f"{value.text!r} is in the future")
