"""What texts have in common."""

from __future__ import annotations

from zlib import crc32

from feedkit.checks.articles._outline import Outline

LEAST = 80
"""Characters of a paragraph that says something of its own."""
_MOST = 400


def paragraphs(outline: Outline) -> tuple[tuple[int, int], ...]:
    """Of each longer paragraph of the text, at most 400, a number that equal ones have in common, and its length."""
    found = []
    for block in outline.blocks:
        if len(block.text) >= LEAST:
            text = block.text
            if "  " in text or not text.isprintable():  # there are blanks that are no single spaces
                text = " ".join(text.split())
            found.append((crc32(text.encode("utf-8", "replace")), len(text)))
            if len(found) == _MOST:
                break
    return tuple(found)
