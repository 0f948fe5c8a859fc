"""The document is a feed: its root element, namespace and version are those of a format in use."""

from __future__ import annotations

from collections.abc import Iterator

from feedkit.checks.feeds._document import Document
from feedkit.checks.feeds._vocabulary.namespaces import ATOM, ATOM_03, RSS_11
from feedkit.checks.feeds._xml import Node
from feedkit.diagnostics import Diagnostic
from feedkit.rules.feed_documents import UNKNOWN_FEED_FORMAT, WRONG_FEED_VERSION

RULES = (UNKNOWN_FEED_FORMAT, WRONG_FEED_VERSION)
_RSS = ("0.91", "0.92", "2.0")
_OPML = ("1.0", "1.1", "2.0")


def check(document: Document) -> Iterator[Diagnostic]:
    """A finding about the root, if it is none of a feed or says a version that there is not."""
    root = document.parsed.root
    if root is None:
        return
    message, help = _unknown(root, document.format)
    if message:
        yield document.at_tag(UNKNOWN_FEED_FORMAT, root, message, help=help)
    versions = {"rss": _RSS, "opml": _OPML}.get(document.format, ())
    version = root.get("version")
    if versions and version is not None and version not in versions:
        known = ", ".join(versions)
        message = f"there is no version {version!r} of {document.format.upper()}"
        yield document.at_attribute(WRONG_FEED_VERSION, root, "version", message, help=f"there are {known}")


def _unknown(root: Node, format: str) -> tuple[str, str]:
    """What is wrong with the root, and what to do; nothing if it is right."""
    if format == "rss" and root.namespace:
        return f"<rss> is in no namespace, not in {root.namespace!r}", "remove the `xmlns` of the root"
    if format in {"atom", "entry"} and not root.namespace:
        return f"<{root.name}> has no namespace", f'write `<{root.name} xmlns="{ATOM}">`'
    if format in {"atom", "entry"} and root.namespace != ATOM:
        return f"<{root.name}> is in the namespace {root.namespace!r}, which is not that of Atom", f"write `{ATOM}`"
    if format:
        return "", ""
    if root.name in {"feed", "entry"} and root.namespace == ATOM_03:
        return "this is Atom 0.3, a draft that has been out of use since 2005", f"write Atom 1.0: `{ATOM}`"
    if root.name == "Channel":
        return f"<Channel> is not in the namespace {RSS_11!r} of RSS 1.1", ""
    if root.name.lower() == "html":
        return "this is a web page, not a feed", 'look for its `<link rel="alternate">`'
    return f"<{root.written}> is not the root of a feed", "a feed begins with <rss>, <feed>, <rdf:RDF>, <opml> or `{`"
