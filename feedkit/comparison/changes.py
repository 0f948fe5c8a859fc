"""What a comparison comes to, in the terms of subscribers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum

from feedkit.comparison.published import FeedDocument, PublishedEntry
from feedkit.quick_dataclasses import dataclass, field


class EntryKind(Enum):
    """What subscribers of a feed see of an entry; the gravest first."""

    RENOTIFIED = "renotified"
    """Its id changed, so that it appears again as unread."""
    VANISHED = "vanished"
    """It was there and is published no more."""
    LEFT = "left"
    """It is still published, but no longer in this feed."""
    RESURFACED = "resurfaced"
    """It is older than all that the feed had: who has seen it long ago may see it again as unread."""
    REDATED = "redated"
    """Its date of publication changed, so that it moves in the list."""
    EDITED = "edited"
    ENTERED = "entered"
    """It was published before, and is new in this feed."""
    NEW = "new"
    DROPPED = "dropped"
    """It went off the end to make room, as entries do."""


class FeedKind(Enum):
    """What becomes of a feed; the gravest first."""

    MOVED = "feed-moved"
    """Its address changed."""
    REMOVED = "feed-removed"
    CHANGED_HEADER = "feed-header"
    """What is said of the whole changed: title, language, id and so on."""
    CHANGED = "feed-changed"
    """Only its entries changed."""
    ADDED = "feed-added"
    SAME = "feed-same"


FAIL_ON = (
    *(each.value for each in EntryKind),
    *(each.value for each in (FeedKind.MOVED, FeedKind.REMOVED, FeedKind.CHANGED_HEADER, FeedKind.ADDED)),
)
"""What `--fail-on` can name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One thing that is said otherwise now. Lists are joined with commas, moments are written as in RFC 3339."""

    name: str
    before: str
    after: str
    markup_only: bool = False
    """The words are the same, only the HTML around them changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryChange:
    """What becomes of one entry, in all feeds where the same becomes of it."""

    kinds: tuple[EntryKind, ...]
    """All that happens to it, the gravest first."""
    before: PublishedEntry | None
    after: PublishedEntry | None
    fields: tuple[FieldChange, ...] = ()
    families: tuple[str, ...] = ()
    """The readers that show it as unread again."""
    reason: str = ""
    """Why it went, or what else there is to know."""
    feeds: tuple[str, ...] = ()
    """The names of the feeds."""
    path: str = ""
    """The file of the article, relative to the project folder; empty when it is not known."""
    edition: date | None = None
    """The edition that will carry it."""

    @property
    def entry(self) -> PublishedEntry:
        """The entry as it is now, or as it was."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def title(self) -> str:
        """What to call it."""
        return self.entry.title or self.entry.url or self.entry.id or "(no title)"

    @property
    def announced(self) -> bool:
        """Whether its `updated` says that it was edited."""
        return any(each.name == "updated" for each in self.fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentChange:
    """One feed document then and now; one of the two may be missing."""

    before: FeedDocument | None
    after: FeedDocument | None
    header: tuple[FieldChange, ...] = ()
    entries: tuple[EntryChange, ...] = ()

    @property
    def document(self) -> FeedDocument:
        """The document as it is now, or as it was."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def format(self) -> str:
        """`rss`, `atom` or `json`."""
        return self.document.feed.format

    @property
    def moved(self) -> bool:
        """Whether its address changed."""
        return bool(self.before and self.after and self.before.url and self.before.url != self.after.url)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedChange:
    """What becomes of one feed, in all its formats."""

    name: str
    kind: FeedKind
    documents: tuple[DocumentChange, ...]
    successors: tuple[tuple[str, int], ...] = ()
    """Where the entries of a removed feed are now: names of feeds, and how many."""

    @property
    def title(self) -> str:
        """What readers call it."""
        return self.documents[0].document.feed.title

    @property
    def counts(self) -> Mapping[EntryKind, int]:
        """How many entries share each fate, in the format where most do."""
        found: Counter[EntryKind] = Counter()
        for document in self.documents:
            found |= Counter(kind for entry in document.entries for kind in entry.kinds)
        return {kind: found[kind] for kind in EntryKind if found[kind]}

    @property
    def header(self) -> tuple[FieldChange, ...]:
        """What is said otherwise of the whole, each once."""
        return tuple(dict.fromkeys(each for document in self.documents for each in document.header))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheduled:
    """An article that will come out later by itself."""

    title: str
    path: str
    published: datetime
    edition: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """What becomes of everything that is no feed: pages, editions on the web, pictures."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All of it."""

    base: str
    """What it is compared with, in words."""
    now: datetime
    """In the zone of the site."""
    feeds: tuple[FeedChange, ...]
    """By gravity, then name; those that stay as they are too."""
    entries: tuple[EntryChange, ...]
    """By gravity, newest first; each with all feeds where the same becomes of it."""
    scheduled: tuple[Scheduled, ...] = ()
    """By date."""
    pages: Pages | None = None
    """None when the base holds feeds only."""
    notes: tuple[str, ...] = ()
    """What keeps the comparison from being the whole truth."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """How often each of `FAIL_ON` happens: entries once, in however many feeds; feeds once, in however many formats."""

    @property
    def changed_feeds(self) -> tuple[FeedChange, ...]:
        """The feeds that subscribers will see a change of."""
        return tuple(each for each in self.feeds if each.kind is not FeedKind.SAME)

    @property
    def same(self) -> bool:
        """Whether subscribers will see no change at all."""
        return not self.changed_feeds


def gravity(kinds: tuple[EntryKind, ...]) -> int:
    """Where in the order of `EntryKind` the gravest of them stands."""
    return min(list(EntryKind).index(each) for each in kinds)
