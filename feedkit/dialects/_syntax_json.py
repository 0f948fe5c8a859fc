"""Front matter as a JSON object at the top of a file."""

from __future__ import annotations

import json
import re

from feedkit.diagnostics import Place
from feedkit.dialects import _nodes
from feedkit.dialects._syntax_yaml import unreadable
from feedkit.dialects.terms import Front

_OPENING = re.compile(r"\s*+(?:(?:;;;|---[ \t]*+json)[ \t]*+\n\s*+)?(?=\{)", re.IGNORECASE)
# Without braces, up to `;;;`: https://hexo.io/docs/front-matter#JSON-Front-matter
_BARE = re.compile(
    r"(?:\s*+;;;[ \t]*+\n)?(?P<keys>\s*+\"[^\"\n]++\"\s*+:.{0,20000}?)^;;;[ \t]*$", re.MULTILINE | re.DOTALL
)
_FIRST = re.compile(r"\{\s*(?:\"|\})")
_CLOSING = re.compile(r"\s*^(?:;;;|---)[ \t]*$", re.MULTILINE)
_KEY = re.compile(r"\s*\{?\s*\"(?P<key>[^\"]+)\"\s*:[ \t]*")


def split(text: str, path: str) -> Front | None:
    """The front matter of a text, or None when it has none in this syntax."""
    bare = _BARE.match(text)
    if bare:
        front = split("\n" * text.count("\n", 0, bare.start("keys")) + "{" + bare["keys"] + "}", path)
        line = text.count("\n", 0, bare.end()) + 2
        return front and Front(keys=front.keys, body=text[bare.end() + 1 :], body_line=line, found=front.found)
    opening = _OPENING.match(text)
    if opening is None or not _FIRST.match(text, opening.end()):
        return None
    start, line = opening.end(), text.count("\n", 0, opening.end()) + 1
    try:
        given, end = json.JSONDecoder(strict=False).raw_decode(text, start)
    except (ValueError, RecursionError) as error:
        number = getattr(error, "lineno", line)
        column = getattr(error, "colno", 1)
        message = f"not readable as JSON: {getattr(error, 'msg', 'too deep or too large').lower()}"
        place = Place(path, number, column, number, column + 1)
        return Front(keys=None, body="", body_line=line, found=(unreadable(place, message),))
    closing = _CLOSING.match(text, end) if opening[0].strip() else None
    end = closing.end() if closing else end
    body = text[end:]
    spots = _nodes.key_spots(text[start:end], _KEY, line)
    keys = _nodes.plain(given, _nodes.spot(line), spots)
    return Front(
        keys=keys, body=body.removeprefix("\n"), body_line=text.count("\n", 0, end) + 1 + body.startswith("\n")
    )
