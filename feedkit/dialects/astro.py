"""Astro: https://docs.astro.build/."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Mapping

from feedkit.dialects import _common, _configuration, _pages, _slugs
from feedkit.dialects._fields import Fields
from feedkit.dialects._tables import Table
from feedkit.dialects.terms import Settings, Skipped, Source, Translated

NAME = "astro"
_CONFIG = tuple(f"astro.config.{ending}" for ending in ("mjs", "js", "ts", "mts", "cjs"))
CONFIGURATION = (
    *_CONFIG, *(f"src/{name}" for name in ("consts.ts", "consts.js", "config.ts", "site.config.ts", "site.config.js", "config.mjs"))
)  # fmt: skip
EXTENSIONS = tuple(_pages.MARKUP)
CONTENT = ("src/content", "src/pages", "content")
# https://docs.astro.build/en/guides/content-collections/#defining-the-collection-schema; YAML's timestamps are in UTC
_TABLE = Table(
    date=("pubdate", "pubdatetime", "publishdate", "date", *Table().date), utc=True, splits_tags=",", root_images=False,
    draft=("draft", "isdraft"),
)  # fmt: skip


def recognise(paths: Collection[str], files: Mapping[str, str]) -> int:  # noqa: ARG001
    """Sure with its configuration file."""
    return 97 if any(path in files for path in _CONFIG) else 0


def settings(files: Mapping[str, str]) -> Settings:
    """`site` and `base` of the configuration; title and description from where the starters have them."""
    code = "\n".join(files.get(path, "") for path in _CONFIG)
    said = _configuration.javascript(code, "site", "base", "trailingSlash", "format", "defaultLocale")
    texts = _configuration.javascript(
        "\n".join(text for path, text in files.items() if path not in _CONFIG),
        "SITE_TITLE", "SITE_DESCRIPTION", "title", "description", "lang", "timezone", "website",
    )  # fmt: skip
    url = said.get("site") or texts.get("website", "")
    base = said.get("base", "").strip("/")
    return Settings(
        dialect=NAME, url=f"{url.rstrip('/')}/{base}/" if url and base else url, said=said,
        title=texts.get("SITE_TITLE") or texts.get("title", ""), timezone=texts.get("timezone", ""),
        description=texts.get("SITE_DESCRIPTION") or texts.get("description", ""), language=texts.get("lang", ""),
    )  # fmt: skip


def may_be_article(path: str, settings: Settings) -> bool:  # noqa: ARG001
    """What does not begin with `_`: https://docs.astro.build/en/guides/routing/#excluding-pages."""
    return path.lower().endswith((".md", ".mdx", ".markdown", ".mdown", ".mkd")) and "/_" not in f"/{path}"


def sides(path: str, files: Collection[str]) -> tuple[str, ...]:  # noqa: ARG001
    """None."""
    return ()


def translate(source: Source, settings: Settings) -> Translated | Skipped:
    """The article at a path of the content folder."""
    return _pages.translated(source, settings, _TABLE, place=_path, keeps_day=True)


def _path(fields: Fields, slug: str, language: str) -> str:
    """The collection and the id of the entry: https://docs.astro.build/en/guides/content-collections/#generating-routes-from-content."""
    source = fields.source
    whole = re.sub(r"\A(?:.*/)?src/(?:content|pages|data)/", "", source.whole)
    whole = (
        whole
        if whole != source.whole
        else source.path
        if source.folder in (".", "content")
        else f"{posixpath.basename(source.folder)}/{source.path}"
    )
    folder, name = posixpath.dirname(whole), posixpath.splitext(posixpath.basename(whole))[0]
    name = name.removesuffix(f".{language}") if language else name
    # Ids are slugs of each part of the path: https://docs.astro.build/en/reference/modules/astro-content/#id
    parts = [_slugs.slugger(part) for part in folder.split("/") if part]
    written = fields.text("slug", "permalink", "postslug")
    if written.startswith("/"):
        return _common.written_path(written, slash=True)
    if written:
        parts = [*parts[:1], *written.strip("/").split("/")]
    elif _slugs.slugger(name) != "index":
        parts.append(_slugs.slugger(name))
    slash = fields.settings.said.get("trailingSlash") != "never" and fields.settings.said.get("format") != "file"
    return _common.page(*([language] if language else []), *parts, slash=slash) or slug
