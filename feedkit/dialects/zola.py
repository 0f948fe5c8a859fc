"""Zola: https://www.getzola.org/documentation/."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Mapping
from typing import Any

from feedkit.dialects import _common, _configuration, _nodes, _slugs
from feedkit.dialects._fields import Fields
from feedkit.dialects._tables import Table
from feedkit.dialects.terms import Settings, Skipped, Source, Translated

NAME = "zola"
CONFIGURATION = ("config.toml", "zola.toml")
EXTENSIONS = (".md",)
CONTENT = ("content",)
# https://www.getzola.org/documentation/content/page/#front-matter; a date without a zone is in UTC there
_TABLE = Table(
    utc=True,
    authors=("authors", "author", "extra.authors", "extra.author"),
    tags=("taxonomies.tags", "tags", "taxonomies.tag"),
    category=("taxonomies.categories", "taxonomies.category", "categories", "category"),
    images=("extra.image", "extra.cover", "extra.cover_image", "extra.og_image", "extra.social_media_card", "extra.thumbnail",
            "extra.banner", "extra.hero", "extra.featured_image", "image", "cover"),
    alts=("extra.image_alt", "extra.cover_alt"),
    language=("lang", "extra.lang"),
    draft=("draft",),
    splits_tags="",
)  # fmt: skip
# https://www.getzola.org/documentation/content/page/#date
_DATED = re.compile(
    r"(?P<day>\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[-+]\d{2}:\d{2}))?)"
    r"(?:\s?[_-](?P<slug>.+))?\Z"
)


def recognise(paths: Collection[str], files: Mapping[str, str]) -> int:  # noqa: ARG001
    """Sure with `base_url` in `config.toml`."""
    return 95 if any("base_url" in _configuration.toml(files.get(path, "")) for path in CONFIGURATION) else 0


def settings(files: Mapping[str, str]) -> Settings:
    """https://www.getzola.org/documentation/getting-started/configuration/."""
    said: dict[str, Any] = {}
    for path in CONFIGURATION:
        said = said or _configuration.toml(files.get(path, ""))
    text_in = _configuration.text_in
    return Settings(
        dialect=NAME, title=text_in(said, "title"), url=text_in(said, "base_url"), said=said,
        description=text_in(said, "description"), language=text_in(said, "default_language"),
    )  # fmt: skip


def may_be_article(path: str, settings: Settings) -> bool:  # noqa: ARG001
    """Every Markdown file but sections: https://www.getzola.org/documentation/content/section/."""
    return path.lower().endswith(EXTENSIONS) and not posixpath.basename(path).startswith("_index.")


def sides(path: str, files: Collection[str]) -> tuple[str, ...]:  # noqa: ARG001
    """None."""
    return ()


def translate(source: Source, settings: Settings) -> Translated | Skipped:
    """The article at a path of the content folder."""
    front = _common.front_of(source)
    if front.keys is None:
        return Skipped(reason="its front matter cannot be read", found=front.found)
    fields = Fields(front, source, settings, _TABLE)
    if _common.is_redirect(fields) or fields.text("render").casefold() == "false":
        return Skipped(reason="not a page of its own")
    said = settings.said
    base, language = _common.language_of(source.name, _configuration.mapping_in(said, "languages"), guess=not said)
    name = posixpath.basename(source.directory) if base == "index" and source.directory else base
    dated = _DATED.match(name)
    moment = fields.moment("date", _TABLE.date)
    if moment is None and fields.bad_date is None and dated:
        moment = fields.fallback(dated["day"])
    moment = _common.dated(fields, moment, name)
    draft = fields.draft()
    if moment is None:
        silent = draft or _common.is_paper(source) or not _common.among_articles(source)
        return fields.undated(silent=silent)
    fields.read_common()
    fields.title_or(name)
    slug, path = _path(fields, said, base=base, name=name, dated=dated, language=language)
    if language:
        fields.made.setdefault("lang", _nodes.at(fields.root, language))
    return fields.translated(slug=slug, path=path, draft=draft, markup="markdown")


def _path(
    fields: Fields, said: Mapping[str, Any], *, base: str, name: str, dated: re.Match[str] | None, language: str
) -> tuple[str, str]:
    """The slug and the path of the page: https://www.getzola.org/documentation/content/page/#path-from-filename-or-file-path."""
    strategies = _configuration.mapping_in(said, "slugify")
    how = str(strategies.get("paths", "on"))
    keeps_date = strategies.get("paths_keep_dates") is True
    own = dated["slug"] if dated and dated["slug"] and not keeps_date else name
    slug = _slugs.zola(fields.text("slug") or own, how)
    path = fields.text("path")
    if path:
        return slug, _common.written_path(path.rstrip("/") + "/")
    source = fields.source
    folders = (_common.below(source.whole, CONTENT[0]) or source.path).split("/")[:-1]
    if base == "index" and folders:
        folders = folders[:-1]
    default = _configuration.text_in(said, "default_language") or "en"
    prefix = [language] if language and language != default else []
    if base == "index" and not source.directory:
        return slug, _common.page(*prefix)
    return slug, _common.page(*prefix, *folders, slug)
