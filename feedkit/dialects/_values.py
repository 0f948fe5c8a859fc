"""Values of front matter read as generators read them: what cannot be used is nothing, never an error."""

from __future__ import annotations

import re
from collections.abc import Iterable

from feedkit.article import values
from feedkit.yaml_nodes import Node

_TRUE = {"true", "yes", "on", "y", "t", "1"}  # YAML 1.1: https://yaml.org/type/bool.html
_FALSE = {"false", "no", "off", "n", "f", "0", "nil", "none", ""}
_NESTED = (
    "src",
    "url",
    "path",
    "file",
    "filename",
    "image",
    "href",
    "feature",
    "thumb",
    "teaser",
    "source",
    "publicURL",
    "default",
)
_NAMES = ("name", "title", "label", "full_name", "display_name", "id", "key", "slug", "value")
_PARTICULARS = frozenset({"image_url", "imageURL", "avatar", "url", "href", "email", "permalink", "socials"})
_BLANKS = re.compile(r"\s+")


def text(node: Node | None) -> str:
    """A scalar as it was written, or the first text of a list; empty for anything else."""
    if node is None or node.value is None:
        return ""
    if type(node.value) is tuple:
        return text(node.value[0]) if node.value else ""
    if type(node.value) is dict:
        return ""
    return node.value.strip() if type(node.value) is str else node.text.strip()


def line(node: Node | None) -> str:
    """The same as plain text on one line: tags taken out, entities decoded."""
    if node is None or type(node.value) is dict:
        return ""
    if type(node.value) is tuple:
        return line(node.value[0]) if node.value else ""
    return values.plain_text(node, "", values.Report("", []))


def truth(node: Node | None) -> bool | None:
    """True or false in any spelling of YAML 1.1; None when it is something else, as a date."""
    if node is None:
        return None
    if type(node.value) is bool:
        return node.value
    word = text(node).casefold()
    return True if word in _TRUE else False if word in _FALSE else None


def names(node: Node | None, separator: str = "") -> list[tuple[str, Node]]:
    """Every name in a text, list or mapping, with the node it stands in, each once.

    `separator` says how a text is split: `,` at commas, or semicolons if it has any; a blank at blanks; nothing: not.
    Elements of a list are never split. A mapping gives its name, or its keys when it has none.
    """
    found: dict[str, Node] = {}
    for name, where in _names(node, separator, 0):
        if name:
            found.setdefault(name, where)
    return list(found.items())


def _names(node: Node | None, separator: str, depth: int) -> Iterable[tuple[str, Node]]:
    if node is None or node.value is None or depth > 8:
        return
    if type(node.value) is tuple:
        for each in node.value:
            yield from _names(each, "", depth + 1)
    elif type(node.value) is dict:
        named = next((node.value[key] for key in _NAMES if key in node.value and text(node.value[key])), None)
        if named is not None:
            yield line(named), named
        elif _PARTICULARS.isdisjoint(node.value):  # else it is somebody without a name, as a picture alone
            yield from ((key, each) for key, each in node.value.items() if depth == 0 or not each.value)
    elif type(node.value) is bool:
        yield ("", node) if node.value is False else (line(node), node)
    else:
        yield from ((part, node) for part in split(line(node), separator))


def split(written: str, separator: str) -> list[str]:
    """The parts of a text."""
    if not separator:
        return [written]
    if separator == " ":
        return _BLANKS.split(written.strip())
    return [part.strip() for part in written.split(";" if ";" in written else separator)]


def address(node: Node | None, depth: int = 0) -> Node | None:
    """The node with the address of a picture, as deep in lists and mappings as it may be."""
    if node is None or depth > 4 or type(node.value) is bool:
        return None
    if type(node.value) is tuple:
        return next((found for each in node.value if (found := address(each, depth + 1))), None)
    if type(node.value) is dict:
        return next((found for key in _NESTED if (found := address(node.value.get(key), depth + 1))), None)
    written = text(node)
    return node if type(node.value) is str and written and not written.isspace() else None
