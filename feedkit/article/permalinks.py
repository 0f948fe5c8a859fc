"""The address of an article's page, from a pattern or from its `link`."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from datetime import datetime
from urllib.parse import quote, urlsplit

from feedkit.slugs import slugify
from feedkit.urls import absolute, is_canonical, is_web

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
        given: dict[str, Callable[[], str]] = {
            "slug": lambda: slug,
            "path": lambda: posixpath.splitext(path)[0],
            "category": lambda: slugify(category) if category else "articles",
            "year": lambda: f"{published.year:04}",
            "month": lambda: f"{published.month:02}",
            "day": lambda: f"{published.day:02}",
        }
        written = _PLACEHOLDER.sub(lambda match: quote(given[match[1]](), safe="/"), written)
    if ":" not in written or not urlsplit(written).scheme:
        written = written.lstrip("/")
        whole = site_url + written
        if written and is_canonical(whole) and "?" not in whole and "#" not in whole:
            return whole  # nothing has to be resolved
    url = absolute(written, site_url)
    if not is_web(url):
        raise ValueError("it must begin with https:// or be a path")
    return url
