"""Which article a reference in the body means, and where it is published."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from feedkit import urls
from feedkit.shortcodes.context import Context

_EXTENSIONS = (".md", ".markdown", ".mdx", ".html", ".rst", ".mdown", ".htm")
_BUNDLES = ("/index", "/_index")
_DATED = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}-")


def by_name(articles: Mapping[str, str]) -> dict[str, str]:
    """The articles by the last part of their names: without folder and extension, that of the folder for `index`.

    In lower case; with and without a date before it. Names that two articles share are left out, as their empty URL.
    """
    found: dict[str, str] = {}
    for path, url in articles.items():
        name = _name(path)
        for each in {name, _DATED.sub("", name, count=1)}:
            found[each] = url if found.get(each, url) == url else ""
    return found


def find(reference: str, context: Context) -> str:
    """The absolute URL of the article that a path, a name or a part of them stands for; empty when there is none.

    A path is looked up from the folder of the article first, then from the content folder, with and without extension
    and as a page bundle; at last by the name alone. `#fragment` and `?query` are kept.
    """
    path, rest = split(reference)
    if not path:
        return context.url + rest if rest else ""
    if urls.is_web(path):
        return path + rest
    folder = posixpath.dirname(context.path)
    starts = [""] if path.startswith("/") else [folder, ""]
    for start in dict.fromkeys(starts):
        base = posixpath.normpath(posixpath.join(start, path.strip("/"))) if path.strip("/") else ""
        if url := _at(base, context.articles):
            return url + rest
    names = by_name(context.articles) if context.names is None else context.names
    url = names.get(_name(path), "")
    return url + rest if url else ""


def guess(reference: str, context: Context) -> str:
    """The address that an article which is not there would probably have."""
    path, rest = split(reference)
    stem = _without_extension(path)
    for bundle in _BUNDLES:
        stem = stem.removesuffix(bundle)
    try:
        return urls.absolute(urls.encoded_path(stem.strip("/")) + "/", base(context)) + rest
    except ValueError:
        return base(context)


def base(context: Context) -> str:
    """The absolute URL under which the site stands, with `/` at its end."""
    root = context.site_url.rstrip("/")
    return root + "/" if root.endswith(context.baseurl.rstrip("/")) else root + context.baseurl.rstrip("/") + "/"


def origin(context: Context) -> str:
    """The scheme and host of the site, without `/` at the end."""
    parts = urlsplit(context.site_url)
    return f"{parts.scheme}://{parts.netloc}"


def path_of(url: str) -> str:
    """An absolute URL without scheme and host."""
    match = re.match(r"[a-z]+://[^/]*+", url)
    return (url[match.end() :] or "/") if match else url


def split(reference: str) -> tuple[str, str]:
    """The path of a reference, and its query and fragment with `?` and `#`."""
    reference = reference.strip()
    cut = min((index for index in (reference.find("?"), reference.find("#")) if index >= 0), default=len(reference))
    return reference[:cut], reference[cut:]


def _at(path: str, articles: Mapping[str, str]) -> str:
    if path in articles:
        return articles[path]
    stem = _without_extension(path)
    for end in ("", *_BUNDLES):
        for extension in _EXTENSIONS:
            if url := articles.get(f"{stem}{end}{extension}", ""):
                return url
    return ""


def _without_extension(path: str) -> str:
    for extension in _EXTENSIONS:
        if path.endswith(extension):
            return path.removesuffix(extension)
    return path


def _name(path: str) -> str:
    stem = _without_extension(path.rstrip("/"))
    for bundle in _BUNDLES:
        stem = stem.removesuffix(bundle)
    return posixpath.basename(stem).lower()
