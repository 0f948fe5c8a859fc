"""Titles of articles that have none in their front matter."""

from __future__ import annotations

import html
import posixpath
import re

from feedkit.article import values
from feedkit.dialects import _nodes

_HEADING = re.compile(
    r"^ {0,3}#{1,2}[ \t]+(?P<hashed>[^\n]+?)[ \t]*#*[ \t]*$"
    r"|^(?P<underlined>[^\s`~>|:*+-][^\n]{0,200})\n {0,3}(?:=+|-{3,})[ \t]*$"
    r"|<h1(?:\s[^<>]*)?>(?P<tagged>[^\n]{0,500}?)</h1>",
    re.MULTILINE | re.IGNORECASE,
)
# Imports and comments may stand above it: https://docusaurus.io/docs/api/plugins/@docusaurus/plugin-content-blog#title
_HIDDEN = re.compile(r"\A(?:\s+|import\s[^\n]*(?:\n|\Z)|<!--.*?-->|\{/\*.*?\*/\})*", re.DOTALL)
_TOP = re.compile(r"#[ \t]+\S|[^\s`~>|:*+-][^\n]{0,200}\n=+[ \t]*$|<h1[\s>]", re.MULTILINE)
_FENCED = re.compile(r"^(`{3,}|~{3,})[^\n]*\n.*?(?:^\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_MARKS = re.compile(
    r"\\(?=[!-/:-@\[-`{-~])|!?\[(?P<label>[^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])|\*{1,3}(?=\S)(?P<strong>[^*\n]+)(?<=\S)\*{1,3}|`+(?P<code>[^`\n]+)`+"
)
_ATTRIBUTES = re.compile(r"\s*\{[#.:][^{}]*\}\s*$")
_DATED = re.compile(r"\d{4}-\d{1,2}-\d{1,2}[-_ ]*")
_MOST_CHARACTERS = 20_000


def first_heading(body: str, *, above_all: bool = False) -> str:
    """The text of the first heading of a Markdown or HTML text; empty when there is none near its beginning.

    `above_all`: only a heading of the first level counts, and only above all text, as in Docusaurus.
    """
    body = body[:_MOST_CHARACTERS]
    if above_all:
        body = _HIDDEN.sub("", body, count=1)
        if not _TOP.match(body):
            return ""
    if "```" in body or "~~~" in body:
        body = _FENCED.sub("", body)
    match = _HEADING.search(body)
    if match is None:
        return ""
    written = _ATTRIBUTES.sub("", match["hashed"] or match["underlined"] or match["tagged"] or "")
    plain = _MARKS.sub(lambda mark: mark["label"] or mark["strong"] or mark["code"] or "", written)
    node = _nodes.at(_nodes.spot(), html.unescape(plain) if match["tagged"] else plain)
    return values.plain_text(node, "", values.Report("", []))


def from_name(name: str) -> str:
    """`a-first-article` as `A first article`, without a leading date."""
    name = posixpath.basename(name)
    words = " ".join(re.split(r"[-_\s]+", _DATED.sub("", name, count=1) or name)).strip()
    return words[:1].upper() + words[1:]
