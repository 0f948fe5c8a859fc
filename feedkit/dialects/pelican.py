"""Pelican: https://docs.getpelican.com/."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from feedkit.dialects import (
    _common,
    _configuration,
    _html_head,
    _nodes,
    _pelican_addresses,
    _slugs,
    _syntax_headers,
    _syntax_notebook,
    _syntax_rst,
    _values,
)
from feedkit.dialects._fields import Fields
from feedkit.dialects._tables import Table
from feedkit.dialects.terms import Front, Settings, Skipped, Source, Translated
from feedkit.yaml_nodes import Node

NAME = "pelican"
CONFIGURATION = ("pelicanconf.py", "publishconf.py")
# https://docs.getpelican.com/en/latest/content.html#file-metadata
_MARKUP = {
    each: markup
    for each, markup in (_common.MARKDOWN | _common.HTML | _common.RST).items()
    if each in (".md", ".markdown", ".mkd", ".mdown", ".html", ".htm", ".rst")
} | _common.NOTEBOOKS
EXTENSIONS = tuple(_MARKUP)
CONTENT = ("content", ".")
_TABLE = Table(
    date=("date",),
    updated=("modified", "updated"),
    splits_tags=",",  # or at semicolons: https://docs.getpelican.com/en/latest/content.html#file-metadata
    authors=("authors",),
    category=("category",),
    summary=("summary", "description"),
    draft=(),
    tags=("tags",),
)
_FILENAME = r"(?P<date>\d{4}-\d{2}-\d{2}).*"


def recognise(paths: Collection[str], files: Mapping[str, str]) -> int:  # noqa: ARG001
    """Sure with `pelicanconf.py`."""
    return 98 if "pelicanconf.py" in files else 0


def settings(files: Mapping[str, str]) -> Settings:
    """From `pelicanconf.py`, then `publishconf.py`; what they compute is not known."""
    said: dict[str, Any] = {}
    for path in CONFIGURATION:
        said |= {key: value for key, value in _configuration.python(files.get(path, "")).items() if value != ""}
    text_in = _configuration.text_in
    return Settings(
        dialect=NAME, title=text_in(said, "SITENAME"), url=text_in(said, "SITEURL"), language=text_in(said, "DEFAULT_LANG"),
        timezone=text_in(said, "TIMEZONE"), author=text_in(said, "AUTHOR"), content=text_in(said, "PATH").rstrip("/"),
        description=text_in(said, "SITEDESCRIPTION", "SITESUBTITLE"), said=said, excluded=("output", "theme", "themes"),
    )  # fmt: skip


def may_be_article(path: str, settings: Settings) -> bool:
    """Everything but pages and what is excluded: https://docs.getpelican.com/en/latest/settings.html#basic-settings."""
    if posixpath.splitext(path)[1].lower() not in _MARKUP:
        return False
    pages = _paths(settings.said, "PAGE_PATHS", ["pages"]) + _paths(settings.said, "ARTICLE_EXCLUDES", [])
    static = [each for each in _paths(settings.said, "STATIC_PATHS", ["images"]) if each.strip("/.")]
    wanted = _paths(settings.said, "ARTICLE_PATHS", [""])
    inside = any(not each or f"{path}/".startswith(f"{each}/") for each in wanted)
    html = path.lower().endswith((".html", ".htm"))
    outside = [each for each in pages if each] + (static if html else [])
    return inside and not any(path.startswith(f"{each}/") for each in outside)


def _paths(said: Mapping[str, Any], key: str, default: list[str]) -> list[str]:
    given = said.get(key, default)
    given = [given] if isinstance(given, str) else given
    return [str(each).strip("/") for each in given] if isinstance(given, (list, tuple)) else default


def sides(path: str, files: Collection[str]) -> tuple[str, ...]:
    """The headers of a notebook: https://github.com/danielfrg/pelican-jupyter#option-1-separate-md-metadata-file."""
    stem, extension = posixpath.splitext(path)
    wanted = (f"{stem}.nbdata", f"{stem}.ipynb-meta") if extension in _common.NOTEBOOKS else ()
    return tuple(each for each in wanted if each in files)


def translate(source: Source, settings: Settings) -> Translated | Skipped:
    """The article at a path of the content folder."""
    front = front_of(source)
    if front.keys is None:
        return Skipped(reason="its front matter cannot be read", found=front.found)
    fields = Fields(front, source, settings, _TABLE)
    _add_from_path(fields)
    status = fields.text("status").casefold() or str(_default(settings, "status") or "").casefold()
    if status == "skip" or _common.is_redirect(fields):
        return Skipped(reason="its status says that it is no page")
    draft = status in ("draft", "hidden") or _values.truth(fields.given.get("draft")) is True
    moment = _moment(fields, settings)
    if moment is None:
        plain = not front.keys.value or _common.is_paper(source)
        return fields.undated(silent=draft or plain)
    fields.read_common()
    _authors(fields, settings)
    title = fields.title_or(source.name)
    if not fields.made.get("category"):
        fields.put("category", str(settings.said.get("DEFAULT_CATEGORY") or "misc"))
    slug = fields.text("slug") or _slug(source, settings, title)
    language = fields.text("lang")
    default = _configuration.text_in(settings.said, "DEFAULT_LANG") or "en"
    path = _pelican_addresses.path(
        fields, moment=moment.astimezone(source.zone), slug=slug, category=fields.made["category"].text, draft=status == "draft",
        language=language if language and language.casefold() != default.casefold() else "", lang=language or default,
    )  # fmt: skip
    return fields.translated(slug=slug, path=path, draft=draft, markup=_MARKUP.get(source.extension, "markdown"))


