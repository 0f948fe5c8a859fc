"""Hugo: https://gohugo.io/documentation/."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from feedkit.dialects import _common, _configuration, _dates, _hugo_cascade, _slugs, _values
from feedkit.dialects._fields import Fields
from feedkit.dialects._tables import Table
from feedkit.dialects.terms import Markup, Settings, Skipped, Source, Translated
from feedkit.yaml_nodes import Node

NAME = "hugo"
_ENDINGS = ("toml", "yaml", "yml", "json")
# https://gohugo.io/configuration/introduction/
CONFIGURATION = (
    *(f"{name}.{ending}" for name in ("config", "hugo") for ending in _ENDINGS),
    *(
        f"config/_default/{name}.{ending}"
        for name in ("config", "hugo", "languages", "permalinks", "frontmatter", "uglyurls")
        for ending in _ENDINGS
    ),
    *(f"config/production/{name}.{ending}" for name in ("config", "hugo") for ending in _ENDINGS),
)
_PANDOC: dict[str, Markup] = {".pandoc": "markdown", ".pdc": "markdown"}
# https://gohugo.io/content-management/formats/#classification
_MARKUP = _common.MARKDOWN | _common.HTML | _common.RST | _common.MDX | _common.UNRENDERED | _PANDOC
EXTENSIONS = tuple(_MARKUP)
CONTENT = ("content",)
_PARTS = ("languages", "permalinks", "frontmatter", "uglyurls")
# https://gohugo.io/configuration/front-matter/#dates; a feed shows PublishDate:
# https://gohugo.io/templates/rss/, the embedded template
_DATE = ("date", "publishdate", "pubdate", "published", "lastmod", "modified")
_PUBLISHED = ("publishdate", "pubdate", "published")
_TABLE = Table(
    date=tuple(dict.fromkeys((*_DATE, *Table().date))),
    expires=("expirydate", "unpublishdate"),
    authors=("authors", "author", "params.authors", "params.author", "byline", "by"),
    category=("categories", "category"),
    draft=("draft",),
    splits_tags="",  # a text is one term: https://gohugo.io/content-management/taxonomies/#assign-terms-to-content
)
_TOKEN = re.compile(r":(\w+(?:\[[^\]]*\])?)")
_NEVER = {"never", "false", "link"}


def recognise(paths: Collection[str], files: Mapping[str, str]) -> int:
    """Sure with a file of its own name, or with `baseURL` in a `config` file."""
    if any(f"hugo.{ending}" in files for ending in _ENDINGS) or any(
        path.startswith("config/_default/") for path in files
    ):
        return 95
    for ending in _ENDINGS:
        given = _configuration.lowered(_configuration.any_of(f"config.{ending}", files.get(f"config.{ending}", "")))
        if "baseurl" in given or ("content/" in paths and {"languagecode", "theme"} & given.keys()):
            return 90
    return 60 if {"archetypes/", "content/", "layouts/"} <= set(paths) else 0


def settings(files: Mapping[str, str]) -> Settings:
    """From `hugo.*`, `config.*` and the folders under `config/`; keys have no case."""
    given: dict[str, Any] = {}
    for path in CONFIGURATION:
        if path in files:
            name = posixpath.splitext(posixpath.basename(path))[0]
            values = _configuration.lowered(_configuration.any_of(path, files[path]))
            given = _configuration.merged(given, {name: values} if name in _PARTS else values)
    text_in = _configuration.text_in
    language = text_in(given, "locale", "languagecode", "defaultcontentlanguage")
    params = _configuration.mapping_in(given, "params")
    return Settings(
        dialect=NAME, title=text_in(given, "title"), url=text_in(given, "baseurl"), language=language,
        description=text_in(params, "description") or text_in(given, "description"),
        # https://gohugo.io/configuration/all/#timezone: without it, UTC
        timezone=text_in(given, "timezone"), content=text_in(given, "contentdir"), said=given,
    )  # fmt: skip


def may_be_article(path: str, settings: Settings) -> bool:  # noqa: ARG001
    """Every content file; `_index` files are sections: https://gohugo.io/content-management/sections/."""
    extension = posixpath.splitext(path)[1].lower()
    return extension in _MARKUP and not posixpath.basename(path).startswith("_index.")


def sides(path: str, files: Collection[str]) -> tuple[str, ...]:  # noqa: ARG001
    """None."""
    return ()


