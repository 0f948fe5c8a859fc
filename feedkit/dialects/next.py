"""Next.js: https://nextjs.org/docs. Addresses are made by code; these are those of the official blog starter."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Mapping

from feedkit.dialects import _common, _pages
from feedkit.dialects._fields import Fields
from feedkit.dialects._tables import Table
from feedkit.dialects.terms import Settings, Skipped, Source, Translated

NAME = "next"
_CONFIG = tuple(f"next.config.{ending}" for ending in ("js", "ts", "mjs", "cjs"))
_SITE = (
    "data/siteMetadata.js",
    "lib/constants.ts",
    "siteMetadata.js",
    "site.config.js",
    "site.config.ts",
    "config/site.ts",
)
# https://github.com/timlrx/tailwind-nextjs-starter-blog: articles name authors by files of this folder
_PEOPLE = tuple(f"data/authors/default.{ending}" for ending in ("mdx", "md"))
CONFIGURATION = (*_CONFIG, *_SITE, *_PEOPLE)
EXTENSIONS = (".md", ".mdx", ".markdown")
CONTENT = (
    "_posts",
    "posts",
    "data/blog",
    "content/posts",
    "content/blog",
    "content",
    "src/posts",
    "src/content",
    "blog",
    "pages",
)
_NAME = re.compile(r"^name:[ \t]*[\"']?([^\"'\n]+?)[\"']?[ \t\r]*$", re.MULTILINE)
# In UTC, as JavaScript reads days and YAML's timestamps:
# https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/Date#date_time_string_format
_TABLE = Table(utc=True, splits_tags=",")


def recognise(paths: Collection[str], files: Mapping[str, str]) -> int:
    """Nearly sure with its configuration file and a folder that blogs on it have."""
    configured = any(path in files for path in _CONFIG)
    return 70 if configured and {"_posts/", "posts/", "content/", "data/", "src/"} & set(paths) else 0


def settings(files: Mapping[str, str]) -> Settings:
    """`siteMetadata` as the most used starters have it."""
    from feedkit.dialects import _configuration  # noqa: PLC0415

    said = _configuration.javascript(
        "\n".join(files.get(path, "") for path in _SITE), "title", "siteUrl", "url", "description", "language", "locale"
    )  # fmt: skip
    return Settings(
        dialect=NAME, title=said.get("title", ""), url=said.get("siteUrl") or said.get("url", ""),
        description=said.get("description", ""), language=said.get("language", ""), said=said, excluded=("out",),
        people=_people(files),
    )  # fmt: skip


def _people(files: Mapping[str, str]) -> dict[str, str]:
    """The author of the site by the name of the file about them."""
    for path in _PEOPLE:
        match = _NAME.search(files.get(path, "")[:2_000])
        if match:
            return {"default": match[1]}
    return {}


def may_be_article(path: str, settings: Settings) -> bool:  # noqa: ARG001
    """Every text."""
    return path.lower().endswith(EXTENSIONS)


def sides(path: str, files: Collection[str]) -> tuple[str, ...]:  # noqa: ARG001
    """None."""
    return ()


def translate(source: Source, settings: Settings) -> Translated | Skipped:
    """The article at a path of the content folder."""
    return _pages.translated(source, settings, _TABLE, place=_path, keeps_day=True)


def _path(fields: Fields, slug: str, language: str) -> str:
    """`/posts/name` as in https://github.com/vercel/next.js/tree/canary/examples/blog-starter, else the path below the pages."""
    written = fields.text("permalink", "url", "path")
    if written:
        return _common.written_path(written)
    source = fields.source
    folder = posixpath.basename(posixpath.normpath(source.folder)).lstrip("_")
    route = folder if folder in ("posts", "blog", "articles", "notes", "writing") else ""
    stem = posixpath.splitext(source.path)[0].removesuffix("/index")
    stem = stem.removesuffix(f".{language}") if language else stem
    own = fields.text("slug")
    if own:
        return (
            _common.written_path(own)
            if own.startswith("/")
            else _common.page(route, posixpath.dirname(stem), own, slash=False)
        )
    return _common.page(*([language] if language else []), route, stem, slash=False) or slug
