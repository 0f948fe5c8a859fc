"""Entries written as RSS items and Atom entries in one go, byte for byte as feedgen, our additions to it and lxml write them.

In a sixth of the time; what is unusual is left to these. The property test in `tests/formats/test_quick.py` holds the two
against each other, so what an element says and why is told where the careful way writes it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from html import escape

from feedkit.characters import is_clean_utf_8
from feedkit.formats._projection import (
    Texts,
    categories,
    contact,
    image_type,
    main_enclosure,
    named,
    other_language,
    rfc2822,
    rfc3339,
    texts,
    title,
)
from feedkit.model import Entry, Feed, Image

_SPECIAL_IN_ATTRIBUTES = re.compile('[&<>"\t\n\r]')
_ODD_IN_ATTRIBUTES = re.compile("[\t\n\r]")
_CONTENT = "\x00"
"""Where the content of an entry belongs; no text that XML can carry has it."""


class _Unusual(Exception):  # noqa: N818  (never leaves this module)
    """Something is to be written with more care."""


def rss_item(feed: Feed, entry: Entry) -> bytes | None:
    """The `item` of an entry of the feed with the line end and the indentation before it; None when that takes more care."""
    return _written(feed, entry, _rss_item)


def atom_entry(feed: Feed, entry: Entry) -> bytes | None:
    """The `entry` of an entry of the feed with the line end and the indentation before it; None when that takes more care."""
    return _written(feed, entry, _atom_entry)


def _written(feed: Feed, entry: Entry, write: Callable[[Feed, Entry, Texts], str]) -> bytes | None:
    shown = texts(feed, entry)
    content = _long_text(shown.content)
    if content is None:
        return None
    try:
        around = [_bytes(each) for each in write(feed, entry, shown).split(_CONTENT)]
    except _Unusual:
        return None
    return content.join(around) if len(around) == 1 + bool(shown.content) else None


def _rss_item(feed: Feed, entry: Entry, shown: Texts) -> str:
    published, updated = rfc3339(entry.published), rfc3339(entry.updated)
    editor = contact(entry.authors)
    enclosure = main_enclosure(entry)
    lines = [f"\n    <item>\n      <title>{_plain(title(entry))}</title>\n      <link>{_text(entry.url)}</link>"]
    if shown.summary:
        lines.append(f"<description>{_text(escape(shown.summary, quote=False))}</description>")
        if shown.content:
            lines.append(f"<content:encoded>{_CONTENT}</content:encoded>")
    else:
        lines.append(f"<description>{_CONTENT}</description>")
    if editor:
        lines.append(f"<author>{_plain(editor)}</author>")
    lines.append(f'<guid isPermaLink="false">{_text(entry.id)}</guid>')
    lines += [f"<category>{_plain(each)}</category>" for each in categories(entry)]
    if entry.comments:
        lines.append(f"<comments>{_text(entry.comments.url)}</comments>")
    if enclosure:
        kind = enclosure.media_type or "application/octet-stream"
        lines.append(_element("enclosure", url=enclosure.url, length=str(enclosure.length), type=kind))
    lines.append(f"<pubDate>{rfc2822(entry.published)}</pubDate>")
    if updated != published:
        lines.append(f"<atom:updated>{updated}</atom:updated>")
    if not editor:
        lines += [f"<dc:creator>{_text(person.name)}</dc:creator>" for person in named(entry.authors)]
    if language := other_language(feed, entry):
        lines.append(f"<dc:language>{_text(language)}</dc:language>")
    if entry.comments and entry.comments.count is not None:
        lines.append(f"<slash:comments>{entry.comments.count}</slash:comments>")
    if entry.image:
        lines += _image(entry.image, "\n      ")
    return "\n      ".join(lines) + "\n    </item>"


def _atom_entry(feed: Feed, entry: Entry, shown: Texts) -> str:
    language = other_language(feed, entry)
    language = f' xml:lang="{_attribute(language)}"' if language else ""
    lines = [
        f"\n  <entry{language}>\n    <id>{_text(entry.id)}</id>",
        f"<title>{_plain(title(entry))}</title>",
        f"<updated>{rfc3339(entry.updated)}</updated>",
    ]
    for person in named(entry.authors):
        email = f"\n      <email>{_text(person.email)}</email>" if person.email else ""
        uri = f"\n      <uri>{_text(person.url)}</uri>" if person.url else ""
        lines.append(f"<author>\n      <name>{_plain(person.name)}</name>{email}{uri}\n    </author>")
    if shown.content:
        base = _attribute(entry.url)
        lines.append(f'<content type="html" xml:base="{base}">{_CONTENT}</content>')
    if "<" in shown.summary or "&" in shown.summary:
        lines.append(f'<summary type="html">{_plain(escape(shown.summary, quote=False))}</summary>')
    elif shown.summary:
        lines.append(f"<summary>{_text(shown.summary)}</summary>")
    lines += [_element("category", term=each) for each in categories(entry)]
    lines.append(f"<published>{rfc3339(entry.published)}</published>")
    lines.append(_element("link", href=entry.url, rel="alternate", type="text/html"))
    lines += [_element("link", href=each.url, rel="related", title=each.title) for each in entry.related]
    if entry.comments:
        lines.append(_element("link", href=entry.comments.url, rel="replies", type="text/html"))
    for each in entry.enclosures:
        length = str(each.length) if each.length else ""
        lines.append(_element("link", href=each.url, rel="enclosure", type=each.media_type, length=length))
    if entry.comments and entry.comments.count is not None:
        lines.append(f"<thr:total>{entry.comments.count}</thr:total>")
    if entry.image:
        lines += _image(entry.image, "\n    ")
    return "\n    ".join(lines) + "\n  </entry>"


def _image(image: Image, indentation: str) -> list[str]:
    length = str(image.length) if image.length else ""
    content = _element("media:content", url=image.url, medium="image", type=image_type(image), fileSize=length)
    inside = f'{indentation}  <media:title type="plain">{_plain(image.alt)}</media:title>' if image.alt else ""
    if image.credit:
        inside += f"{indentation}  <media:credit>{_text(image.credit)}</media:credit>"
    if inside:
        content = f"{content[:-2]}>{inside}{indentation}</media:content>"
    return [_element("media:thumbnail", url=image.url), content]


def _element(name: str, **attributes: str) -> str:
    """An empty element; attributes whose value is empty are left out."""
    said = "".join([f' {key}="{_attribute(value)}"' for key, value in attributes.items() if value])
    return f"<{name}{said}/>"


@lru_cache(maxsize=128)
def _long_text(text: str) -> bytes | None:
    """The text of an element; remembered, since the formats say the same of an entry."""
    try:
        return _bytes(_text(text))
    except _Unusual:
        return None


def _text(text: str) -> str:
    """As libxml2 writes the text of an element."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _plain(text: str) -> str:
    """The text of an element of plain text, as `dress` leaves it."""
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "&#x26;").replace("<", "&#x3C;").replace(">", "&gt;")
    return text


def _attribute(value: str) -> str:
    """As libxml2 writes the value of an attribute."""
    if not _SPECIAL_IN_ATTRIBUTES.search(value):
        return value
    if _ODD_IN_ATTRIBUTES.search(value):
        raise _Unusual
    return _text(value).replace('"', "&quot;")


def _bytes(text: str) -> bytes:
    if "\r" in text:
        raise _Unusual
    try:
        written = text.encode()
    except UnicodeEncodeError as error:
        raise _Unusual from error
    if not is_clean_utf_8(written):
        raise _Unusual
    return written
