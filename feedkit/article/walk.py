"""The walk over the tags of a body: what is written, what is read, what is found.

A stack of open elements keeps the output well nested, so that browsers, nh3 and this module see the same tree.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from feedkit.article import elements, embeds, reading, tags
from feedkit.article.addresses import Surroundings
from feedkit.article.attributes import is_note_mark, portable_address, portable_attributes
from feedkit.article.findings import Gathered, shown
from feedkit.article.headings import slug, unique_ids
from feedkit.model import Heading
from feedkit.rules import content as rules

MAX_DEPTH = 100


class TooDeep(Exception):  # noqa: N818  (an answer, not a fault of the program)
    """Elements are nested too deep; `start` is where in the HTML that happens."""

    def __init__(self, start: int) -> None:
        super().__init__(start)
        self.start = start


@dataclass(slots=True)
class _Open:
    """An element whose end has not come yet."""

    name: str
    written: bool
    """Whether its start tag went out, so that its end tag must."""
    out: int
    """Where its start tag stands in what is written."""
    text: int
    """How many pieces of text came before it."""
    attributes: dict[str, str] = field(default_factory=dict)
    wanted_id: str = ""
    """The id of a heading that another element has already."""


class Walk:
    """The walk over one body: `run` once, then read what it made."""

    def __init__(self, html: str, surroundings: Surroundings) -> None:
        self.html = html
        self.out: list[str] = []
        self.texts: list[str] = []
        """What is read, in pieces of HTML text."""
        self.opening = ""
        """The text before `<!--more-->`, else of the first paragraph that has any, else all of it."""
        self.headings: list[Heading] = []
        self.gathered = Gathered()
        self.shows_more_than_text = False
        self._at = surroundings
        self._kept = elements.KEPT_IF_TRUSTED if surroundings.trusted else elements.KEPT
        self._open: list[_Open] = []
        self._names: list[str] = []
        self._aside: list[tuple[int, int]] = []
        self._ids: set[str] = set()
        self._titled: list[tuple[_Open, str]] = []
        self._paragraph = ""
        self._said_more = False
        self._muted_at = self._swallowed_at = -1
        self._swallowed: dict[str, list[str]] = {}
        self._endless: set[str] = set()

    def run(self) -> None:
        """Walk over tags and text, close what is open, and give the headings their ids."""
        position = 0
        while position < len(self.html):
            position = self._run_from(position)
        self._close_down_to(0)
        self._name_headings()
        self.opening = self.opening or self._paragraph or reading.plain(self._read())

    def _run_from(self, position: int) -> int:
        """Walk on from `position`, up to the next raw text or to the end; the index at which to go on."""
        html, names = self.html, self._names
        for match in tags.TAG.finditer(html, position):
            start, after = match.span()
            if start > position:
                self._text(html[position:start])
            position = after
            slash, name, raw, comment, unclosed = match.groups()
            if name:
                name = name.lower()
                if not slash:
                    position = self._start(name, raw, start, after)
                    if position != after:
                        return position
                elif names and names[-1] == name:
                    self._close_down_to(len(names) - 1)
                else:
                    self._end(name)
            elif comment:
                self._comment(comment)
            elif unclosed:
                self._unclosed(start)
                position = start
                break
        self._text(html[position:])
        return len(html)

    # Text

    def _text(self, text: str) -> None:
        if self._swallowed_at >= 0:
            self._swallowed.setdefault(self._names[-1], []).append(text)
            return
        text = text.replace("<", "&lt;")
        self.out.append(text)
        if self._muted_at < 0:
            self.texts.append(text)

    def _comment(self, text: str) -> None:
        if text.strip() == "more" and not self._said_more and self._swallowed_at < 0:
            self._said_more = True
            self.opening = reading.plain(self._read())

    def _unclosed(self, start: int) -> None:
        self.gathered.find(rules.UNCLOSED_TAG, f"`{shown(self.html[start : start + 40])}` is never closed", (start, start + 2))

    def _read(self) -> list[str]:
        """The pieces of text so far, without headings and code."""
        pieces: list[str] = []
        position = 0
        for start, end in sorted(self._aside):
            pieces += self.texts[position:start]
            position = max(position, end)
        return pieces + self.texts[position:]

    # Start tags

    def _start(self, name: str, raw: str, start: int, after: int) -> int:
        """Deal with a start tag from `start` to `after`; the index at which to read on."""
        if not raw and name in elements.PLAIN and self._swallowed_at < 0:
            self._keep_plain(name, start)
            return after
        if name in elements.RAW_TEXT and not (name == "title" and self._swallowed_at >= 0):
            return self._raw_text(name, raw, start, after)
        if self._swallowed_at >= 0 and not self._breaks_out(name):
            if not raw.endswith("/"):
                self._push(_Open(name, False, 0, 0), start)
        elif name in self._kept or name == "image":
            self._keep("img" if name == "image" else name, raw, start, after)
        elif name in elements.DRAWINGS:
            self.gathered.find(elements.DRAWINGS[name], f"`<{name}>` is replaced by the text it stands for", (start, after))
            self._swallow(name, raw, start)
        elif name in elements.EMBEDS:
            self._embed(name, raw, start, after)
        elif name in elements.REMOVED:
            self._remove(name, raw, start, after)
        else:
            self._unwrap(name, start, after)
        return after

    def _keep_plain(self, name: str, start: int) -> None:
        """The short way for most tags: no attributes, and nothing to be decided."""
        if self._names and name in elements.CLOSES:
            for closed, boundary in elements.CLOSES[name]:
                self._close_nearest(closed, boundary)
        if name in elements.BLOCKS:
            self.texts.append(" ")
        self._push(_Open(name, True, len(self.out), len(self.texts)), start)
        self.out.append(f"<{name}>")

    def _keep(self, name: str, raw: str, start: int, after: int) -> None:
        for closed, boundary in elements.CLOSES.get(name, ()):
            self._close_nearest(closed, boundary)
        if name in elements.HEADINGS and self._names and self._names[-1] in elements.HEADINGS:
            self._close_down_to(len(self._names) - 1)
        attributes = portable_attributes(name, raw, after - 1 - len(raw), self._at, self.gathered) if raw else {}
        if name in elements.BLOCKS:
            self.texts.append(" ")
        if name == "img" and not ("src" in attributes or "srcset" in attributes):
            self._text(tags.escaped(attributes.get("alt", "")))
            return
        if name == "a" and not attributes.keys() & {"href", "id", "name"}:
            return
        if name in elements.SHOWN_WITHOUT_TEXT:
            self.shows_more_than_text = True
        opened = _Open(name, True, len(self.out), len(self.texts), attributes)
        self._take_id(opened)
        self.out.append(tags.written(name, attributes) if attributes else f"<{name}>")
        if self._push(opened, start) and self._muted_at < 0 and is_note_mark(name, attributes):
            self._muted_at = len(self._names) - 1

    def _take_id(self, opened: _Open) -> None:
        """Note the id of an element; a heading whose id is taken gets another one at the end."""
        wanted = opened.attributes.get("id", "")
        if wanted in self._ids and opened.name in elements.HEADINGS:
            opened.wanted_id = opened.attributes.pop("id")
        elif wanted:
            self._ids.add(wanted)

    def _push(self, opened: _Open, start: int) -> bool:
        """Put an element on the stack, unless it is one that has no content."""
        if opened.name in elements.VOID:
            return False
        if len(self._open) == MAX_DEPTH:
            raise TooDeep(start)
        self._open.append(opened)
        self._names.append(opened.name)
        return True

    def _raw_text(self, name: str, raw: str, start: int, after: int) -> int:
        """Deal with an element whose content is no HTML; the index after its end tag."""
        end, position = (-1, -1) if name in self._endless else tags.end_of_raw_text(self.html, name, after)
        if end < 0:
            self._endless.add(name)
            self._unclosed(start)
            end = position = len(self.html) if name in {"script", "style"} else after
        content = self.html[after:end]
        if self._swallowed_at >= 0:
            return position
        if name in self._kept:
            self._keep(name, raw, start, after)
            self.out.append({"style": content, "textarea": content.replace("<", "&lt;")}.get(name, ""))
            self._end(name)
        elif name == "iframe":
            self._embed(name, raw, start, after)
        elif name == "xmp":
            self._unwrap(name, start, after)
            self._text(content.replace("&", "&amp;"))
        elif name in elements.REMOVED:
            self._remove(name, raw, start, after)
        return position

    def _remove(self, name: str, raw: str, start: int, after: int) -> None:
        given = tags.plain_attributes(raw) if name == "input" else {}
        if given.get("type") == "checkbox" and "disabled" in given:
            # A task of a list in Markdown; readers strip the box and would leave nothing.
            self._text("☑" if "checked" in given else "☐")
            return
        rule = elements.REMOVED[name]
        if not (rule is rules.FORM and "form" in self._names):
            self.gathered.find(rule, f"`<{name}>` is taken out", (start, after))
        if name not in elements.RAW_TEXT and name not in elements.VOID:
            self._swallow(name, raw, start)

    def _unwrap(self, name: str, start: int, after: int) -> None:
        if name == "form":
            self.gathered.find(rules.FORM, "`<form>` is taken out, with its fields", (start, after))
            self._push(_Open(name, False, 0, 0), start)
        elif name not in elements.UNWRAPPED_SILENTLY:
            self.gathered.find(rules.UNKNOWN_ELEMENT, f"readers do not know `<{shown(name)}>`; its tags are taken out", (start, after))

    # What is replaced

    def _embed(self, name: str, raw: str, start: int, after: int) -> None:
        offset = after - 1 - len(raw)
        given = tags.plain_attributes(raw)
        address = "data" if name == "object" else "src"
        if address not in given:
            if name != "object":
                self.gathered.find(rules.EMBED, f"`<{name}>` without an address is taken out", (start, after))
            return
        span = next((offset + inner[0], offset + inner[1]) for key, _, _, inner in tags.attributes(raw) if key == address)
        url = portable_address(name, address, given[address], span, self._at, self.gathered)
        if url:
            self.gathered.find(rules.EMBED, f"`<{name}>` is replaced by a link", (start, after))
            title = given.get("title") or given.get("aria-label", "")
            self.out.append(embeds.link_to_page(url, title, in_paragraph="p" in self._names, in_link="a" in self._names))
            self.shows_more_than_text = True
        if name == "object":
            self._swallow(name, raw, start)

    def _swallow(self, name: str, raw: str, start: int) -> None:
        """Write nothing more until the element ends."""
        if raw.endswith("/") and name in elements.DRAWINGS:
            return
        self._swallowed_at, self._swallowed = len(self._names), {}
        self._push(_Open(name, False, 0, 0, tags.plain_attributes(raw)), start)

    def _breaks_out(self, name: str) -> bool:
        """Whether the tag ends a drawing that was never closed; if so, the drawing is over."""
        inside = self._names[self._swallowed_at :]
        if inside[0] not in elements.DRAWINGS or name not in elements.BREAK_OUT_OF_DRAWINGS:
            return False
        if not {"foreignobject", "annotation-xml", "desc", "title"}.isdisjoint(inside):
            return False
        self._close_down_to(self._swallowed_at)
        return True

    # End tags

    def _end(self, name: str) -> None:
        closed = frozenset(elements.HEADINGS) if name in elements.HEADINGS else {name}
        boundary = elements.TABLE_PARTS
        if name in boundary:
            boundary = frozenset() if name == "table" else frozenset({"table"})
        self._close_nearest(closed, boundary)

    def _close_nearest(self, closed: set[str] | frozenset[str], boundary: frozenset[str]) -> None:
        """Close the innermost open element of these names with all in it, unless a boundary comes first."""
        for index in range(len(self._names) - 1, -1, -1):
            if self._names[index] in closed:
                self._close_down_to(index)
                return
            if self._names[index] in boundary:
                return

    def _close_down_to(self, index: int) -> None:
        while len(self._open) > index:
            opened = self._open.pop()
            self._names.pop()
            if self._swallowed_at < 0:
                self._closed(opened)
            elif len(self._open) == self._swallowed_at:
                self._swallowed_at = -1
                if opened.name in elements.DRAWINGS:
                    self._text(tags.escaped(embeds.text_of_drawing(opened.name, opened.attributes, self._swallowed)))

    def _closed(self, opened: _Open) -> None:
        """Write the end tag of an element, and note what it said."""
        name = opened.name
        if opened.written:
            self.out.append(f"</{name}>")
        if len(self._open) == self._muted_at:
            self._muted_at = -1
        if name in elements.BLOCKS:
            if name == "p":
                self._paragraph = self._paragraph or reading.plain(self.texts[opened.text :])
            elif name in elements.HEADINGS:
                self._titled.append((opened, reading.plain(self.texts[opened.text :])))
                self._aside.append((opened.text, len(self.texts)))
            elif name == "pre":
                self._aside.append((opened.text, len(self.texts)))
            self.texts.append(" ")

    def _name_headings(self) -> None:
        """Give every heading an id that no other element has, once all ids are known."""
        unique = unique_ids(self._ids)
        for opened, text in sorted(self._titled, key=lambda each: each[0].out):
            if not text:
                continue
            attributes = opened.attributes
            if not attributes.get("id"):
                attributes["id"] = unique(opened.wanted_id or slug(text))
                self.out[opened.out] = tags.written(opened.name, attributes)
            self.headings.append(Heading(level=elements.HEADINGS[opened.name], id=attributes["id"], text=text))
