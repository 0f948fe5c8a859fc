"""The porch of feed formats. Adding a format is adding a module that offers what `Format` says.

| name | what it is |
|--|--|
| `NAME` | what the configuration calls the format, as `rss` |
| `EXTENSION` | the end of its file names, without a dot |
| `MEDIA_TYPE` | with its parameters, as a server should send it |
| `render` | a `Feed` into bytes |
"""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

from feedkit.model import Feed

NAMES = ("rss", "atom", "json")
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


def load(name: str) -> Format:
    """The format called `name`, one of `NAMES`."""
    return cast("Format", import_module(f"feedkit.formats.{_MODULES[name]}"))
