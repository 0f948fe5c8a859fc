"""Plain text in lines that fit a mail (RFC 3676 §4.2 names 78 characters), whatever the script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from feedkit.characters import HAN_AND_KANA

WIDTH = 78

_NEVER_LAST = "「『（〔［｛〈《【“‘"
_NEVER_FIRST = "、。，．・：；？！゛゜ヽヾゝゞ々ー’”）〕］｝〉》」』】"
# A word, or one character of Chinese or Japanese with the punctuation that must not be parted from it.
_ATOM = re.compile(rf"[{_NEVER_LAST}]*[{HAN_AND_KANA}][{_NEVER_FIRST}]*|[^{HAN_AND_KANA}]+")
_WORD = re.compile("[^ \t\n\r\f\v\x85\u2028\u2029]+")  # no-break spaces keep words together


def wrap(text: str, width: int = WIDTH, indent: str = "") -> str:
    """The text in lines of at most `width` columns, each after the indent; line ends in it count as blanks.

    Wide characters take two columns. Addresses of the web are never broken, even if they are too long; other words
    are, between characters as people see them.
    """
    room = max(2, width - columns(indent))
    lines = [""]
    for space, atom in _atoms(text, room):
        gap = " " if space and lines[-1] else ""
        if lines[-1] and columns(lines[-1]) + len(gap) + columns(atom) > room:
            lines.append(atom)
        else:
            lines[-1] += gap + atom
    return "\n".join(f"{indent}{line}" for line in lines)


def columns(text: str) -> int:
    """How many columns the text takes on a screen of fixed pitch."""
    if text.isascii():
        return len(text)
    return sum(map(_width, text))


def _atoms(text: str, room: int) -> Iterator[tuple[bool, str]]:
    """What stays together on a line, and whether a blank stands before it."""
    for word in _WORD.findall(text):
        if word.startswith(("https://", "http://")):
            yield True, word
            continue
        space = True
        for match in _ATOM.finditer(word):
            for part in _parts(match[0], room):
                yield space, part
                space = False


def _parts(atom: str, room: int) -> Iterator[str]:
    """The atom in pieces that fit."""
    if columns(atom) <= room:
        yield atom
        return
    piece = ""
    for character in atom:
        if columns(piece) + _width(character) > room:
            yield piece
            piece = ""
        piece += character
    yield piece


def _width(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
