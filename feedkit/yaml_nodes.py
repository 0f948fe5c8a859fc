"""YAML text as nodes that know their place.

Scalars follow the core schema of YAML 1.2 (§10.3.2): `NO` and `12:30` are text, `0o17` is fifteen, and there
are no dates. What most front matter is made of, `yaml_lines` reads, and what settings are, `yaml_outline`; the rest is left
to PyYAML in `yaml_events`.
"""

from __future__ import annotations

import re
from typing import Any

from feedkit.diagnostics import Diagnostic, Place
from feedkit.quick_dataclasses import dataclass

MAX_CHARACTERS = 262_144
MAX_DEPTH = 64
MAX_ALIASES = 100
MAX_NODES = 50_000

type_names = {
    dict: "a mapping",
    tuple: "a list",
    str: "text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    type(None): "nothing",
}

_INTEGER = re.compile(r"[-+]?[0-9]+\Z")
_OCTAL = re.compile(r"0o[0-7]+\Z")
_HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]+\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_NUMBER_LIKE = re.compile(r"[-+]?[0-9.][0-9a-zA-Z.+-]*\Z")
_SPECIAL_FLOAT = re.compile(r"([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))\Z")
WORDS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_MAY_BE_SPECIAL = frozenset("0123456789-+.~nNtTfF")


@dataclass(slots=True, eq=False)
class Node:
    """A value and where it stands. Lines and columns count from 1, as in `Place`."""

    value: Any
    """None, bool, int, float, str, a tuple of nodes, or a dict of nodes by key."""
    line: int
    column: int
    end_line: int
    end_column: int
    text: str = ""
    """A scalar as it was written, without quotes."""
    quoted: bool = False
    keys: dict[str, Node] | None = None
    """The key nodes of a mapping, by key."""

    @property
    def kind(self) -> str:
        """The kind of the value in words, as `a list`."""
        return type_names[type(self.value)]

    def place(self, path: str) -> Place:
        """The range of the node in the file at `path`."""
        return Place(path, self.line, self.column, self.end_line, self.end_column)

    def plain(self) -> Any:
        """The value with no places: dicts, lists and scalars."""
        if type(self.value) is dict:
            return {key: node.plain() for key, node in self.value.items()}
        if type(self.value) is tuple:
            return [node.plain() for node in self.value]
        return self.value


def parse(text: str, path: str, *, first_line: int = 1) -> tuple[Node | None, list[Diagnostic]]:
    """The root node of a YAML document, or None with the diagnostics that say why there is none.

    An empty document gives None and no diagnostics. `first_line` is the line of the file at which `text` begins.
    Duplicate keys are reported and the first one is kept; every one of them is found in one run.
    """
    from feedkit import yaml_lines  # noqa: PLC0415  (it knows nodes as well)

    root = yaml_lines.parse(text, first_line=first_line)
    if root is not None:
        return root, []
    from feedkit import yaml_outline  # noqa: PLC0415  (it knows nodes as well)

    root = yaml_outline.parse(text, first_line=first_line)
    if root is not None:
        return root, []
    from feedkit import yaml_events  # noqa: PLC0415  (PyYAML takes long to load, and seldom has to)

    return yaml_events.parse(text, path, first_line=first_line)


def plain(text: str) -> bool | int | float | str | None:
    """The value of a scalar without quotes."""
    if text and text[0] not in _MAY_BE_SPECIAL:
        return text
    if text in WORDS:
        return WORDS[text]
    if _NUMBER_LIKE.match(text) is None:
        return text
    if _INTEGER.match(text):
        return int(text) if len(text) <= 400 else text
    if _FLOAT.match(text) or _SPECIAL_FLOAT.match(text):
        return float(
            text.replace(".inf", "inf")
            .replace(".Inf", "inf")
            .replace(".INF", "inf")
            .replace(".nan", "nan")
            .replace(".NaN", "nan")
            .replace(".NAN", "nan")
        )
    if len(text) > 400:
        return text
    if _OCTAL.match(text):
        return int(text, 8)
    if _HEXADECIMAL.match(text):
        return int(text, 16)
    return text
