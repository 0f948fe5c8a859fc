"""Podcasts as Apple asks for them."""

from __future__ import annotations

from collections.abc import Iterator

from feedkit.checks.feeds._document import Document, Placed
from feedkit.checks.feeds._findings import shortened
from feedkit.checks.feeds._podcast_categories import CATEGORIES, OLD_CATEGORIES
from feedkit.checks.feeds._vocabulary.namespaces import XML
from feedkit.checks.feeds._words import words
from feedkit.diagnostics import Diagnostic
from feedkit.rules.feed_contents import OVERLONG_VALUE
from feedkit.rules.podcasts import INCOMPLETE_PODCAST, OBSOLETE_PODCAST_CATEGORY, WRONG_PODCAST_CATEGORY
from feedkit.suggestions import closest

RULES = (INCOMPLETE_PODCAST, WRONG_PODCAST_CATEGORY, OBSOLETE_PODCAST_CATEGORY, OVERLONG_VALUE)
_PLAYED = frozenset(frozenset(words("m4a mp3 mov mp4 m4v pdf epub")))
_LIMITS = {"plain255": 255, "keywords": 255, "plain4000": 4000}


def check(document: Document) -> Iterator[Diagnostic]:
    """A finding for what a podcast lacks, and for what Apple does not take."""
    for kind, limit in _LIMITS.items():
        for value in document.values_of(kind):
            if len(value.text) > limit:
                message = f"{value.name} has {len(value.text):,} characters, and may have {limit:,}"
                yield document.at_value(OVERLONG_VALUE, value, message)
    for value in document.values_of("keywords"):
        if " " in value.text and "," not in value.text:
            message = "keywords have commas between them"
            yield document.at_value(INCOMPLETE_PODCAST, value, message)
    for category in document.of_kind("itunescategory"):
        yield from _category(document, category)
    for channel in document.of_kind("channel", "feed"):
        if any(each.key.startswith("itunes:") for each in _own_and_items(channel)):
            yield from _podcast(document, channel)


def _own_and_items(channel: Placed) -> Iterator[Placed]:
    for child in channel.children:
        yield child
        if child.spec.kind in {"item", "entry"}:
            yield from child.children


def _podcast(document: Document, channel: Placed) -> Iterator[Diagnostic]:
    missing = [f"<{key}>" for key in ("itunes:category", "itunes:explicit") if not channel.has(key)]
    if not channel.has("language", "dc:language") and not any(each.get("lang", XML) for each in channel.node.up()):
        missing.insert(0, "<language>")
    if not channel.has("itunes:owner"):
        missing.append("<itunes:owner> with <itunes:email>")
    if missing and document.is_whole:
        message = f"the podcast lacks {', '.join(missing)}"
        yield document.at_tag(INCOMPLETE_PODCAST, channel.node, message)
    if document.decoded.encoding.lower() not in {"utf-8", "utf8"}:
        yield document.at_tag(
            INCOMPLETE_PODCAST, channel.node, f"Apple takes UTF-8 only, not {document.decoded.encoding}"
        )
    for item in channel.children:
        enclosure = item.first("enclosure") if item.spec.kind == "item" else None
        if enclosure and any(each.key.startswith("itunes:") for each in item.children):
            address = (enclosure.node.get("url") or "").partition("?")[0]
            extension = address.rpartition("/")[2].rpartition(".")[2].lower()
            if extension not in _PLAYED:
                message = f"Apple does not play files that end in {shortened(extension, 20)!r}"
                yield document.at_attribute(INCOMPLETE_PODCAST, enclosure.node, "url", message)


def _category(document: Document, category: Placed) -> Iterator[Diagnostic]:
    text = category.node.get("text")
    if text is None:
        return
    above = (
        category.parent.node.get("text") if category.parent and category.parent.spec.kind == "itunescategory" else None
    )
    known = CATEGORIES.get(above, frozenset()) if above is not None else frozenset(CATEGORIES)
    old = OLD_CATEGORIES.get(above, frozenset()) if above is not None else frozenset(OLD_CATEGORIES)
    if above == "" or text in known:
        return
    if text in old:
        message = f"{text!r} has not been one of Apple's categories since 2019"
        yield document.at_attribute(OBSOLETE_PODCAST_CATEGORY, category.node, "text", message)
    else:
        near = closest(text, known)
        message = f"{shortened(text)!r} is none of Apple's categories" + (f" in {shortened(above)!r}" if above else "")
        help = f"did you mean `{near}`?" if near else ""
        yield document.at_attribute(WRONG_PODCAST_CATEGORY, category.node, "text", message, help=help)
