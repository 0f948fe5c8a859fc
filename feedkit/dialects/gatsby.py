"""Gatsby: https://www.gatsbyjs.com/docs/. Addresses are made by code; these are those of the official blog starter."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Mapping

from feedkit.dialects import _common, _configuration, _pages
from feedkit.dialects._fields import Fields
from feedkit.dialects._tables import Table
from feedkit.dialects.terms import Settings, Skipped, Source, Translated

NAME = "gatsby"
_CONFIG = tuple(f"gatsby-config.{ending}" for ending in ("js", "ts", "mjs"))
CONFIGURATION = (*_CONFIG, "src/data/site-metadata.json", "content/meta/config.js")
EXTENSIONS = (".md", ".mdx", ".markdown")
CONTENT = ("content/blog", "content/posts", "content", "src/pages", "src/posts", "posts", "blog")
# In UTC, as JavaScript reads days and YAML's timestamps:
# https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/Date#date_time_string_format
_TABLE = Table(utc=True, splits_tags=",", root_images=False)


def recognise(paths: Collection[str], files: Mapping[str, str]) -> int:  # noqa: ARG001
    """Sure with its configuration file."""
    return 97 if any(path in files for path in _CONFIG) else 0


def settings(files: Mapping[str, str]) -> Settings:
    """`siteMetadata`: https://www.gatsbyjs.com/docs/reference/config-files/gatsby-config/#sitemetadata."""
    said = _configuration.javascript(
        "\n".join(files.values()), "title", "siteTitle", "siteUrl", "url", "description", "siteDescription", "lang", "pathPrefix"
    )  # fmt: skip
    return Settings(
        dialect=NAME, title=said.get("title") or said.get("siteTitle", ""), url=said.get("siteUrl") or said.get("url", ""),
        description=said.get("description") or said.get("siteDescription", ""), language=said.get("lang", ""), said=said,
        excluded=("public", ".cache"),
    )  # fmt: skip


def may_be_article(path: str, settings: Settings) -> bool:  # noqa: ARG001
    """Every text."""
    return path.lower().endswith(EXTENSIONS)


def sides(path: str, files: Collection[str]) -> tuple[str, ...]:  # noqa: ARG001
    """None."""
    return ()


def translate(source: Source, settings: Settings) -> Translated | Skipped:
    """The article at a path of the content folder."""
    # Blogs on Gatsby that date their files make the date of the name, whatever the front matter says.
    return _pages.translated(source, settings, _TABLE, place=_path, name_first=True, keeps_day=True)


def _path(fields: Fields, slug: str, language: str) -> str:
    """`createFilePath`: https://www.gatsbyjs.com/plugins/gatsby-source-filesystem/#createfilepath."""
    written = fields.text("path", "permalink", "url") or fields.text("slug")
    if written:
        return _common.written_path(written, slash=True)
    stem = posixpath.splitext(fields.source.path)[0]
    stem = stem.removesuffix(f".{language}") if language else stem
    stem = "" if stem == "index" else stem.removesuffix("/index")
    return _common.page(*([language] if language else []), stem) or slug
