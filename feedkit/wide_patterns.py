"""Patterns with sets of characters from all of Unicode, which take long to compile: loaded by the first text that has such characters.

As those of a module they are kept compiled beside the bytecode (`kept_patterns`), which those made at their first use are not.
"""

from __future__ import annotations

import re

from feedkit.characters import HAN_AND_KANA, HANGUL

_PLANES = "".join(f"{chr(plane)}-{chr(plane + 0xFFFD)}" for plane in range(0x10000, 0x110000, 0x10000))

CLEAN = re.compile(f"[\t\n\r -~\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd{_PLANES}]*+")
"""What a feed can carry."""
COUNTED_SINGLY = re.compile(f"[{HAN_AND_KANA}{HANGUL}]")
"""What is counted in characters, not in words."""
ORDINARY_IN_YAML = re.compile(
    "[\n -~\xa1-\u2027\u202a-\ud7ff\ue000-\ufdcf\ufdf0-\ufefe\uff00-\ufffd\U00010000-\U0001fffd]*+"
)
"""What means nothing of its own in YAML beyond ASCII."""
