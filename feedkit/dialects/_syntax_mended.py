"""Front matter that is not valid YAML, read key by key: what each key says alone is seldom in doubt.

Jekyll publishes such articles under the name of their file; people see a title with a colon, and mean it.
"""

from __future__ import annotations

import re

from feedkit import yaml_nodes
from feedkit.dialects import _nodes
from feedkit.yaml_nodes import Node

_KEY = re.compile(r"(?P<key>[A-Za-z_][\w-]{0,60})[ \t]*:(?:[ \t]+(?P<value>.*))?$")
_MORE = re.compile(r"[ \t]+\S|-[ \t]|[\]}],?[ \t]*$|#")
_TELLING = frozenset(["title", "date", "layout", "tags", "categories", "category", "author", "authors", "description"])
_DECISIVE = frozenset(
    ["title", "date", "draft", "published", "publishdate", "pubdate", "status", "private", "unlisted"]
)
"""Keys that an article must not be without if they were written: a draft would be published."""
_MOST_LINES = 200


def by_keys(lines: list[str], first_line: int, *, closed: bool) -> tuple[dict[str, Node], int] | None:
    """What the keys say one by one, and how many lines they take; None when that would be guessing.

    `closed`: whether a closing fence follows the lines, so that all of them should belong to keys.
    """
    chunks, end = _chunks(lines)
    if closed and any(_KEY.match(line) for line in lines[end:]):
        return None
    found: dict[str, Node] = {}
    for start, stop in chunks:
        match = _KEY.match(lines[start])
        assert match is not None
        key = match["key"]
        node = _value("\n".join(lines[start:stop]), key, first_line + start)
        if node is None:
            node = _as_text(match, lines[start + 1 : stop], first_line + start)
        if node is not None:
            found[key] = node
        elif key.casefold() in _DECISIVE:
            return None
    return (found, end) if _TELLING & {key.casefold() for key in found} else None


def _chunks(lines: list[str]) -> tuple[list[tuple[int, int]], int]:
    """The lines of each key, and the first line that belongs to none."""
    starts: list[int] = []
    number = 0
    for number, line in enumerate(lines[:_MOST_LINES]):
        if _KEY.match(line):
            starts.append(number)
        elif line.strip() and not (_MORE.match(line) and (starts or line.startswith("#"))):
            break
    else:
        number = min(len(lines), _MOST_LINES)
    while number and not lines[number - 1].strip():
        number -= 1
    return list(zip(starts, [*starts[1:], number], strict=False)), number


def _value(text: str, key: str, line: int) -> Node | None:
    """What a YAML parser makes of the key alone, if need be with blanks for tabs."""
    for written in (text, re.sub(r"^[ \t]+", lambda match: match[0].expandtabs(2), text, flags=re.MULTILINE)):
        root, found = yaml_nodes.parse(written, "", first_line=line)
        if root is not None and not found and type(root.value) is dict and list(root.value) == [key]:
            value: Node = root.value[key]
            return value
    return None


def _as_text(match: re.Match[str], more: list[str], line: int) -> Node | None:
    """One line as the text it is; in brackets that are not well-formed, as the names between commas."""
    if any(each.strip() and not each.lstrip().startswith("#") for each in more):
        return None
    written = (match["value"] or "").strip()
    column = match.start("value") + 1 if match["value"] else match.end() + 1
    place = Node(None, line, column, line, column + max(len(written), 1))
    if written.startswith("[") and match["key"].casefold() not in _DECISIVE:
        names = [each.strip(" \t\"'") for each in written.strip("[]").split(",")]
        return _nodes.at(place, tuple(_nodes.at(place, each) for each in names if each))
    if len(written) > 1 and written[0] == written[-1] and written[0] in "\"'":
        written = written[1:-1]
    return _nodes.at(place, written)
