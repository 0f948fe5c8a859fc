"""Text as a YAML scalar that reads back as the same text."""

from __future__ import annotations

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}


def quoted(text: str) -> str:
    """The text in double quotes (YAML 1.2.2 §7.3.1), with whatever YAML does not carry as it is (§5.1) escaped."""
    return (
        '"'
        + "".join(_ESCAPES.get(each) or (each if _carried(ord(each)) else _escaped(ord(each))) for each in text)
        + '"'
    )


def _carried(code: int) -> bool:
    """Whether YAML carries the character, and does not fold it as a line break (YAML 1.1 §4.2 breaks at U+2028 and U+2029)."""
    printable = 0x20 <= code <= 0x7E or 0xA0 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000
    return printable and code not in (0x2028, 0x2029, 0xFEFF)


def _escaped(code: int) -> str:
    return f"\\U{code:08X}" if code > 0xFFFF else f"\\u{code:04X}"
