"""Jekyll: https://jekyllrb.com/docs/."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Any

from feedkit.dialects import _common, _configuration, _jekyll_addresses, _nodes, _values
from feedkit.dialects._fields import Fields
from feedkit.dialects._tables import Table
from feedkit.dialects.terms import Settings, Skipped, Source, Translated

NAME = "jekyll"
CONFIGURATION = (
    "_config.yml",
    "_config.yaml",
    "_config.toml",
    "_data/authors.yml",
    "_data/authors.yaml",
    "_data/authors.json",
)
# In `_posts` a file with front matter is a post whatever its ending: https://jekyllrb.com/docs/posts/
_MARKUP = _common.MARKDOWN | _common.HTML | _common.UNRENDERED
EXTENSIONS = tuple(_MARKUP)
CONTENT = (".",)
_TABLE = Table(
    splits_tags=" ",  # https://jekyllrb.com/docs/posts/#tags-and-categories: text is split at blanks
    day_first=True,  # Ruby's Time.parse: https://docs.ruby-lang.org/en/3.3/Time.html#method-c-parse
    heading_titles="",  # the file's name: https://jekyllrb.com/docs/variables/#page-variables
    category=("category", "categories"),
    tags=("tag", "tags"),
    draft=("draft",),
    empty_hides=True,
)
# https://jekyllrb.com/docs/posts/#creating-posts; Jekyll itself takes years of two digits too
_DATED = re.compile(r"(?P<day>(?:\d{4}|\d{2})-\d{1,2}-\d{1,2})-(?P<slug>.*)\Z")
# Psych takes these for timestamps, and those without a zone for UTC: https://yaml.org/type/timestamp.html
_TIMESTAMP = re.compile(r"-?\d{4}-\d{1,2}-\d{1,2}(?:[Tt]|\s+)\d{1,2}:\d\d:\d\d(?:\.\d*)?\s*\Z")
_SKIPPED_FOLDERS = ("node_modules", "vendor", "_site", "_layouts", "_includes", "_sass", "_data", "_plugins")


def recognise(paths: Collection[str], files: Mapping[str, str]) -> int:
    """Sure with `_config.yml` and a folder that only Jekyll has; nearly so with `_posts/` alone."""
    hexo = "scaffolds/" in paths or ("source/" in paths and "themes/" in paths)
    configured = any(path.startswith("_config.") for path in files)
    own = {"_posts/", "_layouts/", "_includes/", "_sass/", "_data/", "_drafts/", "Gemfile"} & set(paths)
    if configured:
        return 0 if hexo and "_posts/" not in paths else 92 if own else 55
    return 60 if "_posts/" in paths else 0


def settings(files: Mapping[str, str]) -> Settings:
    """https://jekyllrb.com/docs/configuration/."""
    said: dict[str, Any] = {}
    for path in CONFIGURATION[:3]:
        said = said or _configuration.any_of(path, files.get(path, ""))
    text_in = _configuration.text_in
    url = text_in(said, "url")
    language = text_in(said, "lang", "locale", "language")
    return Settings(
        dialect=NAME, title=text_in(said, "title", "name"), said=said, language=language.replace("_", "-"),
        url=url.rstrip("/") + "/" + text_in(said, "baseurl").strip("/") if url else "",
        description=text_in(said, "description", "tagline"), timezone=text_in(said, "timezone"),
        content=text_in(said, "source"), excluded=(text_in(said, "destination") or "_site",), people=_people(files),
    )  # fmt: skip


def _people(files: Mapping[str, str]) -> dict[str, str]:
    """Names by ids: https://mmistakes.github.io/minimal-mistakes/docs/authors/ and jekyll-feed read this file."""
    people = {}
    for path in CONFIGURATION[3:]:
        for key, given in _configuration.any_of(path, files.get(path, "")).items():
            name = given.get("name") or given.get("display_name") if isinstance(given, dict) else given
            if isinstance(name, str) and name.strip():
                people[str(key)] = " ".join(name.split())
    return people


def may_be_article(path: str, settings: Settings) -> bool:
    """What lies in `_posts`, `_drafts` or the folder of a collection, and in any folder that was named for articles."""
    if posixpath.splitext(path)[1].lower() not in _MARKUP:
        return False
    folders = path.split("/")[:-1]
    return not any(folder in _SKIPPED_FOLDERS or folder in settings.excluded for folder in folders)


def sides(path: str, files: Collection[str]) -> tuple[str, ...]:  # noqa: ARG001
    """None."""
    return ()


def translate(source: Source, settings: Settings) -> Translated | Skipped:
    """The article at a path of the content folder."""
    kind = _kind(source, settings)
    dated = _DATED.match(source.name)
    if kind == "" or (kind == "posts" and not dated):
        return Skipped(reason="neither in _posts, _drafts nor a collection")
    front = _common.front_of(source, "yaml", "toml")
    if front.keys is None:
        return Skipped(reason="its front matter cannot be read", found=front.found)
    fields = Fields(front, source, settings, _TABLE)
    _add_defaults(fields, kind)
    if _common.is_redirect(fields):
        return Skipped(reason="it only sends readers elsewhere")
    draft = kind == "drafts" or fields.draft()
    moment = _moment(fields) or (fields.fallback(_full_year(dated["day"])) if dated and not fields.bad_date else None)
    if moment is None and kind != "collection":
        moment = _common.dated(fields, None)
    if moment is None:
        return fields.undated(silent=draft or kind == "collection")
    fields.read_common()
    _merge_names(fields)
    fields.title_or("")
    slug = fields.text("slug") or (dated["slug"] if dated else source.name)
    if not fields.title:
        fields.put("title", _titleised(slug))
    categories = _categories(fields)
    if categories:
        fields.put("category", categories[0])
        if len(categories) > 1:
            fields.put(
                "extra",
                {"categories": _nodes.at(fields.root, tuple(_nodes.at(fields.root, each) for each in categories))},
            )
    path = _jekyll_addresses.path(
        fields, kind=kind, moment=moment.astimezone(source.zone), slug=slug, categories=categories
    )
    return fields.translated(
        slug=_jekyll_addresses.plain(slug), path=path, draft=draft, markup=_MARKUP.get(source.extension, "markdown")
    )


