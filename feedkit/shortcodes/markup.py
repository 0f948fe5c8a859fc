"""Pieces of HTML on one line, free of anything that could be read as a template tag again."""

from __future__ import annotations

import html
import re

from feedkit import characters
from feedkit.article import markdown

_MARKDOWN = re.compile(r"[*_`\[<&\\~]|https?:")
_SAFE = re.compile(r"[A-Za-z0-9./:#?=,+\-]*+\Z")
_PARAGRAPH = re.compile(r"<p>((?:(?!</?p>).)*+)</p>\s*", re.DOTALL)


def is_safe(text: str) -> bool:
    """Whether a text is one word that means nothing to HTML, to Markdown or in an address, as most addresses are."""
    return _SAFE.match(text) is not None


def quoted(value: str) -> str:
    """A plain value, ready to stand between double quotes."""
    if _SAFE.match(value):
        return value
    return html.escape(characters.one_line(value)).replace("{", "&#123;")


def plain(text: str) -> str:
    """Plain text as HTML, on one line."""
    return html.escape(characters.one_line(text), quote=False).replace("{", "&#123;")


def from_markdown(text: str, targets: str = "") -> str:
    """A phrase of Markdown as HTML, on one line and without a paragraph around it.

    `targets` are the lines that say where its links lead, as `[name]: /address`.
    """
    text = characters.one_line(text)
    if not _MARKDOWN.search(text):
        return plain(text)
    written = markdown.to_html(f"{text}\n\n{targets}" if targets else text)
    match = _PARAGRAPH.fullmatch(written)
    return characters.one_line(match[1] if match else written).replace("{", "&#123;")


def without_markdown(text: str) -> str:
    """A phrase of Markdown as plain text."""
    text = characters.one_line(text)
    if not _MARKDOWN.search(text):
        return text
    return characters.one_line(html.unescape(re.sub(r"<[^>]*+>", "", markdown.to_html(text))))


def tag(name: str, **attributes: str) -> str:
    """A start tag with those attributes that have a value; `_` in their names stands for nothing at the end."""
    given = "".join(f' {key.rstrip("_")}="{quoted(value)}"' for key, value in attributes.items() if value)
    return f"<{name}{given}>"


def link(url: str, text: str) -> str:
    """A link with plain text; the text alone where there is no address."""
    return f"{tag('a', href=url)}{plain(text)}</a>" if url else plain(text)


def escaped_code(code: str) -> str:
    """Code as HTML text, its lines as they are."""
    return html.escape(code, quote=False).replace("{", "&#123;")
