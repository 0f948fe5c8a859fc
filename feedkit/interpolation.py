"""Environment variables in text: `${NAME}`, `${NAME:-default}`, `${NAME:?message}`; `$$` stands for `$`.

The form is that of Compose files. It is applied to values after YAML was parsed, so that a variable can never add
YAML. A lone `$` is itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from feedkit.quick_dataclasses import dataclass

_PART = re.compile(r"\$\$|\$\{(?P<inside>[^}]*)(?P<end>\}?)")
_INSIDE = re.compile(r"(?P<name>[A-Za-z_][A-Za-z0-9_]*)(?:(?P<operator>:[-?])(?P<rest>.*))?\Z", re.DOTALL)
_FORMS = "write ${NAME}, ${NAME:-default} or ${NAME:?message}; a dollar sign before a brace is written $$"
_SHORTEST_SECRET = 4  # a shorter value stands in ordinary words by chance


class InterpolationError(ValueError):
    """A variable is not set, or the text between `${` and `}` has none of the three forms."""

    def __init__(self, message: str, *, help: str, offset: int, length: int) -> None:
        super().__init__(message)
        self.help = help
        self.offset, self.length = offset, length
        """Where the faulty part begins in the text, from 0, and how long it is, in code points."""


class Interpolated(str):
    """Text that came out of `expand`; a number or a truth value may be read from it."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Redactor:
    """Hides values that came from the environment."""

    values: frozenset[str] = frozenset()

    def redact(self, text: str) -> str:
        """The text with `***` for each of the values that has four characters or more."""
        for value in sorted(self.values, key=lambda each: (-len(each), each)):
            if len(value) >= _SHORTEST_SECRET:
                text = text.replace(value, "***")
        return text


@dataclass(frozen=True, slots=True)
class Expansion:
    """A text with its variables replaced, and what the environment gave to it."""

    text: str
    secrets: frozenset[str] = frozenset()
    """The values, never empty ones; defaults are not among them, since they stand in the file."""


def has_variables(text: str) -> bool:
    """Whether `expand` would look at the text at all."""
    return "$$" in text or "${" in text


def expand(text: str, environ: Mapping[str, str]) -> Expansion:
    """The text with every variable replaced by its value.

    An empty variable counts as set for `${NAME}` and as unset for the other two forms. Raises InterpolationError
    for the first variable without a value and the first form that is not known.
    """
    pieces: list[str] = []
    secrets: set[str] = set()
    position = 0
    for match in _PART.finditer(text):
        pieces.append(text[position : match.start()])
        position = match.end()
        if match["inside"] is None:
            pieces.append("$")
            continue
        value, secret = _value(match, environ)
        pieces.append(value)
        if secret and value:
            secrets.add(value)
    pieces.append(text[position:])
    return Expansion("".join(pieces), frozenset(secrets))


def redactor(expansions: Iterable[Expansion]) -> Redactor:
    """What hides every value that the environment gave to the texts."""
    return Redactor(frozenset(secret for each in expansions for secret in each.secrets))


def _value(match: re.Match[str], environ: Mapping[str, str]) -> tuple[str, bool]:
    """What stands for one `${…}`, and whether it came from the environment."""
    inside = _INSIDE.match(match["inside"])
    if not match["end"]:
        raise _error(match, "a `${` is not closed", "close it with }, or write $${ for the characters themselves")
    if "${" in match["inside"]:
        raise _error(
            match, "variables cannot stand in one another", "write one variable with one default: ${NAME:-default}"
        )
    if inside is None:
        raise _error(match, f"`{match[0]}` is not a variable", _FORMS)
    name, operator, rest = inside["name"], inside["operator"], inside["rest"]
    value = environ.get(name)
    if value is not None and (value or operator is None):
        return value, True
    if operator == ":-":
        return rest.replace("$$", "$"), False
    state = "not set" if value is None else "empty"
    if operator == ":?":
        raise _error(
            match,
            f"the environment variable `{name}` is {state}: {rest or 'a value is required'}",
            f"set {name} before you run feedkit",
        )
    raise _error(
        match,
        f"the environment variable `{name}` is not set",
        f"set {name}, or give it a default: ${{{name}:-default}}",
    )


def _error(match: re.Match[str], message: str, help: str) -> InterpolationError:
    return InterpolationError(message, help=help, offset=match.start(), length=match.end() - match.start())
