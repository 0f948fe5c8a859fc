"""The text of a query into terms, by recursive descent; every error knows its column."""

from __future__ import annotations

import re
from datetime import date, datetime

from feedkit.query.terms import (
    DATE_FIELDS,
    FIELDS,
    MANY_FIELDS,
    NUMBER_FIELDS,
    TEXT_FIELDS,
    All,
    AnyOf,
    Comparison,
    Not,
    QueryError,
    Term,
    Value,
    folded,
)
from feedkit.quick_dataclasses import dataclass
from feedkit.suggestions import closest

MAX_CHARACTERS = 4_000
MAX_DEPTH = 32

_EQUALITY = ("==", "!=", "in", "not in")
_ORDER = ("<", "<=", ">", ">=")
_WORDS = ("and", "or", "not", "in", "contains")
_LITERALS = ("text", "number", "date")
_INSTEAD = {"=": "==", "===": "==", "<>": "!=", "&&": "and", "&": "and", "||": "or", "|": "or", "!": "not"}
_TOKEN = re.compile(
    r"""(?P<space>\s+)
    |(?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
    |(?P<date>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt][0-9:.]+(?:[Zz]|[-+][0-9:]+)?)?)
    |(?P<number>-?[0-9]+)
    |(?P<word>[^\W\d][\w-]*)
    |(?P<sign>===|==|!=|<=|>=|<>|&&|\|\||[<>=!&|(),\[\]])
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_MOMENT = re.compile(r".{10}T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?(Z|[-+][0-9]{2}:[0-9]{2})?")
_DATE_FORMS = "write 2026-05-07, 2026-05-07T19:00 or 2026-05-07T19:00+02:00"
_EXAMPLE = 'a query is written as `category == "News" and tag != "robots"`'


@dataclass(frozen=True, slots=True)
class Query:
    """A query that was understood."""

    text: str
    term: Term


def parse(text: str) -> Query:
    """The query that the text says. Raises QueryError at the first place that cannot be understood."""
    if len(text) > MAX_CHARACTERS:
        message = f"the query has {len(text):,} characters, more than {MAX_CHARACTERS:,}"
        raise QueryError(message, MAX_CHARACTERS + 1, "choose by category or tag instead of entry by entry")
    reader = _Reader([*_tokens(text), _Token("end", "", len(text) + 1)])
    term = _any_of(reader, 0)
    if reader.token.kind != "end":
        raise _unexpected(reader.token, "`and` or `or`")
    return Query(text, term)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    column: int


@dataclass(slots=True)
class _Reader:
    """A finger on the next token; it never goes past the last one, which is `end`."""

    tokens: list[_Token]
    index: int = 0

    @property
    def token(self) -> _Token:
        return self.tokens[self.index]

    def advance(self) -> None:
        self.index = min(self.index + 1, len(self.tokens) - 1)

    def take(self, *texts: str) -> _Token | None:
        """The next token, taken, if it is a word or sign of `texts`."""
        token = self.token
        if token.kind not in ("word", "sign") or token.text not in texts:
            return None
        self.advance()
        return token


def _tokens(text: str) -> list[_Token]:
    tokens = []
    for match in _TOKEN.finditer(text):
        kind, written, column = match.lastgroup or "", match[0], match.start() + 1
        if kind == "other" and written in "\"'":
            raise QueryError("the text is not closed", column, f"end it with {written}")
        if kind == "other":
            raise QueryError(f"`{written}` has no meaning in a query", column, "put text in quotes")
        if kind == "sign" and written in _INSTEAD:
            advice = f"write `{_INSTEAD[written]}`"
            raise QueryError(f"`{written}` has no meaning in a query", column, advice, length=len(written))
        if kind != "space":
            tokens.append(_Token(kind, written, column))
    return tokens


def _any_of(reader: _Reader, depth: int) -> Term:
    parts = [_all(reader, depth)]
    while reader.take("or"):
        parts.append(_all(reader, depth))
    return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))


def _all(reader: _Reader, depth: int) -> Term:
    parts = [_one(reader, depth)]
    while reader.take("and"):
        parts.append(_one(reader, depth))
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def _one(reader: _Reader, depth: int) -> Term:
    if depth > MAX_DEPTH:
        raise QueryError(f"nested more than {MAX_DEPTH} levels deep", reader.token.column, "write fewer brackets")
    if reader.take("not"):
        return Not(_one(reader, depth + 1))
    opening = reader.take("(")
    if opening is None:
        return _comparison(reader)
    inner = _any_of(reader, depth + 1)
    if reader.take(")"):
        return inner
    if reader.token.kind == "end":
        raise QueryError("a bracket is not closed", opening.column, "add `)`")
    raise _unexpected(reader.token, "`and`, `or` or `)`")


def _comparison(reader: _Reader) -> Term:
    name = reader.token
    if name.kind in _LITERALS:
        advice = 'write the field first: `category == "News"`'
        raise QueryError("a comparison begins with a field", name.column, advice, length=len(name.text))
    if name.kind != "word" or name.text in _WORDS:
        raise _unexpected(name, "a field")
    reader.advance()
    if name.text not in FIELDS:
        near = closest(name.text, FIELDS)
        advice = f"did you mean `{near}`?" if near else "the fields are " + ", ".join(FIELDS)
        raise QueryError(f"there is no field `{name.text}`", name.column, advice, length=len(name.text))
    operator = _operator(reader, name.text)
    values = _list(reader, name.text) if operator in ("in", "not in") else (_value(reader, name.text),)
    if operator in ("!=", "not in"):
        return Not(Comparison(name.text, "==" if operator == "!=" else "in", values))
    return Comparison(name.text, operator, values)


def _operator(reader: _Reader, field: str) -> str:
    of_text = field in TEXT_FIELDS + MANY_FIELDS
    allowed = (*_EQUALITY, "contains") if of_text else (*_EQUALITY, *_ORDER)
    token = reader.token
    if reader.take("not"):
        if not reader.take("in"):
            raise _unexpected(reader.token, "`in`")
        return "not in"
    if not reader.take(*_EQUALITY, *_ORDER, "contains"):
        raise _unexpected(token, f"a comparison ({' '.join(allowed)})")
    if token.text not in allowed:
        message = f"`{field}` cannot be compared with `{token.text}`"
        raise QueryError(message, token.column, f"write one of {' '.join(allowed)}", length=len(token.text))
    return token.text


def _list(reader: _Reader, field: str) -> tuple[Value, ...]:
    opening = reader.take("[")
    if opening is None:
        raise _unexpected(reader.token, "a list in square brackets")
    values: list[Value] = []
    while not reader.take("]"):
        if values and not reader.take(","):
            if reader.token.kind == "end":
                raise QueryError("a list is not closed", opening.column, "add `]`")
            raise _unexpected(reader.token, "`,` or `]`")
        values.append(_value(reader, field))
    if not values:
        raise QueryError("nothing is in an empty list", opening.column, 'write the values: `["one", "two"]`')
    return tuple(values)


def _value(reader: _Reader, field: str) -> Value:
    token = reader.token
    if field in NUMBER_FIELDS:
        kind, wanted, example = "number", "a whole number", f"`{field} >= 10`"
    elif field in DATE_FIELDS:
        kind, wanted, example = "date", "a date without quotes", f"`{field} >= 2026-05-07`"
    else:
        kind, wanted, example = "text", "text in quotes", f'`{field} == "News"`'
    if token.kind not in _LITERALS:
        raise _unexpected(token, wanted)
    if token.kind != kind:
        message = f"`{field}` is compared with {wanted}"
        raise QueryError(message, token.column, f"write it as {example}", length=len(token.text))
    reader.advance()
    return _literal(token)


def _literal(token: _Token) -> Value:
    """The value that a literal stands for. Raises QueryError for a day that no calendar has."""
    if token.kind == "text":
        return folded(re.sub(r"\\(.)", r"\1", token.text[1:-1], flags=re.DOTALL))
    if token.kind == "number":
        if len(token.text) > 18:
            raise QueryError("the number is too long", token.column, "write at most 18 digits", length=len(token.text))
        return int(token.text)
    written = token.text.upper()
    try:
        if "T" not in written:
            return date.fromisoformat(written)
        if _MOMENT.fullmatch(written):
            return datetime.fromisoformat(written)
    except ValueError:
        pass  # no such day, or no such offset
    raise QueryError(f"`{token.text}` is not a date", token.column, _DATE_FORMS, length=len(token.text))


def _unexpected(token: _Token, wanted: str) -> QueryError:
    if token.kind == "end":
        return QueryError(f"the query ends where {wanted} is expected", token.column, _EXAMPLE)
    lowered = token.text.lower()
    advice = ""
    if lowered in _WORDS and token.text != lowered:
        advice = f"write `{lowered}`"
    elif token.kind == "word" and "quotes" in wanted:
        advice = f'write `"{token.text}"`'
    elif token.kind == "text" and "square brackets" in wanted:
        advice = f"write `[{token.text}]`"
    message = f"{wanted} is expected, not `{token.text}`"
    return QueryError(message, token.column, advice or _EXAMPLE, length=len(token.text))
