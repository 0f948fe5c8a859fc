"""The HTML of entries is HTML, and nothing that readers must remove."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html.entities import html5

from feedkit.checks.feeds._document import Document, Placed
from feedkit.checks.feeds._findings import shortened
from feedkit.checks.feeds._html import KNOWN, LONGEST_REMEMBERED, RISKY, SAFE_ATTRIBUTES, Markup, Tag, read
from feedkit.checks.feeds._styles import unsafe_in
from feedkit.checks.feeds._urls import forbidden_in
from feedkit.checks.feeds._xml import Node, text_place
from feedkit.diagnostics import Diagnostic, Place, Rule
from feedkit.rules.feed_contents import NOT_HTML, UNSAFE_HTML, UNSAFE_STYLE
from feedkit.rules.feed_documents import WRONG_URL
from feedkit.rules.feeds import RELATIVE_URL_IN_CONTENT

RULES = (UNSAFE_HTML, UNSAFE_STYLE, NOT_HTML, RELATIVE_URL_IN_CONTENT, WRONG_URL)
_ABSOLUTE = re.compile(r"\w[\w+.-]*:")
_ADDRESSES = {("a", "href"), ("area", "href"), ("img", "src"), ("audio", "src"), ("video", "src"), ("video", "poster"),
              ("source", "src"), ("track", "src")}  # fmt: skip
_REFERENCE = re.compile(r"&(?:#([0-9]{1,9}|[xX][0-9a-fA-F]{1,8})|([A-Za-z][A-Za-z0-9]{1,40}));")
_LONGEST_SEARCHED = 200_000
_PLAIN = KNOWN - RISKY
"""Nothing is wrong with one of these as such."""
_STRICT = {("a", "href"), ("img", "src")}

Fault = tuple[Rule, str | None, str]
"""The rule, what to look for in the document, and the message; nothing is to be looked for where the order of tags is wrong."""


def check(document: Document) -> Iterator[Diagnostic]:
    """A finding for each kind of thing that a text of HTML should not have."""
    for node, text in texts(document):
        yield from _judged(document, node, text)
    if document.format in {"rss", "rdf"}:
        for placed in document.of_kind("html"):
            yield from _addresses(document, placed)
        for value in document.values_of("flare"):
            if not _ABSOLUTE.match(value.text):
                message = f"{shortened(value.text)!r} is not an absolute URL"
                yield document.at_value(RELATIVE_URL_IN_CONTENT, value, message)
    for placed in document.of_kind("xhtml"):
        yield from _body(document, placed.node)


def texts(document: Document) -> Iterator[tuple[Node, str]]:
    """The texts that are HTML, with the elements they stand in."""
    for placed in document.of_kind("html"):
        yield placed.node, placed.text
    for placed in document.of_kind("mediatext"):
        if placed.node.get("type") == "html":
            yield placed.node, placed.text
    for placed in document.of_kind("construct", "content"):
        kind = placed.node.get("type") or ""
        if placed.node.get("src") is None and (kind == "html" or kind.endswith("/html")):
            yield placed.node, placed.node.text


def _judged(document: Document, node: Node, text: str) -> Iterator[Diagnostic]:
    for rule, what, message in faults(text):
        if what is None:
            yield document.at_text(rule, node, f"<{node.written}> is not HTML: {message}")
        else:
            yield Diagnostic(rule=rule, place=place_in(document, node, what), message=message)


def faults(text: str) -> tuple[Fault, ...]:
    """What is wrong with a text of HTML, in whatever document it stands; remembered, as `read` remembers it."""
    if "<" not in text and "&" not in text:
        return ()
    return _remembered(text) if len(text) < LONGEST_REMEMBERED else _faults(text)


@lru_cache(maxsize=256)
def _remembered(text: str) -> tuple[Fault, ...]:
    return _faults(text)


def _faults(text: str) -> tuple[Fault, ...]:
    markup = read(text) if "<" in text else Markup([])
    found: list[Fault] = []
    told: set[tuple[Rule, str]] = set()
    for tag in markup.tags:
        if not tag.attributes and tag.name in _PLAIN:
            continue
        for rule, what, message in _faults_of(tag):
            if (rule, what) not in told:
                told.add((rule, what))
                found.append((rule, what, message))
    if "<?" in text and "<?import " in text.lower():
        found.append((UNSAFE_HTML, "?import", "<?import> is removed"))
    if "&" in text and (reference := _wrong_reference(text)):
        found.append((NOT_HTML, reference.replace("&", "&amp;"), f"HTML has no character `{reference}`"))
    if markup.disorder and not any(rule is NOT_HTML for rule, _ in told):
        found.append((NOT_HTML, None, markup.disorder))
    return tuple(found)


def _wrong_reference(text: str) -> str:
    """The first character reference of HTML that stands for no character; empty if there is none."""
    for match in _REFERENCE.finditer(text):
        number, name = match[1], match[2]
        if name and f"{name};" not in html5:
            return match[0]
        if number and not _is_character(int(number[1:] or "0", 16) if number[0] in "xX" else int(number)):
            return match[0]
    return ""


def _is_character(number: int) -> bool:
    return (
        number in {9, 10, 13}
        or 0x20 <= number <= 0x7E
        or (0xA0 <= number <= 0x10FFFD and not 0xD800 <= number <= 0xDFFF)
    )


def _faults_of(tag: Tag) -> Iterator[tuple[Rule, str, str]]:
    """What is wrong with a tag: the rule, what to look for in the document, and the message."""
    if tag.name not in KNOWN:
        yield NOT_HTML, tag.name, f"HTML has no <{shortened(tag.name, 30)}>"
    elif tag.name in RISKY:
        yield UNSAFE_HTML, tag.name, f"readers remove <{tag.name}>"
    else:
        yield from attribute_faults(tag.attributes)


def attribute_faults(attributes: tuple[tuple[str, str], ...]) -> Iterator[tuple[Rule, str, str]]:
    """What is wrong with attributes, in the same way."""
    for name, value in attributes:
        if name == "style":
            for each in unsafe_in(value):
                yield UNSAFE_STYLE, each, f"readers remove `{shortened(each, 40)}` from a style"
        elif name not in SAFE_ATTRIBUTES and not name.startswith(("data-", "aria-")):
            yield UNSAFE_HTML, name, f"readers remove the attribute `{shortened(name, 30)}=`"


def _addresses(document: Document, placed: Placed) -> Iterator[Diagnostic]:
    if "<" not in placed.text:
        return
    found = [
        (tag.name, name, value.strip())
        for tag in read(placed.text).tags
        for name, value in tag.attributes
        if (tag.name, name) in _ADDRESSES and not _ABSOLUTE.match(value.strip())
    ]
    wrong = [value for tag, name, value in found if (tag, name) in _STRICT and forbidden_in(value)]
    if wrong:
        message = f"{shortened(wrong[0])!r} is no URL: it has `{forbidden_in(wrong[0])}` in it"
        yield Diagnostic(rule=WRONG_URL, place=place_in(document, placed.node, wrong[0]), message=message)
    relative = [value for _, _, value in found if value not in wrong]
    if relative:
        message = f"{shortened(relative[0])!r} in the content is not an absolute URL"
        notes = (f"there are {len(relative) - 1} more",) if len(relative) > 1 else ()
        place = place_in(document, placed.node, relative[0])
        yield Diagnostic(rule=RELATIVE_URL_IN_CONTENT, place=place, message=message, notes=notes)


def _body(document: Document, node: Node) -> Iterator[Diagnostic]:
    """XHTML that stands in an item as `xhtml:body`."""
    stack = list(node.children)
    while stack:
        each = stack.pop()
        stack += each.children
        if each.name.lower() not in _PLAIN:
            yield document.at_tag(UNSAFE_HTML, each, f"readers remove <{shortened(each.name, 30)}>")
        names = tuple((name.lower(), value) for (space, name), value in each.attributes.items() if not space)
        for rule, what, message in attribute_faults(names):
            yield document.at_attribute(rule, each, what, message)


def place_in(document: Document, node: Node, what: str) -> Place:
    """The place of a piece of escaped or plain markup in the text of an element; of the text if it is not found."""
    text = document.source.text
    start, _ = text_place(node, document.source)
    end = text.find(f"</{node.written}", start, start + _LONGEST_SEARCHED)
    end = min(len(text) if end < 0 else end, start + _LONGEST_SEARCHED)
    if what:
        for shape in (f"<{what}", f"&lt;{what}", f"&#60;{what}", what):
            at = text.find(shape, start, end)
            if at >= 0:
                return document.place(at, at + len(shape))
    return document.place(*text_place(node, document.source))
