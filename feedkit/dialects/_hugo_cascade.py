"""What sections of Hugo hand down to their pages: https://gohugo.io/content-management/front-matter/#cascade-1."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Mapping
from typing import Any

from feedkit.dialects import _common, _nodes
from feedkit.dialects._fields import Fields
from feedkit.dialects.terms import Source

_ENDINGS = (*_common.MARKDOWN, *_common.HTML)


def sides(path: str, files: Collection[str]) -> tuple[str, ...]:
    """The `_index` files of the folders above a page, the nearest first."""
    found: list[str] = []
    folder = posixpath.dirname(path)
    while True:
        stem = posixpath.join(folder, "_index")
        language = posixpath.splitext(posixpath.splitext(path)[0])[1]
        names = (f"{stem}{tag}{ending}" for tag in dict.fromkeys((language, "")) for ending in (".md", ".html"))
        found += [each for each in names if each in files][:1]
        if not folder:
            return tuple(found)
        folder = posixpath.dirname(folder)


def hand_down(fields: Fields, path: str) -> None:
    """Give the article the values of sections above it, and of the site, that it has not got. `path` is its logical one."""
    source = fields.source
    for index, text in source.sides.items():
        if "cascade" not in text.casefold():
            continue
        front = _common.front_of(Source(
            path=index, text=text, folder=source.folder, zone=source.zone, default_time=source.default_time
        ))  # fmt: skip
        if front.keys is not None:
            given = {key.casefold(): node for key, node in front.keys.value.items()}
            if "cascade" in given:
                _add(fields, given["cascade"].plain(), path)
    _add(fields, fields.settings.said.get("cascade"), path)


def _add(fields: Fields, cascade: object, path: str) -> None:
    for each in cascade if isinstance(cascade, (list, tuple)) else (cascade,):
        if not isinstance(each, dict):
            continue
        target = each.get("target", each.get("_target"))
        if isinstance(target, dict) and not _is_meant(target, path):
            continue
        for key, value in each.items():
            if str(key) not in ("target", "_target"):
                fields.given.setdefault(str(key).casefold(), _nodes.plain(value, fields.root, {}))


def _is_meant(target: Mapping[str, Any], path: str) -> bool:
    """https://gohugo.io/configuration/cascade/#target."""
    kind, wanted = str(target.get("kind") or "page"), str(target.get("path") or "**")
    if not re.search(r"page|\*|regular", kind):
        return False
    return re.fullmatch(_as_pattern(wanted), path, re.IGNORECASE) is not None


def _as_pattern(glob: str) -> str:
    pieces = re.split(r"(\*\*|\*|\?|[{},])", glob)
    meaning = {"**": ".*", "*": "[^/]*", "?": "[^/]", "{": "(?:", "}": ")", ",": "|"}
    if glob.count("{") != glob.count("}") or "{" not in glob:
        meaning |= {"{": r"\{", "}": r"\}", ",": ","}
    return "".join(meaning.get(each, re.escape(each)) for each in pieces)
