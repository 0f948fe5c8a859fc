"""No small word stands twice. Only English has words for which that is never right."""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedkit.checks.articles import Manuscript
from feedkit.diagnostics import Applicability, Diagnostic, Edit, Fix
from feedkit.rules.prose import REPEATED_WORD

RULES = (REPEATED_WORD,)
_SIGNS = ("the the", "and and", "of of", "with with", "from from")
_TWICE = r"(?<![\w'’“‘\x22-])(the|and|of|with|from)[ \n]\1(?![\w'’-])"


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """A finding for each of them."""
    outline = manuscript.outline()
    language = manuscript.article.language or manuscript.site.publication.language
    if not language.lower().startswith("en"):
        return
    prose = outline.prose.replace("\n", " ")
    if not any(map(prose.__contains__, _SIGNS)):
        return
    for block in outline.blocks:
        for match in re.finditer(_TWICE, block.text):
            if span := outline.find(block.lines, match[0]):
                edit = Edit(outline.range(*span), match[1])
                fix = Fix(message=f"write `{match[1]}` once", applicability=Applicability.UNSAFE, edits=(edit,))
                message = f"`{match[1]}` stands twice"
                yield Diagnostic(rule=REPEATED_WORD, place=outline.range(*span), message=message, fix=fix)
