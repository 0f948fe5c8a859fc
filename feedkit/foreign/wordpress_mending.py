"""Ill-formed exports of WordPress, made well-formed where it is plain what was meant.

Their fields hold texts and never elements. So whatever stands between the tags of a field is its text, be there a `]]>` that
ends CDATA too early, HTML that is not escaped, or an `&` alone.
"""

from __future__ import annotations

import html
import re

_CONTAINERS = "author|postmeta|comment|commentmeta|category|tag|term|termmeta"
_FIELD = re.compile(
    rf"<((?!wp:(?:{_CONTAINERS})[\s>])(?:content|excerpt|wp|dc):\w+|title|link|guid|description|category|pubDate)(\s[^<>]*+)?>"
    r"((?:[^<]++|<(?!/?item[\s>]|/?\1[\s>]))*+)</\1\s*+>"
)
_OPENS, _CLOSES = "<![CDATA[", "]]>"
_SPLIT = "]]]]><![CDATA[>"
"""How `]]>` stands in CDATA."""


def mended(text: str) -> str:
    """The export with every field as CDATA, and without what was printed before it began."""
    start = min((at for at in (text.find("<?xml"), text.find("<rss")) if at > 0), default=0)
    blank = "\n" * text.count("\n", 0, start)
    return blank + _FIELD.sub(_as_cdata, text[start:])


def _as_cdata(field: re.Match[str]) -> str:
    inside = field[3].strip()
    if inside.startswith(_OPENS) and inside.endswith(_CLOSES):
        said = inside[len(_OPENS) : -len(_CLOSES)].replace(_SPLIT, _CLOSES)
    else:
        said = html.unescape(inside)
    return f"<{field[1]}{field[2] or ''}>{_OPENS}{said.replace(_CLOSES, _SPLIT)}{_CLOSES}</{field[1]}>"
