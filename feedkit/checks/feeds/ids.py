"""Entries can be told apart for ever: ids are there, unlike each other, and formed as they should be."""

from __future__ import annotations

from collections.abc import Iterator

from feedkit.checks.feeds._document import Document, Placed
from feedkit.checks.feeds._findings import shortened
from feedkit.checks.feeds._urls import canonical, fault
from feedkit.checks.feeds._vocabulary.namespaces import RDF
from feedkit.diagnostics import Diagnostic, Rule
from feedkit.rules.feed_contents import EQUAL_UPDATED, REPEATED_ENTRY, WEAK_ID, WRONG_PERMALINK
from feedkit.rules.feed_documents import UNCANONICAL_ID
from feedkit.rules.feeds import DUPLICATE_ID_IN_FEED

RULES = (DUPLICATE_ID_IN_FEED, REPEATED_ENTRY, EQUAL_UPDATED, WEAK_ID, WRONG_PERMALINK, UNCANONICAL_ID)
_FEW_ENTRIES = 9


def check(document: Document) -> Iterator[Diagnostic]:
    """A finding for each id that is missing, weak or not the only one of its kind."""
    if document.format == "rss":
        yield from _same(document, "guid", DUPLICATE_ID_IN_FEED)
        yield from _guids(document)
    elif document.format == "rdf":
        yield from _abouts(document)
    elif document.format == "atom":
        yield from _entries(document)
        yield from _same(document, "updated", EQUAL_UPDATED)
    for key in ("atom:id", "sx:sync"):
        yield from _same(document, key, DUPLICATE_ID_IN_FEED)
    for value in document.values_of("id"):
        if (
            value.text
            and not fault(value.text, full=True, iri=True)[0]
            and (best := canonical(value.text)) != value.text
        ):
            message = f"{shortened(value.text)!r} is not the canonical form of this id"
            yield document.at_value(UNCANONICAL_ID, value, message, help=f"that is `{best}`" if best else "")


def _said(document: Document, key: str) -> Iterator[tuple[Placed, str]]:
    """The elements of this key in entries, and what they say."""
    for placed in document.keyed(key):
        above = placed.parent
        if above is not None and above.spec.kind in {"item", "entry"}:
            yield placed, placed.node.get("id", "") or "" if key == "sx:sync" else placed.text


def _same(document: Document, key: str, rule: Rule) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for placed, text in _said(document, key):
        if text and text in seen:
            yield document.at_text(rule, placed.node, f"another entry has {shortened(text)!r} too")
        seen.add(text)


def _entries(document: Document) -> Iterator[Diagnostic]:
    """Entries with one id are states of one entry; if that is so of all, the ids are wrong."""
    said = list(_said(document, "id"))
    if len(said) > _FEW_ENTRIES and len({text for _, text in said}) == 1:
        yield document.at_text(DUPLICATE_ID_IN_FEED, said[1][0].node, "all entries have the same id")
    else:
        yield from _same(document, "id", REPEATED_ENTRY)


def _guids(document: Document) -> Iterator[Diagnostic]:
    for item in document.of_kind("item"):
        guid = item.first("guid")
        if guid is None:
            if document.is_rss_2 and document.is_whole:
                yield document.at_tag(WEAK_ID, item.node, "the item has no <guid>")
            continue
        is_permalink = (guid.node.get("isPermaLink") or "true") == "true"
        if is_permalink and guid.text.lower().startswith(("tag:", "urn:uuid:")):
            message = f"{shortened(guid.text)!r} is no address that readers could open"
            help = 'write `isPermaLink="false"`'
            yield document.at_text(WRONG_PERMALINK, guid.node, message, help=help)
        elif not is_permalink and guid.text.isdigit() and len(guid.text) < 9:
            yield document.at_text(WEAK_ID, guid.node, f"other feeds have a guid {guid.text!r} too")


def _abouts(document: Document) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for placed in document.placed:
        about = placed.node.get("about", RDF)
        if about is not None and placed.spec.kind != "channel":
            if about in seen:
                message = f"another item is about {shortened(about)!r} too"
                yield document.at_attribute(DUPLICATE_ID_IN_FEED, placed.node, "about", message)
            seen.add(about)
