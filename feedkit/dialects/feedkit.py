"""feedkit's own dialect: read strictly, with the names that one site uses for its keys, if it has any."""

from __future__ import annotations

import posixpath
from datetime import datetime

from feedkit.article.article import Article, Publication
from feedkit.article.dates import DateError
from feedkit.article.fences import split
from feedkit.article.front_matter import article_from, read_article
from feedkit.article.values import Report
from feedkit.diagnostics import Diagnostic
from feedkit.dialects import _nodes
from feedkit.dialects.terms import Settings
from feedkit.yaml_nodes import Node

_DATES = ("date", "updated", "expires")
_HTML_FILES = (".html", ".htm")


def read(path: str, text: str, publication: Publication, settings: Settings) -> tuple[Article | None, list[Diagnostic]]:
    """The article in a file, or None when it cannot be an entry, with all that is wrong with it."""
    if not settings.keys and not settings.date_formats:
        return read_article(path, text, publication)
    found: list[Diagnostic] = []
    report = Report(posixpath.join(publication.folder, path), found)
    parts = split(path, text, report)
    if parts is None:
        return None, found
    root, body, body_line = parts
    root = _renamed(root, settings, publication)
    markdown = not path.lower().endswith(_HTML_FILES)
    return article_from(path, root, publication, report, body, body_line, markdown=markdown), found


def _renamed(root: Node, settings: Settings, publication: Publication) -> Node:
    """The mapping with the site's own names replaced by feedkit's, and its dates in a form that feedkit reads."""
    native = {own: key for key, names in settings.keys.items() for own in names}
    values: dict[str, Node] = {}
    for name, node in root.value.items():
        key = native.get(name, name)
        if key in values and key != name:
            continue  # feedkit's own name counts
        values[key] = _dated(node, settings, publication) if key in _DATES else node
    made = _nodes.mapping(values, root)
    made.keys = {native.get(name, name): node for name, node in (root.keys or {}).items()}
    return made


def _dated(node: Node, settings: Settings, publication: Publication) -> Node:
    if type(node.value) is not str or not settings.date_formats:
        return node
    from feedkit.dialects import _dates  # noqa: PLC0415  (few sites have forms of dates of their own)

    try:
        moment: datetime | None = _dates.by_formats(
            node.value, settings.date_formats, zone=publication.zone, default_time=publication.default_time
        )
    except DateError:
        return node
    return node if moment is None else _nodes.at(node, moment.isoformat(timespec="seconds"))
