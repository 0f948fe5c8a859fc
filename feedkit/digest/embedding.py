"""The content of an entry as a part of a larger page: its ids made the page's own, its headings below the entry's title."""

from __future__ import annotations

import re

from feedkit.article import tags
from feedkit.article.elements import HEADINGS
from feedkit.model import Entry, Heading

_LOWEST = 6
_IDS = frozenset({"id", "for", "headers", "list"})
_NAMED = frozenset({"a", "map"})


def embedded(entry: Entry, prefix: str, level: int) -> str:
    """The content with `prefix` before every id, and links to places in the entry made links within the page.

    Headings begin at `level`, and each lies one step below the one it belongs to, whatever the author skipped. The
    content must be safe and well nested, as that of entries is.
    """
    outline, opened = _Outline(level), list[str]()

    def changed(match: re.Match[str]) -> str:
        name = (match["name"] or "").lower()
        if not name:
            return match[0]
        if match["end"]:
            return f"</{opened.pop()}>" if name in HEADINGS and opened else match[0]
        shown = name
        if name in HEADINGS:
            shown = f"h{outline.place(HEADINGS[name])}"
            opened.append(shown)
        return tags.written(shown, _attributes(name, match["attributes"], prefix, f"{entry.url}#"))

    return tags.TAG.sub(changed, entry.content)


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


def _attributes(element: str, raw: str, prefix: str, own: str) -> dict[str, str]:
    values = tags.plain_attributes(raw)
    for name, value in values.items():
        if not value:
            continue
        if name in _IDS or (name == "name" and element in _NAMED):
            values[name] = " ".join(prefix + each for each in value.split())
        elif name == "href" and value.startswith(own):
            values[name] = f"#{prefix}{value[len(own) :]}"
        elif name == "usemap" and value.startswith("#"):
            values[name] = f"#{prefix}{value[1:]}"
    return values
