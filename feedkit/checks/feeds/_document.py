"""A feed document as the checks look at it: each element with what is known of it, each value with its kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TypeVar

from feedkit.checks.feeds._encoding import Decoded
from feedkit.checks.feeds._source import Source
from feedkit.checks.feeds._vocabulary import Spec
from feedkit.checks.feeds._words import words
from feedkit.checks.feeds._xml import Node, Parsed, attribute_place, tag_place, text_place
from feedkit.diagnostics import Diagnostic, Place, Rule
from feedkit.quick_dataclasses import dataclass, field

T = TypeVar("T")

# Kinds of elements that hold elements and no text.
STRUCTURES = frozenset(
    words(
        "struct channel item entry feed source image items outline group owner category link enclosure itunescategory"
    )
)
# Kinds of elements that hold text, elements or both, and have a module of their own.
MIXED = frozenset({"any", "construct", "content", "xhtml"})


@dataclass(slots=True, eq=False)
class Placed:
    """An element in its place, with what is known of it there."""

    node: Node
    spec: Spec
    parent: Placed | None
    children: list[Placed] = field(default_factory=list)

    @property
    def key(self) -> str:
        """Its name as in the tables: bare in the format's own namespace, else `prefix:name`."""
        return self.spec.key

    def all(self, key: str) -> list[Placed]:
        """The children of this key."""
        return [each for each in self.children if each.spec.key == key]

    def has(self, *keys: str) -> bool:
        """Whether there is a child of one of these keys."""
        return any(each.spec.key in keys for each in self.children)

    def first(self, key: str) -> Placed | None:
        """The first child of this key."""
        return next((each for each in self.children if each.spec.key == key), None)

    @property
    def text(self) -> str:
        """Its text without blanks around it."""
        return self.node.text.strip()


@dataclass(frozen=True, slots=True)
class Value:
    """The text of an element, or of one of its attributes."""

    placed: Placed
    attribute: str
    """Its name without a prefix; empty when it is the element's text."""
    kind: str
    text: str
    """That of an element without blanks around it, that of an attribute as it is."""

    @property
    def name(self) -> str:
        """What it is called in a message."""
        return f"{self.attribute}=" if self.attribute else f"<{self.placed.node.written}>"


@dataclass(frozen=True, slots=True)
class Stray:
    """An element that should not be where it is."""

    node: Node
    parent: Placed
    reason: str
    """`undefined`, `xhtml`, `questionable` or `unqualified`."""
    key: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Document:
    """All that checks look at."""

    source: Source
    decoded: Decoded
    media_type: str
    now: datetime | None
    """When it is looked at; None when nobody says."""
    parsed: Parsed
    format: str
    """`rss`, `rdf`, `atom`, `entry`, `opml` or `json`; empty when it is none of them."""
    version: str
    root: Placed | None
    strays: tuple[Stray, ...] = ()
    placed: tuple[Placed, ...] = ()
    """In the order of the document."""
    values: tuple[Value, ...] = ()

    _placed_by_key: dict[str, list[Placed]] = field(default_factory=dict, repr=False)
    _placed_by_kind: dict[str, list[Placed]] = field(default_factory=dict, repr=False)
    _values_by_kind: dict[str, list[Value]] = field(default_factory=dict, repr=False)
    """Sorted when they are first asked for."""

    def keyed(self, *keys: str) -> Iterator[Placed]:
        """The elements of these keys."""
        if not self._placed_by_key:
            _sort(self._placed_by_key, ((each.spec.key, each) for each in self.placed))
        for key in keys:
            yield from self._placed_by_key.get(key, ())

    def of_kind(self, *kinds: str) -> Iterator[Placed]:
        """The elements of these kinds."""
        if not self._placed_by_kind:
            _sort(self._placed_by_kind, ((each.spec.kind, each) for each in self.placed))
        for kind in kinds:
            yield from self._placed_by_kind.get(kind, ())

    def values_of(self, *kinds: str) -> Iterator[Value]:
        """The values of these kinds."""
        if not self._values_by_kind:
            _sort(self._values_by_kind, ((each.kind, each) for each in self.values))
        for kind in kinds:
            yield from self._values_by_kind.get(kind, ())

    @property
    def is_whole(self) -> bool:
        """Whether it was read to its end, so that something can be missing in it."""
        return self.parsed.fault is None and self.parsed.excess is None

    @property
    def is_rss_2(self) -> bool:
        """Whether it is RSS 2.0, or says that it is a later 2."""
        return self.format == "rss" and self.version.startswith("2")

    def place(self, start: int, end: int = -1) -> Place:
        """The place of a range."""
        return self.source.place(start, end)

    def at_tag(self, rule: Rule, node: Node, message: str, *, help: str = "") -> Diagnostic:
        """A finding about an element."""
        return Diagnostic(rule=rule, place=self.place(*tag_place(node, self.source)), message=message, help=help)

    def at_text(self, rule: Rule, node: Node, message: str, *, help: str = "") -> Diagnostic:
        """A finding about the text of an element."""
        return Diagnostic(rule=rule, place=self.place(*text_place(node, self.source)), message=message, help=help)

    def at_attribute(self, rule: Rule, node: Node, name: str, message: str, *, help: str = "") -> Diagnostic:
        """A finding about an attribute."""
        place = self.place(*attribute_place(node, name, self.source))
        return Diagnostic(rule=rule, place=place, message=message, help=help)

    def at_value(self, rule: Rule, value: Value, message: str, *, help: str = "") -> Diagnostic:
        """A finding about a value."""
        if value.attribute:
            return self.at_attribute(rule, value.placed.node, value.attribute, message, help=help)
        return self.at_text(rule, value.placed.node, message, help=help)


def _sort(into: dict[str, list[T]], pieces: Iterable[tuple[str, T]]) -> None:
    for name, piece in pieces:
        into.setdefault(name, []).append(piece)
