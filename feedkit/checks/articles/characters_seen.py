"""Readers see the characters that were meant: no entities, no wrong encodings, nothing that cannot be seen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedkit.checks.articles import Manuscript
from feedkit.checks.articles._outline import Outline
from feedkit.diagnostics import Applicability, Diagnostic, Edit, Fix
from feedkit.rules.prose import (
    GARBLED_CHARACTERS,
    INVISIBLE_CHARACTER,
    MIXED_SCRIPT_WORD,
    UNCLOSED_DIRECTION,
    VISIBLE_ENTITY,
)

RULES = (VISIBLE_ENTITY, GARBLED_CHARACTERS, INVISIBLE_CHARACTER, MIXED_SCRIPT_WORD, UNCLOSED_DIRECTION)
_ENTITY = re.compile(r"&(?:amp|nbsp|quot|apos|lt|gt|mdash|ndash|hellip|[lr][sd]quo|#0?39|#8[0-9]{3}|#x?27|#160);")
_GARBLED = re.compile(
    '\u00e2(?:\u20ac[\u2122\u0153\u009d\u0153\u02dc\u00a6\u201c\u201d\u201e"\u2013\u2014\u00a2]|\u201e\u00a2)'
    "|\u00c3[\u00a9\u00a8\u00a1\u00b3\u00b1\u00bc\u00b6\u00a4\u00ba\u00aa\u00a7\u00ab\u00ae\u00b4\u00af\u00a2\u00a3\u00a5]"
    "|\u00c2[\u00ab\u00bb\u00b0\u00a9\u00ae\u00b7\u00a3]|\u00ef\u00bf\u00bd|(?<=[A-Za-z\u00c0-\u024f])\ufffd|\ufffd(?=[A-Za-z\u00c0-\u024f])"
)
_ZERO_WIDTH = re.compile(
    "\ufeff|\u180e|(?<=[A-Za-z])\u200b(?=[A-Za-z])|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0000-\U000e007f]+"
)
_TWINS = dict(
    zip(
        "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0406\u0408\u0405\u03bf\u039f\u0391\u0392\u0395\u0397\u039a\u039c\u039d\u03a1\u03a4\u03a7",
        "aeopcyxijsABEKMHOPCTXIJSoOABEHKMNPTX",
        strict=True,
    )
)
_MIXED = re.compile(rf"(?<![^\W\d_])(?=[A-Za-z]*+[{''.join(_TWINS)}])[A-Za-z{''.join(_TWINS)}]{{4,}}(?![^\W\d_])")
_UNSEEN = "\ufeff\u180e\u200b\U000e0001\U000e0020\U000e0061\U000e0065\U000e007f"
"""One of these is in every text that has something unseen: searching for characters is quick, for ranges it is not."""
_TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_OVERRIDES = "\u202d\u202e"
_CLOSING = "\u202c\u2069"
_DIRECTIONS = re.compile(f"[{_TURNING}]")
_PARAGRAPH = re.compile(r"\n[ \t]*\n")


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """A finding for each of them."""
    outline = manuscript.outline()
    if "&" in outline.prose:
        yield from _entities(outline)
    if outline.source.isascii():
        return
    source = outline.source
    if any(each in outline.prose for each in "âÃÂï\ufffd"):
        yield from _garbled(outline)
    if any(each in source for each in _UNSEEN):
        yield from _unseen(outline)
    if any(each in outline.prose for each in _TWINS):
        yield from _mixed(outline)
    if any(each in source for each in _TURNING):
        yield from _directions(outline)


def _unseen(outline: Outline) -> Iterator[Diagnostic]:
    for match in _ZERO_WIDTH.finditer(outline.source):
        fix = _replace(outline, match.span(), "", "delete it")
        message = f"U+{ord(match[0][0]):04X} stands here and cannot be seen"
        yield Diagnostic(rule=INVISIBLE_CHARACTER, place=outline.range(*match.span()), message=message, fix=fix)


def _replace(outline: Outline, span: tuple[int, int], text: str, message: str) -> Fix:
    edit = Edit(outline.range(*span), text)
    return Fix(message=message, applicability=Applicability.UNSAFE, edits=(edit,))


def _entities(outline: Outline) -> Iterator[Diagnostic]:
    for block in outline.blocks:
        for match in _ENTITY.finditer(block.text):
            if span := outline.find(block.lines, f"&amp;{match[0][1:]}", f"&amp;amp;{match[0][1:]}"):
                message = f"readers see `{match[0]}`"
                yield Diagnostic(rule=VISIBLE_ENTITY, place=outline.range(*span), message=message)


def _garbled(outline: Outline) -> Iterator[Diagnostic]:
    for block in outline.blocks:
        for match in _GARBLED.finditer(block.text):
            if (span := outline.find(block.lines, match[0])) is None:
                continue
            try:
                meant = match[0].encode("cp1252").decode("utf-8")
            except UnicodeError:
                meant = ""
            fix = _replace(outline, span, meant, f"write {meant}") if meant else None
            message = (
                f"`{match[0]}` was `{meant}` once" if meant else f"`{match[0]}` stands for a character that is lost"
            )
            yield Diagnostic(rule=GARBLED_CHARACTERS, place=outline.range(*span), message=message, fix=fix)


def _mixed(outline: Outline) -> Iterator[Diagnostic]:
    for block in outline.blocks:
        for match in _MIXED.finditer(block.text):
            word = match[0]
            strange = [each for each in word if each in _TWINS]
            if len(word) - len(strange) < max(3, len(strange)) or word.isupper():
                continue
            if span := outline.find(block.lines, word):
                plain = "".join(_TWINS.get(each, each) for each in word)
                message = f"`{word}` has U+{ord(strange[0]):04X} in it, which looks like `{_TWINS[strange[0]]}`"
                yield Diagnostic(
                    rule=MIXED_SCRIPT_WORD,
                    place=outline.range(*span),
                    message=message,
                    fix=_replace(outline, span, plain, "write it in Latin letters"),
                )


def _directions(outline: Outline) -> Iterator[Diagnostic]:
    start = 0
    for part in _PARAGRAPH.split(outline.source):
        start = outline.source.find(part, start)
        open_at: list[int] = []
        for match in _DIRECTIONS.finditer(part):
            if match[0] in _OVERRIDES:
                message = f"U+{ord(match[0]):04X} overrides the direction of what follows"
                place = outline.range(start + match.start(), start + match.end())
                yield Diagnostic(rule=UNCLOSED_DIRECTION, place=place, message=message)
            if match[0] not in _CLOSING:
                open_at.append(match.start())
            elif open_at:
                open_at.pop()
        for at in [each for each in open_at if part[each] not in _OVERRIDES][:1]:
            message = f"U+{ord(part[at]):04X} is not closed in this paragraph"
            place = outline.range(start + at, start + at + 1)
            yield Diagnostic(rule=UNCLOSED_DIRECTION, place=place, message=message)
        start += len(part)
