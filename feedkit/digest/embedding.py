"""The content of an entry as a part of a larger page: its ids made the page's own, its headings below the entry's title."""

from __future__ import annotations

import re

from feedkit.article import tags
from feedkit.article.elements import HEADINGS
from feedkit.model import Entry, Heading

_LOWEST = 6
_WIDE = '<div class="wide" role="group" tabindex="0">'
"""What stands before a table, so that in a narrow window it can be scrolled sideways, with keys too."""
_EMPTY_HEADER = re.compile(r"<th((?: [^<>]*)?)>\s*</th>")
"""As in the corner of a table; a header that says nothing confuses screen readers."""
_IDS = frozenset({"id", "for", "headers", "list"})
_NAMED = frozenset({"a", "map"})


def embedded(entry: Entry, prefix: str, level: int) -> str:
    """The content with `prefix` before every id, and links to places in the entry made links within the page.

    Headings begin at `level`, and each lies one step below the one it belongs to, whatever the author skipped. The
    content must be safe and well nested, as that of entries is.
    """
    content = tags.TAG.sub(_Embedding(entry, prefix, level).tag, entry.content)
    return _EMPTY_HEADER.sub(r"<td\1></td>", content)


def contents(entry: Entry, prefix: str) -> list[Heading]:
    """The entry's table of contents, with ids as `embedded` makes them and levels that count from 1."""
    outline = _Outline(1)
    return [
        Heading(level=outline.place(each.level), id=prefix + each.id, text=each.text)
        for each in entry.headings
    ]  # fmt: skip


class _Outline:
    """Where headings lie that come one after another."""

    def __init__(self, level: int) -> None:
        self._level = level
        self._above: list[int] = []

    def place(self, level: int) -> int:
        """The level to show a heading of that level at: one below the nearest one before it that is higher."""
        while self._above and self._above[-1] >= level:
            self._above.pop()
        self._above.append(level)
        return min(self._level + len(self._above) - 1, _LOWEST)


class _Embedding:
    """One content on its way into a page."""

    def __init__(self, entry: Entry, prefix: str, level: int) -> None:
        self._own = f"{entry.url}#"
        self._prefix = prefix
        self._outline = _Outline(level)
        self._headings: list[str] = []
        """The names under which headings were opened and not yet closed."""
        self._tables = 0
        """How many tables are open."""

    def tag(self, match: re.Match[str]) -> str:
        """A tag as it stands in the page."""
        name = (match["name"] or "").lower()
        if not name:
            return match[0]
        return self._end(name) if match["end"] else self._start(name, match["attributes"])

    def _start(self, name: str, raw: str) -> str:
        attributes = self._attributes(name, raw)
        if name in HEADINGS:
            name = f"h{self._outline.place(HEADINGS[name])}"
            self._headings.append(name)
        elif name == "table":
            self._tables += 1
        return (_WIDE if name == "table" and self._tables == 1 else "") + tags.written(name, attributes)

    def _end(self, name: str) -> str:
        if name in HEADINGS and self._headings:
            name = self._headings.pop()
        elif name == "table":
            self._tables -= 1
        return f"</{name}>" + ("</div>" if name == "table" and self._tables == 0 else "")

    def _attributes(self, element: str, raw: str) -> dict[str, str]:
        values = tags.plain_attributes(raw)
        for name, value in values.items():
            if name in _IDS or (name == "name" and element in _NAMED):
                values[name] = " ".join(self._prefix + each for each in value.split())
            elif name == "href" and value.startswith(self._own):
                values[name] = f"#{self._prefix}{value[len(self._own) :]}"
            elif name == "usemap" and value.startswith("#"):
                values[name] = f"#{self._prefix}{value[1:]}"
        return values
