"""The JSON Schema of `feedkit.yml`, made from its sections in the form that editors show best."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, time
from inspect import getdoc
from typing import Any

from feedkit.config.models import SiteAuthor
from feedkit.config.reading import Kind, Setting, settings_of

_VARIABLE = {
    "type": "string",
    "pattern": r"\$\{[A-Za-z_][A-Za-z0-9_]*(:[-?][^}]*)?\}",
    "description": "Text with an environment variable: ${NAME}, ${NAME:-default} or ${NAME:?message}.",
}
_OR_VARIABLE = {"$ref": "#/$defs/variable"}
_LIMITING = {"pattern", "enum", "const", "minimum", "maximum", "anyOf"}


def published(whole: type) -> dict[str, object]:
    """The schema of a section and all that are in it: with variables wherever text may stand."""
    definitions = {
        each.__name__: _section(each) for each in sorted(set(_inside(whole)), key=lambda each: each.__name__)
    }
    author = definitions[SiteAuthor.__name__]
    definitions[SiteAuthor.__name__] = {
        "description": author.pop("description"),
        "anyOf": [{"type": "string", "pattern": r"\S"}, author],
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "feedkit.yml",
        **_section(whole),
        "$defs": {**definitions, "variable": _VARIABLE},
    }


def _inside(section: type) -> Iterator[type]:
    for setting in settings_of(section).values():
        kind: Kind[Any] | None = setting.kind
        while kind is not None:
            if kind.section:
                yield kind.section
                yield from _inside(kind.section)
            kind = kind.item


def _section(section: type) -> dict[str, Any]:
    settings = settings_of(section)
    required = [name for name, each in settings.items() if each.required]
    return {
        "type": "object",
        "description": (getdoc(section) or "").splitlines()[0],
        "additionalProperties": False,
        "properties": {name: _setting(each) for name, each in settings.items()},
        **({"required": required} if required else {}),
    }


def _setting(setting: Setting) -> dict[str, Any]:
    said = {"description": setting.description}
    if setting.has_shown_default:
        said["default"] = _as_written(setting.shown)
    return said | _or_variable(setting.kind.schema)


def _or_variable(schema: Mapping[str, Any]) -> dict[str, Any]:
    """What stands here, or a variable in place of a value that text cannot be."""
    if "items" in schema:
        return {**schema, "items": _or_variable(schema["items"])}
    if not (_LIMITING & schema.keys() or schema.get("type") in ("integer", "boolean")):
        return dict(schema)
    return {"anyOf": [*schema.get("anyOf", [schema]), _OR_VARIABLE]}


def _as_written(default: Any) -> Any:
    if isinstance(default, time):
        return default.isoformat("minutes")
    if isinstance(default, date):
        return default.isoformat()
    return list(default) if isinstance(default, tuple) else default
