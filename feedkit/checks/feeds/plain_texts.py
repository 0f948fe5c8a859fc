"""Titles and other texts that readers take as plain have no HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import name2codepoint

from feedkit.checks.feeds._document import Document
from feedkit.checks.feeds._html import KNOWN
from feedkit.checks.feeds._xml import Node
from feedkit.diagnostics import Diagnostic
from feedkit.rules.feed_contents import HTML_IN_PLAIN_TEXT

RULES = (HTML_IN_PLAIN_TEXT,)
_PLAIN = ("plain", "plain255", "plain4000", "keywords", "email", "contact")
_END_TAG = re.compile(r"</(\w+)>")
_ENTITY = re.compile(r"&(#?\w+);")
_MARKUP = re.compile(r"&#[x0-9]|<[/a-zA-Z]")


def check(document: Document) -> Iterator[Diagnostic]:
    """A finding for each plain text with markup in it."""
    for kind in _PLAIN:
        for value in document.values_of(kind):
            if kind == "contact" and not value.text.endswith(")"):
                continue  # `Ann <ann@example.org>` has no HTML, but a form that contacts.py tells of
            what = _markup(document, value.placed.node, value.text)
            if what:
                yield document.at_value(
                    HTML_IN_PLAIN_TEXT, value, f"{value.name} is plain text, but has `{what}` in it"
                )
    for placed in document.of_kind("mediatext"):
        if placed.node.get("type") != "html" and (what := _markup(document, placed.node, placed.text)):
            message = f"<{placed.node.written}> is plain text, but has `{what}` in it"
            yield document.at_text(HTML_IN_PLAIN_TEXT, placed.node, message, help='say `type="html"`')
    for placed in document.of_kind("construct", "content"):
        kind = placed.node.get("type") or "text"
        if kind != "html" and not kind.endswith("/html") and not _is_binary(kind) and placed.node.get("src") is None:
            text = placed.node.text + "".join(
                each.text for each in placed.node.children if kind == "xhtml" and not each.children
            )
            what = _markup(document, placed.node, text)
            if what:
                message = f'<{placed.node.written}> says `type="{kind}"`, but has `{what}` in it'
                help = 'say `type="html"` if it is HTML' if kind == "text" else ""
                yield document.at_text(HTML_IN_PLAIN_TEXT, placed.node, message, help=help)
    for link in document.of_kind("link"):
        if what := _markup(document, link.node, link.node.get("title") or ""):
            yield document.at_attribute(HTML_IN_PLAIN_TEXT, link.node, "title", f"`title=` has `{what}` in it")


def _is_binary(kind: str) -> bool:
    return "/" in kind and not kind.endswith(("+xml", "/xml")) and not kind.startswith("text/")


def _markup(document: Document, node: Node, text: str) -> str:
    """The first tag or entity of HTML in a text; empty if there is none."""
    if "<" not in text and "&" not in text:
        return ""
    for name in _END_TAG.findall(text):
        if name.lower() in KNOWN:
            return f"</{name}>"
    if _is_spelt_out(document, node):
        return ""
    for name in _ENTITY.findall(text):
        if name in name2codepoint or name == "apos" or name.startswith("#"):
            return f"&{name};"
    if document.is_rss_2 and (match := _MARKUP.search(text)):
        return match[0]
    return ""


def _is_spelt_out(document: Document, node: Node) -> bool:
    """Whether the line has characters as hexadecimal numbers, the way the RSS profile advises for `<` and `&`."""
    text = document.source.text
    start = text.rfind("\n", 0, node.start) + 1
    end = text.find("\n", node.start)
    return "&#x" in text[start : end if end >= 0 else len(text)]
