"""Hexo: https://hexo.io/docs/."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from feedkit.dialects import _common, _configuration, _slugs, _values
from feedkit.dialects._fields import Fields
from feedkit.dialects._tables import Table
from feedkit.dialects.terms import Settings, Skipped, Source, Translated

NAME = "hexo"
CONFIGURATION = ("_config.yml", "_config.yaml", "_config.json")
_MARKUP = _common.MARKDOWN | _common.HTML
EXTENSIONS = tuple(_MARKUP)
CONTENT = ("source", "_posts", ".")
# https://hexo.io/docs/front-matter
_TABLE = Table(
    date=("date", "created", "published"), splits_tags="", category=("categories", "category"), tags=("tags", "tag"),
    heading_titles="",
)  # fmt: skip
_NAME = re.compile(r":(title|year|month|day|i_month|i_day)")
_TOKEN = re.compile(r":(\w+)")
_DIGITS = {"year": r"\d{4}", "month": r"\d{2}", "day": r"\d{2}", "i_month": r"\d{1,2}", "i_day": r"\d{1,2}"}
_OWN = {
    "new_post_name",
    "source_dir",
    "public_dir",
    "skip_render",
    "post_asset_folder",
    "default_layout",
    "render_drafts",
}


def recognise(paths: Collection[str], files: Mapping[str, str]) -> int:
    """Sure with settings in `_config.yml` that Jekyll does not have."""
    given = next((_configuration.any_of(path, files[path]) for path in CONFIGURATION if path in files), {})
    if _OWN & given.keys():
        return 96
    return 80 if given and "scaffolds/" in paths else 0


def settings(files: Mapping[str, str]) -> Settings:
    """https://hexo.io/docs/configuration."""
    said = next((_configuration.any_of(path, files[path]) for path in CONFIGURATION if path in files), {})
    text_in = _configuration.text_in
    language = said.get("language")
    first = language[0] if isinstance(language, list) and language else language
    url = text_in(said, "url")
    return Settings(
        dialect=NAME, title=text_in(said, "title"), url=url if url != "http://example.com" else "", said=said,
        description=text_in(said, "description", "subtitle"), timezone=text_in(said, "timezone"),
        language=first.replace("_", "-") if isinstance(first, str) else "", content=text_in(said, "source_dir"),
    )  # fmt: skip


def may_be_article(path: str, settings: Settings) -> bool:  # noqa: ARG001
    """What lies in `_posts` or `_drafts`; the rest are pages."""
    return path.lower().endswith(EXTENSIONS)


def sides(path: str, files: Collection[str]) -> tuple[str, ...]:  # noqa: ARG001
    """None."""
    return ()


def translate(source: Source, settings: Settings) -> Translated | Skipped:
    """The article at a path of the content folder."""
    whole = source.whole
    folders = posixpath.dirname(whole).split("/")
    loose = settings.loose and source.folder not in (".", "", "source")
    if not {"_posts", "_drafts"} & set(folders) and not loose:
        return Skipped(reason="a page, neither in _posts nor in _drafts")
    if posixpath.basename(whole).startswith("_"):
        return Skipped(reason="its name begins with _")
    front = _common.front_of(source, "yaml", "json", "toml")
    if front.keys is None:
        return Skipped(reason="its front matter cannot be read", found=front.found)
    fields = Fields(front, source, settings, _TABLE)
    below = re.split(r"(?:^|/)_(?:posts|drafts)/", whole)[-1] if not loose else source.path
    stem = posixpath.splitext(below)[0]
    name, named = _from_name(stem, str(settings.said.get("new_post_name") or ":title.md"))
    moment = fields.moment("date", _TABLE.date)
    if moment is None and fields.bad_date is None:
        moment = fields.fallback(named) if named else _common.dated(fields, None)
    draft = "_drafts" in folders or fields.draft()
    if moment is None:
        return fields.undated(silent=draft or _common.is_paper(source))
    fields.read_common()
    title = fields.title_or(posixpath.basename(name))
    slug = name  # whatever `slug` says
    path = _path(fields, settings.said, moment=moment.astimezone(source.zone), slug=slug, title=title)
    return fields.translated(
        slug=posixpath.basename(slug), path=path, draft=draft, markup=_MARKUP.get(source.extension, "markdown")
    )


