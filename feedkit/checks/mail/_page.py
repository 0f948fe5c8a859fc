"""The HTML of a mail as elements and the texts between them, each with its place.

Nothing is mended: tags are read as the HTML standard reads them (feedkit.article.tags), end tags that close nothing are
passed over, and end tags that may be left away are added.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from html import unescape

from feedkit.article import tags
from feedkit.article.elements import CLOSES, RAW_TEXT, VOID
from feedkit.checks.mail._source import Source, Span
from feedkit.quick_dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Attribute:
    """The plain value of an attribute, and where it stands."""

    value: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Element:
    """An element; two are the same only if they are one."""

    number: int
    """How many elements begin before it."""
    name: str
    attributes: Mapping[str, Attribute]
    parent: Element | None
    depth: int
    """How many elements it stands in."""
    span: Span
    """Its start tag."""
    end: int
    """Where its content ends."""

    def get(self, name: str, default: str = "") -> str:
        """The value of an attribute."""
        attribute = self.attributes.get(name)
        return attribute.value if attribute else default

    def where(self, name: str) -> Span:
        """Where the value of an attribute stands, or else the start tag."""
        attribute = self.attributes.get(name)
        return attribute.span if attribute and attribute.span[0] < attribute.span[1] else self.span

    def ancestors(self) -> Iterator[Element]:
        """The elements it stands in, from the inside out."""
        each = self.parent
        while each is not None:
            yield each
            each = each.parent


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """A stretch of text without tags in it, its references resolved."""

    text: str
    span: Span
    parent: Element | None
    says_something: bool
    """Whether there is more in it than blanks and characters without a shape."""


INVISIBLE = " \t\n\r\f\u00a0\u00ad\u034f\u061c\u115f\u2007\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""Characters that preheaders are padded with."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, or a stretch that parsers take for one."""

    text: str
    span: Span
    is_closed: bool
    """Whether it is a proper `<!-- … -->`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The HTML of a mail."""

    source: Source
    elements: tuple[Element, ...]
    """In the order of their start tags."""
    runs: tuple[Run, ...]
    """All text of the body."""
    raw: Mapping[Element, Run]
    """The content of `style`, `script`, `title` and the like."""
    comments: tuple[Comment, ...]
    run_starts: tuple[int, ...]
    element_starts: tuple[int, ...]
    """The indices at which each of them begins."""

    def named(self, *names: str) -> Iterator[Element]:
        """The elements with one of these names."""
        return (each for each in self.elements if each.name in names)

    def first(self, name: str) -> Element | None:
        """The first element with this name."""
        return next(self.named(name), None)

    def within(self, element: Element) -> tuple[Run, ...]:
        """The texts inside of an element."""
        starts = self.run_starts
        return self.runs[bisect_left(starts, element.span[1]) : bisect_left(starts, element.end)]

    def inside(self, element: Element, *names: str) -> Iterator[Element]:
        """The elements inside of an element that have one of these names."""
        end = bisect_left(self.element_starts, element.end)
        return (each for each in self.elements[element.number + 1 : end] if each.name in names)


@dataclass(slots=True)
class _Open:
    """An element while it is being read."""

    name: str
    attributes: dict[str, Attribute]
    parent: int
    depth: int
    span: Span
    end: int = -1


