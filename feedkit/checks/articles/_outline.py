"""What is in the body of an article: its blocks, links, pictures, headings and tables, each with the lines it stands in.

Read once for all checks. Markdown is rendered with the lines of its blocks, so that whatever the Markdown engine made of
the text is known, not guessed: what is code is no text, and what was meant as a link but became none is text. The exact
place of a finding is looked for in the lines of its block, and only when there is a finding.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from itertools import accumulate
from urllib.parse import unquote

from feedkit.article import markdown as markdown_engine
from feedkit.article import tags
from feedkit.article.article import Article
from feedkit.article.elements import BLOCKS, HEADINGS, RAW_TEXT
from feedkit.diagnostics import Place
from feedkit.quick_dataclasses import dataclass, field

MAX_CHARACTERS = 1_000_000
"""Larger bodies are refused elsewhere, and are not looked at."""
CODE = "\ufffc"
"""What stands in the text of a block for code, a picture or a drawing."""

_POSITION = re.compile(r'data-sourcepos="([0-9]+):[0-9]+-([0-9]+):')
_OWN_TAG = re.compile(r"<(/?)([a-z0-9]+)([^>]*)>")
_RAW = re.compile(r"<(?!https?:|mailto:)[!?/a-zA-Z]")
"""What may begin HTML in Markdown."""
_COMMENT = re.compile(r"<!--[^-]*+(?:-(?!->)[^-]*+)*+(?:-->|\Z)")
_SILENT = RAW_TEXT | {"svg", "math", "template", "noscript", "object"}
_NO_TEXT = frozenset({"code", "kbd", "samp", "pre", "tt", "var", *_SILENT})
_LEFT = frozenset({"p", "td", "th", "table", "ul", "ol"})
_MEDIA = frozenset({"video", "audio", "embed", "picture"})
_NOTED = BLOCKS | _NO_TEXT | _MEDIA | HEADINGS.keys() | {"a", "img", "image"}
"""Elements that change what is noted; of all others only the text counts."""
_TEMPLATE = re.compile(r"\{\{|\{%|%7B%7B|%7B%25|<%|\$\{", re.IGNORECASE)
_VISIBLE = re.compile(r"[^\n]")

Lines = tuple[int, int]
"""The first and the last line of the body, counting from 1; the last is 0 where it is not known."""


@dataclass(slots=True, eq=False)
class Block:
    """A paragraph, a heading, a cell or an item of a list: text that is read in one go."""

    name: str
    """The element, as `p`; empty for text that is in none."""
    lines: Lines
    text: str
    """Plain text. Code and pictures in it are U+FFFC."""
    raw: bool = False
    """Whether it was written as HTML, so that Markdown in it means nothing."""


@dataclass(slots=True, eq=False)
class Link:
    """A link."""

    address: str
    lines: Lines
    span: tuple[int, int]
    """Where the address stands in the HTML."""
    title: str = ""
    label: str = ""
    """Its `aria-label`."""
    text: str = ""
    """What is shown of it, with the alternative texts of pictures."""
    nth: int = 0
    """How many links with this address stand before it in these lines."""
    shows_picture: bool = False


@dataclass(slots=True, eq=False)
class Picture:
    """A picture in the text."""

    address: str
    lines: Lines
    span: tuple[int, int]
    alt: str | None
    """None where there is no alternative text at all."""
    attributes: dict[str, str]
    in_link: bool
    nth: int = 0
    """How many pictures with this address stand before it in these lines."""


@dataclass(slots=True, eq=False)
class Title:
    """A heading of the text."""

    level: int
    lines: Lines
    span: tuple[int, int]
    text: str = ""
    shows_picture: bool = False
    is_first: bool = False
    """Whether nothing comes before it."""


@dataclass(slots=True)
class Outline:
    """What is in a body."""

    source: str
    """The body as it is written."""
    markup: str
    """The HTML it becomes, with `data-sourcepos` where it is made of Markdown."""
    markdown: bool
    path: str
    """The file it is in, relative to the project folder."""
    first_line: int
    """The line of the file at which the body begins."""
    is_verbatim: bool = True
    """Whether the source stands in the file word for word, so that places in it are places in the file."""
    blocks: list[Block] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    headings: list[Title] = field(default_factory=list)
    tables: list[list[int]] = field(default_factory=list)
    """The lines of the rows of each table in Markdown, the head first."""
    code: list[Lines] = field(default_factory=list)
    """Blocks of code in Markdown."""
    shows_media: bool = False
    """Whether there is a recording, a drawing or an embedded page."""
    prose: str = ""
    """The text of all blocks, for a first look: what is not in it is in no block."""
    words: list[str] = field(default_factory=list)
    """The same, split at its blanks."""
    _starts: list[int] = field(default_factory=list)
    """Where each line of the source begins; made when it is first needed."""

    def outside_code(self) -> str:
        """The source with blanks for blocks of code and comments, so that indexes stay."""
        text = self.source
        if self.code:
            lines = text.split("\n")
            for first, last in self.code:
                for number in range(first - 1, min(last, len(lines))):
                    lines[number] = " " * len(lines[number])
            text = "\n".join(lines)
        if "<!--" in text:
            text = _COMMENT.sub(lambda match: _VISIBLE.sub(" ", match[0]), text)
        return text

    def starts(self) -> list[int]:
        """Where each line of the source begins."""
        if not self._starts:
            lengths = map((1).__add__, map(len, self.source.split("\n")))
            self._starts = list(accumulate(lengths, initial=0))[:-1]
        return self._starts

    def range(self, start: int, end: int) -> Place:
        """The range in the file of the source from index `start` to `end`."""
        if not self.is_verbatim:
            return Place(self.path, self.first_line, 1, self.first_line, 1)
        starts = self.starts()
        line, end_line = bisect_right(starts, start), bisect_right(starts, end)
        first = self.first_line - 1
        return Place(
            self.path, first + line, start - starts[line - 1] + 1, first + end_line, end - starts[end_line - 1] + 1
        )

    def window(self, lines: Lines) -> tuple[int, int]:
        """From which to which index of the source some lines go."""
        starts, length = self.starts(), len(self.source)
        start = starts[lines[0] - 1] if lines[0] <= len(starts) else length
        end = starts[lines[1]] - 1 if lines[1] and lines[1] < len(starts) else length
        return start, max(start, end)

    def find(self, lines: Lines, *spellings: str, skip: int = 0) -> tuple[int, int] | None:
        """Where in these lines of the source one of the spellings stands, the first that does; `skip` is how many to pass over."""
        start, end = self.window(lines)
        for spelling in spellings:
            at, left = start - 1, skip
            while spelling and (at := self.source.find(spelling, at + 1, end)) >= 0:
                if not left:
                    return at, at + len(spelling)
                left -= 1
        return None

    def place(self, lines: Lines, *spellings: str, skip: int = 0) -> Place:
        """The place of one of the spellings in these lines; the first of the lines where it is not found."""
        found = self.find(lines, *spellings, skip=skip)
        if found is None:
            start, end = self.window(lines)
            newline = self.source.find("\n", start, end)
            found = start, newline if newline >= 0 else end
        return self.range(*found)

    def place_of(self, piece: Link | Picture) -> Place:
        """Where the address of a link or picture stands."""
        span = self.span_of(piece)
        return self.range(*span) if span else self.place(piece.lines)

    def span_of(self, piece: Link | Picture) -> tuple[int, int] | None:
        """From which to which index of the source the address of a link or picture goes; None when it is not found."""
        if not self.markdown:
            return piece.span
        if not piece.address:
            return self.find(piece.lines, "]()", "](<>)", 'href=""', 'src=""')
        found = self.find(piece.lines, piece.address, skip=piece.nth)
        if found is None:
            spellings = dict.fromkeys((self.markup[slice(*piece.span)], *_decoded(piece.address), piece.address))
            found = self.find(piece.lines, *spellings, skip=piece.nth) or self.find(piece.lines, *spellings)
        return found


def _decoded(address: str) -> tuple[str, ...]:
    plain = unquote(address) if "%" in address else address
    return (plain, plain.removeprefix("mailto:"), plain.removeprefix("http://"))


def is_template(address: str) -> bool:
    """Whether an address has a template tag of some generator in it, so that nothing can be said of it."""
    return _TEMPLATE.search(address) is not None


def outline_of(article: Article, text: str, folder: str) -> Outline:
    """The outline of an article's body; `text` is that of its file, `folder` goes before its path.

    Where the body does not stand in the file word for word, as one of reStructuredText does not, findings are placed at
    its first line.
    """
    file = article.content_file or article.path
    is_verbatim = bool(article.content_file) or text.endswith(article.body)
    return read(
        article.body,
        markdown=article.markdown,
        path=f"{folder}/{file}" if folder else file,
        first_line=article.body_line,
        is_verbatim=is_verbatim,
    )


def read(source: str, *, markdown: bool, path: str, first_line: int, is_verbatim: bool = True) -> Outline:
    """The outline of a body in Markdown or HTML; in time that grows with its length."""
    if len(source) > MAX_CHARACTERS:
        source = ""
    markup = markdown_engine.to_html(source, lines=True) if markdown and source else source
    outline = Outline(source, markup, markdown, path, first_line, is_verbatim)
    _Walk(outline).run()
    outline.prose = "\n\n".join([block.text for block in outline.blocks])
    outline.words = outline.prose.split()
    return outline


class _Walk:
    """The way through the HTML of one body."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.lines: Lines = (1, 0)
        self.raw = outline.markdown
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
        if outline.markdown and not _RAW.search(outline.source):
            self._run_plainly()
        else:
            position, end = 0, len(outline.markup)
            while position < end:
                position = self._run_from(position)
        self._flush()
        self._end_link()

    def _run_plainly(self) -> None:
        """Walk over tags that are all cmark's own, which are alike: three times as fast."""
        pieces, quiet = self.pieces, self.quiet
        position = 0
        parts = iter(_OWN_TAG.split(self.outline.markup))
        for text in parts:
            if text:
                if quiet or self.link:
                    self._text(text)
                else:
                    pieces.append(text)
            slash = next(parts, None)
            if slash is None:
                break
            name, raw = next(parts), next(parts)
            start = position + len(text)
            position = start + len(slash) + len(name) + len(raw) + 2
            if name not in _NOTED:
                continue
            if slash:
                self._end(name)
            else:
                self._start(name, raw, start, position)

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
        if "data-footnote-" in raw:
            return
        given, span = _attributes(raw, "href", after - 1 - len(raw))
        if "href" in given:
            self.link = Link(
                given["href"], self._where(start), span, given.get("title", ""), given.get("aria-label", "")
            )
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
        text = _plain(text)
        if self.heading and self.name in HEADINGS:
            self.heading.text = text
        self.outline.blocks.append(Block(self.name, self.lines, text, self.raw))


def _plain(text: str) -> str:
    return (html.unescape(text) if "&" in text else text).strip()


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
