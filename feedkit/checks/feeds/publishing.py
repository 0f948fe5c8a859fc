"""Lists of categories of the Atom Publishing Protocol are here or elsewhere, not both (RFC 5023 §7.2.1)."""

from __future__ import annotations

from collections.abc import Iterator

from feedkit.checks.feeds._document import Document
from feedkit.diagnostics import Diagnostic
from feedkit.rules.feed_documents import UNDEFINED_ATTRIBUTE, UNDEFINED_ELEMENT

RULES = (UNDEFINED_ATTRIBUTE, UNDEFINED_ELEMENT)


def check(document: Document) -> Iterator[Diagnostic]:
    """A finding for each list that is both."""
    for categories in document.keyed("app:categories"):
        if categories.spec.is_open or categories.node.get("href") is None:
            continue
        for name in ("fixed", "scheme"):
            if categories.node.get(name) is not None:
                message = f"a list of categories that is elsewhere has no `{name}=`"
                yield document.at_attribute(UNDEFINED_ATTRIBUTE, categories.node, name, message)
        if categories.children:
            message = "a list of categories that is elsewhere holds none itself"
            yield document.at_tag(UNDEFINED_ELEMENT, categories.children[0].node, message)
