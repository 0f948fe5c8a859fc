"""How values are read: kinds of values, settings of a kind, sections of settings, and a look at all of them at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar, dataclass_transform

from feedkit.config.refusal import Location, MissingSetting, Refusal, UnknownSetting, WrongType
from feedkit.quick_dataclasses import dataclass, field

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

_NONE = object()
REFUSED: Any = object()
"""Stands for a value that cannot be used, once it was said why."""


class Reading:
    """One look at all values. It goes on after a refusal, so that everything is told in one run."""

    def __init__(self, *, preview: bool) -> None:
        self.preview = preview
        """Whether addresses of this computer will do."""
        self.refused: list[tuple[Location, Refusal]] = []

    def value(self, kind: Kind[T], given: Any, at: Location) -> T:
        """The value in its final form, or `REFUSED`."""
        try:
            return kind.read(given, at, self)
        except Refusal as refusal:
            self.refused.append((at, refusal))
            return REFUSED  # type: ignore[no-any-return]


class Kind(Generic[T_co]):
    """What a value must be like."""

    __slots__ = ("item", "read", "schema", "section")

    def __init__(
        self,
        read: Callable[[Any, Location, Reading], T_co],
        schema: Mapping[str, Any],
        *,
        section: type | None = None,
        item: Kind[Any] | None = None,
    ) -> None:
        self.read = read
        """Gives the value in its final form, `REFUSED` when a part of it was refused, or raises a `Refusal`."""
        self.schema = schema
        """What the JSON Schema says of it."""
        self.section = section
        """Of a mapping with settings of its own."""
        self.item = item
        """The kind of the items of a list or the values of a mapping with any keys."""


class Setting:
    """A setting of a section."""

    __slots__ = ("default", "description", "factory", "kind", "repr", "shown")

    def __init__(
        self, kind: Kind[Any], description: str, default: Any, factory: Any, shown: Any, *, repr: bool
    ) -> None:
        self.kind, self.description, self.default, self.factory, self.repr = kind, description, default, factory, repr
        self.shown = default if shown is _NONE else shown
        """The default as it is written in feedkit.yml; None when there is none to show."""

    @property
    def required(self) -> bool:
        """Whether it must be written."""
        return self.default is _NONE and self.factory is _NONE

    @property
    def has_shown_default(self) -> bool:
        """Whether the JSON Schema names its default."""
        return self.shown is not _NONE and self.shown is not None


def setting(
    kind: Kind[T],
    *,
    description: str,
    default: T = _NONE,  # type: ignore[assignment]
    default_factory: Callable[[], T] = _NONE,  # type: ignore[assignment]
    shown: Any = _NONE,
    repr: bool = True,
) -> T:
    """A setting of a section; `shown` is its default as it is written, where that differs."""
    return Setting(kind, description, default, default_factory, shown, repr=repr)  # type: ignore[return-value]


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(setting,))
def section(cls: type[T]) -> type[T]:
    """Make a class a frozen dataclass whose fields are settings.

    A field `written` besides them holds the names of those that were written.
    """
    settings: dict[str, Setting] = {name: each for name, each in vars(cls).items() if isinstance(each, Setting)}
    for name, each in settings.items():
        if each.required:
            delattr(cls, name)
        elif each.factory is _NONE:
            setattr(cls, name, field(default=each.default, repr=each.repr))
        else:
            setattr(cls, name, field(default_factory=each.factory, repr=each.repr))
    if "written" in cls.__annotations__:
        cls.written = field(default=frozenset(), compare=False)  # type: ignore[attr-defined]
    cls.settings = settings  # type: ignore[attr-defined]
    return dataclass(frozen=True, slots=True, kw_only=True)(cls)


def settings_of(cls: type) -> Mapping[str, Setting]:
    """The settings of a section by name, in the order in which they are told."""
    found: Mapping[str, Setting] = getattr(cls, "settings")  # noqa: B009  (type checkers know no such attribute)
    return found


def within(cls: type[T], before: Callable[[Any], Any] = lambda given: given) -> Kind[T]:
    """The kind of a mapping that is a section; `before` may put what is written into another form."""

    def read(given: Any, at: Location, reading: Reading) -> T:
        given = before(given)
        if not isinstance(given, Mapping):
            raise WrongType("a mapping")
        settings = settings_of(cls)
        missing = [name for name, each in settings.items() if each.required and name not in given]
        unknown = [name for name in given if name not in settings]
        reading.refused += [((*at, name), MissingSetting()) for name in missing]
        reading.refused += [((*at, name), UnknownSetting()) for name in unknown]
        made = {
            name: reading.value(each.kind, given[name], (*at, name)) for name, each in settings.items() if name in given
        }
        if missing or unknown or any(value is REFUSED for value in made.values()):
            return REFUSED  # type: ignore[no-any-return]
        if "written" in cls.__annotations__:
            made["written"] = frozenset(given)
        return cls(**made)

    return Kind(read, {"$ref": f"#/$defs/{cls.__name__}"}, section=cls)


def listed(item: Kind[T], *checks: Callable[[Any], Any], **schema: Any) -> Kind[tuple[T, ...]]:
    """The kind of a list; `checks` look at it as a whole."""

    def read(given: Any, at: Location, reading: Reading) -> tuple[T, ...]:
        if not isinstance(given, tuple | list):
            raise WrongType("a list")
        made = tuple(reading.value(item, each, (*at, index)) for index, each in enumerate(given))
        if any(value is REFUSED for value in made):
            return REFUSED  # type: ignore[no-any-return]
        for check in checks:
            made = check(made)
        return made

    return Kind(read, {"type": "array", "items": item.schema, **schema}, item=item)


def mapped(item: Kind[T], key: Callable[[str], object], **schema: Any) -> Kind[dict[str, T]]:
    """The kind of a mapping with any keys that `key` does not refuse."""

    def read(given: Any, at: Location, reading: Reading) -> dict[str, T]:
        if not isinstance(given, Mapping):
            raise WrongType("a mapping")
        before = len(reading.refused)
        made = {}
        for name, value in given.items():
            made[name] = reading.value(item, value, (*at, name))
            try:
                key(name)
            except Refusal as refusal:
                reading.refused.append((at, refusal))
        return REFUSED if len(reading.refused) > before else made

    return Kind(read, {"type": "object", **schema}, item=item)


def optional(kind: Kind[T]) -> Kind[T | None]:
    """The kind, or nothing."""
    return Kind(
        lambda given, at, reading: None if given is None else kind.read(given, at, reading),
        kind.schema,
        section=kind.section,
        item=kind.item,
    )
