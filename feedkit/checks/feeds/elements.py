"""Elements stand where their specifications have them."""

from __future__ import annotations

from collections.abc import Iterator

from feedkit.checks.feeds._document import STRUCTURES, Document, Placed, Stray
from feedkit.checks.feeds._vocabulary import context
from feedkit.checks.feeds._words import words
from feedkit.diagnostics import Diagnostic
from feedkit.rules.feed_documents import MISPLACED_ELEMENT, UNDEFINED_ELEMENT
from feedkit.suggestions import closest

RULES = (UNDEFINED_ELEMENT, MISPLACED_ELEMENT)
_METADATA = frozenset(
    words(
        "title link description image textInput category cloud ttl docs generator pubDate managingEditor webMaster "
        "language copyright lastBuildDate skipHours skipDays atom:link"
    )
)


def check(document: Document) -> Iterator[Diagnostic]:
    """A finding for each element that nothing has in its place."""
    for stray in document.strays:
        yield _stray(document, stray)
    for blink in document.keyed("blink"):
        yield document.at_tag(UNDEFINED_ELEMENT, blink.node, "there is no <blink> in RSS 2.0")
    if document.format == "rss":
        for channel in document.of_kind("channel"):
            yield from _late(document, channel)
    if document.format != "rdf":
        for children in document.keyed("thr:children"):
            yield document.at_tag(UNDEFINED_ELEMENT, children.node, "<thr:children> is of RSS 1.0 only")
    for node in document.keyed("rdf:Seq"):
        if document.version == "1.1":
            yield document.at_tag(UNDEFINED_ELEMENT, node.node, "RSS 1.1 has no rdf:Seq")


def _stray(document: Document, stray: Stray) -> Diagnostic:
    parent = f"<{stray.parent.node.written}>"
    name = f"<{stray.node.written}>"
    if stray.reason == "xhtml":
        return document.at_tag(MISPLACED_ELEMENT, stray.node, f"XHTML in {parent}, which is no content")
    if stray.reason == "questionable":
        return document.at_tag(MISPLACED_ELEMENT, stray.node, f"hardly any reader looks for {name} in {parent}")
    if stray.reason == "unqualified":
        return document.at_tag(UNDEFINED_ELEMENT, stray.node, f"{name} in {parent} is in no namespace")
    known = context(stray.parent.spec.inside) if stray.parent.spec.inside else {}
    near = closest(stray.key, [each for each in known if (":" in each) == (":" in stray.key)]) if known else ""
    help = f"did you mean <{near}>?" if near else ""
    if stray.parent.spec.kind not in STRUCTURES:
        help = "write its `<` as `&lt;`, or put the text into `<![CDATA[…]]>`"
    return document.at_tag(UNDEFINED_ELEMENT, stray.node, f"there is no {name} in {parent}", help=help)


def _late(document: Document, channel: Placed) -> Iterator[Diagnostic]:
    """Items that stand before something that is of the whole channel."""
    last = max((at for at, each in enumerate(channel.children) if each.key in _METADATA), default=-1)
    early = [each for each in channel.children[: last + 1] if each.key == "item"]
    if early:
        behind = f"<{channel.children[last].node.written}>"
        yield document.at_tag(
            MISPLACED_ELEMENT, early[0].node, f"items stand before the channel's {behind}", help="put the items last"
        )
