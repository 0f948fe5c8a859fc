"""The kinds of values there are in `feedkit.yml`: a type, its check, and what the JSON Schema says of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any, Literal, TypeVar

from feedkit.config import addresses, moments, paths, values
from feedkit.config.reading import Kind, Reading, listed, mapped
from feedkit.config.refusal import Location, Refusal

LEAST_BYTES = 20 * 1024
"""Of a document: enough for the head of a feed and a few entries."""
MOST_BYTES = 2**30
MOST_ENTRIES = 1_000_000

T = TypeVar("T")
C = TypeVar("C", bound=str)


def _like(pattern: str, *, empty: bool = False) -> dict[str, Any]:
    return {"type": "string", "pattern": f"^({pattern})?$" if empty else f"^{pattern}$"}


def _kind(read: Callable[[Any], T], schema: Mapping[str, Any]) -> Kind[T]:
    """The kind of a single value."""
    return Kind(lambda given, _at, _reading: read(given), schema)


def _text(check: Callable[[str], str], schema: Mapping[str, Any] | None = None) -> Kind[str]:
    return _kind(lambda given: check(values.text(given)), schema or {"type": "string"})


def pattern(pattern: str, what: str, example: str) -> Kind[str]:
    """Text of the form of a pattern, or nothing."""
    return _text(values.matching(pattern, what, example), _like(pattern, empty=True))


def choice(*options: C) -> Kind[C]:
    """One of several words."""
    return _kind(lambda given: values.one_of(given, options), {"enum": list(options), "type": "string"})


def whole(least: int, most: int, unit: str = "") -> Kind[int]:
    """A whole number in a range."""
    check = values.between(least, most, unit)
    schema = {"type": "integer", "minimum": least, "maximum": most}
    return _kind(lambda given: check(values.number(given)), schema)


def _size(least: int) -> Kind[int]:
    check = values.between(least, MOST_BYTES, " bytes")
    number = {"type": "integer", "minimum": least, "maximum": MOST_BYTES}
    schema = {"anyOf": [number, {"type": "string", "pattern": f"^{values.SIZE}$"}]}
    return _kind(lambda given: check(values.size(given)), schema)


def _site_url(given: Any, _at: Location, reading: Reading) -> str:
    return addresses.site_url(values.text(given), preview=reading.preview)


def _glob_key(name: str) -> None:
    try:
        paths.glob(name)
    except Refusal as refusal:
        detail = f"`{name}` {refusal.problem}"
        raise Refusal(refusal.rule, refusal.problem, detail=detail, help=refusal.help, at=(name,)) from None


TEXT = _text(str)
LINE = _text(values.line)
FILLED_LINE = _text(values.filled, {"type": "string", "pattern": r"\S"})
LANGUAGE = _text(values.required_language, _like(values.LANGUAGE))
ANY_LANGUAGE = _text(values.language, _like(values.LANGUAGE, empty=True))
TIME_ZONE = _text(moments.time_zone)
EMAIL = _text(values.email, _like(values.EMAIL, empty=True))
DAY: Kind[date] = _kind(moments.day, _like(moments.DAY))
CLOCK: Kind[time] = _kind(moments.clock, _like(moments.CLOCK))

SITE_URL: Kind[str] = Kind(_site_url, _like(addresses.SITE))
WEB_ADDRESS = _text(addresses.web_address, _like(addresses.WEB, empty=True))
SECURE_ADDRESS = _text(addresses.secure_address, _like(addresses.SECURE))
PICTURE = _text(addresses.picture)
AUTHORITY = _text(addresses.authority, _like(addresses.AUTHORITY, empty=True))

PATH = _text(paths.path, _like(paths.PATH))
INNER_PATH = _text(paths.inner_path, _like(paths.INNER_PATH))
GLOB = _text(paths.glob, _like(paths.GLOB))
PERMALINK = _text(paths.permalink, _like(paths.PERMALINK))
FEED_PATH = _text(paths.feed_path, _like(paths.FEED_PATH))
DIALECT: Kind[str] = _kind(values.dialect, {"enum": list(values.DIALECTS), "type": "string"})
OWN_NAMES = mapped(
    listed(FILLED_LINE),
    values.own_name,
    propertyNames={"enum": list(values.RENAMED)},
    additionalProperties=listed(FILLED_LINE).schema,
)
DATE_FORMAT = _text(moments.date_format, _like(moments.DATE_FORMAT))

TRUTH: Kind[bool] = _kind(values.truth, {"type": "boolean"})
VERSION = _kind(lambda given: values.version(values.number(given)), {"const": 1})
SUMMARY_LENGTH = whole(40, 2000)
DAYS = whole(1, 3650, " days")
LIMIT = whole(1, MOST_ENTRIES)
ARTICLE_BYTES = _size(1)
FEED_BYTES = _size(LEAST_BYTES)

FEED_NAME = _text(values.feed_name, _like(values.FEED_NAME))
FORMATS = listed(
    _text(values.format_name, {"enum": list(values.FORMATS)}),
    values.not_empty,
    values.unique,
    minItems=1,
    uniqueItems=True,
)
WHERE = _text(values.query)
SPLIT: Kind[Literal["category", "tag", "author", "language"] | None] = _kind(
    values.split_by, {"enum": ["none", *values.SPLITS]}
)

_SELECTOR = {"type": "string", "pattern": r"^(ALL|FK[0-9]{0,3}|[a-z][a-z0-9-]*)$"}
SELECTORS = listed(_text(values.selector, _SELECTOR))
PER_FILE = mapped(SELECTORS, _glob_key, additionalProperties={"type": "array", "items": _SELECTOR})
