"""Entries that were written already: most are in many feeds, and each is written once for all that show it alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from feedkit.formats._projection import other_language
from feedkit.model import Entry, Feed
from feedkit.quick_dataclasses import dataclass, field

_Key = tuple[str, int, bool, str]


@dataclass(slots=True)
class Parts:
    """The bytes of entries in each format; for one build, as entries are known by being the same object."""

    _written: dict[_Key, tuple[Entry, bytes]] = field(default_factory=dict)

    def of(self, form: str, feed: Feed, write: Callable[[Feed], Iterable[bytes]]) -> list[bytes]:
        """The bytes of each entry of the feed; `write` gives those of the entries of the feed that it is called with.

        What a format says of an entry depends on nothing of the feed but on what is part of the key here.
        """
        keys = [(form, id(entry), feed.full_content, other_language(feed, entry)) for entry in feed.entries]
        missing = {key: entry for key, entry in zip(keys, feed.entries, strict=True) if key not in self._written}
        if missing:
            new = replace(feed, entries=tuple(missing.values()))
            # The entry is kept beside its bytes, so that no other one can get its number.
            for (key, entry), made in zip(missing.items(), write(new), strict=True):
                self._written[key] = entry, made
        return [self._written[key][1] for key in keys]


def spliced(form: str, feed: Feed, parts: Parts, mark: bytes, write: Callable[[Feed], bytes]) -> bytes:
    """The XML document that `write` makes of the feed, with the entries that were written before put in as they are.

    `mark` is how each entry begins: the line end, the indentation and the opening of its tag. There is none of it in a
    text or an attribute, where `<` is written `&lt;`, nor within an entry, which is indented more deeply.
    """
    frames: list[tuple[bytes, bytes]] = []

    def some(chosen: Feed) -> list[bytes]:
        before, entries, after = _cut(write(chosen), mark)
        frames.append((before, after))
        return entries

    entries = parts.of(form, feed, some)
    if not frames:
        if not entries:
            return write(feed)
        some(replace(feed, entries=feed.entries[:1]))
    before, after = frames[0]
    return b"".join([before, *entries, after])


def _cut(document: bytes, mark: bytes) -> tuple[bytes, list[bytes], bytes]:
    """What is before the entries, the entries, and what is after them."""
    before, *entries = document.split(mark)
    if not entries:
        return document, [], b""
    end = mark.replace(b"<", b"</")
    last, closing, after = entries[-1].rpartition(end)
    rest, bracket, after = after.partition(b">")
    entries[-1] = last + closing + rest + bracket
    return before, [mark + each for each in entries], after
