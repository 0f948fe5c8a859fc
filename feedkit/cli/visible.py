"""Text from files made safe to print: whatever could steer a terminal is shown instead of sent."""

from __future__ import annotations

import unicodedata

_KEPT = {"\u200c", "\u200d"}
"""The joiners: Persian words and family emoji fall apart without them, and they move nothing."""
_NEVER_PRINTED = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def visible(text: str) -> str:
    """The text with control characters, directional overrides and halves of surrogate pairs written out.

    U+001B becomes `␛`, U+202E becomes `<U+202E>`; line ends count as control characters.
    """
    if text.isprintable():  # all that is written out is not
        return text
    return "".join(map(visible_character, text))


def visible_character(character: str) -> str:
    """One character as it may be printed."""
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    noncharacter = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    if noncharacter or (unicodedata.category(character) in _NEVER_PRINTED and character not in _KEPT):
        return f"<U+{code:04X}>"
    return character
