"""What RSS, Atom and OPML share as XML: elements, pictures, and the way the bytes are dressed."""

from __future__ import annotations

import re
from urllib.parse import quote

from lxml import etree

from feedkit.formats._projection import image_type
from feedkit.model import Image

NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
    "slash": "http://purl.org/rss/1.0/modules/slash/",
    "thr": "http://purl.org/syndication/thread/1.0",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'
_PLAIN_TEXT = re.compile(
    rb"(<(?:title|category|copyright|managingEditor|author|name|subtitle|rights|summary|media:title)(?: [^>]*)?>)"
    rb"([^<&]*&[^<]*)"
)
_CHANNEL_DESCRIPTION = b"\n    <description>"
"""Four blanks deep; an item's stands six deep, is HTML, and stays as it is."""


def name(qualified: str) -> str:
    """A name as lxml wants it: `media:content` becomes `{http://…}content`."""
    prefix, colon, local = qualified.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if colon else qualified


def add(parent: etree._Element, qualified: str, text: str = "", /, **attributes: str) -> etree._Element:
    """A new last child of `parent`; attributes whose value is empty are left out."""
    element = etree.SubElement(parent, name(qualified))
    for key, value in attributes.items():
        if value:
            element.set(key, value)
    element.text = text or None
    return element


def add_image(parent: etree._Element, image: Image) -> None:
    """The lead image of an entry, in the two ways that readers look for it.

    FreshRSS takes `media:thumbnail` first and otherwise `medium="image"`; Mailchimp, Feedly and Inoreader take
    `media:content` with `medium` or `type`. It is never an `enclosure`: Mailchimp shows that as a link, and FreshRSS
    would show the picture twice. There is no `media:group`, which must not hold one item only.

    The alternative text is the picture's `media:title`. As its `media:description`, feedparser and all readers built
    upon it would take it for the summary or the content of the entry, and FreshRSS would show it as a caption.
    """
    add(parent, "media:thumbnail", url=image.url)
    length = str(image.length) if image.length else ""
    content = add(parent, "media:content", url=image.url, medium="image", type=image_type(image), fileSize=length)
    if image.alt:
        add(content, "media:title", image.alt, type="plain")
    if image.credit:
        add(content, "media:credit", image.credit)


def dress(root: bytes, *, path: str = "", stylesheet: str = "") -> bytes:
    """The document: declaration, the style sheet's instruction if there is one, then the root element.

    `path` and `stylesheet` are relative to the output folder.

    In elements of plain text, `&` and `<` are written as hexadecimal references, as the RSS profile asks: the W3C
    validator takes `&lt;b` in a title for markup but `&#x3C;b` for text. An XML parser sees no difference.
    """
    instruction = b""
    if stylesheet:
        href = quote(_relative(stylesheet, path), safe="/.-_~")
        instruction = b'<?xml-stylesheet type="text/css" href="%b"?>\n' % href.encode()
    before, mark, after = root.partition(_CHANNEL_DESCRIPTION)
    text, bracket, rest = after.partition(b"<")
    root = before + mark + _with_references(text) + bracket + rest
    return _DECLARATION + instruction + _PLAIN_TEXT.sub(lambda found: found[1] + _with_references(found[2]), root)


def _with_references(text: bytes) -> bytes:
    return text.replace(b"&lt;", b"&#x3C;").replace(b"&amp;", b"&#x26;")


def _relative(target: str, document: str) -> str:
    """The way from one file of the output folder to another (posixpath.relpath would ask the working directory)."""
    to, here = target.split("/"), document.split("/")[:-1]
    shared = 0
    while shared < len(here) and shared < len(to) - 1 and here[shared] == to[shared]:
        shared += 1
    return "/".join([".."] * (len(here) - shared) + to[shared:])