def _kind(source: Source, settings: Settings) -> str:
    """`posts`, `drafts`, `collection`, or nothing: https://jekyllrb.com/docs/collections/."""
    folders = posixpath.dirname(source.whole).split("/")
    if "_posts" in folders:
        return "posts"
    if "_drafts" in folders:
        return "drafts"
    asked = posixpath.basename(posixpath.normpath(source.folder))
    if any(folder.startswith("_") and (folder[1:] in _collections(settings) or folder == asked) for folder in folders):
        return "collection"
    # A folder of articles that was cut out of its site, as `articles/2020-01-01-title.md`.
    loose = settings.loose and source.folder not in (".", "")
    return "posts" if loose and _DATED.match(source.name) else ""


def _collections(settings: Settings) -> Collection[str]:
    """Those that have a feed: https://github.com/jekyll/jekyll-feed#collections; the others are no articles."""
    feed = settings.said.get("feed")
    named = feed.get("collections") if isinstance(feed, dict) else None
    return [str(name) for name in named] if isinstance(named, (list, dict)) else ()


def _add_defaults(fields: Fields, kind: str) -> None:
    """Values that the configuration gives to files by path and type: https://jekyllrb.com/docs/configuration/front-matter-defaults/."""
    given = fields.settings.said.get("defaults")
    chosen: dict[str, tuple[int, Any]] = {}
    for number, each in enumerate(given if isinstance(given, list) else ()):
        scope, values = (each.get("scope"), each.get("values")) if isinstance(each, dict) else (None, None)
        if not isinstance(scope, dict) or not isinstance(values, dict):
            continue
        path, wanted = str(scope.get("path") or "").strip("/"), str(scope.get("type") or "")
        if wanted and wanted.rstrip("s") not in (kind.rstrip("s"), "collection"):
            continue
        if path and not (fields.source.whole == path or fields.source.whole.startswith(path + "/") or "*" in path):
            continue
        weight = len(path) * 1_000 + bool(wanted) * 100 + number
        for key, value in values.items():
            if weight >= chosen.get(str(key), (-1, None))[0]:
                chosen[str(key)] = (weight, value)
    for key, (_, value) in chosen.items():
        fields.given.setdefault(key.casefold(), _nodes.plain(value, fields.root, {}))


def _moment(fields: Fields) -> datetime | None:
    """`date`, in the zone that Ruby's YAML and Time make of it: https://jekyllrb.com/docs/front-matter/#predefined-variables-for-posts."""
    for _, node in fields.those("date", ("date",)):
        bare = not node.quoted and _TIMESTAMP.match(node.text)
        return fields.moment("date", ("date",), UTC if bare else None)
    return None if _DATED.match(fields.source.name) else fields.moment("date", _TABLE.date)


def _full_year(day: str) -> str:
    return day if day[2].isdigit() else f"20{day}"


def _titleised(slug: str) -> str:
    """https://jekyllrb.com/docs/posts/: `my-first-one` is "My First One"."""
    return " ".join(word[:1].upper() + word[1:].lower() for word in slug.split("-") if word) or slug


def _merge_names(fields: Fields) -> None:
    """A single `tag` is one tag, blanks and all; `tags` is split."""
    single = fields.given.get("tag")
    if single is not None and type(single.value) is str and "tags" in fields.made:
        fields.put("tags", (_nodes.at(single, _values.line(single)),), single)


def _categories(fields: Fields) -> list[str]:
    """Those of the folders above `_posts`, then `category` or `categories`: https://jekyllrb.com/docs/posts/#categories."""
    folders = posixpath.dirname(fields.source.whole).split("/")
    above = []
    if "_posts" in folders:
        above = [
            each
            for each in folders[: folders.index("_posts")]
            if each not in (".", "..", "") and not each.startswith("_")
        ]
        source = str(fields.settings.said.get("source") or "").strip("./")
        collections = str(fields.settings.said.get("collections_dir") or "").strip("./")
        above = above[1:] if above and above[0] in (source, collections, *_project_of(fields.source)) else above
    # With both keys the plural goes first: `populate_categories` of https://github.com/jekyll/jekyll
    named = [name for name, _ in _values.names(fields.given.get("categories"), " ")]
    named += [name for name, _ in _values.names(fields.given.get("category"))]
    return list(dict.fromkeys((*above, *named)))


def _project_of(source: Source) -> tuple[str, ...]:
    """The content folder itself, when the site lies in a folder of the project."""
    first = posixpath.normpath(source.folder).split("/")[0]
    return () if first in (".", "..") or first.startswith("_") or source.path.find("_posts/") < 0 else (first,)
