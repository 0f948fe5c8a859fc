"""Any other generator, or none: every syntax is read, every usual key is known, a page is named after its file."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Mapping

from feedkit.dialects import (
    _common,
    _nodes,
    _syntax_comments,
    _syntax_json,
    _syntax_notebook,
    _syntax_rst,
    _syntax_toml,
    _syntax_yaml,
)
from feedkit.dialects._fields import Fields
from feedkit.dialects._tables import Table
from feedkit.dialects.terms import Front, Settings, Skipped, Source, Translated
from feedkit.slugs import slugify

NAME = "other"
CONFIGURATION: tuple[str, ...] = ()
_MARKUP = _common.MARKDOWN | _common.HTML | _common.RST | _common.MDX | _common.UNRENDERED | _common.NOTEBOOKS
_WHOLE = (".yml", ".yaml", ".toml", ".json")
EXTENSIONS = (*_MARKUP, ".txt", *_WHOLE)
CONTENT = ("content", "articles", "posts", "_posts", "blog", ".")
_TABLE = Table(tags=("tags", "tag", "keywords"))
_BODIES = ("content", "body", "text", "html", "markdown")


def recognise(paths: Collection[str], files: Mapping[str, str]) -> int:  # noqa: ARG001
    """Never: it must be asked for."""
    return 0


def settings(files: Mapping[str, str]) -> Settings:  # noqa: ARG001
    """Nothing is known."""
    return Settings(dialect=NAME)


def may_be_article(path: str, settings: Settings) -> bool:  # noqa: ARG001
    """Every text, but not what begins with `_` and belongs to no folder of articles."""
    name = posixpath.basename(path)
    return posixpath.splitext(name)[1].lower() in EXTENSIONS and not name.startswith("_")


def sides(path: str, files: Collection[str]) -> tuple[str, ...]:  # noqa: ARG001
    """None."""
    return ()


def translate(source: Source, settings: Settings) -> Translated | Skipped:
    """The article at a path of the content folder."""
    if source.extension in _WHOLE and "/" not in source.whole:
        return Skipped(reason="a file of settings, at the top of the project")
    front = front_of(source)
    if front.keys is None:
        return Skipped(reason="its front matter cannot be read", found=front.found)
    fields = Fields(front, source, settings, _TABLE)
    if _common.is_redirect(fields):
        return Skipped(reason="it only sends readers elsewhere")
    moment = _common.dated(fields, fields.moment("date", _TABLE.date))
    draft = fields.draft() or "_drafts/" in f"/{source.whole}"
    if moment is None:
        bare = not front.keys.value and source.extension in (".html", ".txt", ".ipynb", *_WHOLE)
        return fields.undated(silent=draft or bare or _common.is_paper(source))
    fields.read_common()
    fields.title_or(source.name)
    own = posixpath.basename(source.directory) if source.name == "index" and source.directory else source.name
    slug = fields.text("slug")
    path = fields.text("permalink", "url", "path", "link", "canonical", "canonical_url")
    path = _common.written_path(path) if path.startswith(("/", "http")) or "/" in path else ""
    slug = slug if slug and "/" not in slug else slugify(own)
    return fields.translated(slug=slug, path=path, draft=draft, markup=_MARKUP.get(source.extension, "markdown"))


def front_of(source: Source) -> Front:
    """The front matter of a file, in whichever syntax it is."""
    text, extension = source.text.lstrip("\ufeff"), source.extension
    if extension in (".yml", ".yaml"):
        return _with_body(_syntax_yaml.whole(text, source.shown))
    if extension in _common.NOTEBOOKS:
        return _syntax_notebook.split(text, source.shown)
    if extension == ".toml":
        return _with_body(_syntax_toml.whole(text, source.shown))
    if extension == ".json":
        front = _syntax_json.split(text, source.shown)
        return _with_body(front) if front else Front(keys=_nodes.mapping({}, _nodes.spot()), body="", body_line=1)
    comments = _syntax_comments.split(text, source.shown) or _syntax_comments.split_plain(text, source.shown)
    if comments is not None:
        return comments
    if extension == ".rst" and not text.lstrip().startswith(("---", "+++")):
        return _syntax_rst.split(text, source.shown)
    return _common.front_of(source, "toml", "json", "yaml", "headers")


def _with_body(front: Front) -> Front:
    """A file that is all keys, with the one that holds its text taken for the body."""
    if front.keys is None or front.body.strip():
        return front
    for key in _BODIES:
        node = front.keys.value.get(key)
        if node is not None and type(node.value) is str:
            return Front(keys=front.keys, body=node.value, body_line=node.line, found=front.found)
    return front
