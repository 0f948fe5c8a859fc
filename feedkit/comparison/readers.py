"""What readers take for the same entry: families of reader programs by their rule of identity.

A reader that does not find an entry's key among those it has seen shows the entry as unread. The rules were read in the
source of each program; `source` says where.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from feedkit.comparison.published import PublishedEntry
from feedkit.quick_dataclasses import dataclass

Parts = Sequence[Sequence[str]]
"""Alternatives, the first that is complete counts; each is the parts of an entry that make the key together."""

_ID_OR_URL: Parts = (("id",), ("url",))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderFamily:
    """Programs that tell entries apart by the same rule."""

    name: str
    rule: str
    """In words."""
    keys: Mapping[str, Parts]
    """By the format of the feed."""
    notices_edits: bool = False
    """Whether it marks an entry that it knows as changed when its text changed."""
    source: str
    """Where the rule was read."""


FAMILIES = (
    ReaderFamily(
        name="Miniflux",
        rule="guid, else address, else title and content",
        keys={"rss": (("id",), ("url",), ("title", "content")), "atom": _ID_OR_URL, "json": (("id",), ("url",), ("title", "content"))},
        source="miniflux/v2 internal/reader/{rss,atom,json}/adapter.go",
    ),
    ReaderFamily(
        name="newsboat",
        rule="guid, else address and date, else address, else title",
        keys=dict.fromkeys(("rss", "atom", "json"), (("id",), ("url", "published"), ("url",), ("title",))),
        source="newsboat/newsboat src/rssparser.cpp, get_guid",
    ),
    ReaderFamily(
        name="NetNewsWire",
        rule="guid, else date and address",
        keys=dict.fromkeys(("rss", "atom", "json"), (("id",), ("published", "url"), ("url",), ("title",))),
        source="Ranchero-Software/NetNewsWire issue 4540",
    ),
    ReaderFamily(
        name="FreshRSS",
        rule="guid, else address; the text besides, to tell what was edited",
        keys=dict.fromkeys(("rss", "atom", "json"), _ID_OR_URL),
        notices_edits=True,
        source="FreshRSS/FreshRSS issue 1859",
    ),
    ReaderFamily(
        name="readers built on feedparser",
        rule="guid, else address",
        keys=dict.fromkeys(("rss", "atom", "json"), _ID_OR_URL),
        source="kurtmckee/feedparser, entries[i].id and guidislink",
    ),
)  # fmt: skip


def key(family: ReaderFamily, format: str, entry: PublishedEntry) -> tuple[tuple[str, str], ...]:
    """What the family knows the entry by: names and values of its parts; empty when nothing of it is there."""
    for parts in family.keys[format]:
        values = [_part(entry, part) for part in parts]
        if all(values):
            return tuple(zip(parts, values, strict=True))
    return ()


def notified_again(format: str, before: PublishedEntry, after: PublishedEntry) -> tuple[str, ...]:
    """The families for which the entry is another one now, so that it appears again as unread."""
    return tuple(each.name for each in FAMILIES if key(each, format, before) != key(each, format, after))


def noticing_edits() -> tuple[str, ...]:
    """The families that mark an edited entry as changed."""
    return tuple(each.name for each in FAMILIES if each.notices_edits)


def _part(entry: PublishedEntry, name: str) -> str:
    if name == "published":
        return entry.published.isoformat() if entry.published else ""
    return str(getattr(entry, name))