def _from_name(stem: str, pattern: str) -> tuple[str, str]:
    """The title and the day in a file's name: https://hexo.io/docs/writing#Filename."""
    shape = re.escape(posixpath.splitext(pattern)[0]).replace(r"\:", ":")
    groups: set[str] = set()

    def group(match: re.Match[str]) -> str:
        if match[1] in groups:
            return r".*?"
        groups.add(match[1])
        return rf"(?P<{match[1]}>{_DIGITS.get(match[1], '.+')})"

    match = re.fullmatch(_NAME.sub(group, shape), stem)
    if match is None:
        return _slugs.hexo(stem), ""  # `parseFilename` of https://github.com/hexojs/hexo: slashes go, too
    given = match.groupdict()
    day = [given.get("year"), given.get("month") or given.get("i_month"), given.get("day") or given.get("i_day")]
    return given.get("title") or stem, "-".join(str(each) for each in day) if all(day) else ""


def _path(fields: Fields, said: Mapping[str, Any], *, moment: datetime, slug: str, title: str) -> str:
    """https://hexo.io/docs/permalinks."""
    own = fields.text("permalink")
    if own:
        return _common.written_path(own if own.endswith((".html", "/")) else own + "/")
    pattern = said.get("permalink")
    pattern = pattern if isinstance(pattern, str) and pattern else ":year/:month/:day/:title/"
    categories = _categories(fields, said)
    default = str(said.get("default_category") or "uncategorized")
    hashed = hashlib.sha1(f"{slug}{int(moment.timestamp())}".encode(), usedforsecurity=False).hexdigest()[:12]
    known = {
        "year": f"{moment.year}", "month": f"{moment.month:02}", "day": f"{moment.day:02}", "i_month": str(moment.month),
        "i_day": str(moment.day), "hour": f"{moment.hour:02}", "minute": f"{moment.minute:02}", "second": f"{moment.second:02}",
        "timestamp": str(int(moment.timestamp())), "title": slug, "name": posixpath.basename(slug),
        "post_title": _slugs.hexo(title), "id": fields.text("id"), "category": "/".join(categories) or default, "hash": hashed,
    }  # fmt: skip
    defaults = _configuration.mapping_in(said, "permalink_defaults")
    # Any key of the front matter may stand in it, as `:abbrlink` (lib/plugins/filter/post_permalink.ts of Hexo).
    missing = {"lang": ""}  # of all others the name of the file stands in, so that no two articles have one address
    others = {
        name: fields.text(name.casefold()) or str(defaults.get(name) or "") or missing.get(name, slug)
        for name in _TOKEN.findall(pattern)
    }
    made = _common.filled(pattern, _TOKEN, others | known) or ""
    pretty = said.get("pretty_urls")
    if isinstance(pretty, dict) and pretty.get("trailing_index") is False:
        made = made.removesuffix("index.html")
    if isinstance(pretty, dict) and pretty.get("trailing_html") is False and not made.endswith("index.html"):
        made = made.removesuffix(".html")
    return made


def _categories(fields: Fields, said: Mapping[str, Any]) -> Sequence[str]:
    """The path of the first category; a list is a hierarchy: https://hexo.io/docs/front-matter#Categories-Tags."""
    node = fields.node("categories", "category")
    if node is not None and type(node.value) is tuple and node.value and type(node.value[0].value) is tuple:
        node = node.value[0]
    names = said.get("category_map")
    known = names if isinstance(names, dict) else {}
    return [str(known.get(name, _slugs.hexo(name))) for name, _ in _values.names(node)]
