"""Title and bibliographic fields of a reStructuredText document, found without reading the rest of it.

https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html#bibliographic-fields
"""

from __future__ import annotations

import re

from feedkit.dialects import _nodes
from feedkit.dialects.terms import Front
from feedkit.yaml_nodes import Node

_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1{1,}[ \t]*$")
_FIELD = re.compile(r":(?P<key>[A-Za-z][\w .-]*):(?:[ \t]+(?P<value>.*))?$")
_MORE = re.compile(r"[ \t]+(?P<value>\S.*)$")
_MARKED = re.compile(
    r"``(?P<code>.+?)``|(?<!\w)(?P<mark>\*{1,2}|`)(?P<text>[^\s*`](?:[^*`]*[^\s*`])?)(?P=mark)_{0,2}(?!\w)"
)
_TARGET = re.compile(r"\s*<[^<>]*>\Z")
_ESCAPED = re.compile(r"\\([^\w\s])")  # only marks: a backslash before a letter is one of a path
_ITEM = re.compile(r"[-*+][ \t]+")


def split(text: str, path: str) -> Front:  # noqa: ARG001  (all syntaxes are asked alike)
    """The title and fields of a document. The body is the whole text: what renders it leaves both away."""
    lines = text.split("\n")
    index, title = _title(lines)
    index = _after_subtitle(lines, index) if title else index
    values = {"title": title} if title else {}
    last = ""
    while index < len(lines):
        line = lines[index]
        field, more = _FIELD.match(line), _MORE.match(line)
        if field:
            last = field["key"].lower()
            written = (field["value"] or "").strip()
            column = field.start("value") + 1 if field["value"] else len(line) + 1
            plain = _ESCAPED.sub(r"\1", written)
            values[last] = Node(plain, index + 1, column, index + 1, column + max(len(written), 1), plain, quoted=True)
        elif more and last:
            values[last] = _longer(values[last], more["value"].strip())
        elif last or (line.strip() and not line.startswith((".. ", " "))):
            break
        index += 1
    return Front(keys=_nodes.mapping(values, _nodes.spot()), body=text, body_line=1)


def _title(lines: list[str]) -> tuple[int, Node | None]:
    """The line after the first heading, and the heading; only comments may stand above it."""
    index = 0
    while index < len(lines):
        line = lines[index]
        below = lines[index + 1] if index + 1 < len(lines) else ""
        if _ADORNMENT.match(line) and index + 2 < len(lines) and _ADORNMENT.match(lines[index + 2]):
            return index + 3, _heading(below, index + 2)
        if line.strip() and not line.startswith((" ", "..", ":")) and _ADORNMENT.match(below):
            return index + 2, _heading(line, index + 1)
        if line.strip() and not line.startswith(("..", " ", "\t")):
            return index, None
        index += 1
    return 0, None


def _after_subtitle(lines: list[str], index: int) -> int:
    """The line after a second heading that follows at once: https://docutils.sourceforge.io/docs/ref/doctree.html#subtitle."""
    start = next((number for number in range(index, len(lines)) if lines[number].strip()), len(lines))
    three = [*lines[start : start + 3], "", "", ""]
    if _ADORNMENT.match(three[0]) and _ADORNMENT.match(three[2]):
        return start + 3
    return start + 2 if three[0][:1] not in (":", ".", " ", "") and _ADORNMENT.match(three[1]) else index


def _heading(line: str, number: int) -> Node:
    written = _MARKED.sub(lambda match: match["code"] or _TARGET.sub("", match["text"]), line.strip())
    return Node(written, number, 1, number, len(line) + 1, written, quoted=True)


def _longer(node: Node, more: str) -> Node:
    """A field that goes on in the next line; the items of a list are joined with `;`, which splits them again."""
    item = _ITEM.match(more)
    more = more[item.end() :] if item else more
    joined = f"{node.text}{';' if item and node.text else ' ' if node.text else ''}{more}"
    return Node(joined, node.line, node.column, node.end_line, node.end_column, joined, quoted=True)
