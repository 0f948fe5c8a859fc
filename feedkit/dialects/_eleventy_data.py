"""What Eleventy's data files in JavaScript say in plain values, and permalinks with values in them."""

from __future__ import annotations

import posixpath
import re
from datetime import UTC, datetime

from feedkit.dialects import _configuration, _pages, _slugs, _values
from feedkit.dialects._fields import Fields
from feedkit.yaml_nodes import Node

_TAGS = re.compile(r"(?<![\w.$])tags[\"']?\s*:\s*(?:\[([^\]]*)\]|([\"'])([^\"'\n]*)\2)")
_PERMALINK = re.compile(r"(?<![\w.$])permalink[\"']?\s*:\s*(?:\"([^\"$\n]+)\"|'([^'$\n]+)'|`([^`$\n]+)`)")
_STRING = re.compile(r"[\"']([^\"'\n]*)[\"']")
_TRUTH = re.compile(r"(?<![\w.$])(permalink|eleventyExcludeFromCollections|draft)[\"']?\s*:\s*(true|false)\b")
_TAG = re.compile(r"\{\{-?([^{}]*?)-?\}\}")
_FILTER = re.compile(r"(?P<name>[\w-]+)\s*(?:[:(]\s*[\"'](?P<given>[^\"'\n]*)[\"']\s*\)?)?\Z")
_DIRECTIVE = re.compile(r"%(-?)([YmdBbHMSyjeA])")
_SLUGS = ("slug", "slugify")
_SAME = ("safe", "url", "trim", "strip")


def literals(text: str) -> dict[str, object]:
    """The plain values of a data file, as `permalink: "/blog/{{ page.fileSlug }}/"`; functions say nothing.

    https://www.11ty.dev/docs/data-template-dir/
    """
    # Not titles and the like: they may be those of something inside.
    found: dict[str, object] = dict(_configuration.javascript(text, "author", "lang", "language"))
    permalink = _PERMALINK.search(text)
    if permalink:
        found["permalink"] = permalink[1] or permalink[2] or permalink[3]
    found |= {match[1]: match[2] == "true" for match in _TRUTH.finditer(text) if match[1] not in found}
    tags = _TAGS.search(text)
    if tags:
        found["tags"] = _STRING.findall(tags[1]) if tags[1] is not None else [tags[3]]
    return found


def filled(pattern: str, fields: Fields, stem: str) -> str | None:
    """A permalink with its variables filled in; None when it holds what only a template engine can tell.

    https://www.11ty.dev/docs/permalinks/#use-data-variables-in-permalink
    """
    unknown = False

    def replace(match: re.Match[str]) -> str:
        nonlocal unknown
        value = _value(match[1], fields, stem)
        unknown = unknown or not value
        return value

    made = _TAG.sub(replace, pattern)
    return None if unknown or "{{" in made or "{%" in made or "${" in made else made


def _value(expression: str, fields: Fields, stem: str) -> str:
    """The text of an expression with its filters; empty when it is not known."""
    base, *filters = (each.strip() for each in expression.split("|"))
    value = next((found for each in re.split(r"\s+or\s+", base) if (found := _named(each, fields, stem))), "")
    for each in filters:
        match = _FILTER.match(each)
        name, given = (match["name"], match["given"]) if match else ("", None)
        if name in _SLUGS:
            value = _slugs.github(_slugs.latin(value))
        elif name == "date" and given and base in ("page.date", "date") and "date" in fields.moments:
            value = _formatted(fields.moments["date"].astimezone(UTC), given)
        elif name not in _SAME:
            return ""
    return "" if base in ("page.date", "date") and not filters else value


def _formatted(moment: datetime, form: str) -> str:
    """A moment as the filter `date` of Liquid writes it; empty for forms that are not known."""
    written = _DIRECTIVE.sub(lambda part: moment.strftime("%" + part[2]).lstrip("0" if part[1] else ""), form)
    return "" if "%" in written else written


def _named(name: str, fields: Fields, stem: str) -> str:
    own = posixpath.basename(stem if posixpath.basename(stem) != "index" else posixpath.dirname(stem))
    dated = _pages.DATED.match(own)
    if name == "page.fileSlug":  # without the day: https://www.11ty.dev/docs/data-eleventy-supplied/#fileslug
        return dated["rest"] if dated and dated["rest"] else own
    if name == "page.filePathStem":
        return f"/{stem}"
    if name in ("page.date", "date"):
        return "date" if "date" in fields.moments else ""
    if name in ("slug", "title"):
        return fields.text("slug") if name == "slug" else fields.title
    return _values.text(_scalar(fields.given.get(name.casefold())))


def _scalar(node: Node | None) -> Node | None:
    return node if node is not None and type(node.value) in (str, int) else None
