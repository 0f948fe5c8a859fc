"""What a comparison says in words, whatever it is written as."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from feedkit.comparison.changes import Comparison, EntryChange, EntryKind, FeedChange, FeedKind, FieldChange
from feedkit.comparison.findings import in_words
from feedkit.comparison.readers import noticing_edits
from feedkit.comparison.words import Segment, compare_words, shortened
from feedkit.foreign.texts import plain_of_html

SECTIONS: tuple[tuple[EntryKind, str, str], ...] = (
    (EntryKind.RENOTIFIED, "Will appear again as unread", "Their ids changed, so readers take them for new entries."),
    (EntryKind.VANISHED, "Vanished", "They were published and are no more; readers keep what they have stored."),
    (EntryKind.LEFT, "Leave a feed", "They are still published, but no longer in these feeds."),
    (EntryKind.RESURFACED, "Come back at the end of a feed", "Old entries: who has seen them long ago may see them again as unread."),
    (EntryKind.REDATED, "Re-dated", "They move in the list; readers that have them do not show them as unread."),
    (EntryKind.EDITED, "Edited", "Readers that fetch again show the new text, most of them without a word."),
    (EntryKind.ENTERED, "Enter a feed", "They were published before, and are new in these feeds."),
    (EntryKind.NEW, "New", "Subscribers will see them as unread."),
    (EntryKind.DROPPED, "Drop off the end", "To make room; readers keep what they have stored."),
)  # fmt: skip
"""The sections of a report: a kind of change, its heading, and what it means for subscribers."""

FEED_WORDS = {
    FeedKind.MOVED: "moves",
    FeedKind.REMOVED: "removed",
    FeedKind.CHANGED_HEADER: "header changes",
    FeedKind.CHANGED: "entries change",
    FeedKind.ADDED: "new",
    FeedKind.SAME: "stays",
}
FIELD_WORDS = {
    "url": "address",
    "self_url": "self link",
    "home": "home page",
    "id": "id",
    "published": "date",
    "updated": "updated",
}
KEEP_ID = "to keep the old id"
OUR_WORDS = ("unread again in", "announced", "because", "note", "mailed with")
"""Labels of remarks whose values are words of ours, with nothing of an article in them."""
_LONG = ("summary", "content")


def field_word(field: FieldChange) -> str:
    """What a person calls the field."""
    return FIELD_WORDS.get(field.name, field.name)


def headline(comparison: Comparison) -> str:
    """The whole in one line: each entry counts once, for the gravest thing that happens to it, as in the sections."""
    if comparison.same:
        return "Subscribers will see no change."
    counts = comparison.counts
    gravest = Counter(each.kinds[0] for each in comparison.entries)
    parts = [
        f"{gravest[kind]} {word}"
        for kind, word in (
            (EntryKind.RENOTIFIED, "again as unread"),
            (EntryKind.VANISHED, "vanished"),
            (EntryKind.NEW, "new"),
            (EntryKind.EDITED, "edited"),
            (EntryKind.REDATED, "re-dated"),
            (EntryKind.LEFT, "left a feed"),
            (EntryKind.RESURFACED, "come back"),
            (EntryKind.ENTERED, "entered a feed"),
            (EntryKind.DROPPED, "dropped off the end"),
        )
        if gravest[kind]
    ]
    feeds = [
        f"{number} {'feed' if number == 1 else 'feeds'} {word}"
        for kind, word in (
            (FeedKind.MOVED, "moved"),
            (FeedKind.REMOVED, "removed"),
            (FeedKind.CHANGED_HEADER, "with another header"),
            (FeedKind.ADDED, "added"),
        )
        if (number := counts[kind.value])
    ]
    return f"{', '.join([*parts, *feeds]) or 'the feeds change'}.".capitalize()


def sections(comparison: Comparison) -> Iterator[tuple[EntryKind, str, str, list[EntryChange]]]:
    """The sections that hold anything: each entry stands in the one of the gravest thing that happens to it."""
    for kind, heading, meaning in SECTIONS:
        if entries := [each for each in comparison.entries if each.kinds[0] is kind]:
            yield kind, heading, meaning, entries


def remarks(entry: EntryChange) -> Iterator[tuple[str, str]]:
    """What there is to know of an entry besides its texts: labels and values."""
    if entry.families:
        yield "unread again in", in_words(entry.families)
        if entry.before and entry.before.id and entry.path:
            yield KEEP_ID, f"write id: {entry.before.id} into its front matter"
    if EntryKind.EDITED in entry.kinds and not entry.families:
        noticed = f"{', '.join(noticing_edits())} marks it as changed"
        yield "announced", "yes, by a new `updated`" if entry.announced else f"no; only {noticed}"
    if entry.reason:
        yield "because" if entry.after is None else "note", entry.reason
    if EntryKind.NEW in entry.kinds and entry.edition:
        yield "mailed with", edition_word(entry.edition)
    if entry.path:
        yield "article", entry.path
    yield "in", feeds_word(entry.feeds)


def edition_word(day: date) -> str:
    """Which edition."""
    return f"the edition of {day.isoformat()}"


def feeds_word(names: tuple[str, ...], most: int = 8) -> str:
    """The names of feeds, and how many more."""
    return ", ".join(names) if len(names) <= most else f"{', '.join(names[:most])} and {len(names) - most} more"


def short_changes(entry: EntryChange) -> Iterator[FieldChange]:
    """The fields to be shown as then → now."""
    return (each for each in entry.fields if each.name not in ("title", *_LONG))


def text_changes(entry: EntryChange, context: int = 40) -> Iterator[tuple[FieldChange, tuple[Segment, ...]]]:
    """The texts that changed, word by word, what stayed being shortened; content as readers read it, without markup."""
    for each in entry.fields:
        if each.name == "title":
            yield each, compare_words(each.before, each.after)
        elif each.name in _LONG:
            before, after = plain_of_html(each.before), plain_of_html(each.after)
            yield each, () if each.markup_only else shortened(compare_words(before, after), context)


def sizes(feed: FeedChange) -> Iterator[tuple[str, int, int, int, int]]:
    """For each format its name, the bytes then and now, and the entries then and now."""
    for each in feed.documents:
        old, new = (side.feed if side else None for side in (each.before, each.after))
        yield (
            each.format,
            old.length if old else 0,
            new.length if new else 0,
            len(old.entries) if old else 0,
            len(new.entries) if new else 0,
        )


def size_word(length: int) -> str:
    """A size for people, as `118 KB`."""
    if length < 1000:
        return f"{length} B"
    return f"{length / 1000:.1f} KB" if length < 10_000 else f"{round(length / 1000):,} KB"


def feed_details(feed: FeedChange) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What else becomes of a feed: sentences with `{}` where values of the feeds go, and the values."""
    moved = [each for each in feed.documents if each.moved]
    removed = [each for each in feed.documents if each.after is None]
    added = [each for each in feed.documents if each.before is None]
    for each in moved:
        assert each.before is not None
        assert each.after is not None
        yield "{} moves from {} to {}: the old address must redirect", (each.format, each.before.url, each.after.url)
    if removed:
        addresses = [each.document.url or each.document.path for each in removed]
        yield (
            _listed("{}", len(addresses)) + (" is" if len(addresses) == 1 else " are") + " published no more",
            tuple(addresses),
        )
    if added and feed.kind is not FeedKind.ADDED:
        yield _listed("{}", len(added)) + " is new", tuple(each.document.url for each in added)
    if feed.successors:
        names = tuple(part for name, number in feed.successors for part in (name, str(number)))
        yield "its entries are now in " + _listed("{} ({})", len(feed.successors)), names
    for change in feed.header:
        yield f"{field_word(change)}: {{}} → {{}}", (change.before or "(none)", change.after or "(none)")


def _listed(part: str, times: int) -> str:
    return ", ".join([part] * times)


def editions(comparison: Comparison) -> dict[date, list[str]]:
    """The titles that each edition will carry of what is new or scheduled."""
    found: dict[date, list[str]] = {}
    for entry in comparison.entries:
        if EntryKind.NEW in entry.kinds and entry.edition:
            found.setdefault(entry.edition, []).append(entry.title)
    for each in comparison.scheduled:
        if each.edition:
            found.setdefault(each.edition, []).append(each.title)
    return dict(sorted(found.items()))
