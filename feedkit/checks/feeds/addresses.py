"""URLs are URLs: complete where they must be, of allowed characters, of a known scheme."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from urllib.parse import urljoin

from feedkit.checks.feeds._document import Document, Value
from feedkit.checks.feeds._findings import shortened
from feedkit.checks.feeds._urls import canonical, fault, is_file_of_the_web
from feedkit.checks.feeds._vocabulary.namespaces import XML
from feedkit.diagnostics import Diagnostic
from feedkit.rules.feed_contents import SAME_DOCUMENT_REFERENCE
from feedkit.rules.feed_documents import UNREGISTERED_SCHEME, WRONG_URL, WRONG_URN

RULES = (WRONG_URL, WRONG_URN, UNREGISTERED_SCHEME, SAME_DOCUMENT_REFERENCE)
_KINDS = {
    "url": {"full": True, "iri": False},
    "ref": {"full": False, "iri": False},
    "iri": {"full": True, "iri": True},
    "iriref": {"full": False, "iri": True},
    "id": {"full": True, "iri": True},
}
_SCHEMES = frozenset({"urn:ebu", "urn:simple", "urn:mpaa", "urn:v-chip", "urn:icra"})
_RULES = {"url": WRONG_URL, "urn": WRONG_URN, "scheme": UNREGISTERED_SCHEME}


def check(document: Document) -> Iterator[Diagnostic]:
    """A finding for each URL that is none."""
    for kind, options in _KINDS.items():
        for value in document.values_of(kind):
            yield from _checked(document, value, **options)
    for value in document.values_of("weburl"):
        if not is_file_of_the_web(value.text):
            message = (
                f"{shortened(value.text)!r} is no absolute URL of http or https" if value.text else "there is no URL"
            )
            yield document.at_value(WRONG_URL, value, message)
    for value in document.values_of("guid"):
        if (value.placed.node.get("isPermaLink") or "true") == "true":
            yield from _checked(document, value, full=True, iri=False)
    for value in document.values_of("flare"):
        if document.format in {"atom", "entry"}:
            yield from _checked(document, value, full=False, iri=True)
    for value in _of_media(document):
        yield from _checked(document, value, full=True, iri=False)
    for link in document.of_kind("link"):
        href = link.node.get("href")
        if href is not None:
            value = Value(link, "href", "iriref", href)
            yield from _checked(document, value, full=False, iri=True)
            yield from _same_document(document, value)
    for reply in document.of_kind("reply"):
        for name in ("href", "source"):
            reference = reply.node.get(name)
            if reference is not None:
                yield from _same_document(document, Value(reply, name, "iriref", reference))
    for text in document.of_kind("construct", "content"):
        source = text.node.get("src")
        if source is not None:
            yield from _checked(document, Value(text, "src", "ref", source), full=False, iri=False)
    for outline in document.of_kind("outline"):
        for name in ("htmlUrl", "url"):
            address = outline.node.get(name)
            if address is not None:
                yield from _checked(document, Value(outline, name, "url", address), full=True, iri=False)


def _of_media(document: Document) -> Iterator[Value]:
    """Those of Media RSS that are URLs unless they are words it knows."""
    for placed in document.of_kind("credit", "rating"):
        scheme = placed.node.get("scheme")
        if scheme and scheme not in _SCHEMES:
            yield Value(placed, "scheme", "url", scheme)
    for restriction in document.of_kind("mediarestriction"):
        if restriction.node.get("type") == "uri":
            yield Value(restriction, "", "url", restriction.text)


def _same_document(document: Document, value: Value) -> Iterator[Diagnostic]:
    """A finding for a link to the base, which is not the document."""
    bases = [base for node in value.placed.node.up() if (base := node.get("base", XML))]
    if not bases or fault(value.text, full=False, iri=True)[0] == "url":
        return
    try:
        base = reduce(urljoin, reversed(bases), document.source.path if "://" in document.source.path else "")
        target = urljoin(base, value.text)
    except ValueError:
        return
    here, there = canonical(base).partition("#")[0], canonical(target).partition("#")[0]
    if here and here == there and here != canonical(document.source.path).partition("#")[0]:
        message = f"{shortened(value.text)!r} leads to the base {shortened(base)!r}, which is not this document"
        yield document.at_value(SAME_DOCUMENT_REFERENCE, value, message)


def _checked(document: Document, value: Value, *, full: bool, iri: bool) -> Iterator[Diagnostic]:
    kind, why = fault(value.text, full=full, iri=iri)
    if kind:
        shown = shortened(value.text)
        message = (
            why if kind == "scheme" else f"{shown!r} is no URL: {why}" if value.text else f"{value.name} has no URL"
        )
        if kind == "urn":
            message = f"{shown!r}: {why}"
        yield document.at_value(_RULES[kind], value, message)
