"""The header of an AsciiDoc document: `= Title`, author and revision below it, and `:name: value` lines.

https://docs.asciidoctor.org/asciidoc/latest/document/header/; `:page-` attributes are front matter:
https://github.com/asciidoctor/jekyll-asciidoc#page-attributes
"""

from __future__ import annotations

import re

from feedkit.dialects import _nodes
from feedkit.dialects.terms import Front
from feedkit.yaml_nodes import Node

_TITLE = re.compile(r"[=#][ \t]+(?P<value>\S.*)$")
_ATTRIBUTE = re.compile(r":(?:page-)?(?P<key>[A-Za-z][\w-]*):(?:[ \t]+(?P<value>.*))?$")
_REVISION = re.compile(r"(?:v?[\d.]+,[ \t]*)?(?P<value>\d{4}-\d{2}-\d{2}[^:]*?)[ \t]*(?::.*)?$")
_AUTHOR = re.compile(r"(?P<value>[^\W\d_][^<>:;]*?)[ \t]*(?:<[^<>]*>)?$")
_ALIASES = {"revdate": "date", "keywords": "tags"}


def with_header(front: Front) -> Front:
    """A text without front matter, with what its header says."""
    lines = front.body.split("\n")
    values: dict[str, Node] = {}
    index = 0
    while index < len(lines) and not lines[index].strip():
        index += 1
    top = index
    for index in range(top, len(lines)):
        line = lines[index]
        if not line.strip() or not _read(line, front.body_line + index, index - top, values):
            break
    if not values:
        return front
    keys = _nodes.mapping(values, _nodes.spot(front.body_line))
    body = "\n".join(lines[index:])
    return Front(keys=keys, body=body, body_line=front.body_line + index, found=front.found)


def _read(line: str, number: int, below: int, values: dict[str, Node]) -> bool:
    """Whether a line belongs to the header; what it says goes into `values`."""
    if line.startswith("//"):
        return True
    match = _ATTRIBUTE.match(line)
    key = match["key"].casefold() if match else ""
    if match is None and below == 0:
        match, key = _TITLE.match(line), "title"
    if match is None and "title" in values and below <= 2:
        match, key = _REVISION.match(line), "date"
        if match is None and below == 1:
            match, key = _AUTHOR.match(line), "author"
    if match is None:
        return False
    written = (match["value"] or "").strip()
    column = match.start("value") + 1 if match["value"] else len(line) + 1
    node = Node(written, number, column, number, column + max(len(written), 1), written, quoted=True)
    if written.startswith("[") and written.endswith("]"):
        names = [each.strip(" \"'") for each in written[1:-1].split(",")]
        node = _nodes.at(node, tuple(_nodes.at(node, each) for each in names if each))
    values.setdefault(_ALIASES.get(key, key), node)
    return True
