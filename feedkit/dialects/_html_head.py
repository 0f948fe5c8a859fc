"""Metadata of an HTML file: its `title` and `meta` elements, as Pelican reads them.

https://docs.getpelican.com/en/latest/content.html#file-metadata
"""

from __future__ import annotations

import html
import re

from feedkit.dialects import _nodes
from feedkit.dialects.terms import Front
from feedkit.yaml_nodes import Node

_HEAD = re.compile(r"<head(?:\s[^<>]*)?>", re.IGNORECASE)
_HEAD_END = re.compile(r"</head\s*>", re.IGNORECASE)
_BODY = re.compile(r"<body(?:\s[^<>]*)?>", re.IGNORECASE)
_BODY_END = re.compile(r"</body\s*>", re.IGNORECASE)
_TITLE = re.compile(r"<title(?:\s[^<>]*)?>(?P<value>[^<]*)</title", re.IGNORECASE)
_META = re.compile(r"<meta\s(?P<attributes>[^<>]*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"(?P<name>name|content|contents)\s*=\s*(?:\"(?P<one>[^\"]*)\"|'(?P<two>[^']*)')", re.IGNORECASE
)
_MOST_CHARACTERS = 100_000


def split(text: str) -> Front:
    """What stands in the head of a document, and what stands in its body."""
    begin = _HEAD.search(text, 0, _MOST_CHARACTERS)
    end = _HEAD_END.search(text, begin.end(), _MOST_CHARACTERS) if begin else None
    values: dict[str, Node] = {}
    if begin and end:
        title = _TITLE.search(text, begin.end(), end.start())
        if title:
            values["title"] = _node(text, title.start("value"), title["value"])
        for meta in _META.finditer(text, begin.end(), end.start()):
            given = {
                each["name"].lower(): each["one"] or each["two"] or ""
                for each in _ATTRIBUTE.finditer(meta["attributes"])
            }
            name = given.get("name", "").lower()
            name = "tags" if name == "keywords" else name  # as Pelican takes them
            if name:
                content = given.get("content", given.get("contents", ""))
                values.setdefault(name, _node(text, meta.start(), content))
    after = end.end() if end else 0
    opening = _BODY.search(text, after)
    start = opening.end() if opening else after
    ends = list(_BODY_END.finditer(text, start))
    body = text[start : ends[-1].start()] if ends else text[start:]
    return Front(keys=_nodes.mapping(values, _nodes.spot()), body=body, body_line=text.count("\n", 0, start) + 1)


def _node(text: str, start: int, value: str) -> Node:
    line = text.count("\n", 0, start) + 1
    column = start - text.rfind("\n", 0, start)
    value = html.unescape(value).strip()
    return Node(value, line, column, line, column + max(len(value), 1), value, quoted=True)
