"""Links that name another article or a file in a way of one generator."""

from __future__ import annotations

import re

from feedkit.shortcodes import references
from feedkit.shortcodes.context import Context
from feedkit.shortcodes.parts import Kind, Tag

_AT_SIGN = re.compile(r"(\]\(<?|\]: *|\")@/([^\s()<>\"]++)")


def at_sign(text: str, start: int, context: Context) -> tuple[Tag, str] | None:
    """The beginning of a link to `@/path`, as Zola has it, and what is wrong with it."""
    match = _AT_SIGN.match(text, start)
    if match is None:
        return None
    wanted = "/" + match[2]
    url = references.find(wanted, context)
    tag = Tag(start, match.end(), Kind.TEXT, written=match[1] + (url or references.guess(wanted, context)))
    return tag, "" if url else f"there is no article `@{wanted[:80]}`"
