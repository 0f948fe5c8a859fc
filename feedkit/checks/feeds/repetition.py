"""No element stands more often than it may."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from feedkit.checks.feeds._document import Document
from feedkit.diagnostics import Diagnostic
from feedkit.rules.feed_documents import REPEATED_ELEMENT

RULES = (REPEATED_ELEMENT,)
_MOST = {"skipHours": 24, "skipDays": 7}
_MOST_OF_ITEM = {"g:image_link": 10, "g:label": 10}


def check(document: Document) -> Iterator[Diagnostic]:
    """A finding at each second element of which there may be one, and at those that are too many."""
    for parent in document.placed:
        if len(parent.children) < 2 or len(parent.children) == len({child.key for child in parent.children}):
            continue
        numbers: Counter[str] = Counter()
        for child in parent.children:
            numbers[child.key] += 1
            number, most = numbers[child.key], _MOST_OF_ITEM.get(child.key, 0)
            if (child.spec.once or child.key in {"skipHours", "skipDays"}) and number > 1:
                message = f"<{child.node.written}> stands more than once in <{parent.node.written}>"
                yield document.at_tag(REPEATED_ELEMENT, child.node, message)
            elif most and number == most + 1:
                message = f"more than {most} <{child.node.written}> in one <{parent.node.written}>"
                yield document.at_tag(REPEATED_ELEMENT, child.node, message)
    for parent in document.keyed(*_MOST):
        most = _MOST[parent.key]
        if len(parent.children) > most:
            message = f"<{parent.node.written}> holds at most {most} elements"
            yield document.at_tag(REPEATED_ELEMENT, parent.children[most].node, message)
