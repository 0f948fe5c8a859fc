"""The addresses of Pelican's articles: https://docs.getpelican.com/en/latest/settings.html#url-settings."""

from __future__ import annotations

import re
from datetime import datetime

from feedkit.dialects import _common, _slugs, _values
from feedkit.dialects._fields import Fields
from feedkit.urls import encoded_path

_TOKEN = re.compile(r"\{(\w+)(?::([^{}]*))?\}")
_FORMATS = frozenset("aAbBdHIjmMpSuUVwWyYGeFZ-%") | set("-/_.: ")


def path(fields: Fields, *, moment: datetime, slug: str, category: str, draft: bool, language: str, lang: str) -> str:
    """The path of the page; `language` is that of a translation, empty for articles in the site's own language."""
    url = fields.text("url")
    if url:
        return _common.written_path(url)
    said = fields.settings.said
    name = ("DRAFT" if draft else "ARTICLE") + ("_LANG" if language else "") + "_URL"
    default = ("drafts/" if draft else "") + ("{slug}-{lang}.html" if language else "{slug}.html")
    pattern = said.get(name)
    if not isinstance(pattern, str) or not pattern:
        pattern = default
    people = _values.names(fields.made.get("authors"))
    given = {
        "slug": slug, "lang": lang, "category": _slugs.pelican(category),
        "author": _slugs.pelican(people[0][0]) if people else "",
        "base": fields.source.name, "basename": fields.source.name,
    }  # fmt: skip

    def replace(match: re.Match[str]) -> str:
        if match[1] == "date":
            form = match[2] or ""
            return moment.strftime(form) if set(form) <= _FORMATS | set("%") else ""
        return encoded_path(given.get(match[1]) or fields.text(match[1]))

    made = _TOKEN.sub(replace, pattern)
    return "/" + re.sub(r"/{2,}", "/", made).lstrip("/").removesuffix("index.html")
