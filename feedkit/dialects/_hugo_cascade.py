"""What sections of Hugo hand down to their pages: https://gohugo.io/content-management/front-matter/#cascade-1."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from datetime import UTC, time
from typing import Any

from feedkit.dialects import _common, _nodes
from feedkit.dialects._fields import Fields
from feedkit.dialects.terms import Settings, Source
from feedkit.quick_dataclasses import replace

_HANDED_DOWN = "cascades of sections"

_INDEX = re.compile(r"(?:(?P<folder>.*)/)?_index(?P<language>\.[\w-]+)?\.(?:md|markdown|html)\Z")


def is_section(path: str) -> bool:
    """Whether the file says something of a section."""
    return _INDEX.match(path) is not None


def informed(settings: Settings, sections: Mapping[str, str]) -> Settings:
    """The settings with what the texts of sections, by path, hand down."""
    found = []
    for path, text in sorted(sections.items()):
        match = _INDEX.match(path)
        if match is None or "cascade" not in text.casefold():
            continue
        front = _common.front_of(Source(path=path, text=text, folder=".", zone=UTC, default_time=time()))
        given = {key.casefold(): node for key, node in front.keys.value.items()} if front.keys is not None else {}
        if "cascade" in given:
            found.append((match["folder"] or "", match["language"] or "", given["cascade"].plain()))
    return replace(settings, said={**settings.said, _HANDED_DOWN: found}) if found else settings


def hand_down(fields: Fields, path: str) -> None:
    """Give the article the values of sections above it, and of the site, that it has not got. `path` is its logical one."""
    source, said = fields.source, fields.settings.said
    language = posixpath.splitext(source.name)[1]
    folders = [source.directory]
    while folders[-1]:
        folders.append(posixpath.dirname(folders[-1]))
    handed = said.get(_HANDED_DOWN, ())
    for folder in folders if handed else ():
        here = {tag: cascade for each, tag, cascade in handed if each == folder}
        _add(fields, here.get(language, here.get("")), path)
    _add(fields, said.get("cascade"), path)


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
