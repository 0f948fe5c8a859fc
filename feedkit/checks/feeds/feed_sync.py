"""FeedSync: what its attributes ask of each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedkit.checks.feeds._document import Document
from feedkit.checks.feeds._findings import shortened
from feedkit.diagnostics import Diagnostic
from feedkit.rules.feed_contents import DISCOURAGED_USAGE
from feedkit.rules.feed_documents import MISSING_ATTRIBUTE, WRONG_CHOICE, WRONG_DATE

RULES = (MISSING_ATTRIBUTE, WRONG_CHOICE, WRONG_DATE, DISCOURAGED_USAGE)
_NAME = re.compile(r"(?:[0-9a-zA-Z()+,\-.:=@;$_!*'/?#]|%[0-9a-fA-F]{2})+")


def check(document: Document) -> Iterator[Diagnostic]:
    """A finding for each that is not as asked."""
    for sharing in document.keyed("sx:sharing"):
        since, until = sharing.node.get("since"), sharing.node.get("until")
        if (since is None) != (until is None):
            message = "`since=` and `until=` stand together"
            yield document.at_tag(MISSING_ATTRIBUTE, sharing.node, message)
        elif since is not None and until is not None and since > until:
            message = f"{shortened(since)!r} is after {shortened(until)!r}"
            yield document.at_attribute(WRONG_DATE, sharing.node, "since", message)
    for history in document.keyed("sx:history"):
        if history.node.get("by") is None and history.node.get("when") is None:
            yield document.at_tag(MISSING_ATTRIBUTE, history.node, "a history says `by=` or `when=`")
    for key, name in (("sx:sync", "id"), ("sx:history", "by")):
        for placed in document.keyed(key):
            said = placed.node.get(name)
            if said == "":
                yield document.at_attribute(DISCOURAGED_USAGE, placed.node, name, f"`{name}=` is empty")
            elif said is not None and not _NAME.fullmatch(said):
                message = f"{shortened(said)!r} has characters that no name of a URN has"
                yield document.at_attribute(WRONG_CHOICE, placed.node, name, message)
