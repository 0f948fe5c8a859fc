"""All articles of a project, read from its content folder."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from feedkit.article.article import Article, Publication
from feedkit.article.front_matter import surroundings_of
from feedkit.article.people import read_people
from feedkit.characters import clean
from feedkit.config import Config, generator
from feedkit.diagnostics import Applicability, Diagnostic, Edit, Fix, Place, Severity
from feedkit.dialects import NATIVE, load
from feedkit.dialects.reading import read
from feedkit.dialects.terms import Settings
from feedkit.model import Person
from feedkit.rules import content as content_rules
from feedkit.rules import dialects as dialect_rules
from feedkit.rules import front_matter as rules
from feedkit.sources import Scan, folder

Progress = Callable[[str, int, int], None]
"""Told of the stage of the work, how much of it is done, and how much there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """What the content folder holds."""

    publication: Publication
    articles: tuple[Article, ...]
    """In the order of their paths."""
    diagnostics: tuple[Diagnostic, ...]
    read: int
    """How many article files were looked at, those that cannot be read included."""
    dialect: str = NATIVE
    """The dialect they are written in."""


def read_catalog(project: Path, config: Config, progress: Progress) -> Catalog:
    """Every article of the content folder, and everything found wrong while reading them.

    Raises FileError when there is no content folder.
    """
    settings = generator.settings(project, config)
    shown_as = config.content.dir.strip("/")
    root = project / config.content.dir
    scan = _scan(root, config, settings, shown_as)
    settings = replace(settings, loose=not any("_posts/" in path for path in scan.files))
    found = list(scan.diagnostics)
    publication = _publication(config, scan, shown_as)
    if settings.dialect == NATIVE or "authors" in config.content.model_fields_set:
        publication = replace(publication, people=_people(root, config, publication, found))
    articles = []
    names = [path for path in scan.articles if path != config.content.authors]
    for number, path in enumerate(names):
        if number % 64 == 0:
            progress("reading", number, len(names))
        article, diagnostics = _read_file(root, path, publication, settings, config.content.max_bytes)
        found.extend(diagnostics)
        if article is not None:
            articles.append(_with_content(root, article, publication, config.content.max_bytes, found))
    bodies = {article.content_file for article in articles if article.content_file}
    progress("reading", len(names), len(names))
    return Catalog(
        publication=publication
        if settings.dialect == NATIVE
        else replace(publication, files={}, flavour=settings.dialect),
        articles=tuple(each for each in articles if each.path not in bodies),
        diagnostics=tuple(found),
        read=len(names),
        dialect=settings.dialect,
    )


def _scan(root: Path, config: Config, settings: Settings, shown_as: str) -> Scan:
    """The content folder. What is an article in it, another generator's rules say, unless `content.include` does."""
    content = config.content
    if settings.dialect == NATIVE:
        return folder.scan(root, include=content.include, exclude=content.exclude, shown_as=shown_as)
    scan = folder.scan(
        root,
        include=content.include if "include" in content.model_fields_set else ("**/*",),
        exclude=content.exclude,
        shown_as=shown_as,
        underscored=True,
        unvisited={"node_modules", *settings.excluded},
    )
    dialect = load(settings.dialect)
    return replace(scan, articles=tuple(path for path in scan.articles if dialect.may_be_article(path, settings)))


def _read_file(
    root: Path, path: str, publication: Publication, settings: Settings, max_bytes: int
) -> tuple[Article | None, list[Diagnostic]]:
    """The article of one file, from its bytes and those of the files beside it that its dialect wants."""
    found: list[Diagnostic] = []
    text = _text(root, path, publication, max_bytes, found)
    if settings.dialect != NATIVE:
        found = [
            replace(each, rule=dialect_rules.UNREADABLE_ARTICLE) if each.severity is Severity.ERROR else each
            for each in found
        ]
    if text is None:
        return None, found
    sides: dict[str, str] = {}
    if settings.dialect != NATIVE:
        for side in load(settings.dialect).sides(path, publication.files):
            sides[side] = _text(root, side, publication, max_bytes, []) or ""
    article, diagnostics = read(path, text, sides, publication, settings, publication.files)
    return article, [*found, *diagnostics]


def _publication(config: Config, scan: Scan, shown_as: str) -> Publication:
    return Publication(
        site_url=config.site.url,
        title=config.site.title,
        zone=config.site.zone,
        default_time=config.content.default_time,
        language=config.site.language,
        permalink=config.content.permalink,
        folder=shown_as,
        files=scan.files,
        trusted_html=config.content.html == "trusted",
        summary_length=config.content.summary_length,
    )


