"""Nothing is left in the text that was to be replaced before publication."""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedkit.checks.articles import Manuscript
from feedkit.diagnostics import Diagnostic
from feedkit.rules.prose import PLACEHOLDER_TEXT

RULES = (PLACEHOLDER_TEXT,)
_SIGNS = (("X", ("FIXME", "XXX:", "XXX]")), ("[", ("[link]", "[TK")), ("]", ("TBD]",)), ("K", ("TKTK",)), ("DO", ("TODO",)),
          ("psum", ("orem ipsum",)))  # fmt: skip
"""One of these is in every placeholder; and before them what is in each of theirs, which is found faster."""
_PLACEHOLDER = re.compile(
    r"\b(?:TODO|FIXME|XXX)\s?:(?=\s|\Z)|\[(?:TODO|FIXME|XXX|TBD|TK|TKTK)(?:[ :][^\[\]\n]{0,80})?\](?![(\[])|\bTKTK\b"
    r"|(?<![\w\]])\[link\](?![(\[:])|[Ll]orem ipsum dolor sit amet"
)


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """A finding for each of them; a draft may have them."""
    outline = manuscript.outline()
    prose = outline.prose
    if manuscript.article.draft or not any(sign in prose for mark, signs in _SIGNS for sign in signs if mark in prose):
        return
    for block in outline.blocks:
        for match in _PLACEHOLDER.finditer(block.text):
            if span := outline.find(block.lines, match[0]):
                message = f"`{match[0]}` was to be replaced"
                yield Diagnostic(rule=PLACEHOLDER_TEXT, place=outline.range(*span), message=message)
