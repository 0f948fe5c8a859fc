"""Front matter as an object of JavaScript between `---js` and `---`: https://www.11ty.dev/docs/data-frontmatter/.

What is no more than names and values is read, as the mapping of YAML that it also is; no code is run.
"""

from __future__ import annotations

import re

from feedkit import yaml_nodes
from feedkit.diagnostics import Place
from feedkit.dialects import _nodes
from feedkit.dialects._syntax_yaml import unreadable
from feedkit.dialects.terms import Front

_OPENING = re.compile(r"\s*+---[ \t]*+(?:js|javascript)[ \t]*+\n", re.IGNORECASE)
_CLOSING = re.compile(r"^---[ \t]*$", re.MULTILINE)


def split(text: str, path: str) -> Front | None:
    """The front matter of a text, or None when it has none in this syntax."""
    opening = _OPENING.match(text)
    if opening is None:
        return None
    line = text.count("\n", 0, opening.end()) + 1
    closing = _CLOSING.search(text, opening.end())
    place = Place(path, line - 1, 1, line - 1, 4)
    if closing is None:
        return Front(keys=None, body="", body_line=line, found=(unreadable(place, "the front matter is not closed"),))
    inside = text[opening.end() : closing.start()]
    body_line = line + inside.count("\n") + 1
    root, found = (None, []) if inside.lstrip()[:1] != "{" else yaml_nodes.parse(inside, path, first_line=line)
    if not inside.strip():
        root = _nodes.mapping({}, _nodes.spot(line))
    if root is None or found or type(root.value) is not dict:
        told = unreadable(place, "the front matter is code of JavaScript, and no code is run", "write it as YAML")
        return Front(keys=None, body="", body_line=body_line, found=(told,))
    return Front(keys=root, body=text[closing.end() + 1 :], body_line=body_line)
