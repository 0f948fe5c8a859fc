"""Where the links of an article lead in its own publication."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from functools import cache
from urllib.parse import unquote

from feedkit import urls
from feedkit.article.addresses import Surroundings, resolve
from feedkit.article.article import Article
from feedkit.article.front_matter import surroundings_of
from feedkit.checks.articles import Manuscript, OwnLink, Site, Target
from feedkit.checks.articles._outline import is_template

_MOST = 500
_FOREIGN = re.compile(r"(?!https?:)[a-zA-Z][a-zA-Z0-9+.-]*:")


def resolver(article: Article, site: Site, *, front_matter: bool = False) -> Callable[[str], Target | None]:
    """What tells where addresses in the body of an article lead, or those in its front matter; each is resolved once."""

    @cache
    def surroundings() -> Surroundings:
        file = article.path if front_matter else article.content_file or article.path
        return surroundings_of(file, site.publication, url=article.url, articles=site.articles)

    known: dict[str, Target | None] = {}

    def target(address: str) -> Target | None:
        if address not in known:
            try:
                known[address] = resolve(address, surroundings())
            except ValueError:
                known[address] = None
        return known[address]

    return target


def target_of_image(manuscript: Manuscript) -> Target | None:
    """Where the address of the lead picture leads; None when there is none, or it is no address."""
    article = manuscript.article
    if article.image is None:
        return None
    target = resolver(article, manuscript.site, front_matter=True) if article.content_file else manuscript.target
    return target(article.image.url.text)


def folder_of(manuscript: Manuscript, *, front_matter: bool = False) -> str:
    """The folder of the content folder that paths in the body are relative to, or those in the front matter."""
    article = manuscript.article
    file = article.path if front_matter else article.content_file or article.path
    return file.rpartition("/")[0]


def own_links(manuscript: Manuscript) -> tuple[OwnLink, ...]:
    """The links in the body that lead to the site of the publication, the first five hundred."""
    outline, site = manuscript.outline(), manuscript.site.publication.site_url
    if not outline.links:
        return ()
    found: list[OwnLink] = []
    plain = site.removeprefix("https://").removeprefix("http://").removesuffix("/")
    host = plain.partition("/")[0]
    for link in outline.links:
        written = link.address
        if written.startswith(("https://", "http://")):
            if not written.partition("://")[2].startswith(host):
                continue
        elif not written or _FOREIGN.match(written) or is_template(written):
            continue
        target = manuscript.target(written)
        if target is None:
            continue
        url, file = target
        address = url.partition("://")[2]
        if file or not (address == plain or address.startswith((f"{plain}/", f"{plain}?", f"{plain}#"))):
            continue
        path, _, fragment = url.partition("#")
        found.append(OwnLink(written=written, url=path, fragment=unquote(fragment), place=outline.place_of(link)))
        if len(found) == _MOST:
            break
    return tuple(found)


def plain(url: str) -> str:
    """An absolute address without its scheme and query, and without what servers make no difference of at its end."""
    text = url.partition("://")[2].partition("?")[0].rstrip("/")
    if text.endswith((".html", ".htm")):
        text = text[: text.rindex(".")]
    text = text.removesuffix("/index").rstrip("/")
    return unquote(text) if "%" in text else text


def anchors(content: str) -> tuple[str, ...]:
    """The ids and names in the HTML of an entry: what can follow `#` in a link to it."""
    pieces = content.split(' id="')[1:]
    if ' name="' in content:
        pieces += content.split(' name="')[1:]
    return tuple(html.unescape(piece.partition('"')[0]) for piece in pieces)


def is_relative(address: str) -> bool:
    """Whether an address names something by its path."""
    if address.startswith(("https://", "http://", "#", "mailto:")):
        return False
    return bool(address) and address[0] != "?" and not address.startswith("//") and not urls.scheme(address)
