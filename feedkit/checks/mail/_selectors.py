"""Which elements a selector means, as far as mails need it: names, classes, ids, attributes and what stands in what."""

from __future__ import annotations

import re
from collections.abc import Callable, Container

from feedkit.checks.mail._page import Element
from feedkit.quick_dataclasses import dataclass

_ONE = re.compile(r"""(?:[^,()\[\]"']++|\([^()]*+\)|\[[^\]]*+\]|"[^"]*+"|'[^']*+')++""")
_COMPOUND = re.compile(
    r"""(?P<combinator>\s*[>+~]\s*|\s+)?
        (?P<simple>[a-zA-Z][\w-]*|\*|\.-?[\w-]+|\#[\w-]+|\[[^\]]*\]|::?[\w-]+(?:\([^()]*\))?)""",
    re.VERBOSE,
)
_ATTRIBUTE = re.compile(r"""\[\s*([\w-]+)\s*(?:([~|^$*]?=)\s*(?:"([^"]*)"|'([^']*)'|([^\s\]]+))\s*[iIsS]?\s*)?\]""")
_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
_STATIC = {":root": "html", ":link": "a", ":any-link": "a"}
"""Pseudo-classes that mean all elements of a name, in a mail that nobody touches."""
_TESTS: dict[str, Callable[[str, str], bool]] = {
    "=": str.__eq__,
    "~=": lambda value, wanted: wanted in value.split(),
    "|=": lambda value, wanted: value == wanted or value.startswith(f"{wanted}-"),
    "^=": lambda value, wanted: bool(wanted) and value.startswith(wanted),
    "$=": lambda value, wanted: bool(wanted) and value.endswith(wanted),
    "*=": lambda value, wanted: bool(wanted) and wanted in value,
}


@dataclass(frozen=True, slots=True)
class Compound:
    """What is asked of one element, and how it stands to the one before it."""

    combinator: str
    """A blank, `>`, `+` or `~`; empty for the first."""
    simple: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Selector:
    """One selector of a list."""

    compounds: tuple[Compound, ...]
    specificity: tuple[int, int, int]
    """Ids; classes and attributes; names."""
    is_understood: bool
    """Whether `matches` can tell; what it cannot tell matches nothing."""

    @property
    def last(self) -> tuple[str, ...]:
        """What is asked of the element that is meant."""
        return self.compounds[-1].simple if self.compounds else ()


def parsed(selectors: str) -> tuple[Selector, ...]:
    """The selectors of a rule."""
    return tuple(_selector(each.strip()) for each in _ONE.findall(selectors) if each.strip())


def classes(selectors: str) -> frozenset[str]:
    """The classes that selectors name, wherever."""
    return frozenset(_CLASS.findall(re.sub(r"\[[^\]]*\]", "", selectors)))


def may_match(selector: Selector, attributes: Container[str]) -> bool:
    """Whether it can mean any element where these are all attributes there are; False if it is not understood."""
    needed = (each for compound in selector.compounds for each in compound.simple if each[0] == "[")
    return selector.is_understood and all(_name(each) in attributes for each in needed)


def matches(selector: Selector, element: Element) -> bool:
    """Whether the selector means the element."""
    return selector.is_understood and _matches(selector.compounds, element)


def _selector(text: str) -> Selector:
    compounds: list[tuple[str, list[str]]] = []
    position = 0
    while match := _COMPOUND.match(text, position):
        combinator = match["combinator"]
        if combinator is not None or not compounds:
            compounds.append(((combinator or "").strip() or (" " if compounds else ""), []))
        compounds[-1][1].append(match["simple"])
        position = match.end()
    simple = [each for _, part in compounds for each in part]
    return Selector(
        tuple(Compound(combinator, tuple(part)) for combinator, part in compounds),
        (
            sum(each[0] == "#" for each in simple),
            sum(each[0] in ".[" or (each[0] == ":" and each[1] != ":") for each in simple),
            sum(each[0].isalpha() or each[:2] == "::" for each in simple),
        ),
        position == len(text) and all(each[0] != ":" or each.lower() in _STATIC for each in simple),
    )


def _matches(compounds: tuple[Compound, ...], element: Element) -> bool:
    *before, last = compounds
    if not all(_is(each, element) for each in last.simple):
        return False
    if not before:
        return True
    rest = tuple(before)
    if last.combinator == ">":
        return element.parent is not None and _matches(rest, element.parent)
    if last.combinator == " ":
        return any(_matches(rest, each) for each in element.ancestors())
    return False  # brothers; nothing in a mail's looks may hang on them


def _is(simple: str, element: Element) -> bool:
    match simple[0]:
        case "*":
            return True
        case ".":
            return simple[1:] in element.get("class").split()
        case "#":
            return simple[1:] == element.get("id")
        case "[":
            return _has(simple, element)
        case ":":
            return element.name == _STATIC[simple.lower()]
        case _:
            return element.name == simple.lower()


def _name(simple: str) -> str:
    match = _ATTRIBUTE.fullmatch(simple)
    return match[1].lower() if match else ""


def _has(simple: str, element: Element) -> bool:
    match = _ATTRIBUTE.fullmatch(simple)
    if match is None or match[1].lower() not in element.attributes:
        return False
    if not match[2]:
        return True
    wanted = next((each for each in match.group(3, 4, 5) if each is not None), "")
    return _TESTS[match[2]](element.get(match[1].lower()), wanted)
