"""A slug is a part of an address that people can read out and programs do not cut."""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedkit.checks.articles import Manuscript
from feedkit.diagnostics import Diagnostic
from feedkit.rules.metadata import UNWIELDY_SLUG
from feedkit.slugs import slugify

RULES = (UNWIELDY_SLUG,)
_UNWIELDY = re.compile(r"[\s%\"'<>()\[\]{}|^`*!;,]")


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """At most one finding."""
    slug = manuscript.article.slug
    if found := _UNWIELDY.search(slug):
        place = manuscript.place("slug")
        message = f"the slug has {'a blank' if found[0].isspace() else f'`{found[0]}`'} in it"
        help = f"if it is not published yet, write `{slugify(slug)}`"
        yield Diagnostic(rule=UNWIELDY_SLUG, place=place, message=message, help=help)
