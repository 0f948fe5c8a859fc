"""Nothing is left in the text that was to be replaced before publication."""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedkit.checks.articles import Manuscript
from feedkit.diagnostics import Diagnostic
from feedkit.rules.prose import PLACEHOLDER_TEXT

RULES = (PLACEHOLDER_TEXT,)
_SIGNS = ("TODO", "FIXME", "TKTK", "[TK", "TBD]", "XXX:", "XXX]", "[link]", "orem ipsum")
_PLACEHOLDER = re.compile(
    r"\b(?:TODO|FIXME|XXX)\s?:(?=\s|\Z)|\[(?:TODO|FIXME|XXX|TBD|TK|TKTK)(?:[ :][^\[\]\n]{0,80})?\](?![(\[])|\bTKTK\b"
    r"|(?<![\w\]])\[link\](?![(\[:])|[Ll]orem ipsum dolor sit amet"
)


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """A finding for each of them; a draft may have them."""
    outline = manuscript.outline()
    if manuscript.article.draft or not any(sign in outline.prose for sign in _SIGNS):
        return
    for block in outline.blocks:
        for match in _PLACEHOLDER.finditer(block.text):
            if span := outline.find(block.lines, match[0]):
                message = f"`{match[0]}` was to be replaced"
                yield Diagnostic(rule=PLACEHOLDER_TEXT, place=outline.range(*span), message=message)
