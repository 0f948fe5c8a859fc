"""`dataclass` as in the standard library, for a thirtieth of the time that it takes to make a class.

A cold build imports some 150 dataclasses. For each the standard library writes and compiles seven functions, 0.8 ms in
all; here the only one is `__init__`, and not before the first instance is made. What the rest of the house uses is
there: `frozen`, `kw_only`, `eq`, `order`, always with `slots`, and `field` with `default`, `default_factory`, `repr` and
`compare`, and `replace`. Type checkers see the standard library's, whose `fields` and `asdict` work as well.
"""

from __future__ import annotations

from operator import attrgetter

TYPE_CHECKING = False  # as type checkers read it; the module `typing` takes a while to load
if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass, field, replace
    from typing import Any

__all__ = ["dataclass", "field", "replace"]

_MISSING = object()


class FrozenInstanceError(AttributeError):
    """Somebody tried to change what is frozen."""


class _Field:
    """What is said of a field besides its type."""

    __slots__ = ("compare", "default", "default_factory", "repr")

    def __init__(
        self, *, default: Any = _MISSING, default_factory: Any = _MISSING, repr: bool = True, compare: bool = True
    ) -> None:
        self.default, self.default_factory, self.repr, self.compare = default, default_factory, repr, compare


class _Fields:
    """The fields as the standard library's functions want them; made when one of these asks."""

    def __init__(self, given: dict[str, Any], *, kw_only: bool) -> None:
        self._given, self._kw_only = given, kw_only

    def __get__(self, _: object, owner: type) -> dict[str, Any]:
        import dataclasses  # noqa: PLC0415  (it takes long to load, and is seldom asked)

        said: dict[str, Any] = {}
        for name, given in self._given.items():
            if isinstance(given, _Field):
                settings = {each: getattr(given, each) for each in _Field.__slots__}
                said[name] = dataclasses.field(**{each: is_ for each, is_ in settings.items() if is_ is not _MISSING})
            else:
                said[name] = given
        likeness = type(owner.__name__, (), {"__annotations__": dict(owner.__annotations__), **said})
        make = dataclasses.dataclass(init=False, repr=False, eq=False, kw_only=self._kw_only)
        found = {each.name: each for each in dataclasses.fields(make(likeness))}
        owner.__dataclass_fields__ = found  # type: ignore[attr-defined]
        return found


def _dataclass(
    *, slots: bool, frozen: bool = False, kw_only: bool = False, eq: bool = True, order: bool = False
) -> Callable[[type], type]:
    if not slots:
        raise TypeError("without slots, take the standard library's")

    def made(cls: type) -> type:
        names = tuple(cls.__annotations__)
        given = {name: vars(cls)[name] for name in names if name in vars(cls)}
        own = {
            name: value
            for name, value in vars(cls).items()
            if name not in given and name not in ("__dict__", "__weakref__")
        }
        if cls.__bases__ != (object,) or "__post_init__" in own:
            raise TypeError(f"{cls.__name__} has bases or a __post_init__: take the standard library's")
        own |= _methods(names, given, kw_only=kw_only, frozen=frozen, eq=eq, order=order)
        own |= {"__slots__": names, "__dataclass_fields__": _Fields(given, kw_only=kw_only)}
        own.setdefault("__annotations__", dict(cls.__annotations__))
        again = type(cls.__name__, (), own)
        again.__qualname__ = cls.__qualname__
        return again

    return made


def _methods(
    names: tuple[str, ...], given: dict[str, Any], *, kw_only: bool, frozen: bool, eq: bool, order: bool
) -> dict[str, Any]:
    values = _values_of(names)
    said = {name: each for name, each in given.items() if isinstance(each, _Field)}
    shown = [name for name in names if name not in said or said[name].repr]
    compared = tuple(name for name in names if name not in said or said[name].compare)

    def __init__(self: Any, *args: Any, **named: Any) -> None:  # noqa: N807  (it becomes the method)
        cls = type(self)
        cls.__init__ = _init(cls, names, given, kw_only=kw_only, frozen=frozen)
        cls.__init__(self, *args, **named)

    def __repr__(self: Any) -> str:  # noqa: N807
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"

    def __getstate__(self: Any) -> Any:  # noqa: N807
        return values(self)

    def __setstate__(self: Any, state: Any) -> None:  # noqa: N807
        for name, value in zip(names, state, strict=True):
            object.__setattr__(self, name, value)

    found: dict[str, Any] = {"__init__": __init__, "__repr__": __repr__, "__match_args__": () if kw_only else names}
    if frozen:
        found |= {
            "__setattr__": _refuse,
            "__delattr__": _refuse,
            "__getstate__": __getstate__,
            "__setstate__": __setstate__,
        }
    if eq:
        found |= _comparisons(_values_of(compared), frozen=frozen, order=order)
    return found


def _comparisons(values: Callable[[Any], tuple[Any, ...]], *, frozen: bool, order: bool) -> dict[str, Any]:
    def __eq__(self: Any, other: Any) -> Any:  # noqa: N807
        return values(self) == values(other) if type(other) is type(self) else NotImplemented

    def __hash__(self: Any) -> int:  # noqa: N807
        return hash(values(self))

    def __lt__(self: Any, other: Any) -> Any:  # noqa: N807
        return values(self) < values(other) if type(other) is type(self) else NotImplemented

    def __le__(self: Any, other: Any) -> Any:  # noqa: N807
        return values(self) <= values(other) if type(other) is type(self) else NotImplemented

    found: dict[str, Any] = {"__eq__": __eq__, "__hash__": __hash__ if frozen else None}
    return {**found, "__lt__": __lt__, "__le__": __le__} if order else found  # Python finds the other two by these


def _values_of(names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda each: tuple(getattr(each, name) for name in names)


def _refuse(self: Any, name: str, *_: Any) -> None:
    raise FrozenInstanceError(f"{name} of a {type(self).__name__} cannot be changed")


def _init(cls: Any, names: tuple[str, ...], given: dict[str, Any], *, kw_only: bool, frozen: bool) -> Any:
    """The method that takes the values of all fields."""
    scope: dict[str, Any] = {"_missing": _MISSING}
    parameters, lines = ["self", *(["*"] if kw_only and names else [])], []
    for name in names:
        said, value = given.get(name, _MISSING), name
        factory = said.default_factory if isinstance(said, _Field) else _MISSING
        default = said.default if isinstance(said, _Field) else said
        if factory is not _MISSING:
            scope[f"_make_{name}"] = factory
            parameters.append(f"{name}=_missing")
            value = f"_make_{name}() if {name} is _missing else {name}"
        elif default is not _MISSING:
            scope[f"_default_{name}"] = default
            parameters.append(f"{name}=_default_{name}")
        else:
            parameters.append(name)
        if frozen:
            scope[f"_set_{name}"] = vars(cls)[name].__set__
            lines.append(f" _set_{name}(self, {value})")
        else:
            lines.append(f" self.{name} = {value}")
    exec("\n".join([f"def __init__({', '.join(parameters)}):", *lines, " return None"]), scope)  # noqa: S102  (names of fields only, as in the standard library)
    made = scope["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made


def _replace(instance: Any, /, **changes: Any) -> Any:
    """Another instance, with some of its fields changed."""
    cls = type(instance)
    return cls(**{name: getattr(instance, name) for name in cls.__slots__ if name not in changes}, **changes)


if not TYPE_CHECKING:
    dataclass, field, replace = _dataclass, _Field, _replace
