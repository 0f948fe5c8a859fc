"""Mail addresses in header fields."""

from __future__ import annotations

import re

_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_COMMENT = re.compile(r"\((?:[^()\\]|\\.)*\)")
_ANGLE = re.compile(r"<([^<>]*)>")


def in_field(value: str) -> list[str]:
    """The addresses in a field as From or To: what stands in `<>`, or else the whole of each item."""
    bare = _COMMENT.sub("", _QUOTED.sub(_without_separators, value))
    found = []
    for item in re.split(r"[,;]", bare):
        angle = _ANGLE.search(item)
        address = (angle[1] if angle else item.rpartition(":")[2]).strip()
        if address:
            found.append(address)
    return found


def domain(address: str) -> str:
    """What stands behind the last `@`, in lower case."""
    return address.rpartition("@")[2].lower()


def _without_separators(match: re.Match[str]) -> str:
    """A quoted string, with nothing in it that separates; before an `@` it may be part of an address."""
    return re.sub(r"[,;<>:()\s]", "_", match[0])
