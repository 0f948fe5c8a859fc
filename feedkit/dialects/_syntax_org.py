"""Front matter of Org mode: `#+title: …` lines at the top of a file.

https://orgmode.org/manual/Export-Settings.html; lists as `#+tags[]: a b`: https://gohugo.io/content-management/formats/
"""

from __future__ import annotations

import re

from feedkit.dialects import _nodes
from feedkit.dialects.terms import Front
from feedkit.yaml_nodes import Node

_KEY = re.compile(r"#\+(?P<key>[A-Za-z][\w-]*)(?P<list>\[\])?:(?:[ \t]+(?P<value>.*))?$")
_PASSED = re.compile(r"[ \t]*(?:#(?!\+).*|:[A-Za-z_-]+:.*)?$")  # comments, drawers and blank lines


def split(text: str, path: str) -> Front:  # noqa: ARG001  (all syntaxes are asked alike)
    """The keywords above the text, and the text."""
    values: dict[str, Node] = {}
    lines = text.split("\n")
    index = 0
    for index, line in enumerate(lines):
        match = _KEY.match(line)
        if match is None and not _PASSED.match(line):
            break
        if match is None or match["key"].casefold().startswith(("begin_", "end_")):
            if match is not None:
                break
            continue
        written = (match["value"] or "").strip()
        column = match.start("value") + 1 if match["value"] else len(line) + 1
        node = Node(written, index + 1, column, index + 1, column + max(len(written), 1), written, quoted=True)
        key = match["key"].casefold()
        if match["list"]:
            node = _nodes.at(node, tuple(_nodes.at(node, each) for each in written.split()))
        elif key == "filetags":  # as `:emacs:lisp:`
            key, node = "tags", _nodes.at(node, tuple(_nodes.at(node, each) for each in written.split(":") if each))
        values.setdefault(key, node)
    body = "\n".join(lines[index:])
    return Front(keys=_nodes.mapping(values, _nodes.spot()), body=body, body_line=index + 1)
