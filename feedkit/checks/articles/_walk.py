"""The way through the HTML that is made of a body: what stands in it is noted in its outline."""

from __future__ import annotations

import html
import re
from bisect import bisect_right

from feedkit.article import tags
from feedkit.article.elements import BLOCKS, HEADINGS, RAW_TEXT
from feedkit.checks.articles._outline import CODE, Block, Lines, Link, Outline, Picture, Title

RAW = re.compile(r"<(?!https?:|mailto:)[!?/a-zA-Z]")
"""What may begin HTML in Markdown."""

_POSITION = re.compile(r'data-sourcepos="([0-9]+):[0-9]+-([0-9]+):')
_SILENT = RAW_TEXT | {"svg", "math", "template", "noscript", "object"}
_NO_TEXT = frozenset({"code", "kbd", "samp", "pre", "tt", "var", *_SILENT})
_LEFT = frozenset({"p", "td", "th", "table", "ul", "ol"})
_MEDIA = frozenset({"video", "audio", "embed", "picture"})
_NOTED = BLOCKS | _NO_TEXT | _MEDIA | HEADINGS.keys() | {"a", "img", "image"}
"""Elements that change what is noted; of all others only the text counts."""
_STRESS = frozenset({"em", "strong", "del"})
# A block of nothing but text is matched as a whole: most paragraphs are such.
_OWN = re.compile(
    r'<(?:(p|h[1-6]) data-sourcepos="([0-9]+):[0-9]+-([0-9]+):[0-9]+">([^<]*+)</\1>|(/?)([a-z0-9]++)([^>]*+)>)'
)


