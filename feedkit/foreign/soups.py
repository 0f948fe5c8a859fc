"""HTML of other sites as a tree. The one door to Beautiful Soup, which markdownify brings and works on."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup
from bs4.element import Comment, NavigableString, Tag

from feedkit.characters import without_forbidden
from feedkit.foreign.texts import address

__all__ = ["MORE", "BeautifulSoup", "NavigableString", "Said", "Tag", "cleaned", "cleaned_soup", "said", "soup_of"]

MORE = "feedkit-more"
"""Stands for `<!--more-->`, since converters pass over comments."""
Said = tuple[str, list[str], list[str]]
"""All text without blanks, where links lead, and where pictures are."""
_ADDRESSES = ("href", "src", "poster", "cite", "data", "longdesc")
_NEVER = (
    "script",
    "style",
    "noscript",
    "template",
    "link",
    "meta",
    "base",
    "title",
    "object",
    "embed",
    "applet",
    "form",
)


def cleaned(html: str, base: str) -> str:
    """The HTML with absolute addresses, without scripts, forms and the pictures of one pixel that count readers.

    What it may contain otherwise is decided when the article is built.
    """
    body = cleaned_soup(html, base).body
    text = body.decode_contents(formatter="minimal").strip() if body else ""
    return text.replace(f"<{MORE}></{MORE}>", "<!--more-->")


def soup_of(html: str) -> BeautifulSoup:
    """The tree that lxml makes. Something must stand before the text, or Beautiful Soup warns that it may be a file name."""
    return BeautifulSoup(f"<html><body>{without_forbidden(html)}</body></html>", "lxml")


def cleaned_soup(html: str, base: str) -> BeautifulSoup:
    """The tree of the same, with an element called `MORE` where `<!--more-->` was."""
    soup = soup_of(html)
    for node in list(soup.descendants):
        if isinstance(node, Comment):
            _keep_more(soup, node)
        elif isinstance(node, Tag):
            if node.name in _NEVER or _counts_readers(node):
                node.extract()
            else:
                _make_absolute(node, base)
    return soup


def _keep_more(soup: BeautifulSoup, comment: Comment) -> None:
    """The one comment that means something: what stands before it is the summary."""
    if comment.strip() == "more":
        comment.replace_with(soup.new_tag(MORE))
    else:
        comment.extract()


def _counts_readers(tag: Tag) -> bool:
    return tag.name == "img" and {str(tag.get("width", "")), str(tag.get("height", ""))} <= {"0", "1"}


def _make_absolute(tag: Tag, base: str) -> None:
    for name in _ADDRESSES:
        written = tag.get(name)
        if isinstance(written, str) and not written.startswith("#") and (url := address(written, base)):
            tag[name] = url
    srcset = tag.get("srcset")
    if isinstance(srcset, str):
        parts = [each.strip().partition(" ") for each in re.split(r",\s+", srcset)]
        tag["srcset"] = ", ".join(f"{address(url, base) or url}{blank}{size}" for url, blank, size in parts)


def said(soup: BeautifulSoup) -> Said:
    """What readers get of it: all text without blanks, where links lead, and which pictures there are."""
    text: list[str] = []
    links: list[str] = []
    pictures: list[str] = []
    for node in soup.descendants:
        if type(node) is NavigableString:
            text += node.split()
        elif isinstance(node, Tag) and node.name == "a" and _leads_beyond_its_text(node):
            links.append(str(node["href"]))
        elif isinstance(node, Tag) and node.name == "img" and node.get("src"):
            pictures.append(str(node["src"]))
    return "".join(text), links, pictures


def _leads_beyond_its_text(link: Tag) -> bool:
    """Whether it is a link with words of its own; bare addresses become links in GFM, which nobody minds."""
    text, href = link.get_text(strip=True), str(link.get("href") or "").strip()
    return bool(text and href) and text.rstrip("/") not in href
