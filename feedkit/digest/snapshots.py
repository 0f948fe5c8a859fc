"""Dataclasses as plain values that JSON can carry, and back without loss.

Fields stand in the order of their names. What an article's `extra` holds stays in the order it was written in, since
templates may walk through it. Moments keep their offset, since formats show it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from functools import lru_cache
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")
_NAMES = {
    str: "text",
    int: "a whole number",
    bool: "true or false",
    date: "a date",
    datetime: "a moment with its offset",
}


class MisfitError(ValueError):
    """A plain value is not what the dataclass needs; the message names the key."""


def to_plain(value: object) -> Any:
    """Dicts, lists, text, numbers, truth values and None, for a dataclass or any value of its fields."""
    if is_dataclass(value):
        names = sorted(each.name for each in fields(value))
        return {name: to_plain(getattr(value, name)) for name in names}
    if isinstance(value, Mapping):
        return {key: to_plain(inside) for key, inside in value.items()}
    if isinstance(value, (tuple, list)):
        return [to_plain(inside) for inside in value]
    return value.isoformat() if isinstance(value, date) else value


def from_plain(kind: Callable[..., T], plain: object, key: str = "") -> T:
    """The dataclass that `to_plain` made `plain` of; a field that is not there gets its default.

    `key` goes before the names of keys in messages. Raises MisfitError when a value is of another kind, when one
    without a default is missing, and when there is a key too many.
    """
    if not isinstance(plain, dict):
        raise MisfitError(f"`{key}` must be an object" if key else "this is not an object")
    prefix = f"{key}." if key else ""
    wanted = _fields(kind)
    for name in plain:
        if name not in wanted:
            raise MisfitError(f"the key `{prefix}{name}` is not known")
    values = {}
    for name, (each, hint) in wanted.items():
        if name in plain:
            values[name] = _value(hint, plain[name], f"{prefix}{name}")
        elif each.default is MISSING and each.default_factory is MISSING:
            raise MisfitError(f"`{prefix}{name}` is missing")
    return kind(**values)


@lru_cache(maxsize=64)
def _fields(kind: Callable[..., object]) -> dict[str, tuple[Field[Any], Any]]:
    hints = get_type_hints(kind)
    return {each.name: (each, hints[each.name]) for each in fields(kind)}  # type: ignore[arg-type]


def _value(hint: Any, plain: Any, key: str) -> Any:
    if get_origin(hint) is UnionType:  # X | None is the only one there is
        return None if plain is None else _value(get_args(hint)[0], plain, key)
    if get_origin(hint) is tuple:
        if not isinstance(plain, list):
            raise MisfitError(f"`{key}` must be a list")
        return tuple(_value(get_args(hint)[0], each, f"{key}[{number}]") for number, each in enumerate(plain))
    if is_dataclass(hint):
        return from_plain(hint, plain, key)  # type: ignore[arg-type]
    if hint in (date, datetime):
        return _moment(hint, plain, key)
    wanted = dict if get_origin(hint) is not None else hint  # a mapping of anything, as `extra`
    if type(plain) is not wanted:
        raise MisfitError(f"`{key}` must be {_NAMES.get(wanted, 'an object')}")
    return plain


def _moment(kind: Any, plain: Any, key: str) -> Any:
    try:
        found = kind.fromisoformat(plain)
    except (TypeError, ValueError):
        raise MisfitError(f"`{key}` must be {_NAMES[kind]}") from None
    if kind is datetime and found.tzinfo is None:
        raise MisfitError(f"`{key}` must be {_NAMES[kind]}")
    return found
