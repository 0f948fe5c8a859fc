"""Nikola: https://getnikola.com/handbook.html."""

from __future__ import annotations

import fnmatch
import posixpath
from collections.abc import Collection, Mapping
from typing import Any

from feedkit.diagnostics import Diagnostic
from feedkit.dialects import (
    _common,
    _configuration,
    _nodes,
    _slugs,
    _syntax_comments,
    _syntax_notebook,
    _syntax_rst,
    _syntax_toml,
    _syntax_yaml,
)
from feedkit.dialects._fields import Fields
from feedkit.dialects._tables import Table
from feedkit.dialects.terms import Front, Settings, Skipped, Source, Translated
from feedkit.yaml_nodes import Node

NAME = "nikola"
CONFIGURATION = ("conf.py",)
_MARKUP = _common.MARKDOWN | _common.HTML | _common.RST | _common.UNRENDERED | _common.NOTEBOOKS
EXTENSIONS = (*_MARKUP, ".txt")
CONTENT = (".",)
# https://getnikola.com/handbook.html#metadata-fields
_TABLE = Table(
    date=("date",), updated=("updated",), splits_tags=",", splits_authors="", summary=("description", "summary"),
    images=("previewimage", "preview_image", "image"), draft=("draft",), authors=("author", "authors"),
)  # fmt: skip
_POSTS = (("posts/*.rst", "posts"), ("posts/*.md", "posts"), ("posts/*.txt", "posts"), ("posts/*.html", "posts"))
_NOT_IN_FEEDS = ("draft", "private")


def recognise(paths: Collection[str], files: Mapping[str, str]) -> int:  # noqa: ARG001
    """Sure with `POSTS` and the title of a blog in `conf.py`, which others have too."""
    given = files.get("conf.py", "")
    return 96 if "BLOG_TITLE" in given and ("POSTS" in given or "NIKOLA" in given.upper()) else 0


def settings(files: Mapping[str, str]) -> Settings:
    """From `conf.py`, which is read and never run."""
    said = _configuration.python(files.get("conf.py", ""))
    text_in = _configuration.text_in
    return Settings(
        dialect=NAME, title=text_in(said, "BLOG_TITLE"), url=text_in(said, "SITE_URL"), timezone=text_in(said, "TIMEZONE"),
        description=text_in(said, "BLOG_DESCRIPTION"), language=text_in(said, "DEFAULT_LANG").replace("_", "-"),
        author=text_in(said, "BLOG_AUTHOR"), said=said, excluded=("output", "cache", "themes", "plugins", "files", "listings"),
    )  # fmt: skip


def may_be_article(path: str, settings: Settings) -> bool:  # noqa: ARG001
    """Every text; which of them are posts is told by `POSTS`."""
    return path.lower().endswith(EXTENSIONS)


def sides(path: str, files: Collection[str]) -> tuple[str, ...]:
    """The `.meta` file beside it: https://getnikola.com/handbook.html#getting-help."""
    stem = posixpath.splitext(path)[0]
    own = f"{stem}.meta"
    base, language = _common.language_of(stem, (), guess=True)
    return tuple(each for each in dict.fromkeys((own, f"{base}.meta") if language else (own,)) if each in files)


def translate(source: Source, settings: Settings) -> Translated | Skipped:
    """The article at a path of the content folder."""
    kind = _kind(source, settings)
    if kind is None:
        return Skipped(reason="not among POSTS")
    pattern, folder = kind
    front = _front(source)
    if front.keys is None:
        return Skipped(reason="its front matter cannot be read", found=front.found)
    fields = Fields(front, source, settings, _TABLE)
    if _common.is_redirect(fields):
        return Skipped(reason="it only sends readers elsewhere")
    name, language = _language(source, settings)
    status = fields.text("status").casefold()
    tags = [each.strip().casefold() for each in fields.text("tags").split(",")]
    draft = fields.draft() or status in _NOT_IN_FEEDS or any(each in tags for each in _NOT_IN_FEEDS)
    moment = _common.dated(fields, fields.moment("date", _TABLE.date))
    if moment is None:
        return fields.undated(silent=draft or not front.keys.value or _common.is_paper(source))
    fields.read_common()
    if draft and "tags" in fields.made:
        kept = tuple(each for each in fields.made["tags"].value if each.text.casefold() not in _NOT_IN_FEEDS)
        fields.made["tags"] = _nodes.at(fields.made["tags"], kept)
    fields.title_or(name)
    slug = fields.text("slug") or (_slugs.nikola(name) if settings.said.get("USE_SLUGIFY", True) else name)
    if language:
        fields.put("lang", language.replace("_", "-"))
    path = _path(source, settings.said, pattern=pattern, folder=folder, slug=slug, name=name, language=language)
    return fields.translated(slug=slug, path=path, draft=draft, markup=_MARKUP.get(source.extension, "rst"))


