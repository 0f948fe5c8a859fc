"""What the generators in JavaScript share: fields, dates and drafts of pages that are files of a folder."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping

from feedkit.dialects import _common, _dates, _nodes
from feedkit.dialects._fields import Fields
from feedkit.dialects._tables import Table
from feedkit.dialects.terms import Markup, Settings, Skipped, Source, Translated

MARKUP = _common.MARKDOWN | _common.HTML | _common.MDX
TEMPLATES: dict[str, Markup] = {".njk": "html", ".liquid": "html"}
"""Templates of Eleventy: HTML, once their tags are taken out."""
DATED = re.compile(r"(?P<day>\d{4}-\d{1,2}-\d{1,2})(?:[-_](?P<rest>.+))?\Z")
Placed = Callable[[Fields, str, str], str]
"""The path of a page, from its fields, its slug and its language."""


def own_name(source: Source, base: str) -> str:
    """The name of a file, or of the folder whose index it is."""
    return posixpath.basename(source.directory) if base == "index" and source.directory else base


def translated(
    source: Source,
    settings: Settings,
    table: Table,
    *,
    place: Placed,
    name_first: bool = False,
    keeps_day: bool = False,
    among: bool | None = None,
    inherited: Mapping[str, object] | None = None,
) -> Translated | Skipped:
    """The article. `name_first`: the day in the file's name is the date whatever the front matter says.

    `keeps_day`: the slug begins with the day, too. `among`: whether the file stands among articles, where that is known.
    `inherited`: values for keys that the article has not got.
    """
    front = _common.front_of(source)
    if front.keys is None:
        return Skipped(reason="its front matter cannot be read", found=front.found)
    fields = Fields(front, source, settings, table)
    for key, value in (inherited or {}).items():
        fields.given.setdefault(key.casefold(), _nodes.plain(value, fields.root, {}))
    if _common.is_redirect(fields):
        return Skipped(reason="it only sends readers elsewhere")
    base, language = _common.language_of(source.name, (), guess=True)
    name = own_name(source, base)
    day = _dates.in_path(name) if DATED.match(name) else ""
    moment = fields.fallback(day) if name_first and day else None
    moment = _common.dated(fields, moment or fields.moment("date", table.date), name)
    draft = fields.draft()
    if moment is None:
        inside = _common.among_articles(source) if among is None else among
        return fields.undated(silent=draft or _common.is_paper(source) or not inside)
    fields.read_common()
    fields.title_or(name)
    if language:
        fields.made.setdefault("lang", _nodes.at(fields.root, language))
    dated = DATED.match(name)
    slug = fields.text("slug") or (dated["rest"] if dated and dated["rest"] and not keeps_day else name)
    path = place(fields, slug, language)
    return fields.translated(
        slug=posixpath.basename(slug.rstrip("/")),
        path=path,
        draft=draft,
        markup=TEMPLATES.get(source.extension) or MARKUP.get(source.extension, "markdown"),
    )
