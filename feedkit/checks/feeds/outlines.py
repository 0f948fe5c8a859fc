"""Outlines of OPML have what programs that import them go by."""

from __future__ import annotations

from collections.abc import Iterator

from feedkit.checks.feeds._document import Document, Value
from feedkit.diagnostics import Diagnostic
from feedkit.rules.feed_contents import INCOMPLETE_OUTLINE
from feedkit.rules.feed_documents import WRONG_CHOICE

RULES = (INCOMPLETE_OUTLINE, WRONG_CHOICE)
_VERSIONS = frozenset({"RSS", "RSS1", "RSS2", "scriptingNews"})
_OF_FEEDS = ("description", "htmlUrl", "language", "title", "version", "xmlUrl")


def check(document: Document) -> Iterator[Diagnostic]:
    """A finding for each outline that cannot be used."""
    for outline in document.of_kind("outline"):
        node = outline.node
        kind = node.get("type")
        for message in _incomplete(outline.node.attributes, kind, document.version):
            yield document.at_tag(INCOMPLETE_OUTLINE, node, message)
        for name in ("isBreakpoint", "isComment"):
            text = node.get(name)
            if text is not None and text.strip().lower() not in {"true", "false"}:
                value = Value(outline, name, "truefalse", text)
                yield document.at_value(WRONG_CHOICE, value, f"{text!r} is neither `true` nor `false`")


def _incomplete(attributes: dict[tuple[str, str], str], kind: str | None, version: str) -> Iterator[str]:
    names = {name for space, name in attributes if not space}
    if kind is not None and kind.lower() == "rss":
        if "xmlUrl" not in names:
            yield "an outline of the type `rss` says the address of the feed as `xmlUrl=`"
        if "title" not in names:
            yield "an outline of the type `rss` should have `title=` as well as `text=`"
    elif kind is not None and kind.lower() == "link":
        if "url" not in names:
            yield "an outline of the type `link` says where to as `url=`"
    elif kind is not None and version.startswith("1."):
        yield f"OPML {version} has no outlines of the type {kind!r}"
    elif kind is None and len(attributes) > 1 and names & set(_OF_FEEDS):
        yield 'an outline of a feed says `type="rss"`'
    said = attributes.get(("", "version"))
    if said is not None and said not in _VERSIONS:
        yield f"{said!r} is none of the versions RSS, RSS1, RSS2 and scriptingNews"
