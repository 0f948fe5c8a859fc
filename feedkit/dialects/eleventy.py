"""Eleventy: https://www.11ty.dev/docs/."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Mapping

from feedkit.dialects import _common, _configuration, _eleventy_data, _nodes, _pages, _values
from feedkit.dialects._fields import Fields
from feedkit.dialects._tables import Table
from feedkit.dialects.terms import Settings, Skipped, Source, Translated
from feedkit.yaml_nodes import Node

NAME = "eleventy"
_ENDINGS = ("js", "cjs", "mjs", "ts")
_CONFIG = (".eleventy.js", *(f"eleventy.config.{ending}" for ending in _ENDINGS))
_SITE = tuple(f"{folder}_data/{name}.json" for folder in ("", "src/") for name in ("site", "metadata", "meta"))
_PACKAGE = "package.json"
CONFIGURATION = (*_CONFIG, *_SITE, _PACKAGE)
# https://www.11ty.dev/docs/usage/#input-directory
_COMMAND = re.compile(r"\beleventy\b[^\"\n&|;]*\s--input[= ]\s*'?([^\s\"'\\]+)")
EXTENSIONS = (*_pages.MARKUP, *_pages.TEMPLATES)
CONTENT = ("src", "content", ".")
# A date without a zone is in UTC: https://www.11ty.dev/docs/dates/#dates-off-by-one-day
_TABLE = Table(
    date=("date", *(key for key in Table().date if key != "published"), "published"), utc=True, splits_tags=",",
    draft=("draft", "drafts"),
)  # fmt: skip
_NO_FOLDERS = frozenset({"_includes", "_layouts", "_data"})
# The first counts: https://www.11ty.dev/docs/data-template-dir/
_DATA = (".11tydata.js", ".11tydata.cjs", ".11tydata.mjs", ".11tydata.json", ".json")
# Names that put an article in a collection and are no tags to readers, as in https://github.com/11ty/eleventy-base-blog
_COLLECTIONS = ("all", "post", "posts", "blog", "article", "articles", "nav")


def recognise(paths: Collection[str], files: Mapping[str, str]) -> int:  # noqa: ARG001
    """Sure with its configuration file."""
    return 97 if any(path.startswith((".eleventy.", "eleventy.config.")) for path in files) else 0


def settings(files: Mapping[str, str]) -> Settings:
    """The input folder from the configuration or the command that builds; what is said of the site in `_data/`, as most starters have it."""
    code = "\n".join(text for path, text in files.items() if path in _CONFIG)
    found = _configuration.javascript(code, "input")
    call = re.search(r"setInputDirectory\(\s*[\"']([^\"']+)[\"']", code) or _COMMAND.search(files.get(_PACKAGE, ""))
    said: dict[str, object] = {}
    for path in _SITE:
        said = said or _configuration.any_of(path, files.get(path, ""))
    text_in = _configuration.text_in
    return Settings(
        dialect=NAME, content=(call[1] if call else found.get("input", "")).removeprefix("./").rstrip("/"), said=said,
        title=text_in(said, "title", "name"), url=text_in(said, "url", "baseUrl", "base_url"),
        description=text_in(said, "description"), language=text_in(said, "language", "lang"), excluded=("_site", "dist"),
    )  # fmt: skip


def may_be_article(path: str, settings: Settings) -> bool:  # noqa: ARG001
    """Every text outside of folders for layouts and data; templates where articles are."""
    lower = path.lower()
    if not lower.endswith(EXTENSIONS) or not _NO_FOLDERS.isdisjoint(path.split("/")):
        return False
    # Of templates only those beside articles are; what is called `index` lists them.
    template = lower.endswith(tuple(_pages.TEMPLATES))
    return not template or (_common.is_among_articles(path) and "index." not in posixpath.basename(lower))


def sides(path: str, files: Collection[str]) -> tuple[str, ...]:
    """Data files of the article and of the folders above it: https://www.11ty.dev/docs/data-template-dir/."""
    stem = posixpath.splitext(path)[0]
    wanted = [f"{stem}{each}" for each in _DATA]
    folder = posixpath.dirname(path)
    while folder:
        name = posixpath.basename(folder)
        wanted += [f"{folder}/{name}{each}" for each in _DATA]
        folder = posixpath.dirname(folder)
    return tuple(each for each in wanted if each in files)


def translate(source: Source, settings: Settings) -> Translated | Skipped:
    """The article at a path of the content folder."""
    given = _folder_data(source)
    front = _common.front_of(source)
    own: Mapping[str, Node] = front.keys.value if front.keys is not None else {}
    permalink = own["permalink"].value if "permalink" in own else given.get("permalink")
    if permalink is False:
        return Skipped(reason="it has no page")  # https://www.11ty.dev/docs/permalinks/#skip-writing-to-the-file-system
    hidden = own.get("eleventyExcludeFromCollections")
    if _values.truth(hidden) if hidden is not None else given.get("eleventyExcludeFromCollections") is True:
        return Skipped(reason="it is in no collection")
    is_template = source.extension in _pages.TEMPLATES
    if is_template and "pagination" in own:
        return Skipped(reason="it lists others")
    among = not is_template and (_common.among_articles(source) or bool(given.get("tags")))
    made = _pages.translated(source, settings, _TABLE, place=_path, among=among, inherited=given)
    if isinstance(made, Translated):
        _add_tags(made, given.get("tags"))
    return made


def _folder_data(source: Source) -> dict[str, object]:
    """The nearest counts; tags of all of them are joined: https://www.11ty.dev/docs/data-deep-merge/."""
    given: dict[str, object] = {}
    tags: list[object] = []
    for path in reversed(list(source.sides)):
        text = source.sides[path]
        found = _configuration.any_of(path, text) if path.endswith(".json") else _eleventy_data.literals(text)
        more = found.get("tags")
        tags += more if isinstance(more, list) else _values.split(more, ",") if isinstance(more, str) else []
        given |= found
    return given | ({"tags": tags} if tags else {})


def _add_tags(made: Translated, inherited: object) -> None:
    written = made.keys.value.get("tags")
    names = list(written.value) if written is not None else []
    place = written or made.keys
    known = {each.text for each in names}
    names += [
        _nodes.at(place, each) for each in inherited if isinstance(each, str) and each not in known
    ] if isinstance(inherited, list) else []  # fmt: skip
    kept = tuple(each for each in names if each.text.casefold() not in _COLLECTIONS)
    if written is not None or kept:
        made.keys.value["tags"] = _nodes.at(place, kept)


def _path(fields: Fields, slug: str, language: str) -> str:  # noqa: ARG001
    """https://www.11ty.dev/docs/permalinks/."""
    pattern = _values.text(fields.given.get("permalink"))
    source = fields.source
    below = _common.below(source.whole, fields.settings.content) if fields.settings.content else None
    stem = posixpath.splitext(below or source.path)[0]
    if pattern:
        made = _eleventy_data.filled(pattern, fields, stem)
        if made is not None:
            return _common.written_path(made.removesuffix("index.html"))
    own = "" if posixpath.basename(stem) == "index" else posixpath.basename(stem)
    # A file that is named as its folder is that folder's page: https://www.11ty.dev/docs/permalinks/#remapping-output-(permalink)
    folder = posixpath.dirname(stem)
    own = "" if own and own == posixpath.basename(folder) else own
    return _common.page(folder, own)
