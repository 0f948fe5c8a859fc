"""What may stand where in a feed: elements, their kinds of value and attributes, as tables.

A row is `name kind flags… @attribute…`. Flags: `once` (no second one beside it), `filled` (not blank), `tight` (no blanks
around the value), `>context` (what may stand inside). `@name` is an attribute, `@name=kind` one whose value is checked,
`!` behind it one that must be there. Names are `prefix:local` with the prefixes of `NAMESPACES`, those of the document's
own format bare. Which element each context takes is as in the W3C feed validator.
"""

from __future__ import annotations

from functools import cache

from feedkit.checks.feeds._vocabulary import atom, extensions, opml, rdf, rss
from feedkit.checks.feeds._vocabulary.namespaces import NAMESPACES, UNCHECKED_NAMESPACES, nearest_prefix
from feedkit.quick_dataclasses import dataclass

__all__ = ["NAMESPACES", "UNCHECKED_NAMESPACES", "Attribute", "Spec", "context", "nearest_prefix"]

# Kinds whose elements hold anything at all, of which nothing is checked.
_OPEN = frozenset({"any"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """An attribute that an element may have."""

    name: str
    """With the prefix of its namespace, if it has one."""
    kind: str
    """Empty when any value is right."""
    is_required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """What is known of an element in its context."""

    key: str
    kind: str
    once: bool = False
    filled: bool = False
    tight: bool = False
    inside: str = ""
    """The context of its children; empty when it may have none."""
    attributes: tuple[Attribute, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether anything may stand in it, which nobody checks."""
        return self.kind in _OPEN


@cache
def context(name: str) -> dict[str, Spec]:
    """What may stand in this context, by key."""
    tables: dict[str, str] = {**rss.CONTEXTS, **rdf.CONTEXTS, **atom.CONTEXTS, **opml.CONTEXTS, **extensions.CONTEXTS}
    specs: dict[str, Spec] = {}
    for line in tables[name].splitlines():
        words = line.split()
        if words and words[0].startswith("+"):
            for key, spec in context(words[0][1:]).items():
                specs.setdefault(key, spec)
        elif words:
            specs[words[0]] = _spec(words)
    return specs


def _spec(words: list[str]) -> Spec:
    key, kind, *flags = words
    return Spec(
        key=key,
        kind=kind,
        once="once" in flags,
        filled="filled" in flags,
        tight="tight" in flags,
        inside=next((each[1:] for each in flags if each.startswith(">")), ""),
        attributes=tuple(_attribute(each[1:]) for each in flags if each.startswith("@")),
    )


def _attribute(word: str) -> Attribute:
    name, _, kind = word.rstrip("!").partition("=")
    return Attribute(name=name, kind=kind, is_required=word.endswith("!"))
