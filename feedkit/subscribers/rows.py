"""Rows of a CSV file, one after the other, each as a subscriber or with what is wrong with it."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from feedkit.diagnostics import Diagnostic, Place, Rule
from feedkit.exceptions import ConfigurationError
from feedkit.quick_dataclasses import dataclass
from feedkit.rules import subscribers as rules
from feedkit.subscribers.addresses import Address, AddressError, read_address
from feedkit.subscribers.forms import Form, folded, form_of, positions, status_of, topics_of
from feedkit.subscribers.tables import Status
from feedkit.subscribers.values import is_language, is_zone, moment_of, one_name
from feedkit.suggestions import closest

if TYPE_CHECKING:
    from _csv import Reader as CsvReader

_MAX_FIELD = 200_000
_DELIMITERS = ",;\t|"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a row says of a subscriber."""

    line: int
    address: Address
    status: Status | None
    name: str = ""
    language: str = ""
    timezone: str = ""
    topics: tuple[str, ...] = ()
    consent_at: datetime | None = None
    consent_source: str = ""
    consent_ip: str = ""
    consent_ip_hash: str = ""
    confirmed_at: datetime | None = None
    left_at: datetime | None = None
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A row that is not imported."""

    found: Diagnostic
    fields: tuple[str, ...]


def encoding_of(head: bytes, wanted: str = "") -> str:
    """The encoding of a file that begins with these bytes: `wanted`, or what its mark says, or UTF-8."""
    return wanted or next((name for mark, name in _BOMS if head.startswith(mark)), "utf-8")


def read_rows(lines: Iterable[str], path: str) -> Iterator[Given | Refused | Diagnostic]:
    """The rows of the file at `path`, as `lines` gives them one at a time: nothing is kept of those that have passed.

    Bytes that could not be decoded are lone surrogates in the lines. A Diagnostic is something about a row that is
    imported all the same. Raises ConfigurationError when no column has addresses.
    """
    csv.field_size_limit(_MAX_FIELD)
    head, rest = _head(lines)
    delimiter = _delimiter(head)
    reader = csv.reader(_chained(head, rest), delimiter=delimiter)
    try:
        columns = next(reader, [])
    except csv.Error:
        columns = []
    if len(columns) >= 1 and "@" in columns[0] and _is_address(columns[0]):
        reader, columns, start = csv.reader(_chained(head, rest), delimiter=delimiter), ["email"], 0
    else:
        start = reader.line_num
    columns = [each.strip().lstrip("\ufeff") for each in columns]
    form = form_of(columns, path)
    by_name = {folded(each): at for at, each in enumerate(columns)}
    table = _Table(path=path, form=form, columns=by_name, at=positions(columns, form), width=len(columns))
    if "email" not in table.at:
        raise _no_addresses(columns, path)
    yield from _each(reader, start, table)


def _each(reader: CsvReader, start: int, table: _Table) -> Iterator[Given | Refused | Diagnostic]:
    line = start + 1
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield table.refused(line, rules.UNREADABLE_ROW, _csv_fault(error), ())
            line = reader.line_num + 1
            continue
        if row and (row[0] or any(each.strip() for each in row)):
            yield from _row(table, row, line)
        line = reader.line_num + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    path: str
    form: Form
    columns: Mapping[str, int]
    at: Mapping[str, int]
    width: int

    def finding(self, line: int, rule: Rule, message: str, help: str = "") -> Diagnostic:
        return Diagnostic(rule=rule, place=Place(self.path, line), message=message, help=help)

    def refused(self, line: int, rule: Rule, message: str, row: Sequence[str], help: str = "") -> Refused:
        return Refused(found=self.finding(line, rule, message, help), fields=tuple(row))


def _row(table: _Table, row: Sequence[str], line: int) -> Iterator[Given | Refused | Diagnostic]:
    if table.form.own:
        row = [each.removeprefix("'") for each in row]
    if unreadable := _unreadable(table, row, line):
        yield unreadable
        return

    def value(name: str) -> str:
        at = table.at.get(name)
        return row[at].strip() if at is not None and at < len(row) else ""

    written = value("email")
    try:
        address = read_address(written)
    except AddressError as error:
        yield table.refused(line, rules.UNUSABLE_ADDRESS, f"{_quoted(written)}{error}", row)
        return
    try:
        status = status_of(table.form, table.columns, row, value("status"))
    except ValueError as error:
        guess = closest(str(error), list(Status))
        message = f"`{one_name(str(error), 40)}` is not a status"
        yield table.refused(line, rules.UNKNOWN_STATUS, message, row, f"did you mean `{guess}`?" if guess else "")
        return
    moments = {name: moment_of(value(name)) for name in _MOMENTS}
    zone, language = value("timezone"), value("language").replace("_", "-")
    for unread, kind in _unread(table, moments, zone, language):
        message = f"`{one_name(unread, 40)}` is not a {kind}"
        yield table.finding(line, rules.UNREADABLE_VALUE, message, "it is left out")
    name = value("name") or f"{value('first_name')} {value('last_name')}"
    yield Given(
        line=line,
        address=address,
        status=status,
        name=one_name(name),
        language=language if is_language(language) else "",
        timezone=zone if is_zone(zone) else "",
        topics=topics_of(value("topics"), own=table.form.own) if "topics" in table.at else (),
        consent_source=one_name(value("consent_source"), 300),
        consent_ip=value("consent_ip")[:60],
        consent_ip_hash=value("consent_ip_hash")[:64],
        **{key: moment for key, moment in moments.items() if isinstance(moment, datetime)},
    )


_MOMENTS = ("consent_at", "confirmed_at", "left_at", "created_at")


def _unreadable(table: _Table, row: Sequence[str], line: int) -> Refused | None:
    """Why the row as such cannot be read."""
    if len(row) > table.width and any(each.strip() for each in row[table.width :]):
        message = f"it has {len(row)} fields, the first line {table.width}"
        help = "put fields with the delimiter in them in quotes"
        return table.refused(line, rules.UNREADABLE_ROW, message, row, help)
    if _undecoded("".join(row)):
        help = "say how the file is written, as --encoding windows-1252"
        return table.refused(line, rules.UNREADABLE_ROW, "it is not UTF-8", row, help)
    return None


def _unread(
    table: _Table, moments: Mapping[str, datetime | str | None], zone: str, language: str
) -> Iterator[tuple[str, str]]:
    """Values that are left out, each with what it is not."""
    for name, moment in moments.items():
        told_already = name == "created_at" and table.at.get("consent_at") == table.at.get("created_at")
        if isinstance(moment, str) and not told_already:
            yield moment, "date"
    if zone and not is_zone(zone):
        yield zone, "time zone"
    if language and not is_language(language):
        yield language, "language"


def _head(lines: Iterable[str]) -> tuple[list[str], Iterator[str]]:
    """The first line that says something, without the `sep=;` that Excel understands; and the rest."""
    rest = iter(lines)
    for line in rest:
        if line.strip("\ufeff \r\n") and not re.fullmatch(r"sep=.\s*", line.lstrip("\ufeff"), re.IGNORECASE):
            return [line], rest
    return [], rest


def _chained(head: Sequence[str], rest: Iterator[str]) -> Iterator[str]:
    yield from head
    yield from rest


def _delimiter(head: Sequence[str]) -> str:
    plain = re.sub(r'"[^"]*"', "", head[0]) if head else ""
    return max(_DELIMITERS, key=lambda each: (plain.count(each), each == ","))


def _is_address(text: str) -> bool:
    try:
        read_address(text.lstrip("\ufeff"))
    except AddressError:
        return False
    return True


def _undecoded(text: str) -> bool:
    return not text.isascii() and any("\udc80" <= each <= "\udcff" for each in text)


def _quoted(text: str) -> str:
    return f"`{one_name(text, 60)}` is not an address: " if text.strip() else "it has no address: "


def _csv_fault(error: csv.Error) -> str:
    return "a quotation mark is not closed" if "field larger" in str(error) else str(error)


def _no_addresses(columns: Sequence[str], path: str) -> ConfigurationError:
    shown = ", ".join(f"`{one_name(each, 30)}`" for each in columns[:12]) or "nothing"
    found = Diagnostic(
        rule=rules.NO_ADDRESS_COLUMN,
        place=Place(path, 1),
        message="no column has addresses",
        help=f"the first line names {shown}; call the column with addresses `email`",
    )
    return ConfigurationError(f"{path} cannot be imported", [found])
