"""YAML as settings are written in: mappings and lists within one another, one line for each key and each element.

It gives the same nodes at the same places as a whole parser or none at all, and spares a program with a few settings the
loading of PyYAML. Whatever may mean anything else (text over several lines, anchors, tags, tabs, equal keys) is left to it.
"""

from __future__ import annotations

from feedkit import yaml_lines
from feedkit.yaml_nodes import MAX_DEPTH, Node

_MOST = 65_536
"""Characters; in so many there are never more values than a parser may make."""
_Line = tuple[int, int, str]
"""The number of a line, how far it is indented, and what is written after that."""


class _NotSureError(Exception):
    """Only a whole parser can tell."""


def parse(text: str, *, first_line: int = 1) -> Node | None:
    """The root node of a mapping as `yaml_nodes.parse` gives it, or None when that must be asked.

    `first_line` is the line of the file at which `text` begins.
    """
    if len(text) > _MOST or not yaml_lines.is_ordinary(text):
        return None
    lines = _lines(text, first_line)
    try:
        node, end = _mapping(lines, 0, 0, MAX_DEPTH)
    except (_NotSureError, IndexError):
        return None
    return node if end == len(lines) else None


def _lines(text: str, first_line: int) -> list[_Line]:
    """The lines that are neither empty nor a comment."""
    found = []
    for number, line in enumerate(text.split("\n"), start=first_line):
        written = line.lstrip(" ")
        if written and written[0] != "#":
            found.append((number, len(line) - len(written), written))
    return found


def _mapping(lines: list[_Line], start: int, indent: int, depth: int) -> tuple[Node, int]:
    """The mapping whose keys are indented so far, and the index of the line behind it."""
    values: dict[str, Node] = {}
    keys: dict[str, Node] = {}
    key: Node | None
    value: Node | None = None
    index = start
    while index < len(lines) and lines[index][1] == indent and not lines[index][2].startswith("- "):
        number, _, written = lines[index]
        bare = _bare(written)
        if bare.endswith(":"):
            key = yaml_lines.key(bare[:-1], number, indent + 1)
            value, index = _below(lines, index + 1, indent, depth)
        else:
            key, value = yaml_lines.pair(bare, number, indent + 1) or (None, None)
            index += 1
        if key is None or value is None or key.text in values:
            raise _NotSureError
        keys[key.text], values[key.text] = key, value
    if value is None or (index < len(lines) and lines[index][1] > indent):
        raise _NotSureError
    number, column = lines[start][0], indent + 1
    return Node(values, number, column, value.end_line, value.end_column, "", False, keys), index


def _below(lines: list[_Line], index: int, indent: int, depth: int) -> tuple[Node, int]:
    """What stands below a key that is indented so far."""
    _, deeper, written = lines[index]
    if depth <= 1 or deeper < indent:
        raise _NotSureError
    if written.startswith("- "):
        return _list(lines, index, deeper, depth - 1)
    if deeper == indent:
        raise _NotSureError  # there is nothing below it
    return _mapping(lines, index, deeper, depth - 1)


def _list(lines: list[_Line], start: int, indent: int, depth: int) -> tuple[Node, int]:
    """The list whose elements are indented so far; each is a scalar, a short list or a mapping."""
    items: list[Node] = []
    index = start
    while index < len(lines) and lines[index][1] == indent and lines[index][2].startswith("- "):
        number, _, written = lines[index]
        rest = written[1:].lstrip(" ")
        inner = indent + len(written) - len(rest)
        item = yaml_lines.element(_bare(rest), number, inner + 1)
        if item is not None:
            index += 1
        elif depth > 1:
            lines[index] = (number, inner, rest)
            item, index = _mapping(lines, index, inner, depth - 1)
        else:
            raise _NotSureError
        items.append(item)
    if index < len(lines) and lines[index][1] > indent:
        raise _NotSureError
    last = items[-1]
    return Node(tuple(items), lines[start][0], indent + 1, last.end_line, last.end_column), index


def _bare(written: str) -> str:
    """The line without blanks and a comment at its end; comments behind quotes are left to others."""
    if " #" in written and "'" not in written and '"' not in written:
        written = written[: written.index(" #")]
    return written.rstrip(" ")
