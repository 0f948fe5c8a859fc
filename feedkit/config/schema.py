"""The JSON Schema of `feedkit.yml`, made from the models and put in the form editors show best."""

from __future__ import annotations

from typing import Any

_VARIABLE = {
    "type": "string",
    "pattern": r"\$\{[A-Za-z_][A-Za-z0-9_]*(:[-?][^}]*)?\}",
    "description": "Text with an environment variable: ${NAME}, ${NAME:-default} or ${NAME:?message}.",
}
_LIMITING = {"pattern", "enum", "const", "minimum", "maximum"}
_OUTSIDE = ("description", "default")


def published(made: dict[str, Any]) -> dict[str, object]:
    """The schema pydantic made, for readers: with `$schema`, without made-up titles, with variables wherever text may stand."""
    definitions = {name: _section(definition) for name, definition in made.pop("$defs").items()}
    author = definitions["SiteAuthor"]
    definitions["SiteAuthor"] = {
        "description": author.pop("description"),
        "anyOf": [{"type": "string", "pattern": r"\S"}, author],
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "feedkit.yml",
        **_section(made),
        "$defs": {**definitions, "variable": _VARIABLE},
    }


def _section(made: dict[str, Any]) -> dict[str, Any]:
    section = {key: value for key, value in made.items() if key != "title"}
    section["properties"] = {name: _setting(setting) for name, setting in made["properties"].items()}
    return section


def _setting(made: dict[str, Any]) -> dict[str, Any]:
    setting = {key: value for key, value in made.items() if key != "title"}
    choices = setting.get("anyOf", [])
    if {"type": "null"} in choices:
        setting.update(next(each for each in choices if each != {"type": "null"}))
        del setting["anyOf"]
        setting.pop("default", None)
    if "items" in setting:
        setting["items"] = _setting(setting["items"])
    limited = _LIMITING & setting.keys() or setting.get("type") in ("integer", "boolean") or "anyOf" in setting
    if not limited:
        return setting
    outside = {key: setting.pop(key) for key in _OUTSIDE if key in setting}
    return {**outside, "anyOf": [*setting.pop("anyOf", [setting]), {"$ref": "#/$defs/variable"}]}
