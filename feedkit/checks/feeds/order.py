"""What comes first in a feed does."""

from __future__ import annotations

from collections.abc import Iterator

from feedkit.checks.feeds._document import Document
from feedkit.checks.feeds._words import words
from feedkit.diagnostics import Diagnostic
from feedkit.rules.feed_contents import CONTENT_BEFORE_DESCRIPTION, LATE_METADATA

RULES = (LATE_METADATA, CONTENT_BEFORE_DESCRIPTION)
_METADATA = frozenset(words("author category contributor generator id icon link logo title subtitle rights updated"))


def check(document: Document) -> Iterator[Diagnostic]:
    """A finding for metadata behind entries, and for content before its summary."""
    for feed in document.of_kind("feed"):
        is_late = False
        for child in feed.children:
            is_late = is_late or child.key == "entry"
            if is_late and child.key in _METADATA:
                message = f"<{child.node.written}> of the feed stands behind an entry"
                yield document.at_tag(LATE_METADATA, child.node, message)
    if document.format == "rss":
        for item in document.of_kind("item"):
            keys = [child.key for child in item.children]
            if "content:encoded" in keys and "description" not in keys[: keys.index("content:encoded")]:
                content = item.all("content:encoded")[0]
                message = "there is no <description> before <content:encoded>"
                yield document.at_tag(CONTENT_BEFORE_DESCRIPTION, content.node, message)
