"""One file in, one article out, whatever dialect it is written in."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Mapping
from datetime import UTC, time

from feedkit.article.article import Article, Publication
from feedkit.article.front_matter import article_from
from feedkit.article.values import Report
from feedkit.diagnostics import Diagnostic, Place, Severity
from feedkit.dialects import NATIVE, load
from feedkit.dialects import feedkit as native
from feedkit.dialects.terms import UNRENDERED, Settings, Skipped, Source
from feedkit.quick_dataclasses import replace
from feedkit.rules import dialects as rules
from feedkit.rules import front_matter
from feedkit.yaml_nodes import Node


def read(
    path: str,
    text: str,
    sides: Mapping[str, str],
    publication: Publication,
    settings: Settings,
    files: Collection[str],
) -> tuple[Article | None, list[Diagnostic]]:
    """The article in the file at `path`, or None when it is to be in no feed, with everything found in it.

    Pure: it depends on nothing but its arguments. `sides` are the texts of the side files that the dialect named,
    `files` all files of the content folder. Nothing that is found in a foreign dialect is an error.
    """
    if settings.dialect == NATIVE:
        return native.read(path, text, publication, settings)
    if not text.strip() and not sides:
        return None, []  # an empty file says nothing, in any dialect
    source = Source(
        path=path, text=text, folder=publication.folder or ".", zone=publication.zone,
        default_time=publication.default_time, site_url=publication.site_url, files=files, sides=sides,
    )  # fmt: skip
    made = load(settings.dialect).translate(source, settings)
    if isinstance(made, Skipped):
        return None, list(made.found)
    found: list[Diagnostic] = []
    report = Report(posixpath.join(publication.folder, path), found)
    body, markdown = made.body, made.markup in ("markdown", "mdx")
    if made.markup == "rst":
        from feedkit.dialects import _restructured  # noqa: PLC0415  (docutils takes long to load)

        body, unknown = _restructured.to_html(body)
        for line, message in unknown:
            place = Place(source.shown, made.body_line + line - 1, 1, made.body_line + line - 1, 1)
            report.add(rules.UNKNOWN_DIRECTIVE, place, message, "write it as text")
    if made.markup in UNRENDERED:
        if body.strip():
            place = Place(source.shown, made.body_line, 1, made.body_line, 1)
            message = f"{made.markup} is not rendered: the entry has no content"
            report.add(rules.UNRENDERED_MARKUP, place, message, "write it in Markdown, HTML or reStructuredText")
        body = ""
    article = article_from(path, made.keys, publication, report, body, made.body_line, markdown=markdown)
    return article, [*made.found, *_softened(found)]


def keys_of(path: str, text: str, folder: str, dialect: str) -> Mapping[str, Node]:
    """The front matter of a file as it was written; empty when it has none or it cannot be read."""
    from feedkit.dialects import other, pelican  # noqa: PLC0415  (only for a look at a site that is new here)

    source = Source(path=path, text=text, folder=folder, zone=UTC, default_time=time())
    front = other.front_of(source) if dialect != "pelican" else pelican.front_of(source)
    return front.keys.value if front.keys is not None else {}


def _softened(found: list[Diagnostic]) -> list[Diagnostic]:
    """Findings as warnings: a blog that stands must not be held up by a value that feeds do without."""
    return [
        replace(each, rule=rules.IGNORED_VALUE) if each.severity is Severity.ERROR else each
        for each in found
        if each.rule is not front_matter.UPDATED_BEFORE_PUBLISHED
    ]
