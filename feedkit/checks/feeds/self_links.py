"""A feed names its own address."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from feedkit.checks.feeds._document import Document, Placed
from feedkit.checks.feeds._findings import shortened
from feedkit.checks.feeds._urls import canonical
from feedkit.checks.feeds._vocabulary.namespaces import XML
from feedkit.checks.feeds.atom_links import relation
from feedkit.diagnostics import Diagnostic
from feedkit.rules.feed_contents import DOUBTFUL_SELF_LINK, MISSING_SELF_LINK

RULES = (MISSING_SELF_LINK, DOUBTFUL_SELF_LINK)
_TYPES = frozenset({"application/atom+xml", "application/rss+xml", "application/rdf+xml"})


def check(document: Document) -> Iterator[Diagnostic]:
    """A finding for a feed without a self link, or with one that leads elsewhere."""
    for parent in document.of_kind("feed", "channel"):
        links = [*parent.all("link"), *parent.all("atom:link")]
        own = [each for each in links if each.spec.kind == "link" and relation(each) == "self"]
        needs_one = document.format == "atom" or (document.format == "rss" and document.version == "2.0")
        if not own and needs_one and document.is_whole:
            yield document.at_tag(MISSING_SELF_LINK, parent.node, "the feed does not say its own address")
        for link in own:
            yield from _doubts(document, link)


def _doubts(document: Document, link: Placed) -> Iterator[Diagnostic]:
    href = link.node.get("href")
    kind = (link.node.get("type") or "").partition(";")[0].strip()
    if kind and "/" in kind and kind not in _TYPES:
        message = f"the type {shortened(kind)!r} is not that of a feed"
        yield document.at_attribute(DOUBTFUL_SELF_LINK, link.node, "type", message)
    if href is None:
        return
    bases = [base for node in link.node.up() if (base := node.get("base", XML))]
    if not any(_host(each) for each in (href, *bases)):
        yield document.at_attribute(
            DOUBTFUL_SELF_LINK, link.node, "href", f"{shortened(href)!r} is relative to nothing"
        )
    elif _host(href) and _host(document.source.path) and canonical(href) != canonical(document.source.path):
        message = (
            f"the feed says it is at {shortened(href)!r}, but it was read from {shortened(document.source.path)!r}"
        )
        yield document.at_attribute(DOUBTFUL_SELF_LINK, link.node, "href", message)


def _host(url: str) -> str:
    try:
        return urlsplit(url.strip()).netloc
    except ValueError:
        return ""
