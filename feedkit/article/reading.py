"""What a body says: its summary, and how long it takes to read."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from feedkit import characters

# All of it is counted in words: Latin to Ethiopic, punctuation, emoji. One possessive run is far faster than a search.
_COUNTED_IN_WORDS = re.compile("[\x00-\u10ff\u1200-\u2e7f\ufe00-\ufe0f\U0001f000-\U0001ffff]*+")


def plain(pieces: Iterable[str]) -> str:
    """Pieces of HTML text, with entities and without tags, as one line of plain text."""
    return characters.one_line(decoded(pieces))


def decoded(pieces: Iterable[str]) -> str:
    """Pieces of HTML text as plain text, with the blanks and line ends of the source."""
    text = "".join(pieces)
    return html.unescape(text) if "&" in text else text


def reading_time(text: str) -> int:
    """Minutes, at least 1, rounded half up: 200 words a minute, for Chinese, Japanese and Korean 400 characters."""
    single = 0
    if not text.isascii() and not _COUNTED_IN_WORDS.fullmatch(text):
        from feedkit.wide_patterns import COUNTED_SINGLY  # noqa: PLC0415  (few texts want it)

        text, single = COUNTED_SINGLY.subn(" ", text)
    return max(1, (2 * len(text.split()) + single + 200) // 400)
