"""Links of Atom, in Atom and in RSS: relations, and that alternates can be told apart (RFC 4287 §4.2.7)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedkit.checks.feeds._document import Document, Placed
from feedkit.checks.feeds._findings import shortened
from feedkit.checks.feeds._vocabulary.namespaces import THREAD
from feedkit.checks.feeds._words import words
from feedkit.diagnostics import Diagnostic
from feedkit.rules.feed_contents import DUPLICATE_ATOM_LINK, LOOSE_LINK, UNREGISTERED_LINK_RELATION
from feedkit.rules.feed_documents import UNDEFINED_ATTRIBUTE, WRONG_DATE

RULES = (UNREGISTERED_LINK_RELATION, DUPLICATE_ATOM_LINK, LOOSE_LINK, UNDEFINED_ATTRIBUTE, WRONG_DATE)
_IANA = "http://www.iana.org/assignments/relation/"
PAGES = frozenset(words("current first last next next-archive prev-archive previous"))
_RELATIONS = PAGES | frozenset(
    words(
        "alternate describedby edit edit-media enclosure hub license payment related replies search self service up via"
    )
)
_URL = re.compile(r"[a-zA-Z][0-9a-zA-Z+\-.]*:\S+")
_RFC_3339 = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?(?:Z|[+-][0-9]{2}:[0-9]{2})")


def relation(link: Placed) -> str:
    """The relation of a link, `alternate` if it says none."""
    said = link.node.get("rel")
    return "alternate" if said is None else said.removeprefix(_IANA)


def check(document: Document) -> Iterator[Diagnostic]:
    """A finding for each relation nobody knows, and each link that cannot be told from another."""
    for link in document.of_kind("link"):
        rel = relation(link)
        if rel and rel not in _RELATIONS and not _URL.fullmatch(rel):
            yield document.at_attribute(
                UNREGISTERED_LINK_RELATION, link.node, "rel", f'`rel="{shortened(rel)}"` is not registered for Atom'
            )
        if rel in PAGES and link.parent is not None and link.parent.spec.kind == "entry":
            message = f'`rel="{rel}"` is of feeds, not of entries'
            yield document.at_attribute(UNREGISTERED_LINK_RELATION, link.node, "rel", message)
        if link.node.text and not link.node.text.isspace():
            yield document.at_text(LOOSE_LINK, link.node, "a link has no text inside")
        yield from _threads(document, link, rel)
    for parent in document.of_kind("feed", "entry", "source"):
        yield from _alternates(document, parent)


def _threads(document: Document, link: Placed, rel: str) -> Iterator[Diagnostic]:
    node = link.node
    for name in ("count", "updated"):
        if node.get(name, THREAD) is not None and rel != "replies":
            message = f'`thr:{name}=` is of links with `rel="replies"` only'
            yield document.at_attribute(UNDEFINED_ATTRIBUTE, node, name, message)
    if node.get("when", THREAD) is not None:
        message = "`thr:when=` was renamed"
        yield document.at_attribute(UNDEFINED_ATTRIBUTE, node, "when", message, help="write `thr:updated=`")
    updated = node.get("updated", THREAD)
    if updated is not None and not _RFC_3339.fullmatch(updated.strip()):
        yield document.at_attribute(WRONG_DATE, node, "updated", f"{shortened(updated)!r} is no date of RFC 3339")


def _alternates(document: Document, parent: Placed) -> Iterator[Diagnostic]:
    seen: set[tuple[str, str]] = set()
    for link in parent.all("link"):
        if relation(link) == "alternate":
            kind = (link.node.get("type") or "", link.node.get("hreflang") or "")
            if kind in seen:
                what = " ".join(each for each in kind if each) or "no type and no language"
                message = f"two alternates of <{parent.node.written}> with {what}"
                yield document.at_tag(DUPLICATE_ATOM_LINK, link.node, message)
            seen.add(kind)
