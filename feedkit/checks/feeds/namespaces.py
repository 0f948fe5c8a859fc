"""Namespaces are those readers know, under the prefixes they know them by."""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedkit.checks.feeds._document import Document
from feedkit.checks.feeds._vocabulary import NAMESPACES, UNCHECKED_NAMESPACES, nearest_prefix
from feedkit.checks.feeds._vocabulary.namespaces import ATOM, ATOM_03, MEDIA, XHTML
from feedkit.checks.feeds._xml import Node
from feedkit.diagnostics import Diagnostic, Rule
from feedkit.rules.feed_documents import MISSPELT_NAMESPACE, MISUSED_PREFIX, UNDECLARED_PREFIX, UNKNOWN_NAMESPACE

RULES = (UNKNOWN_NAMESPACE, MISUSED_PREFIX, MISSPELT_NAMESPACE, UNDECLARED_PREFIX)
_PREFIXES = frozenset(NAMESPACES.values())
_MISSPELT_MEDIA = "http://search.yahoo.com/mrss"
_OLD_WIKI = "http://www.usemod.com/cgi-bin/mb.pl?ModWiki"
_OTHER_DOCUMENTS = frozenset({ATOM_03, "http://a9.com/-/spec/opensearch/1.1/", "http://www.w3.org/2007/app"})


def check(document: Document) -> Iterator[Diagnostic]:
    """A finding for each declaration that is doubtful, and each element without a namespace in a format that has one."""
    for prefix, namespace, node in document.parsed.declarations:
        yield from _declaration(document, prefix, namespace, node)
    if document.format in {"atom", "entry", "rdf"}:
        for placed in document.placed:
            above = placed.parent
            if above and not above.spec.is_open and not placed.node.namespace and not placed.node.prefix:
                if document.root and not document.root.node.namespace:
                    return
                message = f"<{placed.node.name}> is in no namespace: nobody knows what it means"
                yield document.at_tag(UNKNOWN_NAMESPACE, placed.node, message)


def _declaration(document: Document, prefix: str, namespace: str, node: Node) -> Iterator[Diagnostic]:
    written = f"xmlns:{prefix}" if prefix else "xmlns"
    if re.search(r"\S\s+\S", namespace):
        yield _at(document, UNDECLARED_PREFIX, node, prefix, f"{namespace!r} is not one namespace")
    elif namespace == _MISSPELT_MEDIA:
        message = f"{namespace!r} lacks the slash at its end"
        yield _at(document, MISSPELT_NAMESPACE, node, prefix, message, help=f'write `{written}="{MEDIA}"`')
    elif prefix and prefix in _PREFIXES:
        yield from _known_prefix(document, prefix, namespace, node)
    elif namespace in NAMESPACES:
        if prefix and namespace in {ATOM, XHTML} and document.format in {"atom", "entry"}:
            yield _avoided(document, prefix, node)
    elif namespace and namespace not in UNCHECKED_NAMESPACES and namespace not in _OTHER_DOCUMENTS:
        near = nearest_prefix(namespace)
        meant = next((each for each, known in NAMESPACES.items() if known == near), "") if near else ""
        message = f"hardly any reader knows the namespace {namespace!r}"
        yield _at(document, UNKNOWN_NAMESPACE, node, prefix, message, help=f"did you mean `{meant}`?" if meant else "")


def _known_prefix(document: Document, prefix: str, namespace: str, node: Node) -> Iterator[Diagnostic]:
    if NAMESPACES.get(namespace) != prefix:
        usual = next(each for each, known in NAMESPACES.items() if known == prefix)
        message = f"readers know `{prefix}:` as {usual!r}"
        yield _at(document, MISUSED_PREFIX, node, prefix, message, help="take another prefix, or that namespace")
    elif namespace == _OLD_WIKI:
        message = "this is the old namespace of wikis"
        usual = next(each for each, known in NAMESPACES.items() if known == "wiki")
        yield _at(document, MISUSED_PREFIX, node, prefix, message, help=f"write `{usual}`")
    elif prefix in {"atom", "xhtml"} and document.format in {"atom", "entry"}:
        yield _avoided(document, prefix, node)


def _avoided(document: Document, prefix: str, node: Node) -> Diagnostic:
    message = f"some readers do not understand `{prefix}:` in Atom"
    return _at(document, MISUSED_PREFIX, node, prefix, message, help="declare the namespace without a prefix")


def _at(document: Document, rule: Rule, node: Node, prefix: str, message: str, *, help: str = "") -> Diagnostic:
    return document.at_attribute(rule, node, prefix or "xmlns", message, help=help)
