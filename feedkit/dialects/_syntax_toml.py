"""Front matter in TOML between `+++` lines."""

from __future__ import annotations

import re
import tomllib

from feedkit.diagnostics import Place
from feedkit.dialects import _nodes
from feedkit.dialects._syntax_yaml import unreadable
from feedkit.dialects.terms import Front

_OPENING = re.compile(r"\s*+\+\+\+[ \t]*+\n|\s*+---[ \t]*+toml[ \t]*+\n", re.IGNORECASE)
_CLOSING = re.compile(r"^(?:\+\+\+|---)[ \t]*$", re.MULTILINE)
_KEY = re.compile(r"\s*(?:\[\[?(?P<table>[^\[\]=]+)\]\]?\s*(?:#.*)?$|(?P<key>\"[^\"]+\"|'[^']+'|[\w.-]+)\s*=[ \t]*)")
_POSITION = re.compile(r"\(at line (\d+), column (\d+)\)|\(at end of document\)")


def split(text: str, path: str) -> Front | None:
    """The front matter of a text, or None when it has none in this syntax."""
    opening = _OPENING.match(text)
    if opening is None:
        return None
    start, line = opening.end(), text.count("\n", 0, opening.end()) + 1
    closing = _CLOSING.search(text, start)
    if closing is None:
        place = Place(path, line - 1, 1, line - 1, 4)
        return Front(keys=None, body="", body_line=line, found=(unreadable(place, "the front matter is not closed"),))
    inside = text[start : closing.start()]
    body_line = line + inside.count("\n") + 1
    front = whole(inside, path, first_line=line)
    return Front(keys=front.keys, body=text[closing.end() + 1 :], body_line=body_line, found=front.found)


def whole(text: str, path: str, *, first_line: int = 1) -> Front:
    """A text that is TOML from beginning to end."""
    try:
        given = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number of thousands of digits is a ValueError too
        position = _POSITION.search(str(error))
        number, column = (int(position[1]), int(position[2])) if position and position[1] else (1, 1)
        place = Place(path, number + first_line - 1, column, number + first_line - 1, column + 1)
        message = f"not readable as TOML: {_POSITION.sub('', str(error)).strip().lower() or 'nested too deep'}"
        return Front(keys=None, body="", body_line=first_line, found=(unreadable(place, message),))
    spots = _nodes.key_spots(text, _KEY, first_line)
    return Front(keys=_nodes.plain(given, _nodes.spot(first_line), spots), body="", body_line=first_line)
