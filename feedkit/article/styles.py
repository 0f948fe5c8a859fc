"""`style` attributes, declaration by declaration, by the rules of the W3C feed validator (its `checkStyle`)."""

from __future__ import annotations

import re

from feedkit.article.elements import words

PROPERTIES = words(
    "background background-color border border-bottom border-bottom-color border-bottom-style border-bottom- "
    "width border-collapse border-color border-left border-left-color border-left-style border-left-width "
    "border-right border-right-color border-right-style border-right-width border-spacing border-style "
    "border-top border-top-color border-top-style border-top-width border-width clear color direction display "
    "float font font-family font-size font-style font-variant font-weight height letter-spacing line-height "
    "list-style-type margin margin-bottom margin-left margin-right margin-top overflow padding padding-bottom "
    "padding-left padding-right padding-top text-align text-decoration text-indent unicode-bidi vertical- "
    "align white-space width"
)
_BOXES = frozenset({"background", "border", "margin", "padding"})
_KEYWORDS = words(
    "aqua auto black block blue bold both bottom brown center collapse dashed dotted fuchsia gray green "
    "!important italic left lime maroon medium none navy normal nowrap olive pointer purple red right solid "
    "silver teal top transparent underline white yellow"
)
_DECLARATION = re.compile(r"\s*([-\w]+)\s*:\s*(.*?)\s*\Z", re.DOTALL)
_VALUE = re.compile(r"""(?:[,#%.\sa-zA-Z0-9!]|(?<=\w)-(?=\w)|'[\s\w]+'|"[\s\w]+"|\([\d,\s]+\))++""", re.ASCII)
_BOX_VALUE = re.compile(
    r"(?:#[0-9a-f]+|rgb\(\d+%?,\d*%?,?\d*%?\)?|\d?\.?\d?\d(?:cm|em|ex|in|mm|pc|pt|px|%|,|\))?)\Z", re.ASCII
)


def safe_style(style: str) -> tuple[str, tuple[str, ...]]:
    """The declarations that readers accept, in canonical form, and the properties of those they do not.

    A style that is safe as a whole comes out of a second pass unchanged.
    """
    kept: list[str] = []
    dropped: list[str] = []
    for declaration in style.split(";"):
        if not declaration.strip():
            continue
        match = _DECLARATION.match(declaration)
        name = match[1].lower() if match else declaration.strip()
        value = match[2] if match else ""
        if is_safe(name, value):
            kept.append(f"{name}: {value}")
        elif name not in dropped:
            dropped.append(name)
    return "; ".join(kept), tuple(dropped)


def is_safe(name: str, value: str) -> bool:
    """Whether the W3C feed validator accepts the declaration."""
    if name not in PROPERTIES or not _VALUE.fullmatch(value):
        return False
    if name.partition("-")[0] not in _BOXES:
        return True
    return all(each in _KEYWORDS or _BOX_VALUE.match(each) for each in value.lower().split())
