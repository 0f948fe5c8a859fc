"""What readers let pass of a `style` attribute."""

from __future__ import annotations

import re
from string import ascii_letters, digits

from feedkit.checks.feeds._words import words

_PIECES = re.compile(r"""(?<=\w)-(?=\w)|'[\s\w]+'|"[\s\w]+"|\([\d,\s]+\)""")
_NOTHING = dict.fromkeys(map(ord, ":,;#%.! \t\n\r\f\v_" + ascii_letters + digits))
_DECLARATIONS = re.compile(r"(?:\s*+[-\w]++\s*+:[^:;]*+(?:;|\Z))*+\s*+")
_DECLARATION = re.compile(r"([-\w]+)\s*:\s*([^:;]*)")
_PROPERTIES = frozenset(
    words(
        "azimuth background background-color border border-bottom border-bottom-color border-bottom-style "
        "border-bottom-width border-collapse border-color border-left border-left-color border-left-style "
        "border-left-width border-right border-right-color border-right-style border-right-width border-spacing "
        "border-style border-top border-top-color border-top-style border-top-width border-width clear color cursor "
        "direction display elevation float font font-family font-size font-style font-variant font-weight height "
        "letter-spacing line-height list-style-type margin margin-bottom margin-left margin-right margin-top overflow "
        "padding padding-bottom padding-left padding-right padding-top pause pause-after pause-before pitch pitch-range "
        "richness speak speak-header speak-numeral speak-punctuation speech-rate stress text-align text-decoration "
        "text-indent unicode-bidi vertical-align voice-family volume white-space width"
    )
)
_KEYWORDS = frozenset(
    words(
        "aqua auto black block blue bold both bottom brown center collapse dashed dotted fuchsia gray green !important "
        "italic left lime maroon medium none navy normal nowrap olive pointer purple red right solid silver teal top "
        "transparent underline white yellow"
    )
)
_VALUE = re.compile(r"(#[0-9a-f]+|rgb\(\d+%?,\d*%?,?\d*%?\)?|\d?\.?\d?\d(cm|em|ex|in|mm|pc|pt|px|%|,|\))?)\Z")
_STRICT = frozenset({"background", "border", "margin", "padding"})
_LONGEST = 2_000


def unsafe_in(style: str) -> list[str]:
    """The properties and values that readers remove; the whole style if it cannot be read."""
    if len(style) > _LONGEST or not _shaped(style) or not _DECLARATIONS.fullmatch(style):
        return [style]
    found: list[str] = []
    for name, value in _DECLARATION.findall(style.lower()):
        if name not in _PROPERTIES:
            found.append(name)
        elif name.partition("-")[0] in _STRICT:
            found += [each for each in value.split() if each not in _KEYWORDS and not _VALUE.match(each)]
    return list(dict.fromkeys(found))


def _shaped(style: str) -> bool:
    """Whether it has only letters, digits and marks that cannot hide anything."""
    return not _PIECES.sub("", style).translate(_NOTHING)
