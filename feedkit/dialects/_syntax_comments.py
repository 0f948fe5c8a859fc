"""Nikola's `.. key: value` lines, at the top of a file or in a `.meta` file beside it.

https://getnikola.com/handbook.html#metadata-fields
"""

from __future__ import annotations

import re

from feedkit.dialects import _nodes
from feedkit.dialects.terms import Front
from feedkit.yaml_nodes import Node

_KEY = re.compile(r"[ \t]*\.\.[ \t]+(?P<key>[\w-]+):(?:[ \t]+(?P<value>.*))?$")
_FRAME = re.compile(r"[ \t]*(?:<!--|-->|)[ \t]*$")
_COMMENT = re.compile(r"\s*<!--[ \t]*\n(?P<inside>(?:(?!-->)[^\n]*\n){1,60}?)[ \t]*-->[ \t]*(?:\n|\Z)")
_PLAIN = re.compile(r"[ \t]*[A-Za-z][\w-]*[ \t]*:(?:[ \t]|$)")
# The old form of `.meta` files has values only, in this order.
_ORDER = ("title", "slug", "date", "tags", "link", "description")


def split(text: str, path: str) -> Front | None:  # noqa: ARG001  (all syntaxes are asked alike)
    """The metadata of a text, or None when it does not begin with any."""
    values: dict[str, Node] = {}
    lines = text.split("\n")
    end = 0
    for index, line in enumerate(lines):
        match = _KEY.match(line)
        if match:
            written = (match["value"] or "").strip()
            column = match.start("value") + 1 if match["value"] else len(line) + 1
            values[match["key"].lower()] = Node(
                written, index + 1, column, index + 1, column + max(len(written), 1), written, quoted=True
            )
            end = index + 1
        elif not _FRAME.match(line):
            break
        elif values and "-->" in line:
            end = index + 1
            break
    if not values:
        return None
    return Front(keys=_nodes.mapping(values, _nodes.spot()), body="\n".join(lines[end:]), body_line=end + 1)


def split_plain(text: str, path: str) -> Front | None:
    """The same with lines as `key: value` in a comment, as GitBlog and others have them: https://github.com/jockchou/gitblog."""
    match = _COMMENT.match(text)
    lines = match["inside"].split("\n") if match else []
    if match is None or not all(not line.strip() or _PLAIN.match(line) for line in lines):
        return None
    front = split("\n".join(["<!--", *(f".. {line.strip()}" if line.strip() else "" for line in lines), "-->"]), path)
    if front is None or front.keys is None or not {"title", "date"} & set(front.keys.value):
        return None
    start = text.count("\n", 0, match.end()) + 1
    return Front(keys=front.keys, body=text[match.end() :], body_line=start)


def meta_file(text: str, path: str) -> Node:
    """The keys of a `.meta` file."""
    front = split(text, path)
    if front is not None and front.keys is not None:
        return front.keys
    lines = [line.strip() for line in text.strip("\n").split("\n")]
    values = {
        key: Node(line, number, 1, number, len(line) + 1, line, quoted=True)
        for number, (key, line) in enumerate(zip(_ORDER, lines, strict=False), 1)
    }
    return _nodes.mapping(values, _nodes.spot())