def front_of(source: Source) -> Front:
    """The front matter of a file, in whichever syntax it is."""
    if source.extension == ".rst":
        return _syntax_rst.split(source.text.lstrip("\ufeff"), source.shown)
    if source.extension in (".html", ".htm"):
        return _html_head.split(source.text)
    if source.extension in _common.NOTEBOOKS:
        return _notebook(source)
    front = _common.front_of(source, "yaml", "headers", "toml")
    # Headers between `---` lines need not be YAML: https://python-markdown.github.io/extensions/meta_data/#syntax
    return front if front.keys is not None and not front.found else _common.front_of(source, "headers")


def _notebook(source: Source) -> Front:
    """A notebook with the headers of the file beside it; without keys of its own it is a file for download."""
    front = _syntax_notebook.split(source.text, source.shown)
    beside = [_syntax_headers.split(text, path) for path, text in source.sides.items()]
    given = {key: node for each in beside if each and each.keys for key, node in each.keys.value.items()}
    if front.keys is None or not (front.keys.value or given):
        return Front(keys=_nodes.mapping({}, _nodes.spot()), body="", body_line=1)
    keys = _nodes.mapping({**front.keys.value, **given}, front.keys)
    return Front(keys=keys, body=front.body, body_line=front.body_line, found=front.found)


def _add_from_path(fields: Fields) -> None:
    """What file name and folders say: https://docs.getpelican.com/en/latest/settings.html#metadata."""
    source, said = fields.source, fields.settings.said
    folder = posixpath.basename(source.directory)
    checks = [
        (said.get("FILENAME_METADATA", _FILENAME), source.name),
        (said.get("PATH_METADATA", ""), source.path),
        (r"(?P<category>.*)" if said.get("USE_FOLDER_AS_CATEGORY", True) is not False else "", folder),
    ]
    given = said.get("DEFAULT_METADATA")
    found: dict[str, str] = {str(key): str(value) for key, value in given.items()} if isinstance(given, dict) else {}
    for pattern, text in checks:
        if not isinstance(pattern, str) or not pattern or not text or len(pattern) > 500:
            continue
        try:
            match = re.match(pattern, text)
        except (re.error, RecursionError, OverflowError):
            continue
        found |= {key.lower(): value for key, value in match.groupdict().items() if value} if match else {}
    for key, value in found.items():
        fields.given.setdefault(key, _nodes.at(fields.root, value))


def _moment(fields: Fields, settings: Settings) -> datetime | None:
    """`date`, else `DEFAULT_DATE` unless it is the file's: https://docs.getpelican.com/en/latest/settings.html#time-and-date."""
    node = fields.given.get("date")
    if node is not None and "_" in node.text:
        fields.given["date"] = _nodes.at(node, node.text.replace("_", " "))
    moment = _common.dated(fields, fields.moment("date", _TABLE.date))
    default = settings.said.get("DEFAULT_DATE")
    if moment is None and fields.bad_date is None and isinstance(default, (tuple, list)):
        numbers = [str(each) for each in default if isinstance(each, int)]
        clock = ":".join(f"{int(each):02}" for each in numbers[3:5])
        return fields.fallback("-".join(numbers[:3]) + (f" {clock}" if len(numbers) > 4 else ""))
    if moment is None and fields.bad_date is None and isinstance(default, str) and default != "fs":
        return fields.fallback(default)
    return moment


def _authors(fields: Fields, settings: Settings) -> None:
    """`authors` is split, `author` is one person: https://docs.getpelican.com/en/latest/content.html#file-metadata."""
    node: Node | None = fields.given.get("authors")
    several = _values.names(node, ",") if node is not None else []
    if not several:
        node = fields.given.get("author")
        several = _values.names(node) if node is not None else []
    if several and node is not None and type(node.value) is not dict:
        fields.put("authors", tuple(_nodes.at(where, name) for name, where in several), node)
    elif not several and settings.author:
        fields.put("authors", (_nodes.at(fields.root, settings.author),))


def _default(settings: Settings, key: str) -> object:
    given = settings.said.get("DEFAULT_METADATA")
    return given.get(key) if isinstance(given, dict) else None


def _slug(source: Source, settings: Settings, title: str) -> str:
    """https://docs.getpelican.com/en/latest/settings.html#url-settings, `SLUGIFY_SOURCE`."""
    said = settings.said
    substitutions = said.get("SLUG_REGEX_SUBSTITUTIONS")
    text = source.name if said.get("SLUGIFY_SOURCE") == "basename" else title
    keep_case, unicode = said.get("SLUGIFY_PRESERVE_CASE") is True, said.get("SLUGIFY_USE_UNICODE") is True
    if isinstance(substitutions, (list, tuple)):
        pairs = [each for each in substitutions if isinstance(each, (list, tuple)) and len(each) > 1]
        return _slugs.pelican(text, pairs, keep_case=keep_case, unicode=unicode)
    return _slugs.pelican(text, keep_case=keep_case, unicode=unicode)
