"""The picture of a channel fits the channel."""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedkit.checks.feeds._document import Document
from feedkit.checks.feeds._findings import shortened
from feedkit.diagnostics import Diagnostic
from feedkit.rules.feed_contents import UNFIT_IMAGE

RULES = (UNFIT_IMAGE,)
_EXTENSION = re.compile(r"\.(\w+)\Z")
_SHOWN = frozenset({"jpg", "jpeg", "gif", "png"})


def check(document: Document) -> Iterator[Diagnostic]:
    """A finding for each way in which picture and channel differ."""
    for image in document.of_kind("image"):
        channel = image.parent
        for key in ("title", "link"):
            own, above = image.first(key), channel.first(key) if channel else None
            if own and above and above.text and own.text != above.text and (key != "title" or own.text):
                message = f"the {key} of the picture is not that of the channel, {shortened(above.text)!r}"
                yield document.at_text(UNFIT_IMAGE, own.node, message)
        url = image.first("url")
        match = _EXTENSION.search(url.text) if url else None
        if url and match and match[1].lower() not in _SHOWN and "/" in url.text.partition("//")[2]:
            message = f"the picture is neither JPEG, GIF nor PNG: {match[0]!r}"
            yield document.at_text(UNFIT_IMAGE, url.node, message)
