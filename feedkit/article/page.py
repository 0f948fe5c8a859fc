"""What a walk over a body writes and reads, and the stack of elements that keeps it well nested.

Because the output is well nested, browsers, nh3 and this module see the same tree.
"""

from __future__ import annotations

from feedkit.article import elements, embeds, reading, tags
from feedkit.article.headings import slug, unique_ids
from feedkit.model import Heading
from feedkit.quick_dataclasses import dataclass, field

MAX_DEPTH = 100

_ALL_HEADINGS = frozenset(elements.HEADINGS)
_TABLE = frozenset({"table"})


class TooDeep(Exception):  # noqa: N818  (an answer, not a fault of the program)
    """Elements are nested too deep; `start` is where in the HTML that happens."""

    def __init__(self, start: int) -> None:
        super().__init__(start)
        self.start = start


@dataclass(slots=True)
class Element:
    """An element whose end has not come yet."""

    name: str
    written_at: int = 0
    """Where its start tag stands in what is written."""
    read_at: int = 0
    """How many pieces of text came before it."""
    attributes: dict[str, str] = field(default_factory=dict)
    wanted_id: str = ""
    """The id of a heading that another element has already."""


class Page:
    """A body in the making."""

    def __init__(self) -> None:
        self.written: list[str] = []
        self.read: list[str] = []
        """What is read, in pieces of HTML text."""
        self.names: list[str] = []
        """The names of the open elements, the outermost first."""
        self.headings: list[Heading] = []
        self.opening = ""
        self.shows_more_than_text = False
        self.has_misplaced = False
        """Whether something stands in a table but in no cell: parsers move it out, and so change the order."""
        self.swallowed_at = -1
        """The depth of the open element that nothing is written of; -1 when there is none."""
        self._open: list[Element] = []
        self._swallowed: list[tuple[str, str]] = []
        self._muted_at = -1
        self._aside: list[tuple[int, int]] = []
        self._ids: set[str] = set()
        self._titled: list[tuple[Element, str]] = []
        self._paragraph = ""

    def text(self, text: str) -> None:
        """A piece of HTML text, in which every `<` is meant as one."""
        if self.swallowed_at >= 0:
            self._swallowed.append((self.names[-1], text))
            return
        if self.names and self.names[-1] in elements.ONLY_TABLE_PARTS and not text.isspace():
            self.has_misplaced = True
        text = text.replace("<", "&lt;")
        self.written.append(text)
        if self._muted_at < 0:
            self.read.append(text)

    def more(self) -> None:
        """What came until here is the summary."""
        self.opening = self.opening or reading.plain(self._prose())

    def end(self) -> None:
        """Nothing follows: close what is open, and give the headings their ids."""
        self.close_down_to(0)
        self._name_headings()
        self.opening = self.opening or self._paragraph or reading.plain(self._prose())

    def make_room(self, name: str) -> None:
        """Close what cannot go on when an element of this name begins (HTML standard §13.1.2.4)."""
        if not self.names:
            return
        for closed, boundary in elements.CLOSES.get(name, ()):
            self._close_nearest(closed, boundary)
        if not self.names:
            return
        if name in elements.HEADINGS and self.names[-1] in elements.HEADINGS:
            self.close_down_to(len(self.names) - 1)
        elif self.names[-1] in elements.ONLY_TABLE_PARTS and name not in elements.TABLE_PARTS:
            self.has_misplaced = True

    def put_plain(self, name: str, start: int) -> None:
        """An element without attributes that is not empty; its tag stood at `start`."""
        if name in elements.BLOCKS:
            self.read.append(" ")
        self.push(Element(name, len(self.written), len(self.read)), start)
        self.written.append(f"<{name}>")

    def put(self, name: str, attributes: dict[str, str], start: int, *, muted: bool = False) -> None:
        """An element; `muted` when it is shown but not a part of the text."""
        if name in elements.BLOCKS:
            self.read.append(" ")
        if name in elements.SHOWN_WITHOUT_TEXT:
            self.shows_more_than_text = True
        element = Element(name, len(self.written), len(self.read), attributes)
        wanted = attributes.get("id", "")
        if wanted in self._ids and name in elements.HEADINGS:
            element.wanted_id = attributes.pop("id")
        elif wanted:
            self._ids.add(wanted)
        self.written.append(tags.written(name, attributes))
        if name not in elements.VOID:
            self.push(element, start)
            if muted and self._muted_at < 0:
                self._muted_at = len(self.names) - 1

    def put_link(self, markup: str, text: str) -> None:
        """Finished HTML in place of something embedded; `text` is what is read of it."""
        self.written.append(markup)
        self.read += (" ", text, " ")
        self.shows_more_than_text = True

    def swallow(self, name: str, raw: str, start: int) -> None:
        """Begin an element of which nothing is written; a drawing gives its text in the end."""
        self.swallowed_at, self._swallowed = len(self.names), []
        self.push(Element(name, attributes=tags.plain_attributes(raw)), start)

    def push(self, element: Element, start: int) -> None:
        """Put an element on the stack; TooDeep when it is full."""
        if len(self._open) == MAX_DEPTH:
            raise TooDeep(start)
        self._open.append(element)
        self.names.append(element.name)

    def close(self, name: str) -> None:
        """An end tag; it is dropped when there is nothing that it ends."""
        if self.names and self.names[-1] == name:
            self.close_down_to(len(self.names) - 1)
            return
        closed = _ALL_HEADINGS if name in _ALL_HEADINGS else frozenset((name,))
        boundary = elements.TABLE_PARTS
        if name in boundary:
            boundary = frozenset() if name == "table" else _TABLE
        self._close_nearest(closed, boundary)

    def close_down_to(self, depth: int) -> None:
        """Close the innermost elements until `depth` are open."""
        while len(self._open) > depth:
            element = self._open.pop()
            self.names.pop()
            if self.swallowed_at < 0:
                self._closed(element)
            elif len(self._open) == self.swallowed_at:
                self.swallowed_at = -1
                if element.name in elements.DRAWINGS:
                    self.text(tags.escaped(embeds.text_of_drawing(element.name, element.attributes, self._swallowed)))

    def _close_nearest(self, closed: frozenset[str], boundary: frozenset[str]) -> None:
        """Close the innermost open element of these names with all in it, unless a boundary comes first."""
        for index in range(len(self.names) - 1, -1, -1):
            if self.names[index] in closed:
                self.close_down_to(index)
                return
            if self.names[index] in boundary:
                return

    def _closed(self, element: Element) -> None:
        """Write an end tag, and note what the element said."""
        name = element.name
        self.written.append(f"</{name}>")
        if len(self._open) == self._muted_at:
            self._muted_at = -1
        if name in elements.BLOCKS:
            if name == "p":
                self._paragraph = self._paragraph or reading.plain(self.read[element.read_at :])
            elif name in elements.HEADINGS:
                self._titled.append((element, reading.plain(self.read[element.read_at :])))
                self._aside.append((element.read_at, len(self.read)))
            elif name == "pre":
                self._aside.append((element.read_at, len(self.read)))
            self.read.append(" ")

    def _prose(self) -> list[str]:
        """The pieces of text so far, without headings and code."""
        pieces: list[str] = []
        position = 0
        for start, end in sorted(self._aside):
            pieces += self.read[position:start]
            position = max(position, end)
        return pieces + self.read[position:]

    def _name_headings(self) -> None:
        """Give every heading an id that no other element has, now that all ids are known."""
        unique = unique_ids(self._ids)
        for element, text in sorted(self._titled, key=lambda each: each[0].written_at):
            if not text:
                continue
            attributes = element.attributes
            if not attributes.get("id"):
                attributes["id"] = unique(element.wanted_id or slug(text))
                self.written[element.written_at] = tags.written(element.name, attributes)
            self.headings.append(Heading(level=elements.HEADINGS[element.name], id=attributes["id"], text=text))
