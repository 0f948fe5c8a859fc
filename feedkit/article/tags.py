"""Tags as the HTML standard reads them (§13.2.5), found by one regular expression in linear time.

What is not a tag is text. The one departure from the standard: after a tag that is never closed the rest is text too,
where browsers drop it.
"""

from __future__ import annotations

import html.entities
import re
from collections.abc import Iterator

# Possessive all through: a tag matches at once or not at all, and nothing is tried twice. The first `<` stands before
# the alternatives, not in them: only then does `re` leap from one `<` to the next, five times as fast.
TAG = re.compile(
    r"""
    <(?:
        (?P<end>/?)(?P<name>[a-zA-Z][^\ \t\n\f\r/>]*+)(?P<attributes>(?:
            [\ \t\n\f\r/]++
          | [^\ \t\n\f\r/>][^\ \t\n\f\r/>=]*+
            (?:[\ \t\n\f\r]*+=[\ \t\n\f\r]*+(?:"[^"]*+"|'[^']*+'|(?=>)|[^\ \t\n\f\r>"'][^\ \t\n\f\r>]*+)
              |(?![\ \t\n\f\r]*+=))
        )*+)>
      | !--(?:-?>|(?P<comment>(?:[^-]++|-(?!-!?>))*+)--!?>)
      | (?:!(?!--)|\?|/(?![a-zA-Z>]))[^>]*+>
      | />
      | (?P<unclosed>[a-zA-Z!?/])
    )
    """,
    re.VERBOSE,
)
_ATTRIBUTE = re.compile(
    r"""([^ \t\n\f\r/>][^ \t\n\f\r/>=]*+)(?:[ \t\n\f\r]*+=[ \t\n\f\r]*+(?:"([^"]*+)"|'([^']*+)'|([^ \t\n\f\r>"'][^ \t\n\f\r>]*+)|))?+"""
)
_REFERENCE = re.compile(r"&(#[0-9]++|#[xX][0-9a-fA-F]++|[a-zA-Z][a-zA-Z0-9]*+)(;|(?!=))")


def attributes(raw: str) -> Iterator[tuple[str, str, tuple[int, int], tuple[int, int]]]:
    """The attributes of a tag: name in lower case, plain value, and where the whole and the value stand in `raw`."""
    for match in _ATTRIBUTE.finditer(raw):
        group = match.lastindex or 1
        value = match[group] if group > 1 else ""
        span = match.span(group) if group > 1 else (match.end(), match.end())
        if "&" in value:
            value = _REFERENCE.sub(_character, value)
        yield match[1].lower(), value, match.span(), span


def plain_attributes(raw: str) -> dict[str, str]:
    """The attributes of a tag, plain and unchecked; of two with one name the first, as in browsers."""
    found: dict[str, str] = {}
    for name, value, _, _ in attributes(raw):
        found.setdefault(name, value)
    return found


def escaped(value: str) -> str:
    """A plain value, ready to stand between double quotes."""
    return value.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")


def written(name: str, values: dict[str, str]) -> str:
    """A start tag."""
    return "<" + name + "".join([f' {key}="{escaped(value)}"' for key, value in values.items()]) + ">"


def _character(match: re.Match[str]) -> str:
    """A reference in an attribute: without `;` it counts only if no letter, digit or `=` follows (§13.2.5.73)."""
    if match[1].startswith("#"):
        return html.unescape(match[0])
    return html.entities.html5.get(match[1] + match[2], match[0])


def end_of_raw_text(markup: str, name: str, position: int) -> tuple[int, int]:
    """Where the raw text of an element ends, before and after its end tag; (-1, -1) when it never does."""
    match = re.compile(rf"</{re.escape(name)}(?=[ \t\n\f\r/>])[^>]*+>", re.IGNORECASE).search(markup, position)
    return match.span() if match else (-1, -1)
