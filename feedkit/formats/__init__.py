"""The porch of feed formats. Adding a format is adding a module that offers what `Format` says.

| name | what it is |
|--|--|
| `NAME` | what the configuration calls the format, as `rss` |
| `EXTENSION` | the end of its file names, without a dot |
| `MEDIA_TYPE` | with its parameters, as a server should send it |
| `render` | a `Feed` into bytes |
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from feedkit.exceptions import FeedkitError
from feedkit.formats._parts import Form
from feedkit.formats._parts import Parts as Parts
from feedkit.model import Entry, Feed

if TYPE_CHECKING:
    from importlib.metadata import EntryPoints

NAMES = ("rss", "atom", "json")
"""The formats that come with feedkit."""
ENTRY_POINTS = "feedkit.formats"
"""The group under which an installed distribution names a module that is a `Format`."""
_MODULES = {"rss": "rss", "atom": "atom", "json": "json_feed"}


class Format(Protocol):
    """What a feed format offers."""

    NAME: str
    EXTENSION: str
    MEDIA_TYPE: str

    @staticmethod
    def render(feed: Feed, path: str) -> bytes:
        """The feed as the bytes of the document at `path` in the output folder.

        Its own URL is the one of `feed.links` whose path is `path`.
        """


def render(name: str, feed: Feed, path: str, parts: Parts) -> bytes:
    """The feed in the format called `name`. `parts` are the entries that were written for other feeds of the build."""
    chosen = load(name)
    if name not in _MODULES:
        return chosen.render(feed, path)
    with_parts = cast("Callable[[Feed, str, Parts], bytes]", chosen.render)
    return with_parts(feed, path, parts)


def foresee(name: str, feed: Feed, entry: Entry, parts: Parts) -> None:
    """Write the entry as feeds like this one will show it, so that `render` need not; in formats that can do so."""
    form: Form | None = getattr(load(name), "FORM", None) if name in _MODULES else None
    if form is not None:
        parts.foresee(form, feed, entry)


def with_entries(
    name: str, document: bytes, feed: Feed, count: int, new: Mapping[int, Entry]
) -> tuple[bytes, bytes] | None:
    """A document of `count` entries as it would be rendered with others at some places; and one of these others alone.

    None if only `render` can do it. Of the feed nothing counts but its language and whether it has the content of entries.
    """
    if name == "json":
        from feedkit.formats import json_feed  # noqa: PLC0415  (only what is asked for)

        return json_feed.with_entries(document, feed, count, new)
    from feedkit.formats import _forms, _parts  # noqa: PLC0415  (only what is asked for)

    form = {"rss": _forms.RSS, "atom": _forms.ATOM}.get(name)
    return _parts.with_entries(form, document, feed, count, new) if form else None


def every_name() -> tuple[str, ...]:
    """The names of all formats: feedkit's own, then those of other distributions, sorted."""
    others = {each.name for each in _offered()}
    return (*NAMES, *sorted(others.difference(NAMES)))


def load(name: str) -> Format:
    """The format called `name`, one of `every_name()`; feedkit's own cannot be replaced.

    Raises FeedkitError if there is none, or if the distribution that offers it cannot be imported.
    """
    if name in _MODULES:
        return cast("Format", import_module(f"feedkit.formats.{_MODULES[name]}"))
    for each in _offered():
        if each.name != name:
            continue
        try:
            return cast("Format", each.load())
        except (ImportError, AttributeError) as error:
            raise FeedkitError(f"the feed format {name!r} of {each.value!r} cannot be loaded: {error}") from error
    raise FeedkitError(f"there is no feed format called {name!r}", help=f"Choose from {', '.join(every_name())}.")


def _offered() -> EntryPoints:
    """The formats of other distributions."""
    from importlib.metadata import entry_points  # noqa: PLC0415  (it takes long to load, and most have none)

    return entry_points(group=ENTRY_POINTS)
