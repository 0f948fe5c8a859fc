"""Jupyter notebooks as Markdown: their texts, their code, and what the code wrote.

https://nbformat.readthedocs.io/en/latest/format_description.html. Keys stand in the metadata, under `nikola`
(https://getnikola.com/handbook.html#jupyter-notebook-metadata), or in the first cell as a list `- key: value`
(https://github.com/danielfrg/pelican-jupyter#option-2-metadata-cell-in-notebook).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from feedkit.diagnostics import Diagnostic, Place
from feedkit.dialects import _nodes
from feedkit.dialects.terms import Front
from feedkit.rules import dialects as rules
from feedkit.yaml_nodes import Node

_KEY = re.compile(r"[ \t]*[-*+][ \t]+(?P<key>[A-Za-z][\w-]*)[ \t]*:[ \t]*(?P<value>.*)$")
_ATTACHED = re.compile(r"!\[[^\]\n]*\]\(attachment:[^)\n]*\)")
_RUNS = re.compile(r"`{3,}")
_COLOURS = re.compile(r"\x1b\[[0-9;]*[A-Za-z]|\x1b")
_STYLES = re.compile(r"<(style|script)\b[^>]*>.*?</\1\s*>", re.DOTALL | re.IGNORECASE)


def split(text: str, path: str) -> Front:
    """The keys and the text of a notebook; no keys when it cannot be read."""
    try:
        given: Any = json.loads(text)
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, dict):
        place = Place(path, 1, 1, 1, 1)
        found = Diagnostic(rule=rules.UNREADABLE_FRONT_MATTER, place=place, message="not readable as a notebook")
        return Front(keys=None, body="", body_line=1, found=(found,))
    about = _mapping(given.get("metadata"))
    cells = [_mapping(each) for each in _list(given.get("cells"))]
    cells = cells or [
        _mapping(cell) for sheet in _list(given.get("worksheets")) for cell in _list(_mapping(sheet).get("cells"))
    ]
    keys = _nodes.plain(_mapping(about.get("nikola")), _nodes.spot(), {})
    first = _keys_in(cells[0]) if cells else {}
    if first:
        keys, cells = _nodes.mapping({**first, **keys.value}, keys), cells[1:]
    language = str(
        _mapping(about.get("language_info")).get("name") or _mapping(about.get("kernelspec")).get("language") or ""
    )
    left_out: list[str] = []
    body = "\n\n".join(part for cell in cells for part in _parts(cell, re.sub(r"\W", "", language), left_out))
    found_out: tuple[Diagnostic, ...] = ()
    if left_out:
        many = len(left_out)
        message = (
            f"{many} pictures of the notebook are left out" if many > 1 else "a picture of the notebook is left out"
        )
        found_out = (Diagnostic(rule=rules.LEFT_OUT_OUTPUT, place=Place(path, 1, 1, 1, 1), message=message),)
    return Front(keys=keys, body=body + "\n" if body else "", body_line=1, found=found_out)


def _parts(cell: dict[str, Any], language: str, left_out: list[str]) -> Iterator[str]:
    """The pieces of Markdown that a cell becomes."""
    kind, source = cell.get("cell_type"), _text(cell.get("source", cell.get("input")))
    if kind == "markdown":
        written, many = _ATTACHED.subn("", source)
        left_out += ["attachment"] * many
        yield written.strip("\n")
    elif kind == "heading":  # of the third version of the format
        level = cell.get("level")
        yield "#" * min(max(level if isinstance(level, int) else 1, 1), 6) + " " + " ".join(source.split())
    elif kind == "code":
        if source.strip():
            yield _fenced(source, language)
        for output in _list(cell.get("outputs")):
            yield from _output(_mapping(output), left_out)


def _output(output: dict[str, Any], left_out: list[str]) -> Iterator[str]:
    """What the code wrote: text as code, tables as HTML; pictures are counted, not shown."""
    data = _mapping(output.get("data")) or output
    stream = output.get("output_type") == "stream"
    if stream and output.get("name", output.get("stream")) == "stderr":
        return
    markup = _STYLES.sub("", _text(data.get("text/html", data.get("html")))).strip()
    if any(key.startswith("image/") or key in ("png", "jpeg", "svg") for key in data):
        left_out.append("picture")
    elif markup:
        yield re.sub(r"\n\s*\n", "\n", markup)
    elif data.get("text/markdown"):
        yield _text(data["text/markdown"]).strip("\n")
    elif plain := _COLOURS.sub("", _text(data.get("text/plain", data.get("text")))).strip("\n"):
        yield _fenced(plain, "")


def _fenced(code: str, language: str) -> str:
    longest = max((len(each) for each in _RUNS.findall(code)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{language}\n{code.strip(chr(10))}\n{fence}"


def _keys_in(cell: dict[str, Any]) -> dict[str, Node]:
    """The keys that the first cell lists; none when it is a text."""
    lines = [line for line in _text(cell.get("source")).split("\n") if line.strip() and not line.startswith("#")]
    matches = [_KEY.match(line) for line in lines]
    found = {
        match["key"].lower(): Node(match["value"].strip(), 1, 1, 1, 2, match["value"].strip(), quoted=True)
        for match in matches
        if match
    }
    return found if found and all(matches) and {"title", "date"} & found.keys() else {}


def _text(given: Any) -> str:
    return (
        "".join(each for each in given if isinstance(each, str))
        if isinstance(given, list)
        else given
        if isinstance(given, str)
        else ""
    )


def _mapping(given: Any) -> dict[str, Any]:
    return given if isinstance(given, dict) else {}


def _list(given: Any) -> list[Any]:
    return given if isinstance(given, list) else []
