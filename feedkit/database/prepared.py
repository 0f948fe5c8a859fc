"""Statements that are run for each of a million rows: told to the driver as they are, without a look at every value.

SQLAlchemy writes them, once for each kind of database; that is what keeps them the same for all. What it does for
each row otherwise takes several times as long as the row takes the database.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, Executable, literal_column

from feedkit.quick_dataclasses import dataclass


class Prepared:
    """A statement whose values all are `bindparam`s, or constants from `said`.

    Values are given as drivers take them: text, numbers, None; moments as `microseconds`. Rows come back as tuples.
    """

    def __init__(self, statement: Executable) -> None:
        self._statement = statement
        self._words: dict[str, _Words] = {}

    def rows(self, connection: Connection, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """What the statement finds."""
        words = self._in_words_of(connection)
        (given,) = words.given([{**words.constants, **values}])
        return list(connection.exec_driver_sql(words.text, given).cursor.fetchall())

    def each(self, connection: Connection, values: Sequence[Mapping[str, Any]]) -> None:
        """Run it for each of the values, of which there must be some."""
        words = self._in_words_of(connection)
        assert not words.constants, "write constants with `said`"
        connection.exec_driver_sql(words.text, words.given(values))

    def those(self, connection: Connection, ids: Sequence[int], values: Mapping[str, Any]) -> int:
        """Run it once for the rows of all the ids, where it says `in_([THESE])`; how many rows it has changed.

        For the database that is one step, in which no other thread waits for this one.
        """
        words = self._in_words_of(connection)
        assert not words.constants, "write constants with `said`"
        text = words.text.replace(_THESE, ", ".join(map(str, map(int, ids))))
        (given,) = words.given([values])
        return connection.exec_driver_sql(text, given).rowcount

    def _in_words_of(self, connection: Connection) -> _Words:
        dialect = connection.dialect
        if dialect.name not in self._words:
            made: Any = self._statement.compile(dialect=dialect)  # type: ignore[attr-defined]
            constants = {name: value for name, value in made.params.items() if value is not None}
            self._words[dialect.name] = _Words(str(made), tuple(made.positiontup or ()), constants)
        return self._words[dialect.name]


@dataclass(frozen=True, slots=True)
class _Words:
    """A statement as one kind of database has it."""

    text: str
    names: tuple[str, ...]
    """Of its values, in their order; empty where the driver takes them by name."""
    constants: dict[str, Any]
    """Values of its own, as the OFFSET that SQLite has in each LIMIT."""

    def given(self, values: Sequence[Mapping[str, Any]]) -> Any:
        """The values as the driver wants them."""
        if not self.names:
            return list(values)
        if len(self.names) == 1:
            return [(each[self.names[0]],) for each in values]
        return list(map(itemgetter(*self.names), values))


_THESE = "/* these */"
THESE: ColumnElement[int] = literal_column(_THESE)
"""In the place of the ids of `Prepared.those`."""


def said(value: str) -> ColumnElement[str]:
    """A constant in the text of the statement itself; of plain letters."""
    assert value.isalpha() or not value
    return literal_column(f"'{value}'")