def _people(root: Path, config: Config, publication: Publication, found: list[Diagnostic]) -> Mapping[str, Person]:
    name = config.content.authors
    if name not in publication.files:
        return {}
    text = _text(root, name, publication, config.content.max_bytes, found)
    if text is None:
        return {}
    people, diagnostics = read_people(text, f"{publication.folder}/{name}", surroundings_of(name, publication))
    found.extend(diagnostics)
    return people


def _with_content(
    root: Path, article: Article, publication: Publication, max_bytes: int, found: list[Diagnostic]
) -> Article:
    if not article.content_file:
        return article
    text = _text(root, article.content_file, publication, max_bytes, found)
    return replace(article, body=text or "", body_line=1)


def _text(root: Path, path: str, publication: Publication, max_bytes: int, found: list[Diagnostic]) -> str | None:
    """A file as text with LF line ends and without forbidden characters, or None with a diagnostic that says why not."""
    shown = f"{publication.folder}/{path}"
    size = publication.files[path]
    if size > max_bytes:
        message = f"{size:,} bytes, more than the {max_bytes:,} of `content.max_bytes`"
        found.append(
            Diagnostic(
                rule=rules.OVERSIZED_FILE,
                place=Place(shown),
                message=message,
                help="leave it out with `content.exclude`, or begin its name with `_`",
            )
        )
        return None
    try:
        with (root / path).open("rb") as file:
            raw = file.read(max_bytes + 1)  # it may have grown since its size was read
    except OSError as error:
        found.append(
            Diagnostic(
                rule=rules.UNREADABLE_FILE,
                place=Place(shown),
                message=f"cannot be opened: {error.strerror}",
                help="check its permissions",
            )
        )
        return None
    return _text_of(raw, shown, found)


def read_bytes(
    path: str, raw: bytes, publication: Publication, settings: Settings
) -> tuple[Article | None, list[Diagnostic]]:
    """The article that would be read if the file at `path` held these bytes, in feedkit's own dialect."""
    found: list[Diagnostic] = []
    text = _text_of(raw, f"{publication.folder}/{path}", found)
    if text is None:
        return None, found
    article, diagnostics = read(path, text, {}, publication, settings, publication.files)
    return article, [*found, *diagnostics]


def _text_of(raw: bytes, shown: str, found: list[Diagnostic]) -> str | None:
    decoded = _decoded(raw, shown, found)
    if decoded is None:
        return None
    cleaned, forbidden = clean(_with_plain_line_ends(decoded))
    for each in forbidden:
        place = Place(shown, each.line, each.column, each.line, each.column + 1)
        message = f"the character U+{ord(each.character):04X} is not allowed in feeds and was removed"
        found.append(
            Diagnostic(
                rule=content_rules.FORBIDDEN_CHARACTER,
                place=place,
                message=message,
                help="delete it; it was probably pasted in unseen",
                fix=Fix(message="delete it", applicability=Applicability.SAFE, edits=(Edit(place, ""),)),
            )
        )
    return cleaned


def read_text(raw: bytes) -> str:
    """The bytes of an article as the text that is read; empty when they are none."""
    return clean(_with_plain_line_ends(_decoded(raw, "", []) or ""))[0]


def _with_plain_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _decoded(raw: bytes, shown: str, found: list[Diagnostic]) -> str | None:
    if raw.startswith(codecs.BOM_UTF8):
        raw = raw[3:]
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or raw.count(b"\0") > len(raw) // 64 + 1:
        found.append(
            Diagnostic(
                rule=rules.NOT_TEXT,
                place=Place(shown, 1, 1, 1, 1),
                message="this is not text in UTF-8",
                help="save it as UTF-8, or leave it out with `content.exclude`",
            )
        )
        return None
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        start = raw.rfind(b"\n", 0, error.start) + 1
        column = len(raw[start : error.start].decode("utf-8", "replace")) + 1
        message = f"the byte 0x{raw[error.start]:02X} is not UTF-8; the file was read as Windows-1252"
        found.append(
            Diagnostic(
                rule=rules.NOT_UTF_8,
                place=Place(shown, line, column, line, column + 1),
                message=message,
                help="save the file as UTF-8",
            )
        )
        return raw.decode("cp1252", "replace")
