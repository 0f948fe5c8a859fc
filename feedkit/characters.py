"""Text that XML can carry: forbidden characters out, lines joined, long text cut where a reader would cut it."""

from __future__ import annotations

import re
import unicodedata

from feedkit.quick_dataclasses import dataclass

MAX_REPORTED = 1_000

# XML 1.0 §2.2 forbids the C0 controls, surrogates, U+FFFE and U+FFFF; it "discourages" U+007F–U+009F and the other
# non-characters, which the feed validators and several readers refuse.
_NON_CHARACTERS = "".join(f"{chr(plane + 0xFFFE)}-{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
_FORBIDDEN = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_NON_CHARACTERS}]")
# The same rule the other way round: one possessive run over clean text is twenty times faster than a search. Most texts are
# of the first kind; the pattern for all is in `wide_patterns`.
_USUAL = re.compile("[\t\n\r -~\xa0-\u2fff]*+")
# In UTF-8: what C0 has but tab, line feed and carriage return; the C1 controls; and what non-characters begin or end with.
_CONTROLS = bytes([*range(9), 11, 12, *range(14, 32), 127])
_AFTER_LEAD = (
    (b"\xc2", re.compile(rb"\xc2[\x80-\x9f]").search),
    (b"\xef", re.compile(rb"\xef(?:\xb7[\x90-\xaf]|\xbf[\xbe\xbf])").search),
    *((bytes([lead]), re.compile(rb"[\xf0-\xf4].\xbf[\xbe\xbf]").search) for lead in range(0xF0, 0xF5)),
)
# A text of words with one space between them: without anything that is forbidden, and without blanks of other kinds.
_TIDY_WORD = f"[^\\s\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_NON_CHARACTERS}]++"
_TIDY = re.compile(f"{_TIDY_WORD}(?: {_TIDY_WORD})*+")
_BLANKS = re.compile("[ \t\n\r\f\v\x85\u2028\u2029]+")

HAN_AND_KANA = "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003fffd"
HANGUL = "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff"
_NEVER_FIRST = "、。，．・：；？！゛゜ヽヾゝゞ々ー’”）〕］｝〉》」』】)]},.!?:;%…"
_TRAILING = " \t\n\r\xa0,;:.、。，—–-"


@dataclass(frozen=True, slots=True)
class Forbidden:
    """A character that was taken out of a text, and where it stood; line and column count from 1, in code points."""

    line: int
    column: int
    character: str

    @property
    def name(self) -> str:
        """As `U+0007`."""
        return f"U+{ord(self.character):04X}"


def clean(text: str) -> tuple[str, tuple[Forbidden, ...]]:
    """The text without characters that a feed cannot carry, and where the first thousand of them stood.

    Taken out are U+0000–U+001F except tab, line feed and carriage return, U+007F–U+009F, lone surrogates and
    non-characters. Clean text is given back as the same object.
    """
    if is_clean(text):
        return text, ()
    found: list[Forbidden] = []
    line, line_start, seen = 1, 0, 0
    for match in _FORBIDDEN.finditer(text):
        if len(found) == MAX_REPORTED:
            break
        start = match.start()
        line += text.count("\n", seen, start)
        newline = text.rfind("\n", seen, start)
        line_start = newline + 1 if newline >= 0 else line_start
        seen = start
        found.append(Forbidden(line, start - line_start + 1, match[0]))
    return _FORBIDDEN.sub("", text), tuple(found)


def is_clean(text: str) -> bool:
    """Whether the text has no character that a feed cannot carry."""
    if _USUAL.fullmatch(text) is not None:
        return True
    from feedkit.wide_patterns import CLEAN  # noqa: PLC0415  (few texts want it)

    return CLEAN.fullmatch(text) is not None


def is_clean_utf_8(raw: bytes) -> bool:
    """Whether bytes are UTF-8 without a character that a feed cannot carry. False may be a false alarm, True is sure."""
    if len(raw.translate(None, _CONTROLS)) != len(raw):
        return False
    if raw.isascii():
        return True
    for lead, search in _AFTER_LEAD:
        if lead in raw and search(raw):
            return False
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def without_forbidden(text: str) -> str:
    """The text without characters that a feed cannot carry."""
    return text if is_clean(text) else _FORBIDDEN.sub("", text)


def one_line(text: str) -> str:
    """The text with runs of blanks and line ends made one space, and none at its ends; no-break spaces inside stay."""
    return _BLANKS.sub(" ", text).strip()


def tidy(text: str) -> str:
    """The text on one line and without characters that a feed cannot carry; most texts are so already."""
    return text if _TIDY.fullmatch(text) else one_line(without_forbidden(text))


def cut(text: str, limit: int) -> str:
    """The text, or its beginning with "…", in at most `limit` characters.

    It is cut between words. Where no word ends in the last two thirds it is cut at a character as people see it, never
    inside a combining sequence, a joined emoji or a flag. Chinese and Japanese are cut between any two characters.
    """
    if len(text) <= limit:
        return text
    if limit < 1:
        return ""
    room = limit - 1
    for end in range(room, room // 3, -1):
        if _ends_a_word(text, end):
            return text[:end].rstrip(_TRAILING) + "…"
    end = room
    while end > 0 and not _may_part(text, end):
        end -= 1
    return text[:end].rstrip(_TRAILING) + "…"


def _ends_a_word(text: str, end: int) -> bool:
    """Whether a word ends just before index `end`."""
    before, after = text[end - 1], text[end]
    if after.isspace():
        return not before.isspace()
    if not (_is_unspaced(before) or _is_unspaced(after)) or after in _NEVER_FIRST:
        return False
    return _may_part(text, end)


def _is_unspaced(character: str) -> bool:
    """Whether it is of a script that is written without blanks."""
    return character >= HAN_AND_KANA[0] and re.match(f"[{HAN_AND_KANA}]", character) is not None


def _may_part(text: str, index: int) -> bool:
    """Whether the characters on both sides of `index` are seen as two (the rules of UAX #29 that matter here)."""
    before, after = text[index - 1], text[index]
    if _extends(after) or before == "\u200d" or (before == "\r" and after == "\n"):
        return False
    if _is_surrogate(before) and _is_surrogate(after):
        return False
    if _is_flag_half(before) and _is_flag_half(after):
        halves = 0
        while halves < index and _is_flag_half(text[index - 1 - halves]):
            halves += 1
        return halves % 2 == 0
    return True


def _extends(character: str) -> bool:
    """Whether the character belongs to the one before it: marks, joiners, skin tones, tags, Hangul vowels and finals."""
    if character < "\u0300":
        return False
    code = ord(character)
    return (
        unicodedata.category(character)[0] == "M"
        or character in "\u200c\u200d"
        or 0x1F3FB <= code <= 0x1F3FF
        or 0xE0020 <= code <= 0xE007F
        or 0x1160 <= code <= 0x11FF
        or 0xD7B0 <= code <= 0xD7FF
    )


def _is_flag_half(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _is_surrogate(character: str) -> bool:
    return "\ud800" <= character <= "\udfff"
