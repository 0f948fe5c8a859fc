"""What people write into the fields of a list of subscribers."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import available_timezones

from feedkit.characters import without_forbidden

_MAX_NAME = 200
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


def one_name(text: str, limit: int = _MAX_NAME) -> str:
    """The text on one line, without characters that headers and pages must not have."""
    text = " ".join(text.split())
    if not text.isprintable():
        text = " ".join(without_forbidden(text).split())
    return text[:limit]


@lru_cache(maxsize=10_000)
def moment_of(text: str) -> datetime | str | None:
    """The moment in the text, in UTC unless it says otherwise; None for no text, the text itself when it is no moment."""
    if not text:
        return None
    moment = _iso(text) or _american(text)
    if moment is None:
        return text[:40]
    try:
        return (moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment).astimezone(UTC)
    except OverflowError:
        return text[:40]


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _american(text: str) -> datetime | None:
    """As days are shown in the United States, which is how spreadsheets there save them."""
    found = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})(?:,? .*)?", text)
    try:
        return datetime(int(found[3]), int(found[1]), int(found[2]), tzinfo=UTC) if found else None
    except ValueError:
        return None


def is_zone(text: str) -> bool:
    """Whether it is the name of a time zone."""
    return text in _zones()


def is_language(text: str) -> bool:
    """Whether it has the form of a language tag (BCP 47)."""
    return _LANGUAGE.fullmatch(text) is not None


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())
