"""What the RSS profile and the specifications of extensions advise against."""

from __future__ import annotations

from collections.abc import Iterator

from feedkit.checks.feeds._document import Document
from feedkit.diagnostics import Diagnostic
from feedkit.rules.feed_contents import DISCOURAGED_USAGE
from feedkit.rules.feeds import DUPLICATE_ID_IN_FEED

RULES = (DISCOURAGED_USAGE, DUPLICATE_ID_IN_FEED)


def check(document: Document) -> Iterator[Diagnostic]:
    """A finding for each of these."""
    if document.format == "rss":
        for box in document.keyed("textInput"):
            yield document.at_tag(DISCOURAGED_USAGE, box.node, "no reader shows <textInput>")
        for channel in document.of_kind("channel"):
            if not channel.has("lastBuildDate") and document.is_whole:
                for item in channel.all("item"):
                    if comments := item.first("slash:comments"):
                        message = "a number of comments means little without <lastBuildDate> in the channel"
                        yield document.at_tag(DISCOURAGED_USAGE, comments.node, message)
    for misspelt in document.keyed("wfw:commentRSS"):
        message = "readers know <wfw:commentRss>, not <wfw:commentRSS>"
        yield document.at_tag(DISCOURAGED_USAGE, misspelt.node, message)
    for adult in document.keyed("media:adult"):
        yield document.at_tag(DISCOURAGED_USAGE, adult.node, "<media:adult> was replaced", help="write <media:rating>")
    yield from _skipped(document)


def _skipped(document: Document) -> Iterator[Diagnostic]:
    for hour in document.of_kind("hour"):
        if hour.text == "24":
            yield document.at_text(DISCOURAGED_USAGE, hour.node, "midnight is hour 0, not 24")
    for parent in document.keyed("skipHours", "skipDays"):
        seen: set[str] = set()
        for child in parent.children:
            text = child.text.lstrip("0") or "0"
            text = "0" if text == "24" and parent.key == "skipHours" else text
            if child.text and text in seen:
                yield document.at_text(DUPLICATE_ID_IN_FEED, child.node, f"{child.text!r} stands there already")
            seen.add(text)