@dataclass(slots=True)
class _Reader:
    """What has been read so far."""

    html: str
    opened: list[_Open] = field(default_factory=list)
    stack: list[int] = field(default_factory=list)
    runs: list[tuple[str, Span, int]] = field(default_factory=list)
    raw: list[tuple[str, Span, int]] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)

    def read(self) -> None:
        """Read all of it."""
        position = 0
        while match := tags.TAG.search(self.html, position):
            self.text(position, match.start())
            position = match.end()
            name = (match["name"] or "").lower()
            if match["unclosed"]:
                self.unclosed(match.start())
                position = match.start() + 1
            elif not name:
                self.comment(match.group(), match["comment"], match.span())
            elif match["end"]:
                self.close(name, match.start())
            else:
                position = self.start(name, match["attributes"], match.span())
        self.text(position, len(self.html))
        while self.stack:
            self.opened[self.stack.pop()].end = len(self.html)

    def text(self, start: int, end: int) -> None:
        """Note the text between two tags."""
        if start < end:
            found = self.html[start:end]
            parent = self.stack[-1] if self.stack else -1
            self.runs.append((unescape(found) if "&" in found else found, (start, end), parent))

    def comment(self, whole: str, inside: str | None, span: Span) -> None:
        """Note a comment, or what is like one. `<!-->` and `<!--->` are comments with nothing in them."""
        if whole.startswith("<!--"):
            is_closed = inside is not None or whole in ("<!-->", "<!--->")
            self.comments.append(Comment(inside or "" if is_closed else whole[4:], span, is_closed))
        elif whole.startswith("<!") and whole[:9].lower() != "<!doctype":
            self.comments.append(Comment(whole[2:-1], span, is_closed=False))

    def unclosed(self, start: int) -> None:
        """Note a tag or comment that never ends."""
        if self.html.startswith("<!", start):
            self.comments.append(Comment(self.html[start:].removeprefix("<!--")[:200], (start, len(self.html)), False))

    def start(self, name: str, raw: str, span: Span) -> int:
        """Open an element; the index at which to read on."""
        for closed, up_to in CLOSES.get(name, ()):
            self.make_room(closed, up_to, span[0])
        offset = span[1] - 1 - len(raw)
        attributes: dict[str, Attribute] = {}
        for key, value, _, inner in tags.attributes(raw):
            attributes.setdefault(key, Attribute(value, (offset + inner[0], offset + inner[1])))
        number = len(self.opened)
        parent = self.stack[-1] if self.stack else -1
        self.opened.append(_Open(name, attributes, parent, len(self.stack), span))
        if name in VOID:
            self.opened[number].end = span[1]
            return span[1]
        if name in RAW_TEXT:
            end, after = tags.end_of_raw_text(self.html, name, span[1])
            if end < 0:
                end = after = len(self.html)
            found = self.html[span[1] : end]
            self.raw.append((unescape(found) if name in ("title", "textarea") else found, (span[1], end), number))
            self.opened[number].end = end
            return after
        self.stack.append(number)
        return span[1]

    def make_room(self, closed: frozenset[str], up_to: frozenset[str], position: int) -> None:
        """Close what a start tag closes, if it is not beyond an element of `up_to`."""
        for index in range(len(self.stack) - 1, -1, -1):
            name = self.opened[self.stack[index]].name
            if name in up_to:
                return
            if name in closed:
                self.close_down_to(index, position)
                return

    def close(self, name: str, position: int) -> None:
        """Close the innermost element of this name, and those inside of it."""
        for index in range(len(self.stack) - 1, -1, -1):
            if self.opened[self.stack[index]].name == name:
                self.close_down_to(index, position)
                return

    def close_down_to(self, index: int, position: int) -> None:
        """Close all elements from this place of the stack on."""
        for number in self.stack[index:]:
            self.opened[number].end = position
        del self.stack[index:]


def read(source: Source) -> Page:
    """The page that the HTML makes."""
    reader = _Reader(source.text)
    reader.read()
    elements: list[Element] = []
    for number, each in enumerate(reader.opened):
        parent = elements[each.parent] if each.parent >= 0 else None
        elements.append(
            Element(
                number=number,
                name=each.name,
                attributes=each.attributes,
                parent=parent,
                depth=each.depth,
                span=each.span,
                end=each.end,
            )
        )
    runs = tuple(
        Run(text, span, elements[parent] if parent >= 0 else None, bool(text.strip(INVISIBLE)))
        for text, span, parent in reader.runs
    )
    return Page(
        source=source,
        elements=tuple(elements),
        runs=runs,
        raw={elements[number]: Run(text, span, elements[number], bool(text)) for text, span, number in reader.raw},
        comments=tuple(reader.comments),
        run_starts=tuple(run.span[0] for run in runs),
        element_starts=tuple(each.span[0] for each in elements),
    )