def translate(source: Source, settings: Settings) -> Translated | Skipped:
    """The article at a path of the content folder."""
    if _in_bundle(source):
        return Skipped(reason="a resource of a page bundle")  # https://gohugo.io/content-management/page-bundles/
    front = _common.front_of(source)
    if front.keys is None:
        return Skipped(reason="its front matter cannot be read", found=front.found)
    if not front.keys.value and source.extension in _common.HTML:
        return Skipped(reason="an HTML file without front matter")  # https://gohugo.io/content-management/formats/
    fields = Fields(front, source, settings, _TABLE)
    _hugo_cascade.hand_down(
        fields, "/" + posixpath.splitext("/".join([*_folders(source, settings, ""), source.name]))[0]
    )
    if _common.is_redirect(fields) or _is_hidden(fields):
        return Skipped(reason="not a page of its own")
    draft = _is_draft(fields)
    shown, day = _moments(fields)
    if shown is None:
        silent = draft or _common.is_paper(source) or not _common.among_articles(source)
        return fields.undated(silent=silent)
    fields.read_common()
    base, language = _language(source, settings)
    title = fields.title_or(_own_name(source, base))
    if language:
        fields.made.setdefault("lang", Node(language, 1, 1, 1, 1, language, quoted=True))
    slug = fields.text("slug") or _slug_in_name(source, settings)
    path = _path(fields, settings, base=base, language=language, title=title, slug=slug, moment=day or shown)
    return fields.translated(
        slug=_slugs.hugo(slug or _own_name(source, base)),
        path=path,
        draft=draft,
        markup=_MARKUP.get(source.extension, "markdown"),
    )


def _in_bundle(source: Source) -> bool:
    """Whether a folder above the file is a leaf bundle, whose pages are resources."""
    folders = source.directory.split("/") if source.directory else []
    if source.name.partition(".")[0] == "index":
        folders = folders[:-1]
    while folders:
        above = "/".join(folders)
        if any(f"{above}/index{extension}" in source.files for extension in _MARKUP):
            return True
        folders.pop()
    return False


def _is_hidden(fields: Fields) -> bool:
    """`headless` and `build`: https://gohugo.io/content-management/build-options/."""
    if _values.truth(fields.given.get("headless")):
        return True
    build = fields.given.get("build") or fields.given.get("_build")
    if build is None or type(build.value) is not dict:
        return False
    return any(_values.text(build.value.get(key)).casefold() in _NEVER for key in ("render", "list"))


def _is_draft(fields: Fields) -> bool:
    """`draft` decides, else `published` when it is a truth value."""
    draft = _values.truth(fields.given.get("draft"))
    if draft is not None:
        return draft
    return _values.truth(fields.given.get("published")) is False


def _moments(fields: Fields) -> tuple[datetime | None, datetime | None]:
    """The moment of publication, which feeds show, and the date, which permalinks are made of."""
    asked = _configuration.mapping_in(fields.settings.said, "frontmatter")
    configured = asked.get("date")
    names = [str(each).lower() for each in configured] if isinstance(configured, list) else [":default"]
    keys = tuple(
        key
        for name in names
        for key in (_TABLE.date if name == ":default" else () if name.startswith(":") else (name,))
    )
    day = None
    if names[:1] == [":filename"]:
        day = fields.fallback(_dates.in_path(fields.source.name))
    day = day or fields.moment("date", keys or _TABLE.date)
    day = _common.dated(fields, day)
    return fields.moment("date", _PUBLISHED) or day, day


def _own_name(source: Source, base: str) -> str:
    """The name of the file, or of the folder of a bundle."""
    return posixpath.basename(source.directory) if base == "index" and source.directory else base


def _language(source: Source, settings: Settings) -> tuple[str, str]:
    """The file's name apart from its language: https://gohugo.io/content-management/multilingual/#translate-your-content."""
    known = _configuration.mapping_in(settings.said, "languages")
    base, language = _common.language_of(source.name, known, guess=not settings.said)
    for tag, given in () if language else known.items():
        folder = given.get("contentdir") if isinstance(given, dict) else None
        if isinstance(folder, str) and _common.below(source.whole, folder) is not None:
            return base, str(tag)
    return base, language


def _folders(source: Source, settings: Settings, language: str) -> list[str]:
    """The folders from that of the content, or of the content in one language, to the file."""
    given = _configuration.mapping_in(_configuration.mapping_in(settings.said, "languages"), language).get("contentdir")
    tops = [given if isinstance(given, str) else "", settings.content or CONTENT[0]]
    path = next((found for top in tops if top and (found := _common.below(source.whole, top)) is not None), source.path)
    return path.split("/")[:-1]


def _slug_in_name(source: Source, settings: Settings) -> str:
    """With `:filename` among the sources of dates, the name after the day is the slug."""
    asked = _configuration.mapping_in(settings.said, "frontmatter").get("date")
    if not isinstance(asked, list) or ":filename" not in [str(each).lower() for each in asked]:
        return ""
    match = re.match(r"\d{4}-\d{2}-\d{2}(?:-\d{2}-\d{2}-\d{2})?[-_](.+)", source.name)
    return match[1] if match else ""


