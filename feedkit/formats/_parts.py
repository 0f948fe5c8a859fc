"""Entries that were written already: most are in many feeds, and each is written once for all that show it alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime

from feedkit.formats._projection import other_language
from feedkit.model import Entry, Feed
from feedkit.quick_dataclasses import dataclass, field, replace

_Key = tuple[str, int, bool, str]
_SOME_TIME = datetime(2000, 1, 1, tzinfo=UTC)
_ANY = Entry(id="-", url="-", title="-", published=_SOME_TIME, updated=_SOME_TIME, summary="-", content="", authors=())
"""What stands where entries will stand, when only the feed around them is written."""


@dataclass(slots=True)
class Parts:
    """The bytes of entries in each format; for one build, as entries are known by being the same object."""

    _written: dict[_Key, tuple[Entry, bytes]] = field(default_factory=dict)

    def of(self, form: str, feed: Feed, write: Callable[[Feed], Iterable[bytes]]) -> list[bytes]:
        """The bytes of each entry of the feed; `write` gives those of the entries of the feed that it is called with.

        What a format says of an entry depends on nothing of the feed but on what is part of the key here.
        """
        keys = [_key(form, feed, entry) for entry in feed.entries]
        missing = {key: entry for key, entry in zip(keys, feed.entries, strict=True) if key not in self._written}
        if missing:
            new = replace(feed, entries=tuple(missing.values()))
            # The entry is kept beside its bytes, so that no other one can get its number.
            for (key, entry), made in zip(missing.items(), write(new), strict=True):
                self._written[key] = entry, made
        return [self._written[key][1] for key in keys]

    def foresee(self, form: Form, feed: Feed, entry: Entry) -> None:
        """Write an entry that feeds like this one will show, if that can be done for it alone."""
        key = _key(form.name, feed, entry)
        if key not in self._written and (made := form.quick(feed, entry)) is not None:
            self._written[key] = entry, made


def _key(form: str, feed: Feed, entry: Entry) -> _Key:
    return form, id(entry), feed.full_content, other_language(feed, entry)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How a format of XML writes entries."""

    name: str
    mark: bytes
    """How each entry begins: the line end, the indentation and the opening of its tag.

    There is none of it in a text or an attribute, where `<` is written `&lt;`, nor within an entry, which is indented more
    deeply.
    """
    quick: Callable[[Feed, Entry], bytes | None]
    """An entry of the feed from its mark to its end; None for one that only the whole feed's writer can write."""


def spliced(form: Form, feed: Feed, parts: Parts, write: Callable[[Feed], bytes]) -> bytes:
    """The XML document that `write` makes of the feed, with the entries that were written before put in as they are."""
    frames: list[tuple[bytes, bytes]] = []

    def by_writer(chosen: Feed) -> list[bytes]:
        before, entries, after = _cut(write(chosen), form.mark)
        frames.append((before, after))
        return entries

    def some(chosen: Feed) -> list[bytes]:
        made = [form.quick(chosen, each) for each in chosen.entries]
        left = tuple([entry for entry, each in zip(chosen.entries, made, strict=True) if each is None])
        rest = iter(by_writer(replace(chosen, entries=left)) if left else ())
        return [next(rest) if each is None else each for each in made]

    entries = parts.of(form.name, feed, some)
    if not entries:
        return write(feed)
    if not frames:
        by_writer(replace(feed, entries=(_ANY,)))
    before, after = frames[0]
    return b"".join([before, *entries, after])


def with_entries(
    form: Form, document: bytes, feed: Feed, count: int, new: Mapping[int, Entry]
) -> tuple[bytes, bytes] | None:
    """As `formats.with_entries`, in a format of XML."""
    before, entries, after = _cut(document, form.mark)
    made = [form.quick(feed, entry) for entry in new.values()]
    written = [each for each in made if each is not None]
    if len(written) < len(made) or len(entries) != count:
        return None
    for position, each in zip(new, written, strict=True):
        entries[position] = each
    return b"".join([before, *entries, after]), b"".join([before, *written, after])


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
