"""What a query is made of, and when it holds of an entry."""

from __future__ import annotations

import operator
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date, datetime, tzinfo
from typing import Protocol, assert_never

from feedkit.model import Person
from feedkit.quick_dataclasses import dataclass

TEXT_FIELDS = ("category", "language", "path", "title")
MANY_FIELDS = ("author", "tag")
NUMBER_FIELDS = ("reading_time", "views")
DATE_FIELDS = ("published", "updated")
FIELDS = tuple(sorted((*TEXT_FIELDS, *MANY_FIELDS, *NUMBER_FIELDS, *DATE_FIELDS)))

Value = str | int | date | datetime


class QueryError(ValueError):
    """The text is not a query."""

    def __init__(self, message: str, column: int, help: str = "", *, length: int = 1) -> None:
        super().__init__(message)
        self.message = message
        self.column = column
        """Where the fault begins in the text, in code points, from 1."""
        self.length = length
        self.help = help


class Choosable(Protocol):
    """What a query asks of an entry; an `Entry` of the model has it all, and an article does before its body is read."""

    @property
    def category(self) -> str: ...  # noqa: D102
    @property
    def tags(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def authors(self) -> tuple[Person, ...]: ...  # noqa: D102
    @property
    def language(self) -> str: ...  # noqa: D102
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def published(self) -> datetime: ...  # noqa: D102
    @property
    def updated(self) -> datetime: ...  # noqa: D102
    @property
    def views(self) -> int | None: ...  # noqa: D102
    @property
    def reading_time(self) -> int | None: ...  # noqa: D102
    @property
    def path(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Comparison:
    """`field operator value`; `in` has one or more values, the others have one. Text is `folded` already."""

    field: str
    operator: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """True where the inner term is false."""

    inner: Term


@dataclass(frozen=True, slots=True)
class All:
    """True where all parts are: `and`."""

    parts: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """True where one part is: `or`."""

    parts: tuple[Term, ...]


Term = Comparison | Not | All | AnyOf


def folded(text: str) -> str:
    """Text as it is compared: without case, and with accents in one form (Unicode annex 15)."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def holds(term: Term, entry: Choosable, zone: tzinfo) -> bool:
    """Whether the term is true of the entry; days, and moments without an offset, are those of `zone`."""
    match term:
        case Comparison():
            return _compare(term, entry, zone)
        case Not(inner):
            return not holds(inner, entry, zone)
        case All(parts):
            return all(holds(each, entry, zone) for each in parts)
        case AnyOf(parts):
            return any(holds(each, entry, zone) for each in parts)
        case _:
            assert_never(term)


def _compare(term: Comparison, entry: Choosable, zone: tzinfo) -> bool:
    if term.field in DATE_FIELDS:
        return _compare_dates(term, getattr(entry, term.field), zone)
    if term.field in NUMBER_FIELDS:
        number = getattr(entry, term.field)  # may be unknown: then nothing is true of it
        return number is not None and any(_COMPARE[term.operator](number, each) for each in term.values)
    texts = [folded(each) for each in _texts(entry, term.field)]
    if term.operator == "contains":
        return any(str(term.values[0]) in each for each in texts)
    return any(each in term.values for each in texts)


def _texts(entry: Choosable, field: str) -> Sequence[str]:
    if field == "tag":
        return entry.tags
    if field == "author":
        return [each for person in entry.authors for each in (person.name, person.key) if each]
    return (str(getattr(entry, field)),)


def _compare_dates(term: Comparison, moment: datetime, zone: tzinfo) -> bool:
    compare = _COMPARE[term.operator]
    return any(
        compare(moment, value if value.tzinfo else value.replace(tzinfo=zone))
        if isinstance(value, datetime)
        else compare(_day(moment, zone), value)
        for value in term.values
    )


def _day(moment: datetime, zone: tzinfo) -> date:
    try:
        return moment.astimezone(zone).date()
    except OverflowError:  # the first or last day of the calendar, in another zone
        return moment.date()


_COMPARE: dict[str, Callable[..., bool]] = {
    "==": operator.eq,
    "in": operator.eq,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
