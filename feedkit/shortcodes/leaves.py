"""Marks that stand for one thing: `::youtube{#id}` of remark, `` `youtube: id` `` of Gatsby, `@[youtube](id)` of markdown-it.

https://github.com/CenterForOpenScience/markdown-it-video, https://github.com/remarkjs/remark-directive#syntax, https://www.gatsbyjs.com/plugins/gatsby-remark-embed-video/
"""

from __future__ import annotations

import re

from feedkit.shortcodes import known
from feedkit.shortcodes.arguments import spaced
from feedkit.shortcodes.code import Code, stops
from feedkit.shortcodes.context import Context, Finding
from feedkit.shortcodes.parts import Arguments, Kind, Tag
from feedkit.shortcodes.tags import Language, Writing, merged

_STOPS = stops({":": ":[A-Za-z]"})
_LEAF = re.compile(r"::(?!:)([A-Za-z][\w\-]*+)(?:\[([^\]\n]*+)\])?(?:\{([^{}\n]*+)\})?[ \t\r]*+(?=\n|\Z)")
_EMBED = re.compile(r"^`(youtube|vimeo|gist|video|codepen|spotify|twitter)[:][ \t]*([^`\s]+)`[ \t\r]*$", re.MULTILINE)
# Of https://github.com/rotorz/markdown-it-block-embed too; a player that is not known stays, as it does there.
_VIDEO = re.compile(r"@\[(youtube|vimeo)\]\([ \t]*([^()\s\"]+)[ \t]*\)", re.IGNORECASE)
_VIDEOS = stops({"@": r"\["})
_WORD = re.compile(r"\A#([\w\-]+)|(?<=\s)#([\w\-]+)")


def needs(text: str) -> bool:
    """Whether `plain` would look at the text at all."""
    return "::" in text or ("`" in text and _EMBED.search(text) is not None)


def plain(text: str, context: Context) -> tuple[str, tuple[Finding, ...]]:
    """The text with these marks rendered as shortcodes of the same names are, and what is not known taken out."""
    tags = merged(_leaves(text), _embeds(text))
    if not tags:
        return text, ()
    writing = Writing(text, tags, context, _LANGUAGE)
    return writing.run([]), writing.report.findings()


def videos(text: str, context: Context) -> tuple[str, tuple[Finding, ...]]:
    """The text with `@[youtube](id)` rendered as the shortcode is."""
    code = Code(text)
    tags: list[Tag] = []
    position = 0
    while True:
        start, position = code.next(_VIDEOS, position)
        if start == len(text):
            break
        if position > start:
            continue
        match = None if code.is_indented(start) else _VIDEO.match(text, start)
        position = match.end() if match else start + 1
        if match:
            tags.append(Tag(start, position, Kind.ALONE, match[1].lower(), match[2]))
    if not tags:
        return text, ()
    writing = Writing(text, tags, context, _LANGUAGE)
    return writing.run([]), writing.report.findings()


def _leaves(text: str) -> list[Tag]:
    code = Code(text)
    found: list[Tag] = []
    position = 0
    while "::" in text:
        start, position = code.next(_STOPS, position)
        if start == len(text):
            break
        if position > start:
            continue
        position = start + 2
        match = _LEAF.match(text, start) if code.begins_line(start) else None
        # A bare `::name` may be a word of some language; what has neither label nor attributes stays.
        if match and (match[2] is not None or match[3] is not None) and not code.is_indented(start):
            position = match.end()
            given = _WORD.sub(lambda each: f'id="{each[1] or each[2]}"', match[3] or "")
            label = (match[2] or "").replace('"', "")
            found.append(Tag(start, position, Kind.ALONE, match[1], f'{given} label="{label}"' if label else given))
    return found


def _embeds(text: str) -> list[Tag]:
    if "`" not in text:
        return []
    return [
        Tag(match.start(), match.end(), Kind.ALONE, "youtube" if match[1] == "video" else match[1], match[2])
        for match in _EMBED.finditer(text)
    ]


def _arguments(tag: Tag) -> Arguments:
    return spaced(tag.written)


_LANGUAGE = Language(shown=lambda tag: f"::{tag.name[:60]}", arguments=_arguments, find=known.find)
