"""Colours of CSS and HTML, and how well one can be read upon another."""

from __future__ import annotations

import re

from tinycss2 import color3

from feedkit.quick_dataclasses import dataclass

_HEXADECIMAL = re.compile(r"#?([0-9a-fA-F]{6})")
_TOKEN = re.compile(r"#[0-9a-fA-F]+\b|[a-zA-Z][\w-]*(?:\([^()]*\))?")
_FUNCTIONS = ("rgb", "rgba", "hsl", "hsla")


@dataclass(frozen=True, slots=True)
class Color:
    """A colour in sRGB; all parts from 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0

    def over(self, ground: Color) -> Color:
        """The colour that is seen when it lies on an opaque one."""
        rest = 1 - self.alpha
        return Color(
            self.red * self.alpha + ground.red * rest,
            self.green * self.alpha + ground.green * rest,
            self.blue * self.alpha + ground.blue * rest,
        )

    def __str__(self) -> str:
        return "#" + "".join(f"{round(part * 255):02x}" for part in (self.red, self.green, self.blue))


BLACK, WHITE = Color(0, 0, 0), Color(1, 1, 1)


def parsed(text: str) -> Color | None:
    """The colour that a value of CSS names; None for `inherit`, `currentcolor` and what is no colour."""
    text = text.strip()
    if len(text) == 7 and _HEXADECIMAL.fullmatch(text):  # nearly all are; the parser takes forty times as long
        return Color(*(int(text[at : at + 2], 16) / 255 for at in (1, 3, 5)))
    found = color3.parse_color(text)
    return None if found is None or isinstance(found, str) else Color(*found)


def of_attribute(text: str) -> Color | None:
    """The colour of an attribute as `bgcolor`, which also takes six digits without `#`."""
    if not text:
        return None
    match = _HEXADECIMAL.fullmatch(text.strip())
    return parsed(f"#{match[1]}") if match else parsed(text)


def first_in(value: str) -> str:
    """The first colour in a value of several parts, as of `background`; empty when there is none."""
    return next((word for word in words_in(value) if parsed(word) is not None), "")


def words_in(value: str) -> list[str]:
    """The parts of a value that may be colours: names, `#…` and functions; not what is in quotes or `url()`."""
    bare = re.sub(r"""url\([^)]*\)|"[^"]*"|'[^']*'""", "", value)
    return [each for each in _TOKEN.findall(bare) if "(" not in each or each.partition("(")[0].lower() in _FUNCTIONS]


def contrast(one: Color, other: Color) -> float:
    """From 1 to 21 (WCAG 2.1, "contrast ratio"); both are opaque."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(color: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (color.red, color.green, color.blue)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
