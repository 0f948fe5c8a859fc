"""Front matter as `Key: value` lines without fences, as Python-Markdown's meta extension and MultiMarkdown read it.

https://python-markdown.github.io/extensions/meta_data/
"""

from __future__ import annotations

import re

from feedkit.dialects import _nodes
from feedkit.dialects.terms import Front
from feedkit.yaml_nodes import Node

_KEY = re.compile(r" {0,3}(?P<key>[A-Za-z][A-Za-z0-9_-]*):[ \t]*(?P<value>.*)$")
_MORE = re.compile(r"(?: {4,}|\t)(?P<value>.*)$")
_FENCE = re.compile(r"-{3}[ \t]*$")
_END = re.compile(r"(?:-{3}|\.{3})[ \t]*$")
_TELLING = {"title", "date", "tags", "slug", "author", "authors", "category", "status"}


def split(text: str, path: str) -> Front | None:  # noqa: ARG001  (all syntaxes are asked alike)
    """The headers of a text, or None when it does not begin with any that an article has."""
    lines = text.split("\n")
    index = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    fenced = index < len(lines) and _FENCE.match(lines[index]) is not None
    index += fenced
    values: dict[str, Node] = {}
    last = ""
    first_line = index + 1
    while index < len(lines):
        line = lines[index]
        key, more = _KEY.match(line), _MORE.match(line)
        if key:
            last = key["key"].lower()
            # The first of two equal keys counts: https://docs.getpelican.com/en/latest/content.html
            values.setdefault(last, _text(key["value"], index + 1, key.start("value") + 1, len(line.rstrip()) + 1))
        elif more and last:
            node = values[last]
            values[last] = _text(f"{node.text}\n{more['value']}".strip(), node.line, node.column, node.end_column)
        else:
            break
        index += 1
    if not values.keys() & _TELLING:
        return None
    if index < len(lines) and (_END.match(lines[index]) or not lines[index].strip()):
        index += 1
    keys = _nodes.mapping(values, _nodes.spot(first_line))
    return Front(keys=keys, body="\n".join(lines[index:]), body_line=index + 1)


def _text(value: str, line: int, column: int, end: int) -> Node:
    value = value.strip()
    return Node(value, line, column, line, max(end, column + 1), value, quoted=True)