class Walk:
    """The way through the HTML of one body."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.lines: Lines = (1, 0)
        self.raw = outline.markdown
        self.plain = _plain
        self.pieces: list[str] = []
        self.name = ""
        self.quiet: list[str] = []
        self.link: Link | None = None
        self.link_text: list[str] = []
        self.heading: Title | None = None
        self.seen: dict[tuple[str, str, Lines], int] = {}

    def run(self) -> None:
        """Walk over all tags and the text between them."""
        outline = self.outline
        if outline.markdown and not RAW.search(outline.source):
            self.plain = _plain_of_markdown
            self._run_plainly()
        else:
            position, end = 0, len(outline.markup)
            while position < end:
                position = self._run_from(position)
        self._flush()
        self._end_link()

    def _run_plainly(self) -> None:
        """Walk over tags that are all cmark's own, which are alike: much faster."""
        pieces, quiet, markup = self.pieces, self.quiet, self.outline.markup
        position = 0
        for match in _OWN.finditer(markup):
            start = match.start()
            if start > position:
                text = markup[position:start]
                if quiet or self.link:
                    self._text(text)
                elif pieces or not text.isspace():  # no block begins with blanks
                    pieces.append(text)
            position = match.end()
            block, first, last, text, slash, name, raw = match.groups()
            if block:
                self._whole_block(block, (int(first), int(last)), text, start, match.start(4))
            elif name not in _NOTED:
                self.outline.has_more = self.outline.has_more or name not in _STRESS
            elif slash:
                self._end(name)
            else:
                self._start(name, raw, start, position)
        if position < len(markup):
            self._text(markup[position:])

    def _whole_block(self, name: str, lines: Lines, text: str, start: int, after: int) -> None:
        """A paragraph or heading with nothing but text in it, from its start tag to its end tag."""
        outline = self.outline
        if self.pieces:
            self._flush()
        text = "" if text.isspace() else self.plain(text)
        if name != "p":
            is_first = not outline.blocks and not outline.pictures and not outline.headings
            outline.headings.append(Title(HEADINGS[name], lines, (start, after), text, is_first=is_first))
        if text:
            outline.blocks.append(Block(name, lines, text))
        self.lines = (lines[1], 0) if lines[1] else lines
        self.raw = outline.markdown
        self.name = ""

    def _run_from(self, position: int) -> int:
        markup, quiet, pieces = self.outline.markup, self.quiet, self.pieces
        for match in tags.TAG.finditer(markup, position):
            start = match.start()
            if start > position:
                if quiet or self.link:
                    self._text(markup[position:start])
                else:
                    pieces.append(markup[position:start])
            position = match.end()
            slash, name, raw, _, unclosed = match.groups()
            if name:
                if name not in _NOTED and (name := name.lower()) not in _NOTED:
                    continue
                if slash:
                    self._end(name)
                    continue
                self._start(name, raw, start, position)
                if name in RAW_TEXT:
                    after = tags.end_of_raw_text(markup, name, position)[1]
                    if after < 0:
                        return len(markup)
                    self.quiet.pop()
                    return after
            elif unclosed:
                position = start  # as readers get it: nothing after it is a tag
                break
        if position < len(markup):
            self._text(markup[position:])
        return len(markup)

    def _text(self, text: str) -> None:
        if self.quiet:
            if self.quiet[-1] not in _SILENT and (not self.pieces or self.pieces[-1] is not CODE):
                self.pieces.append(CODE)
            if self.link:
                self.link_text.append(text)
            return
        self.pieces.append(text)
        if self.link:
            self.link_text.append(text)

    def _start(self, name: str, raw: str, start: int, after: int) -> None:
        if name in BLOCKS:
            if name == "br":
                self.pieces.append("\n")
                return
            self._start_block(name, raw, start, after)
        if name in _NO_TEXT:
            self.quiet.append(name)
            self.outline.shows_media = self.outline.shows_media or name in {"svg", "math", "iframe", "object"}
        elif name == "a":
            self._start_link(raw, start, after)
        elif name in {"img", "image"}:
            self._picture(raw, start, after)
        elif name in _MEDIA:
            self.outline.shows_media = True

    def _start_block(self, name: str, raw: str, start: int, after: int) -> None:
        outline = self.outline
        if self.pieces:
            self._flush()
        self.name = name
        at = raw.find('data-sourcepos="')
        if at >= 0 and (position := _POSITION.match(raw, at)) is not None:
            self.lines, self.raw = (int(position[1]), int(position[2])), False
            if name == "tr":
                outline.tables[-1].append(self.lines[0])
            elif name == "table":
                outline.tables.append([])
            elif name == "pre":
                outline.code.append(self.lines)
        elif name == "p" or name in HEADINGS:
            self.raw = outline.markdown
        if name in HEADINGS:
            is_first = not outline.blocks and not outline.pictures and not outline.headings
            self.heading = Title(HEADINGS[name], self._where(start), (start, after), is_first=is_first)
            outline.headings.append(self.heading)

    def _end(self, name: str) -> None:
        if name in _NO_TEXT:
            if name in self.quiet:
                while self.quiet.pop() != name:
                    pass
            if name == "pre":
                self._flush()
                self._leave()
        elif name == "a":
            self._end_link()
        elif name in BLOCKS and name != "br":
            if self.pieces:
                self._flush()
            if name in HEADINGS:
                self.heading = None
                self._leave()
            elif name in _LEFT:
                self._leave()

    def _leave(self) -> None:
        """What follows stands below the block that ended, in lines not known before the next block begins."""
        if self.lines[1]:
            self.lines = (self.lines[1], 0)
        self.raw = self.outline.markdown
        self.name = ""

    def _where(self, start: int) -> Lines:
        if self.outline.markdown:
            return self.lines
        line = bisect_right(self.outline.starts(), start)
        return (line, line)

    def _start_link(self, raw: str, start: int, after: int) -> None:
        self._end_link()
        if raw.startswith(' href="') and "&" not in raw and raw.find('"', 7) == len(raw) - 1:  # most have nothing else
            self.link = Link(raw[7:-1], self._where(start), (after + 6 - len(raw), after - 2))
        elif "data-footnote-" in raw:
            return
        else:
            given, span = _attributes(raw, "href", after - 1 - len(raw))
            if "href" not in given:
                return
            title, label = given.get("title", ""), given.get("aria-label", "")
            self.link = Link(given["href"], self._where(start), span, title, label)
        self.link.nth = self._count("href", self.link)
        self.outline.links.append(self.link)

    def _end_link(self) -> None:
        if self.link:
            self.link.text = _plain("".join(self.link_text))
            self.link, self.link_text = None, []

    def _picture(self, raw: str, start: int, after: int) -> None:
        given, span = _attributes(raw, "src", after - 1 - len(raw))
        picture = Picture(
            given.get("src", ""), self._where(start), span, given.get("alt"), given, in_link=self.link is not None
        )
        picture.nth = self._count("src", picture)
        self.outline.pictures.append(picture)
        self.pieces.append(CODE)
        if self.link:
            self.link.shows_picture = True
            self.link_text.append(f" {html.escape(picture.alt or '')} ")
        if self.heading:
            self.heading.shows_picture = True

    def _count(self, kind: str, piece: Link | Picture) -> int:
        """How many like it were there before."""
        key = (kind, piece.address, piece.lines)
        count = self.seen.get(key, 0)
        self.seen[key] = count + 1
        return count

    def _flush(self) -> None:
        """End the block that is being read."""
        text = "".join(self.pieces)
        self.pieces.clear()
        if not text or text.isspace():
            return
        text = self.plain(text)
        if self.heading and self.name in HEADINGS:
            self.heading.text = text
        self.outline.blocks.append(Block(self.name, self.lines, text, self.raw))


def _plain(text: str) -> str:
    return (html.unescape(text) if "&" in text else text).strip()


def _plain_of_markdown(text: str) -> str:
    """The same for text as cmark writes it, with four references and no others."""
    if "&" in text:
        text = text.replace("&quot;", '"').replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return text.strip()


def _attributes(raw: str, wanted: str, offset: int) -> tuple[dict[str, str], tuple[int, int]]:
    """The attributes of a tag, and where the value of the wanted one stands in the HTML."""
    given: dict[str, str] = {}
    span = (offset, offset)
    for name, value, _, inner in tags.attributes(raw):
        if name not in given:
            given[name] = value
            if name == wanted:
                span = (offset + inner[0], offset + inner[1])
    return given, span
