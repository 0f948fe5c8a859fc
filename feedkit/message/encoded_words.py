"""Text beyond ASCII in header fields (RFC 2047).

The standard library is not used for this: its versions fold differently, and some write words of more than 75
characters or leave out the blank between two of them, which Yahoo refuses with 554.
"""

from __future__ import annotations

from binascii import b2a_base64
from collections.abc import Callable

MAX_LINE = 76
"""Characters of a line with an encoded-word in it (RFC 2047 §2)."""
MAX_WORD = 75
_FRAME = len("=?UTF-8?Q??=")
# The set of RFC 2047 §5 (3), for names of people, is also right in all other places.
_PLAIN = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!*+-/"
_SHORT_IN_Q = _PLAIN + b" "
_Q = tuple(chr(byte) if byte in _PLAIN else "_" if byte == 0x20 else f"={byte:02X}" for byte in range(256))


def encoded_words(text: str, column: int) -> list[str]:
    """The text as encoded-words of UTF-8, to be separated by CRLF and a space; Q or B, whichever is shorter.

    `column` is how many characters stand before the first of them in its line. No character is cut in two. Where
    possible a word ends with a blank, because some readers, Python's among them, show a gap between two words.
    """
    room = min(MAX_LINE - column, MAX_WORD) - _FRAME
    encoded = text.encode()
    length_in_q = len(encoded) + 2 * len(encoded.translate(None, _SHORT_IN_Q))
    length_in_b = 4 * -(-len(encoded) // 3)
    if min(length_in_q, length_in_b) <= room:
        return [f"=?UTF-8?Q?{_q(text)}?=" if length_in_q <= length_in_b else f"=?UTF-8?B?{_b(text)}?="]
    return min(_words(text, room, "Q", _q), _words(text, room, "B", _b), key=lambda words: len("\r\n ".join(words)))


def _words(text: str, room: int, encoding: str, encode: Callable[[str], str]) -> list[str]:
    words = []
    while text:
        end = _end(text, room, encode)
        words.append(f"=?UTF-8?{encoding}?{encode(text[:end])}?=")
        text, room = text[end:], MAX_WORD - _FRAME
    return words


def _end(text: str, room: int, encode: Callable[[str], str]) -> int:
    """How many characters go into a word of `room`."""
    end = 1
    while end < len(text) and len(encode(text[: end + 1])) <= room:
        end += 1
    blank = text.rfind(" ", end // 2, end)
    return blank + 1 if end < len(text) and blank >= 0 else end


def _q(text: str) -> str:
    return "".join(map(_Q.__getitem__, text.encode()))


def _b(text: str) -> str:
    return b2a_base64(text.encode(), newline=False).decode("ascii")
