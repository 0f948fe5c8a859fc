"""What stands between `{{` and `}}` in Liquid and Nunjucks: values by name, strings, and filters that change them.

https://shopify.github.io/liquid/basics/introduction/, https://jekyllrb.com/docs/liquid/filters/,
https://www.11ty.dev/docs/filters/
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping

from feedkit import urls
from feedkit.shortcodes import references
from feedkit.shortcodes.arguments import unquoted
from feedkit.shortcodes.context import Context

_PART = re.compile(r"\|?\s*+((?:\"[^\"]*+\"|'[^']*+'|[^|\"'])*+)")
_FILTER = re.compile(r"([\w\-]++)\s*+[:(]?\s*+(.*)", re.DOTALL)
_ARGUMENT = re.compile(r"\"[^\"]*+\"|'[^']*+'|[^\s,\"'()]++")
_LITERAL = re.compile(r"\"[^\"]*+\"|'[^']*+'|-?[0-9]++(?:\.[0-9]++)?")
_TAG = re.compile(r"<[^>]*+>")

Look = Callable[[str], str | None]
_Filter = Callable[[str, list[str], Context], str]


def relative(path: str, context: Context) -> str:
    """A path below the site as a path from its host, as the filter `relative_url` makes it."""
    if urls.is_web(path) or path.startswith("//"):
        return path
    root = references.path_of(references.base(context))
    return root + path.lstrip("/")


def absolute(path: str, context: Context) -> str:
    """A path below the site as an absolute URL, as the filter `absolute_url` makes it."""
    if urls.is_web(path) or path.startswith("//"):
        return path
    return references.base(context) + path.lstrip("/")


def _argument(arguments: list[str]) -> str:
    return arguments[0] if arguments else ""


_FILTERS: dict[str, _Filter] = {
    "relative_url": lambda value, _, context: relative(value, context),
    "absolute_url": lambda value, _, context: absolute(value, context),
    "url": lambda value, _, context: relative(value, context) if value.startswith("/") else value,
    "prepend": lambda value, given, _: _argument(given) + value,
    "append": lambda value, given, _: value + _argument(given),
    "replace": lambda value, given, _: value.replace(given[0], given[1]) if len(given) > 1 and given[0] else value,
    "remove": lambda value, given, _: value.replace(given[0], "") if given and given[0] else value,
    "default": lambda value, given, _: value or _argument(given),
    "downcase": lambda value, *_: value.lower(),
    "lower": lambda value, *_: value.lower(),
    "upcase": lambda value, *_: value.upper(),
    "upper": lambda value, *_: value.upper(),
    "capitalize": lambda value, *_: value[:1].upper() + value[1:],
    "strip_html": lambda value, *_: _TAG.sub("", value),
    "striptags": lambda value, *_: _TAG.sub("", value),
    "escape": lambda value, *_: html.escape(value),
    "xml_escape": lambda value, *_: html.escape(value),
    "escape_once": lambda value, *_: html.escape(html.unescape(value)),
    **dict.fromkeys(
        ("strip", "trim", "lstrip", "rstrip", "strip_newlines", "normalize_whitespace"),
        lambda value, *_: " ".join(value.split()),
    ),
    **dict.fromkeys(
        ("markdownify", "safe", "raw", "smartify", "inspect", "liquify", "md", "markdown", "uri_escape", "urlize"),
        lambda value, *_: value,
    ),
}


def evaluated(expression: str, look: Look, context: Context) -> str | None:
    """The text an expression stands for; None when a value or a filter in it is not known."""
    value: str | None = None
    for number, match in enumerate(_PART.finditer(expression)):
        part = match[1].strip()
        if number == 0:
            value = _base(part, look)
        elif part:
            value = _filtered(value, part, look, context)
        if match.end() == len(expression):
            break
    return value


def defaults(context: Context) -> Mapping[str, str]:
    """Values that every template has, where the site gives no others."""
    return {
        "site.url": references.origin(context),
        "site.baseurl": references.path_of(references.base(context)).rstrip("/"),
        "site.github.url": references.base(context).rstrip("/"),
        "page.url": references.path_of(context.url),
        "jekyll.environment": "production",
    }


def _base(part: str, look: Look) -> str | None:
    if _LITERAL.fullmatch(part):
        return unquoted(part)
    return look(part)


def _filtered(value: str | None, part: str, look: Look, context: Context) -> str | None:
    match = _FILTER.match(part)
    function = _FILTERS.get(match[1]) if match else None
    if match is None or function is None or (value is None and match[1] != "default"):
        return None
    arguments = [_base(each, look) for each in _ARGUMENT.findall(match[2])]
    if any(each is None for each in arguments):
        return None
    return function(value or "", [each or "" for each in arguments], context)
