"""What a day, a time of day, a time zone and a form of dates must be like in `feedkit.yml`."""

from __future__ import annotations

import re
from datetime import date, time
from pkgutil import get_data

from feedkit.config.refusal import Refusal, WrongType
from feedkit.rules import config as rules
from feedkit.suggestions import closest

DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
CLOCK = r"([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?"
DATE_FORMAT = r"(?!.*%(?![aAbBcdfGHIjmMpSuUVwWxXyYzZ%]))(?=.*%[yYcxG]).*"
_DATE_PARTS = frozenset("aAbBcdfGHIjmMpSuUVwWxXyYzZ%")
"""What `strptime` knows."""
_WHOLE_DATES = tuple(
    frozenset(each)
    for each in (
        "c",
        "x",
        "GVu",
        *(f"{year}{day}" for year in "yY" for day in ("bd", "Bd", "md", "j", "Uw", "Wa", "Ua")),
    )
)


def time_zone(text: str) -> str:
    """The name of a time zone in the IANA database, in its own spelling."""
    names = (get_data("tzdata", "zones") or b"").decode("ascii").split()
    if text in names:
        return text
    places = {each.rsplit("/", 1)[-1].casefold(): each for each in names if "/" in each}
    near = places.get(text.strip().replace(" ", "_").casefold()) or closest(text, names)
    guess = f"did you mean {near}?" if near else ""
    raise Refusal(
        rules.INVALID_SETTING,
        "is not a time zone",
        guess=guess,
        help="write a name of the IANA database, as Europe/Berlin or UTC",
    )


def day(value: object) -> date:
    """A day from `2026-05-07`."""
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise WrongType("a day like 2026-05-07")
    try:
        if re.fullmatch(DAY, value):
            return date.fromisoformat(value)
    except ValueError:
        pass  # no such day
    raise Refusal(
        rules.INVALID_SETTING, "is not a day of the calendar", help="write year, month and day, as 2026-05-07"
    )


def clock(value: object) -> time:
    """A time of day from `07:00` or `07:00:30`."""
    if isinstance(value, time):
        return value
    if not isinstance(value, str):
        raise WrongType("a time of day like 07:00")
    if not re.fullmatch(CLOCK, value):
        raise Refusal(
            rules.INVALID_SETTING,
            "is not a time of day",
            help='write hours and minutes with two digits each, as "07:00"',
        )
    return time.fromisoformat(value)


def date_format(text: str) -> str:
    """A form of dates as `strptime` reads them."""
    help = "write it as %d. %B %Y or %m/%d/%Y %H:%M"
    if "%" not in text:
        raise Refusal(rules.INVALID_SETTING, "is not a form of dates", help=help)
    parts = {match[1]: match.start() for match in re.finditer(r"%(.?)", text)}
    for part, start in parts.items():
        if part not in _DATE_PARTS or not part:
            detail = f"`%{part}` is no part of a date"
            raise Refusal(rules.INVALID_SETTING, "is not a form of dates", detail=detail, help=help, span=(start, 2))
    if not any(whole <= parts.keys() for whole in _WHOLE_DATES):
        raise Refusal(rules.INVALID_SETTING, "names no day", help=f"give year, month and day: {help}")
    return text
