"""Pelican: links to `{static}`, `{filename}` and `{attach}` files, and the plugin liquid-tags.

https://docs.getpelican.com/en/latest/content.html#linking-to-internal-content, https://github.com/pelican-plugins/liquid-tags.
Tags run after fenced code is set aside. `{{ … }}` is text to Pelican.
"""

from __future__ import annotations

import re

from feedkit.rules import shortcodes as rules
from feedkit.shortcodes import headings, kramdown, octopress, references
from feedkit.shortcodes.code import stops
from feedkit.shortcodes.context import Context, Finding
from feedkit.shortcodes.liquid import Template
from feedkit.shortcodes.parts import Kind, Renderer, Tag
from feedkit.shortcodes.reading import walk

NAMES = ("pelican",)
_WHAT = "filename|static|attach|author|category|tag|index"
_STOPS = stops({"<": "!--", "{": rf"[{{%]|(?:{_WHAT})\}}", "|": rf"(?:{_WHAT})\|"})
_BRACES = re.compile(rf"\{{(?:{_WHAT})\}}")
_BARS = re.compile(rf"\|(?:{_WHAT})\|")
_LINK = re.compile(rf"[{{|]({_WHAT})[|}}]([^\s()<>\"']*+)")
_BEFORE_LINK = re.compile(r"(?:\]\(\s*<?|\]:\s*<?|=\s*[\"']?)\Z")
# Pygments' own line that names the language (https://python-markdown.github.io/extensions/code_hilite/#shebang-no-path).
_LANGUAGE = re.compile(r"^((?: {4}|\t)[ \t]*+)(?::::+[\w+#\-]++|#![\w+#\-]++)[ \t\r]*+$", re.MULTILINE)
# https://github.com/pelican-plugins/liquid-tags, `literal`: the tag that its arguments make is shown to readers.
_LITERAL = re.compile(r"\{%\s*+literal\s++([^%\n]*+(?:%(?!\})[^%\n]*+)*+)%\}")
_SLUG = re.compile(r"[^\w\-]+")


def needs(text: str) -> bool:
    """Whether there is anything in the text that is not plain Markdown."""
    if "{" in text and ("{%" in text or "{{" in text or _BRACES.search(text) or headings.has_attributes(text)):
        return True
    return ("|" in text and _BARS.search(text) is not None) or "    :::" in text or "    #!" in text or "[TOC]" in text


def plain(text: str, context: Context) -> tuple[str, tuple[Finding, ...]]:
    """The body as Markdown, and what was taken out."""
    template = _Template(text, context, octopress.RENDERERS)
    tags = list(walk(text, template.read, at=_STOPS, has_code=context.markdown, sets_fences_aside=True))
    written, report = template.plain(tags, template.language())
    for tag, message in template.unresolved:
        report.add(rules.UNRESOLVED_REFERENCE, message, tag.start, tag.end)
    written = headings.without_contents(headings.plain(kramdown.plain(written, context), context))
    return _LANGUAGE.sub("", written), report.findings()


class _Template(Template):
    """A body with tags and with links to files of the content folder."""

    def __init__(self, text: str, context: Context, own: dict[str, Renderer]) -> None:
        super().__init__(text, context, own)
        self.unresolved: list[tuple[Tag, str]] = []

    def read(self, start: int, in_code: bool) -> Tag | None:
        """The tag or the link that begins at `start`; in code only `literal`."""
        if self.text.startswith(("{%", "{{<", "{{%"), start):
            if literal := _LITERAL.match(self.text, start):
                shown = self.protect(f"{{% {literal[1].strip()} %}}")
                return Tag(start, literal.end(), Kind.TEXT, written=shown)
            return None if in_code else super().read(start, in_code)
        if in_code or not _BEFORE_LINK.search(self.text, max(0, start - 8), start):
            return None
        match = _LINK.match(self.text, start)
        return self._link(match) if match else None

    def _link(self, match: re.Match[str]) -> Tag:
        what, target = match[1], match[2]
        tag = Tag(match.start(), match.end(), Kind.TEXT, written=target)
        base = references.base(self.context)
        if what == "filename":
            path, rest = references.split(target)
            url = references.find(path, self.context)
            if url:
                tag.written = url + rest
            elif path.endswith((".md", ".rst", ".markdown", ".html")):
                tag.written = references.guess(target, self.context)
                self.unresolved.append((tag, f"there is no article `{target[:80]}`"))
        elif what == "index":
            tag.written = base
        elif what in {"tag", "category", "author"}:
            # https://docs.getpelican.com/en/latest/settings.html: TAG_URL, CATEGORY_URL and AUTHOR_URL as they are preset.
            tag.written = f"{base}{what}/{_SLUG.sub('-', target.lower()).strip('-')}.html"
        return tag
