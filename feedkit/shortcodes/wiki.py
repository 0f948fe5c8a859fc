"""Links to other articles by their names, as Obsidian writes them: `[[Other article|these words]]`, `![[picture.png]]`.

https://help.obsidian.md/links, https://quartz.jzhao.xyz/features/wikilinks. What names no article stays as it is: brackets in
pairs are code of many languages, too.
"""

from __future__ import annotations

import re
from functools import cache

from feedkit.quick_dataclasses import replace
from feedkit.shortcodes import figures, markup, references
from feedkit.shortcodes.code import Change, Code, changed, stops
from feedkit.shortcodes.context import Context

_STOPS = stops({"[": r"\["})
_LINK = re.compile(r"\[\[(?![ \t])([^\[\]|\n]{1,200}?)(?:\\?\|([^\[\]\n]{1,300}))?\]\]")
_PICTURE = re.compile(r".+\.(?:png|jpe?g|gif|webp|svg|avif)\Z", re.IGNORECASE)
_SIZE = re.compile(r"[0-9]+(?:x[0-9]+)?\Z")


def plain(text: str, context: Context) -> str:
    """The text with such links as links, and such pictures as pictures."""
    known: dict[str, str] = {}

    @cache
    def here() -> Context:
        """The names of articles are gathered once for all links of the body."""
        return context if context.names is not None else replace(context, names=references.by_name(context.articles))

    def change(code: Code, start: int) -> Change | None:
        match = _LINK.match(text, start)
        if match is None or code.is_indented(start):
            return None
        embeds = text[start - 1 : start] == "!"
        written = _picture(match) if embeds else _link(match, known, here())
        return (start - embeds, match.end(), written) if written else None

    return changed(text, _STOPS, change)


def _picture(match: re.Match[str]) -> str:
    if not _PICTURE.match(match[1]):
        return ""
    alt = match[2] if match[2] and not _SIZE.match(match[2].strip()) else ""
    return markup.tag("img", src=figures.address(match[1].strip()), alt=alt)


def _link(match: re.Match[str], known: dict[str, str], context: Context) -> str:
    name = match[1].strip().removesuffix("\\")
    if name not in known:
        known[name] = references.find(name, context) or references.find(name.replace(" ", "-"), context)
    url = known.get(name, "")
    words = markup.from_markdown(match[2]) if match[2] else markup.plain(name.partition("#")[0])
    return f"{markup.tag('a', href=url)}{words}</a>" if url and words else ""
