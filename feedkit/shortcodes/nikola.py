"""Nikola: `{{% name %}}` (https://getnikola.com/handbook.html#shortcodes).

Nikola runs shortcodes before Markdown, in code too, where authors write `{{% raw %}} … {{% /raw %}}`. One in code that is
not escaped is left as it is.
"""

from __future__ import annotations

import html
import re
from urllib.parse import unquote

from feedkit.rules import shortcodes as rules
from feedkit.shortcodes import embeds, figures, headings, hugo, known, markup, references
from feedkit.shortcodes.arguments import spaced
from feedkit.shortcodes.callouts import always
from feedkit.shortcodes.context import Context, Finding
from feedkit.shortcodes.marks import emoji_of
from feedkit.shortcodes.parts import NOTHING, Arguments, Call, Inner, Kind, Renderer, Rendering, Tag
from feedkit.shortcodes.reading import literal, walk
from feedkit.shortcodes.tags import Language, Writing, merged, pair

NAMES = ("nikola",)
_RAW = re.compile(r"\{\{%\s*raw\s*%\}\}")
_RAW_END = r"\{\{%\s*/\s*raw\s*%\}\}"
_LINK = re.compile(r"(?<=[(\"'<])link://(\w+)(?:/([^\s()\"'<>]*))?")
_SLUG = re.compile(r"[^\w/\-]+")
# As TAG_PATH, CATEGORY_PATH, ARCHIVE_PATH and the like are preset: https://getnikola.com/path_handlers.html
_PLACES = {
    "tag": "categories/{}/", "category": "categories/cat_{}/", "archive": "{}/archive.html", "index": "", "root": "",
    "rss": "rss.xml", "tag_index": "categories/", "author": "authors/{}/",
}  # fmt: skip
_TEASER = re.compile(r"<!--\s*TEASER_END(?::.*?)?\s*-->")


def needs(text: str) -> bool:
    """Whether there is anything in the text that is not plain Markdown."""
    if "link://" in text:
        return True
    if "{" in text and ("{{%" in text or "{{<" in text or "{%" in text or headings.has_attributes(text)):
        return True
    return "TEASER_END" in text or "[TOC]" in text


def plain(text: str, context: Context) -> tuple[str, tuple[Finding, ...]]:
    """The body as Markdown, and what was taken out."""
    reader = _Reader(text)
    tags = list(walk(text, reader.read, has_code=context.markdown))
    links, lost = _links(text, context)
    tags = merged(tags, links)
    stray = pair(tags)
    writing = Writing(text, tags, context, _LANGUAGE)
    for tag, wanted in lost:
        writing.report.add(rules.UNRESOLVED_REFERENCE, f"there is no article `{wanted[:80]}`", tag.start, tag.end)
    for tag in reader.unclosed:
        message = f"`{tag.name}` is never closed; the marks are taken out"
        writing.report.add(rules.UNCLOSED_TEMPLATE_TAG, message, tag.start, tag.end)
    written = headings.plain(writing.run(stray), context)
    # https://getnikola.com/handbook.html#teasers
    return _TEASER.sub("<!--more-->", headings.without_contents(written)), writing.report.findings()


def _links(text: str, context: Context) -> tuple[list[Tag], list[tuple[Tag, str]]]:
    """Links with a name in place of an address, and those of them that name no article (https://getnikola.com/path_handlers.html)."""
    found: list[Tag] = []
    lost: list[tuple[Tag, str]] = []
    base = references.base(context)
    for match in _LINK.finditer(text) if "link://" in text else ():
        kind, name = match[1], unquote(html.unescape(match[2] or "")).strip("/")
        path, rest = references.split(name)
        url = ""
        if kind in ("slug", "filename", "post_path"):
            url = _with_slug(path, context) if kind == "slug" else references.find("/" + path, context)
            url = url or references.find(path, context)
        else:
            slug = _SLUG.sub("-", path.lower()).strip("-")
            url = base + _PLACES[kind].format(slug) if kind in _PLACES else ""
        tag = Tag(match.start(), match.end(), Kind.TEXT, written=(url or references.guess(path, context)) + rest)
        found.append(tag)
        if not url:
            lost.append((tag, name or kind))
    return found, lost


class _Reader(hugo.Reader):
    """Reads the tags of one body."""

    def read(self, start: int, in_code: bool) -> Tag | None:
        """The tag that begins at `start`; in code only one that is escaped."""
        if (raw := _RAW.match(self.text, start)) and (end := self.ends.match(_RAW_END, raw.end())):
            shown = literal(self.text[raw.end() : end.start()], in_code=in_code)
            return Tag(start, end.end(), Kind.TEXT, written=shown)
        return super().read(start, in_code)


def _doc(call: Call) -> Rendering:
    """A link to another article: its slug stands between the pair (the `doc` role of the handbook)."""
    wanted = (call.content or call.get("slug", at=0)).strip()
    if not call.context.markdown:  # what docutils wrote, where a reader would see `&lt;`
        wanted = html.unescape(wanted)
    text = call.get("title") or wanted
    if match := re.fullmatch(r"(.*?)\s*<([^<>]+)>", wanted):
        text, wanted = match[1] or text, match[2]
    url = references.find(wanted, call.context) or _with_slug(wanted.partition("#")[0], call.context)
    if url:
        return Rendering(before=markup.link(url, text), inner=Inner.DROPPED)
    return Rendering(
        before=markup.link(references.guess(wanted, call.context), text),
        inner=Inner.DROPPED,
        rule=rules.UNRESOLVED_REFERENCE,
        message=f"there is no article `{wanted[:80]}`",
    )


def _with_slug(slug: str, context: Context) -> str:
    """The address of the article that has a slug of its own, not that of its file; empty when there is none."""
    ends = (f"/{slug}/", f"/{slug}.html")
    return next((url for _, url in context.articles.items() if url.endswith(ends)), "") if slug else ""


def _thumbnail(call: Call) -> Rendering:
    """A picture in small that leads to the large one; the text between the pair is its caption."""
    source = call.get("uri", "src", at=0)
    if not source:
        return embeds.incomplete(call, "names no picture")
    picture = markup.tag("img", src=figures.address(source), alt=call.get("alt"), title=call.get("title"))
    caption = markup.from_markdown(re.sub(r"</?p[^>]*>", "", call.content).strip()) if call.content.strip() else ""
    written = f"<figure>{picture}<figcaption>{caption}</figcaption></figure>" if caption else f"<p>{picture}</p>"
    return Rendering(before=written, is_block=True, inner=Inner.DROPPED)


def _emoji(call: Call) -> Rendering:
    """An emoji by its name (https://getnikola.com/handbook.html#emoji)."""
    name = call.get(at=0)
    return Rendering(before=emoji_of(name) or markup.plain(name))


_OWN: dict[str, Renderer] = {"doc": _doc, "emoji": _emoji, "thumbnail": _thumbnail, "class": always(NOTHING)}


def _find(name: str) -> Renderer | None:
    return _OWN.get(name) or known.find(name)


def _shown(tag: Tag) -> str:
    return hugo.shown(tag).replace("{{<", "{{%").replace(">}}", "%}}")


def _arguments(tag: Tag) -> Arguments:
    return spaced(tag.written)


_LANGUAGE = Language(shown=_shown, arguments=_arguments, find=_find)