def _front(source: Source) -> Front:
    """https://getnikola.com/handbook.html#metadata-formats."""
    text = source.text.lstrip("\ufeff")
    meta = next(iter(source.sides.items()), None)
    is_notebook = source.extension in _common.NOTEBOOKS
    front = _syntax_notebook.split(text, source.shown) if is_notebook else _syntax_comments.split(text, source.shown)
    if front is None and text.lstrip().startswith(("---", "+++")):
        front = _common.front_of(source, "toml", "yaml")
    if front is None and source.extension in (".rst", ".txt"):
        front = _syntax_rst.split(text, source.shown)
    if front is None:
        front = (
            _common.front_of(source, "headers")
            if not meta
            else Front(keys=_nodes.mapping({}, _nodes.spot()), body=text, body_line=1)
        )
    if meta is None or front.keys is None:
        return front
    given, found = _meta_file(*meta)
    keys = _nodes.mapping({**front.keys.value, **given.value}, front.keys)
    return Front(keys=keys, body=front.body, body_line=front.body_line, found=(*front.found, *found))


def _meta_file(path: str, text: str) -> tuple[Node, tuple[Diagnostic, ...]]:
    """The keys of a `.meta` file, which may be in any of the formats, and what is wrong with it."""
    if not text.lstrip().startswith(("---", "+++")):
        return _syntax_comments.meta_file(text, path), ()
    split = _syntax_toml.split if text.lstrip().startswith("+++") else _syntax_yaml.split
    front = split(text.lstrip("\ufeff"), path)
    keys = front.keys if front is not None and front.keys is not None else _nodes.mapping({}, _nodes.spot())
    return keys, front.found if front is not None else ()


def _kind(source: Source, settings: Settings) -> tuple[str, str] | None:
    """The pattern and the target folder of `POSTS` that the file belongs to; None for pages."""
    given: Any = settings.said.get("POSTS")
    posts = (
        [each for each in given if isinstance(each, (list, tuple)) and len(each) > 1]
        if isinstance(given, (list, tuple))
        else []
    )
    name, language = _language(source, settings)
    bare = posixpath.join(posixpath.dirname(source.whole), name + source.extension)
    for pattern, folder, *_ in posts or _POSTS:
        wanted, top = str(pattern), posixpath.dirname(str(pattern))
        below = bare.removeprefix(f"{top}/") if top else bare
        here = below != bare or not top
        if here and fnmatch.fnmatchcase(posixpath.basename(bare), posixpath.basename(wanted)):
            target = folder.get(language, folder.get("", "")) if isinstance(folder, dict) else str(folder)
            return wanted, str(target)
    loose = not settings.said and source.folder not in (".", "")
    return (posixpath.join(source.folder, "*"), "posts") if loose else None


def _language(source: Source, settings: Settings) -> tuple[str, str]:
    """https://getnikola.com/handbook.html#multilingual-posts: `name.de.md`."""
    known = _configuration.mapping_in(settings.said, "TRANSLATIONS")
    name, language = _common.language_of(source.name, known, guess=not known)
    return (name, "" if language == settings.said.get("DEFAULT_LANG") else language)


def _path(
    source: Source, said: Mapping[str, Any], *, pattern: str, folder: str, slug: str, name: str, language: str
) -> str:
    """https://getnikola.com/handbook.html#the-basics: the folders below that of the pattern stay."""
    top = posixpath.dirname(pattern)
    below = posixpath.dirname(source.whole).removeprefix(top).strip("/")
    prefix = [language] if language else []
    pretty = said.get("PRETTY_URLS", True) is not False
    if pretty and slug == "index":
        return _common.page(*prefix, folder, below)
    if name == "index" and pretty:
        return _common.page(*prefix, folder, below)
    return _common.page(*prefix, folder, below, slug if pretty else f"{slug}.html", slash=pretty)