def _path(
    fields: Fields, settings: Settings, *, base: str, language: str, title: str, slug: str, moment: datetime
) -> str:
    """https://gohugo.io/content-management/urls/."""
    source, said = fields.source, settings.said
    lower = _values_true(said, "disablepathtolower") is not True
    folders = _folders(source, settings, language)
    known = _configuration.mapping_in(said, "languages")
    default = _configuration.text_in(said, "defaultcontentlanguage") or "en"
    inside = _values_true(said, "defaultcontentlanguageinsubdir") is True
    prefix = f"/{language or default}" if (language and language != default) or (inside and known) else ""
    url = fields.text("url")
    name = _own_name(source, base)
    sections = folders[:-1] if base == "index" else folders
    pattern = url if ":" in url and not url.startswith("http") else _pattern(said, sections, language)
    if url and pattern != url:
        return _common.written_path(url if url.startswith(("/", "http")) else f"{prefix}/{url}", slash=True)
    ugly = _is_ugly(said, sections)
    if pattern:
        values = _tokens(source, sections, title=title, slug=slug, name=name, moment=moment, lower=lower)
        made = _common.filled(pattern, _TOKEN, values)
        if made is not None:
            if ugly and not posixpath.splitext(made)[1]:
                return f"{prefix}{made.rstrip('/')}.html"
            return prefix + (made if made.endswith("/") or "." in posixpath.basename(made) else f"{made}/")
    if base == "index" and not folders:
        return f"{prefix}/"
    parts = [_slugs.hugo(each, lower=lower) for each in sections]
    last = _slugs.hugo(slug, lower=lower).strip("-") if slug else _slugs.hugo(name, lower=lower)
    return prefix + (_common.page(*parts, f"{last}.html", slash=False) if ugly else _common.page(*parts, last))


def _tokens(
    source: Source, sections: list[str], *, title: str, slug: str, name: str, moment: datetime, lower: bool
) -> dict[str, str]:
    """https://gohugo.io/configuration/permalinks/#tokens."""
    token = _slugs.hugo_token
    own, short = token(title, lower=lower), token(slug, lower=lower)
    file = token(name, lower=lower)
    # Only the first folder, and those with an `_index` file, are sections: https://gohugo.io/content-management/sections/
    real = [
        each for number, each in enumerate(sections, 1)
        if number == 1 or any(f"{'/'.join(sections[:number])}/_index{ending}" in source.files for ending in EXTENSIONS)
    ]  # fmt: skip
    real = [_slugs.hugo(each, lower=lower) for each in real]
    return {
        "year": f"{moment.year}", "month": f"{moment.month:02}", "monthname": moment.strftime("%B"), "day": f"{moment.day:02}",
        "weekday": str(moment.isoweekday() % 7), "weekdayname": moment.strftime("%A"), "yearday": str(moment.timetuple().tm_yday),
        "section": real[0] if real else "", "sections": "/".join(real), "title": own, "slug": short or own,
        "slugorfilename": short or file, "filename": file, "contentbasename": file, "slugorcontentbasename": short or file,
        "sectionslug": real[0] if real else "", "sectionslugs": "/".join(real), "2006": f"{moment.year}", "01": f"{moment.month:02}",
        "02": f"{moment.day:02}", "1": str(moment.month), "2": str(moment.day), "06": moment.strftime("%y"),
        "Jan": moment.strftime("%b"), "January": moment.strftime("%B"), "15": moment.strftime("%H"), "04": moment.strftime("%M"),
        "05": moment.strftime("%S"), "sections[1:]": "/".join(real[1:]), "sections[:1]": "/".join(real[:1]),
        "sections[last]": real[-1] if real else "", "sections[0]": real[0] if real else "",
        "sections[1]": real[1] if len(real) > 1 else "", "sections[:last]": "/".join(real[:-1]),
    }  # fmt: skip


def _pattern(said: Mapping[str, Any], sections: list[str], language: str) -> str:
    """The pattern of the section, the deepest that is named; the old form has no `page` level."""
    own = _configuration.mapping_in(
        _configuration.mapping_in(_configuration.mapping_in(said, "languages"), language), "permalinks"
    )
    given = own or _configuration.mapping_in(said, "permalinks")
    pages = {
        **{key: value for key, value in given.items() if isinstance(value, str)},
        **_configuration.mapping_in(given, "page"),
    }
    names = ["/".join(sections[:number]).lower() for number in range(len(sections), 0, -1)] or ["/"]
    found = next(
        (pages[key] for name in names for key in (name, f"/{name}", f"{name}/", f"/{name}/") if key in pages), ""
    )
    return found if isinstance(found, str) else ""


def _is_ugly(said: Mapping[str, Any], sections: list[str]) -> bool:
    """https://gohugo.io/configuration/ugly-urls/."""
    given = said.get("uglyurls")
    if isinstance(given, dict):
        return bool(sections) and given.get(sections[0].lower()) is True
    return given is True


def _values_true(said: Mapping[str, Any], key: str) -> bool | None:
    value = said.get(key)
    return value if isinstance(value, bool) else None
