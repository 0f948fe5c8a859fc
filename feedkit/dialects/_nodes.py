"""Nodes made of plain values, for syntaxes other than YAML, and nodes made anew at the place of an old one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time
from typing import Any

from feedkit.yaml_nodes import MAX_DEPTH, Node

Spot = tuple[int, int, int]
"""Line, column and the column after the end; all count from 1."""


def at(node: Node, value: Any) -> Node:
    """A scalar, or a tuple or dict of nodes, that stands where `node` stands."""
    text = value if type(value) is str else ""
    return Node(value, node.line, node.column, node.end_line, node.end_column, text, quoted=type(value) is str)


def spot(line: int = 1, column: int = 1, end: int = 1) -> Node:
    """An empty node at a place."""
    return Node(None, line, column, line, end)


def mapping(values: Mapping[str, Node], place: Node) -> Node:
    """A mapping of nodes."""
    return Node(dict(values), place.line, place.column, place.end_line, place.end_column, keys=dict(values))


def plain(value: Any, place: Node, spots: Mapping[str, Spot], path: str = "", depth: int = 0) -> Node:
    """Whatever a parser of TOML or JSON gives, as nodes. `spots` tells where keys stand, as `taxonomies.tags`."""
    if path in spots:
        line, column, end = spots[path]
        place = Node(None, line, column, line, end)
    if isinstance(value, dict) and depth < MAX_DEPTH:
        prefix = f"{path}." if path else ""
        return mapping(
            {str(key): plain(each, place, spots, f"{prefix}{key}", depth + 1) for key, each in value.items()}, place
        )
    if isinstance(value, list) and depth < MAX_DEPTH:
        return at(place, tuple(plain(each, place, {}, "", depth + 1) for each in value))
    if isinstance(value, (date, time)):  # a datetime is a date
        return _scalar(value.isoformat(), place, quoted=False)
    if value is None or isinstance(value, (bool, int, float, str)):
        return _scalar(value, place, quoted=isinstance(value, str))
    return at(place, None)


def _scalar(value: Any, place: Node, *, quoted: bool) -> Node:
    if isinstance(value, int) and value.bit_length() > 1_000:
        value = None  # its digits would be refused when they are written out
    text = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    return Node(value, place.line, place.column, place.end_line, place.end_column, text, quoted)


def key_spots(text: str, pattern: re.Pattern[str], first_line: int) -> dict[str, Spot]:
    """Where keys stand, by their names: the first of each, found line by line.

    `pattern` has a group `key`, and for the heads of tables a group `table`.
    """
    found: dict[str, Spot] = {}
    table = ""
    for number, line in enumerate(text.split("\n"), first_line):
        match = pattern.match(line)
        if match is None:
            continue
        if match.groupdict().get("table"):
            table = match["table"].strip() + "."
            continue
        name = table + match["key"].strip("\"'")
        found.setdefault(name, (number, match.end() + 1, max(len(line.rstrip()) + 1, match.end() + 2)))
    return found
