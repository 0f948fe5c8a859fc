"""The nodes of `feedkit.yml` with their variables replaced: values to check, and the way back to their places."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from feedkit import interpolation
from feedkit.characters import Forbidden, clean
from feedkit.config.refusal import Location
from feedkit.diagnostics import Diagnostic, Place
from feedkit.interpolation import Interpolated, InterpolationError, Redactor
from feedkit.quick_dataclasses import dataclass, field
from feedkit.rules import config as rules
from feedkit.yaml_nodes import Node


@dataclass(slots=True)
class Tree:
    """What was written, by location."""

    path: str
    """Of the file, relative to the project folder."""
    root: Node
    replaced: Mapping[Location, Any] = field(default_factory=dict)
    """Values that stand in place of what is written."""
    values: Any = None
    """Mappings, tuples and scalars; text with variables as `Interpolated`."""
    interpolated: set[Location] = field(default_factory=set)
    """Where text came from the environment, in whole or in part."""
    changed: set[Location] = field(default_factory=set)
    """Where a value is another text than the one that is written, so that columns do not correspond."""
    broken: set[Location] = field(default_factory=set)
    """Where nothing more need be said of a value."""
    found: list[Diagnostic] = field(default_factory=list)
    secrets: set[str] = field(default_factory=set)

    @property
    def redactor(self) -> Redactor:
        """What hides the values that came from the environment."""
        return Redactor(frozenset(self.secrets))

    def node(self, location: Location) -> Node:
        """The node at a location, or the nearest one around it that is in the file."""
        node = self.root
        for step in location:
            inside = node.value
            named = isinstance(inside, dict) and step in inside
            counted = isinstance(inside, tuple) and isinstance(step, int) and step < len(inside)
            if not named and not counted:
                break
            node = inside[step]
        return node

    def key(self, location: Location) -> Node:
        """The key that a location ends with."""
        return (self.node(location[:-1]).keys or {})[str(location[-1])]


def expanded(root: Node, path: str, environ: Mapping[str, str], replaced: Mapping[Location, Any]) -> Tree:
    """The tree of a document, and what is wrong with its texts before anything is known of their meaning.

    What `replaced` holds by location stands in place of what is written there, if anything is.
    """
    tree = Tree(path, root, replaced, changed=set(replaced))
    tree.values = _value(root, (), tree, environ)
    for at, text in replaced.items():
        _put(tree.values, at, text)
    return tree


def _put(values: Any, at: Location, text: Any) -> None:
    """Put a value into nested mappings, which are made as needed; where something else stands in the way, it stays."""
    for step in at[:-1]:
        if not isinstance(values, dict):
            return
        values = values.setdefault(step, {})
    if isinstance(values, dict):
        values[at[-1]] = text


def _value(node: Node, at: Location, tree: Tree, environ: Mapping[str, str]) -> Any:
    if at in tree.replaced:
        return tree.replaced[at]
    value = node.value
    if isinstance(value, dict):
        return {key: _value(child, (*at, key), tree, environ) for key, child in value.items()}
    if isinstance(value, tuple):
        return tuple(_value(child, (*at, index), tree, environ) for index, child in enumerate(value))
    return _text(node, value, at, tree, environ) if isinstance(value, str) else value


def _text(node: Node, text: str, at: Location, tree: Tree, environ: Mapping[str, str]) -> str:
    result = text
    if interpolation.has_variables(text):
        try:
            expansion = interpolation.expand(text, environ)
        except InterpolationError as error:
            tree.broken.add(at)
            place = within(node, error.offset, error.length, tree.path)
            tree.found.append(
                Diagnostic(rule=rules.UNRESOLVED_VARIABLE, place=place, message=str(error), help=error.help)
            )
            return text
        result = Interpolated(expansion.text)
        tree.changed.add(at)
        if expansion.secrets:
            tree.secrets |= expansion.secrets
            tree.interpolated.add(at)
    _, forbidden = clean(result)
    if forbidden:
        tree.broken.add(at)
        tree.found.append(_forbidden(node, forbidden[0], tree.path, from_variable=result != text))
    return result


def _forbidden(node: Node, first: Forbidden, path: str, *, from_variable: bool) -> Diagnostic:
    place = node.place(path)
    if not from_variable and first.line == 1:
        place = within(node, first.column - 1, 1, path)
    message = f"the character {first.name} is not allowed in feeds"
    advice = "set the variable to text in UTF-8" if from_variable else "remove it; it was probably pasted in unseen"
    return Diagnostic(rule=rules.FORBIDDEN_CHARACTER, place=place, message=message, help=advice)


def within(node: Node, offset: int, length: int, path: str) -> Place:
    """The place of a part of a scalar; the whole scalar where escapes or line ends hide how columns correspond."""
    quotes = 1 if node.quoted else 0
    as_written = node.line == node.end_line and node.end_column - node.column == len(node.text) + 2 * quotes
    if not as_written:
        return node.place(path)
    start = min(node.column + quotes + offset, node.end_column - quotes)
    return Place(path, node.line, start, node.line, max(start + 1, min(start + length, node.end_column - quotes)))
