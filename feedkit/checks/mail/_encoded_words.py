"""Encoded-words (RFC 2047), read by the letter."""

from __future__ import annotations

import re
from binascii import Error as Base64Error
from binascii import a2b_base64, a2b_qp

ENCODED_WORD = re.compile(r"=\?([A-Za-z0-9_*.-]+)\?([bBqQ])\?([^?\s]*)\?=")


def decoded(word: re.Match[str]) -> str | None:
    """The text of an encoded-word; None when it cannot be decoded, as where a character is cut in two."""
    try:
        data = a2b_base64(word[3], strict_mode=True) if word[2] in "bB" else a2b_qp(word[3], header=True)
        return data.decode(word[1].partition("*")[0])
    except (Base64Error, LookupError, ValueError):
        return None


def readable(value: str) -> str:
    """The value with its encoded-words decoded; blanks between two of them vanish (§6.2)."""
    found, end = "", 0
    for match in ENCODED_WORD.finditer(value):
        between = value[end : match.start()]
        found += "" if end and not between.strip() else between
        found += decoded(match) or match[0]
        end = match.end()
    return found + value[end:]
