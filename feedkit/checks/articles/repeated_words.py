"""No small word stands twice. Only English has words for which that is never right."""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedkit.checks.articles import Manuscript
from feedkit.diagnostics import Applicability, Diagnostic, Edit, Fix
from feedkit.rules.prose import REPEATED_WORD

RULES = (REPEATED_WORD,)
_WORDS = ("the", "and", "of", "with", "from")
_SIGNS = tuple(f"{word}{blank}{word}" for word in _WORDS for blank in (" ", "\n"))
_TWICE = re.compile(
    r"(?<![\w'’-])(?:(?=[Tt]he[ \n]the)|(?=[Aa]nd[ \n]and)|(?=[Oo]f[ \n]of)|(?=[Ww]ith[ \n]with)|(?=[Ff]rom[ \n]from))"
    r"([A-Za-z]+)[ \n]([a-z]+)(?![\w'’-])"
)


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """A finding for each of them."""
    outline = manuscript.outline()
    language = manuscript.article.language or manuscript.site.publication.language
    if not language.lower().startswith("en") or not any(sign[1:] in outline.prose for sign in _SIGNS):
        return
    for block in outline.blocks:
        for match in _TWICE.finditer(block.text):
            if span := outline.find(block.lines, match[0]):
                edit = Edit(outline.range(*span), match[1])
                fix = Fix(message=f"write `{match[1]}` once", applicability=Applicability.UNSAFE, edits=(edit,))
                message = f"`{match[2]}` stands twice"
                yield Diagnostic(rule=REPEATED_WORD, place=outline.range(*span), message=message, fix=fix)
