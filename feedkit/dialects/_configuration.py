"""The configuration files of generators as plain values. They are read, never run."""

from __future__ import annotations

import ast
import json
import re
import tomllib
from collections.abc import Mapping
from typing import Any

from feedkit import yaml_nodes

_MOST_CHARACTERS = 1_000_000


def yaml(text: str) -> dict[str, Any]:
    """A mapping in YAML; empty when it is none."""
    root, _ = yaml_nodes.parse(text, "")
    return root.plain() if root is not None and type(root.value) is dict else {}


def toml(text: str) -> dict[str, Any]:
    """A document in TOML; empty when it is none."""
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):
        return {}


def any_of(path: str, text: str) -> dict[str, Any]:
    """A document in the language that the ending of its name tells."""
    if len(text) > _MOST_CHARACTERS:
        return {}
    if path.endswith(".toml"):
        return toml(text)
    if path.endswith(".json"):
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}
    return yaml(text)


class _Known(ast.NodeTransformer):
    """Puts the texts and numbers of earlier names in place of the names."""

    def __init__(self, found: Mapping[str, Any]) -> None:
        self._found = found

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """The value of a name, if it is known."""
        value = self._found.get(node.id)
        return ast.Constant(value) if isinstance(value, (str, int, float)) else node


def python(text: str) -> dict[str, Any]:
    """The literal values that a Python module gives to capital names; whatever must be computed is left out."""
    try:
        tree = ast.parse(text[:_MOST_CHARACTERS])
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return {}
    found: dict[str, Any] = {}
    for statement in tree.body:
        if isinstance(statement, ast.Assign):
            targets, value = statement.targets, statement.value
        elif isinstance(statement, ast.AnnAssign) and statement.value is not None:
            targets, value = [statement.target], statement.value
        else:
            continue
        for target in targets:
            if isinstance(target, ast.Name):
                try:
                    found[target.id] = ast.literal_eval(_Known(found).visit(value))
                except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
                    found.pop(target.id, None)
    return found


def javascript(text: str, *names: str) -> dict[str, str]:
    """The first text that each name is given in a JavaScript or TypeScript module, as `url: "https://…"`."""
    text = text[:_MOST_CHARACTERS]
    found = {}
    for name in names:
        match = re.search(rf"(?<![\w.$]){re.escape(name)}[\"']?\s*[:=]\s*([\"'`])([^\"'`$\n]*)\1", text)
        if match:
            found[name] = match[2]
    return found


def text_in(given: Mapping[str, Any], *names: str) -> str:
    """The first of these keys that holds a text."""
    for name in names:
        value = given.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""


def mapping_in(given: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The mapping under a key; empty when there is none."""
    value = given.get(name)
    return value if isinstance(value, dict) else {}


def lowered(given: Any, depth: int = 0) -> Any:
    """The same values with all keys in lower case, as Hugo takes them."""
    if isinstance(given, dict) and depth < 32:
        return {str(key).lower(): lowered(value, depth + 1) for key, value in given.items()}
    return given


def merged(one: dict[str, Any], other: Mapping[str, Any], depth: int = 0) -> dict[str, Any]:
    """Two configurations in one; where both say something, the second counts."""
    made = dict(one)
    for key, value in other.items():
        old = made.get(key)
        if isinstance(old, dict) and isinstance(value, dict) and depth < 32:
            value = merged(old, value, depth + 1)  # noqa: PLW2901
        made[key] = value
    return made
