"""Docusaurus: https://docusaurus.io/docs/blog."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Mapping

from feedkit.dialects import _common, _configuration, _pages
from feedkit.dialects._fields import Fields
from feedkit.dialects._tables import Table
from feedkit.dialects.terms import Settings, Skipped, Source, Translated

NAME = "docusaurus"
_CONFIG = tuple(f"docusaurus.config.{ending}" for ending in ("js", "ts", "mjs", "cjs"))
_PEOPLE = ("blog/authors.yml", "blog/authors.yaml", "blog/authors.json")
CONFIGURATION = (*_CONFIG, *_PEOPLE)
EXTENSIONS = (".md", ".mdx")
CONTENT = ("blog",)
# https://docusaurus.io/docs/api/plugins/@docusaurus/plugin-content-blog#markdown-front-matter; dates are in UTC
_TABLE = Table(
    date=("date",), utc=True, splits_tags="", root_images=False, summary=("description", "summary"), draft=("draft", "unlisted"),
    authors=("authors", "author"), updated=("last_update.date", "last_update"), tags=("tags",), heading_titles="top",
)  # fmt: skip
# https://docusaurus.io/docs/blog#blog-post-date
_DATED = re.compile(r"(?P<folder>.*?/)?(?P<day>\d{4}[-/]\d{1,2}[-/]\d{1,2})(?:[-/]?(?P<text>.*?))?(?:/index)?\.mdx?\Z")


def recognise(paths: Collection[str], files: Mapping[str, str]) -> int:  # noqa: ARG001
    """Sure with its configuration file."""
    return 97 if any(path in files for path in _CONFIG) else 0


def settings(files: Mapping[str, str]) -> Settings:
    """`title`, `url` and `baseUrl`; the names of authors from the file that the blog has for them."""
    code = "\n".join(files.get(path, "") for path in _CONFIG)
    said = _configuration.javascript(code, "title", "tagline", "url", "baseUrl", "defaultLocale", "routeBasePath")
    blog = re.search(r"blog\s*:\s*\{(.{0,2000})", code, re.DOTALL)
    own = _configuration.javascript(blog[1], "routeBasePath", "path") if blog else {}
    people = {key: name for path in _PEOPLE for key, name in people_in(path, files.get(path, "")).items()}
    url = said.get("url", "")
    return Settings(
        dialect=NAME, title=said.get("title", ""), description=said.get("tagline", ""), language=said.get("defaultLocale", ""),
        url=url.rstrip("/") + "/" + said.get("baseUrl", "/").strip("/") if url else "", people=people,
        content=own.get("path", "").removeprefix("./"), said={"route": own.get("routeBasePath", "blog")},
    )  # fmt: skip


def people_in(path: str, text: str) -> dict[str, str]:
    """Names by the ids that articles use for them: https://docusaurus.io/docs/blog#global-authors."""
    return {
        str(key): " ".join(given["name"].split())
        for key, given in _configuration.any_of(path, text).items()
        if isinstance(given, dict) and isinstance(given.get("name"), str)
    }


def may_be_article(path: str, settings: Settings) -> bool:  # noqa: ARG001
    """What does not begin with `_`: https://docusaurus.io/docs/api/plugins/@docusaurus/plugin-content-blog#exclude."""
    return path.lower().endswith(EXTENSIONS) and "/_" not in f"/{path}"


def sides(path: str, files: Collection[str]) -> tuple[str, ...]:  # noqa: ARG001
    """None."""
    return ()


def translate(source: Source, settings: Settings) -> Translated | Skipped:
    """The article at a path of the content folder."""
    return _pages.translated(source, settings, _TABLE, place=_path, among=True)


def _path(fields: Fields, slug: str, language: str) -> str:  # noqa: ARG001
    """https://docusaurus.io/docs/blog#blog-post-slug: a slug of its own, else the day and the rest of the name."""
    route = str(fields.settings.said.get("route") or "").strip("/") if "route" in fields.settings.said else "blog"
    written = fields.text("slug")
    if written:
        return _common.page(route, written.strip("/"), slash=False)
    match = _DATED.match(fields.source.path)
    if match:
        return _common.page(
            route, (match["folder"] or "").strip("/"), match["day"].replace("-", "/"), match["text"] or "", slash=False
        )
    stem = posixpath.splitext(fields.source.path)[0].removesuffix("/index")
    return _common.page(route, stem, slash=False)
