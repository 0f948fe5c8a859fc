"""The address of an article's page, from a pattern or from its `link`."""

from __future__ import annotations

import posixpath
import re
from datetime import datetime
from urllib.parse import quote, urlsplit

from feedkit.slugs import slugify
from feedkit.urls import absolute, is_web

_DATED = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})[-_](?=.)")
_PLACEHOLDER = re.compile(r"\{(slug|path|year|month|day|category)\}")


def slug_of(path: str) -> str:
    """The slug that a file's name gives: without its extension and leading date; `index` takes the name of its folder."""
    stem = posixpath.splitext(posixpath.basename(path))[0]
    if stem == "index" and "/" in path:
        stem = posixpath.basename(posixpath.dirname(path))
    return slugify(_DATED.sub("", stem, count=1) if _DATED.match(stem) else stem)


def permalink(
    written: str, *, site_url: str, path: str, slug: str, published: datetime, category: str, pattern: bool
) -> str:
    """An absolute web address. A pattern has its placeholders filled in; both are relative to the site, even after `/`.

    Raises ValueError when no web address can be made of it.
    """
    if pattern:
        stem = posixpath.splitext(path)[0]
        given = {
            "slug": slug, "path": stem, "category": slugify(category) if category else "articles",
            "year": f"{published.year:04}", "month": f"{published.month:02}", "day": f"{published.day:02}",
        }  # fmt: skip
        written = _PLACEHOLDER.sub(lambda match: quote(given[match[1]], safe="/"), written)
    if not urlsplit(written).scheme:
        written = written.lstrip("/")
    url = absolute(written, site_url)
    if not is_web(url):
        raise ValueError("it must begin with https:// or be a path")
    return url
