"""Paged, archived and complete feeds (RFC 5005)."""

from __future__ import annotations

from collections.abc import Iterator

from feedkit.checks.feeds._document import Document, Placed
from feedkit.checks.feeds._urls import canonical
from feedkit.checks.feeds.atom_links import PAGES, relation
from feedkit.diagnostics import Diagnostic
from feedkit.rules.feed_contents import INCOMPLETE_ARCHIVE, WRONG_PAGING

RULES = (WRONG_PAGING, INCOMPLETE_ARCHIVE)


def check(document: Document) -> Iterator[Diagnostic]:
    """A finding for links that contradict each other, and for those that an archive lacks."""
    for feed in document.of_kind("feed"):
        links = {relation(each): each for each in reversed(feed.all("link")) if each.spec.kind == "link"}
        if feed.has("fh:complete"):
            yield from _complete(document, links)
        for end, beyond in (("first", "previous"), ("last", "next")):
            if end in links and beyond in links and _is_self(document, links, links[end]):
                message = f"this is the {end} page, so there is no {beyond} one"
                yield document.at_tag(WRONG_PAGING, links[beyond].node, message)
        archive = feed.first("fh:archive")
        if archive and not feed.has("fh:complete") and document.is_whole:
            if not {"prev-archive", "next-archive"} & set(links):
                message = "an archive has a link to the one before or after it"
                yield document.at_tag(INCOMPLETE_ARCHIVE, archive.node, message)
            if "current" not in links:
                message = "an archive has a link to the current feed"
                yield document.at_tag(INCOMPLETE_ARCHIVE, archive.node, message)


def _complete(document: Document, links: dict[str, Placed]) -> Iterator[Diagnostic]:
    for rel in sorted(PAGES & set(links)):
        if rel != "current":
            message = f'a complete feed has no other pages, but `rel="{rel}"`'
            yield document.at_tag(WRONG_PAGING, links[rel].node, message)
        elif not _is_self(document, links, links[rel]):
            yield document.at_tag(WRONG_PAGING, links[rel].node, "a complete feed is itself the current one")


def _is_self(document: Document, links: dict[str, Placed], link: Placed) -> bool:
    """Whether a link leads to the document itself, by its name or by its self link."""
    href = canonical(link.node.get("href") or "")
    own = links.get("self")
    return href in {canonical(document.source.path), canonical(own.node.get("href") or "") if own else ""} - {""}
