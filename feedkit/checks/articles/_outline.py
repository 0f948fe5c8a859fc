"""What is in the body of an article: its blocks, links, pictures, headings and tables, each with the lines it stands in.

Read once for all checks. Markdown is rendered with the lines of its blocks, so that whatever the Markdown engine made of
the text is known, not guessed: what is code is no text, and what was meant as a link but became none is text. The exact
place of a finding is looked for in the lines of its block, and only when there is a finding.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from urllib.parse import unquote

from feedkit.diagnostics import Place
from feedkit.quick_dataclasses import dataclass, field

CODE = "\ufffc"
"""What stands in the text of a block for code, a picture or a drawing."""

_COMMENT = re.compile(r"<!--[^-]*+(?:-(?!->)[^-]*+)*+(?:-->|\Z)")
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
    has_more: bool = False
    """Whether there is something else in Markdown, as tasks and footnotes."""
    shows_media: bool = False
    """Whether there is a recording, a drawing or an embedded page."""
    prose: str = ""
    """The text of all blocks, for a first look: what is not in it is in no block."""
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
