"""CSS as rules and declarations with their places; the one door to tinycss2."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import tinycss2

from feedkit.checks.mail._source import Span, source
from feedkit.quick_dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Declaration:
    """One property with its value."""

    name: str
    """In lower case."""
    value: str
    """As it is written but for quotes, without comments, `!important` and blanks around it."""
    important: bool
    at: int
    """The index at which it begins."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Selectors with what they ask for."""

    selectors: str
    declarations: tuple[Declaration, ...]
    media: str
    """The query it stands in, as `only screen and (max-width:480px)`; empty when there is none."""
    is_conditional: bool
    """Whether it stands in any at-rule."""
    at: int


@dataclass(frozen=True, slots=True)
class AtRule:
    """An at-rule, without what is in it."""

    name: str
    """In lower case, without `@`."""
    prelude: str
    inside: tuple[str, ...]
    """The names of the at-rules around it."""
    at: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a `<style>` element says; indices are those of the HTML it stands in."""

    rules: tuple[Rule, ...]
    at_rules: tuple[AtRule, ...]
    faults: tuple[tuple[str, Span], ...]
    """What a parser skips, with why."""


def inline(text: str) -> tuple[Declaration, ...]:
    """The declarations of a `style` attribute; what is none is passed over."""
    nodes = tinycss2.parse_blocks_contents(text, skip_comments=True, skip_whitespace=True)
    return tuple(_declaration(each, each.source_column - 1) for each in nodes if each.type == "declaration")


def sheet(text: str, offset: int) -> Sheet:
    """What the text of a `<style>` element says that begins at `offset`."""
    reader = _Reader(text, offset)
    reader.read(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True), (), "")
    return Sheet(tuple(reader.rules), tuple(reader.at_rules), tuple(reader.faults))


class _Reader:
    """What has been read of a sheet so far."""

    def __init__(self, text: str, offset: int) -> None:
        self.rules: list[Rule] = []
        self.at_rules: list[AtRule] = []
        self.faults: list[tuple[str, Span]] = []
        # tinycss2 reads CR LF as one character, which would move all columns of a line but not its number.
        self._starts = source("", text).starts
        self._offset = offset

    def read(self, nodes: Sequence[Any], inside: tuple[str, ...], media: str) -> None:
        """Read the rules of a sheet or of an at-rule."""
        for node in nodes:
            at = self._at(node)
            if node.type == "error":
                self._fault(node)
            elif node.type == "qualified-rule":
                selectors = tinycss2.serialize(node.prelude).strip()
                for fault in (each for each in node.prelude if each.type == "error"):
                    self._fault(fault)
                found = tuple(self._declarations(node.content))
                self.rules.append(Rule(selectors, found, media, bool(inside), at))
            elif node.type == "at-rule":
                name = node.lower_at_keyword
                prelude = tinycss2.serialize(node.prelude).strip()
                self.at_rules.append(AtRule(name, prelude, inside, at))
                if node.content is not None and name in ("media", "supports", "layer", "container", "document"):
                    content = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
                    self.read(content, (*inside, name), prelude if name == "media" else media)

    def _declarations(self, content: Sequence[Any]) -> Iterator[Declaration]:
        for node in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
            if node.type == "declaration":
                for fault in (each for each in node.value if each.type == "error"):
                    self._fault(fault)
                yield _declaration(node, self._at(node))
            elif node.type == "error":
                self._fault(node)
            else:
                at = self._at(node)
                self.faults.append(("a rule inside of a rule", (at, at + 1)))

    def _fault(self, node: Any) -> None:
        at = self._at(node)
        self.faults.append((f"`{node.message}`", (at, at + 1)))

    def _at(self, node: Any) -> int:
        line = min(node.source_line, len(self._starts))
        return int(self._offset + self._starts[line - 1] + node.source_column - 1)


def _declaration(node: Any, at: int) -> Declaration:
    value = tinycss2.serialize([each for each in node.value if each.type != "comment"]).strip()
    return Declaration(node.lower_name, value, node.important, at)
