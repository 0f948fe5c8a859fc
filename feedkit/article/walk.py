"""The walk over the tags of a body: for each of them, whether it is kept, unwrapped, replaced or taken out."""

from __future__ import annotations

from feedkit.article import elements, embeds, tags
from feedkit.article.addresses import Surroundings
from feedkit.article.attributes import is_note_mark, portable_address, portable_attributes
from feedkit.article.findings import Gathered, shown
from feedkit.article.page import Element, Page
from feedkit.rules import content as rules

_MADE_OF_HTML = frozenset({"foreignobject", "annotation-xml", "desc", "title"})


class Walk:
    """The walk over one body: `run` once, then take `page` and `gathered`."""

    def __init__(self, html: str, surroundings: Surroundings) -> None:
        self.html = html
        self.page = Page()
        self.gathered = Gathered()
        self._surroundings = surroundings
        self._kept = elements.KEPT_IF_TRUSTED if surroundings.trusted else elements.KEPT
        self._in_form = False
        self._endless: set[str] = set()

    def run(self) -> None:
        """Walk over all tags and the text between them. TooDeep beyond 100 levels."""
        position = 0
        while position < len(self.html):
            position = self._run_from(position)
        self.page.end()

    def _run_from(self, position: int) -> int:
        """Walk on from `position`, up to the next raw text or to the end; the index at which to go on."""
        html, page = self.html, self.page
        for match in tags.TAG.finditer(html, position):
            start, after = match.span()
            if start > position:
                page.text(html[position:start])
            position = after
            slash, name, raw, comment, unclosed = match.groups()
            if name and not slash:
                position = self._start(name.lower(), raw, start, after)
                if position != after:
                    return position
            elif name:
                self._in_form = self._in_form and name.lower() != "form"
                page.close(name.lower())
            elif comment:
                if comment.strip() == "more" and page.swallowed_at < 0:
                    page.more()
            elif unclosed:
                self._unclosed(start)
                position = start
                break
        page.text(html[position:])
        return len(html)

    def _start(self, name: str, raw: str, start: int, after: int) -> int:
        """Deal with a start tag from `start` to `after`; the index at which to read on."""
        page = self.page
        is_swallowed = page.swallowed_at >= 0
        if not raw and name in elements.PLAIN and not is_swallowed:
            page.make_room(name)
            page.put_plain(name, start)
            return after
        if name in elements.RAW_TEXT and not (is_swallowed and name == "title"):
            return self._raw_text(name, raw, start, after)
        if is_swallowed and not self._breaks_out(name):
            if name not in elements.VOID and not raw.endswith("/"):
                page.push(Element(name), start)
        elif name in elements.PARTS_OF and elements.PARTS_OF[name].isdisjoint(page.names):
            pass
        elif name in self._kept or name == "image":
            self._keep("img" if name == "image" else name, raw, start, after)
        else:
            self._give_up(name, raw, start, after)
        return after

    def _keep(self, name: str, raw: str, start: int, after: int) -> None:
        self.page.make_room(name)
        attributes = portable_attributes(name, raw, after - 1 - len(raw), self._surroundings, self.gathered)
        if name == "img" and not attributes.keys() & {"src", "srcset"}:
            self.page.text(tags.escaped(attributes.get("alt", "")))
        elif name != "a" or attributes.keys() & {"href", "id", "name"}:
            self.page.put(name, attributes, start, muted=is_note_mark(name, attributes))

    def _raw_text(self, name: str, raw: str, start: int, after: int) -> int:
        """Deal with an element whose content is no HTML; the index after its end tag."""
        end, position = (-1, -1) if name in self._endless else tags.end_of_raw_text(self.html, name, after)
        if end < 0:
            self._endless.add(name)
            self._unclosed(start)
            if name in {"script", "style"}:
                return len(self.html)
            end = position = after
        content = self.html[after:end]
        if self.page.swallowed_at >= 0:
            return position
        if name in self._kept:
            self._keep(name, raw, start, after)
            self.page.written.append({"style": content, "textarea": content.replace("<", "&lt;")}.get(name, ""))
            self.page.close(name)
        else:
            self._give_up(name, raw, start, after)
            if name == "xmp":
                self.page.text(content.replace("&", "&amp;"))
        return position

    def _give_up(self, name: str, raw: str, start: int, after: int) -> None:
        """Deal with an element that does not reach readers."""
        if name in elements.DRAWINGS:
            message = f"`<{name}>` is replaced by the text it stands for"
            self.gathered.find(elements.DRAWINGS[name], message, (start, after))
            if not raw.endswith("/"):
                self.page.swallow(name, raw, start)
        elif name in elements.EMBEDS:
            self._embed(name, raw, start, after)
        elif name in elements.REMOVED:
            self._remove(name, raw, start, after)
        elif name == "form":
            self.gathered.find(rules.FORM, "`<form>` is taken out, with its fields", (start, after))
            self._in_form = True
        elif name not in elements.UNWRAPPED_SILENTLY:
            message = f"readers do not know `<{shown(name)}>`; its tags are taken out"
            self.gathered.find(rules.UNKNOWN_ELEMENT, message, (start, after))

    def _remove(self, name: str, raw: str, start: int, after: int) -> None:
        """Take an element out with all it contains."""
        given = tags.plain_attributes(raw) if name == "input" else {}
        if given.get("type") == "checkbox" and "disabled" in given:
            # A task of a list in Markdown; readers strip the box and would leave nothing.
            self.page.text("☑" if "checked" in given else "☐")
            return
        rule = elements.REMOVED[name]
        if not (rule is rules.FORM and self._in_form):
            self.gathered.find(rule, f"`<{name}>` is taken out", (start, after))
        if name not in elements.RAW_TEXT and name not in elements.VOID:
            self.page.swallow(name, raw, start)

    def _embed(self, name: str, raw: str, start: int, after: int) -> None:
        """Put a link in place of an embedded page."""
        wanted = "data" if name == "object" else "src"
        offset = after - 1 - len(raw)
        for key, value, _, inner in tags.attributes(raw):
            if key == wanted:
                span = (offset + inner[0], offset + inner[1])
                url = portable_address(name, key, value, span, self._surroundings, self.gathered)
                break
        else:
            if name != "object":
                self.gathered.find(rules.EMBED, f"`<{name}>` without an address is taken out", (start, after))
            return
        if url:
            given, names = tags.plain_attributes(raw), self.page.names
            title = given.get("title") or given.get("aria-label", "")
            self.gathered.find(rules.EMBED, f"`<{name}>` is replaced by a link", (start, after))
            self.page.put_link(*embeds.link_to_page(url, title, in_paragraph="p" in names, in_link="a" in names))
        if name == "object":
            self.page.swallow(name, raw, start)

    def _breaks_out(self, name: str) -> bool:
        """Whether the tag ends a drawing that was never closed; if so, the drawing is over."""
        page = self.page
        inside = page.names[page.swallowed_at :]
        if inside[0] not in elements.DRAWINGS or name not in elements.BREAK_OUT_OF_DRAWINGS:
            return False
        if not _MADE_OF_HTML.isdisjoint(inside):
            return False
        page.close_down_to(page.swallowed_at)
        return True

    def _unclosed(self, start: int) -> None:
        begun = self.html[start : start + 40].split(maxsplit=1)[0]
        self.gathered.find(rules.UNCLOSED_TAG, f"`{begun}` is never closed", (start, start + len(begun)))
