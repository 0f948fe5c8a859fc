"""JSON (RFC 8259) with the place of every value; depth and number are capped, and reading takes linear time."""

from __future__ import annotations

import json
import re

from feedkit.quick_dataclasses import dataclass, field

DEEPEST = 100
MOST_VALUES = 250_000
_BLANKS = re.compile(r"[ \t\n\r]*+")
_STRING = re.compile(r'"(?:[^"\\\x00-\x1f]++|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+"')
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?")
_WORDS = {"true": True, "false": False, "null": None}
_LONGEST_NUMBER = 400


@dataclass(frozen=True, slots=True)
class Item:
    """A value, with where it stands."""

    value: str | int | float | bool | list[Item] | dict[str, Item] | None
    start: int
    end: int


@dataclass(slots=True)
class Read:
    """What a text of JSON says, or why and where it cannot be read."""

    root: Item | None = None
    fault: str = ""
    start: int = 0
    excess: bool = False
    """Whether the fault is that there is too much of it."""
    repeated: list[tuple[str, int]] = field(default_factory=list)
    """Names that stand twice in one object."""


class _Wrong(Exception):  # noqa: N818  (an answer, not a fault of the program)
    def __init__(self, message: str, start: int, *, excess: bool = False) -> None:
        super().__init__(message)
        self.start, self.excess = start, excess


def read(text: str) -> Read:
    """The values of a text of JSON."""
    result = Read()
    try:
        result.root = _Reader(text, result).document()
    except _Wrong as wrong:
        result.fault, result.start, result.excess = str(wrong), wrong.start, wrong.excess
    return result


@dataclass(slots=True)
class _Open:
    """A list or object that is being read."""

    start: int
    members: dict[str, Item] | None
    elements: list[Item]
    name: str = ""
    name_start: int = 0


class _Reader:
    def __init__(self, text: str, result: Read) -> None:
        self.text = text
        self.result = result
        self.at = 1 if text.startswith("\ufeff") else 0
        self.number = 0

    def document(self) -> Item:
        item = self.value()
        self.skip()
        if self.at < len(self.text):
            raise _Wrong("something follows the end of the document", self.at)
        return item

    def skip(self) -> str:
        """The next character that is not blank; empty at the end."""
        match = _BLANKS.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return self.text[self.at : self.at + 1]

    def value(self) -> Item:
        """A value of any depth, without recursion."""
        stack: list[_Open] = []
        while True:
            mark = self.skip()
            item = self.opened(mark, stack) if mark in {"{", "["} else self.scalar(mark)
            while item is not None:
                if not stack:
                    return item
                item = self.placed(item, stack)

    def opened(self, mark: str, stack: list[_Open]) -> Item | None:
        """Begins a list or object; gives it back if it is empty."""
        if len(stack) >= DEEPEST:
            raise _Wrong(f"values stand more than {DEEPEST} deep in each other", self.at, excess=True)
        container = _Open(self.at, {} if mark == "{" else None, [])
        self.at += 1
        if self.skip() == ("}" if mark == "{" else "]"):
            self.at += 1
            return Item({} if mark == "{" else [], container.start, self.at)
        stack.append(container)
        if container.members is not None:
            self.member_name(container)
        return None

    def member_name(self, container: _Open) -> None:
        if self.skip() != '"':
            raise _Wrong("the name of a member must stand in double quotes", self.at)
        container.name_start = self.at
        container.name = self.string()
        if self.skip() != ":":
            raise _Wrong("a colon must follow the name of a member", self.at)
        self.at += 1

    def placed(self, item: Item, stack: list[_Open]) -> Item | None:
        """Puts a finished value where it belongs; gives the container back if it ends here."""
        container = stack[-1]
        if container.members is None:
            container.elements.append(item)
        else:
            if container.name in container.members:
                self.result.repeated.append((container.name, container.name_start))
            container.members[container.name] = item
        end = "]" if container.members is None else "}"
        mark = self.skip()
        self.at += 1
        if mark == end:
            stack.pop()
            value = container.elements if container.members is None else container.members
            return Item(value, container.start, self.at)
        if mark != ",":
            raise _Wrong(f"a comma or `{end}` must follow", self.at - 1)
        if container.members is not None:
            self.member_name(container)
        return None

    def scalar(self, mark: str) -> Item:
        self.number += 1
        if self.number > MOST_VALUES:
            raise _Wrong(f"there are more than {MOST_VALUES:,} values", self.at, excess=True)
        start = self.at
        if mark == '"':
            return Item(self.string(), start, self.at)
        number = _NUMBER.match(self.text, start)
        if number and len(number[0]) <= _LONGEST_NUMBER:
            self.at = number.end()
            return Item(json.loads(number[0]), start, self.at)
        for word, meaning in _WORDS.items():
            if self.text.startswith(word, start):
                self.at += len(word)
                return Item(meaning, start, self.at)
        raise _Wrong("a value is missing" if mark in {"", "]", "}", ","} else "this is no value of JSON", start)

    def string(self) -> str:
        match = _STRING.match(self.text, self.at)
        if match is None:
            raise _Wrong("a string is never closed, or has a line end, control character or wrong `\\` in it", self.at)
        self.at = match.end()
        return match[0][1:-1] if "\\" not in match[0] else str(json.loads(match[0]))
