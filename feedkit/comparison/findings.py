"""What of a comparison may hurt subscribers, as diagnostics at the articles it is about."""

from __future__ import annotations

from collections.abc import Iterator

from feedkit.comparison.changes import Comparison, EntryChange, EntryKind, FeedChange
from feedkit.comparison.readers import FAMILIES
from feedkit.diagnostics import Diagnostic, Place
from feedkit.rules import diff as rules


def diagnostics_of(comparison: Comparison) -> list[Diagnostic]:
    """Each entry that would be seen again or no more, each feed that would move or go."""
    found = [each for entry in comparison.entries for each in _of_entry(entry)]
    return [*found, *(each for feed in comparison.feeds for each in _of_feed(feed))]


def in_words(families: tuple[str, ...]) -> str:
    """Which readers, as `every reader` where it is all of them."""
    if len(families) == len(FAMILIES):
        return "every reader"
    return ", ".join(families[:-1]) + " and " + families[-1] if len(families) > 1 else "".join(families)


def _of_entry(entry: EntryChange) -> Iterator[Diagnostic]:
    where = f"in {', '.join(entry.feeds)}"
    if EntryKind.RENOTIFIED in entry.kinds:
        assert entry.before is not None
        old = entry.before.id
        yield Diagnostic(
            rule=rules.RENOTIFIED_ENTRY,
            place=Place(entry.path, 1, 1, 1, 1) if entry.path else Place(""),
            message=f"“{entry.title}” appears again as unread in {in_words(entry.families)}",
            help=f"write `id: {old}` into its front matter" if old else "",
            notes=(f"its id changes from {old or '(none)'} to {entry.entry.id or '(none)'}", where),
        )
    if EntryKind.VANISHED in entry.kinds:
        yield Diagnostic(
            rule=rules.VANISHED_ENTRY,
            place=Place(entry.path, 1, 1, 1, 1) if entry.path else Place(""),
            message=f"“{entry.title}” was published and is no more: {entry.reason}",
            notes=(where,),
        )


def _of_feed(feed: FeedChange) -> Iterator[Diagnostic]:
    moved = [each for each in feed.documents if each.moved and each.before and each.after]
    removed = [each for each in feed.documents if each.after is None]
    if moved:
        notes = tuple(f"{each.before.url} → {each.after.url}" for each in moved if each.before and each.after)
        yield Diagnostic(
            rule=rules.MOVED_FEED,
            place=Place(moved[0].document.path),
            message=f"the feed {feed.name} moves to another address",
            help="let the old addresses answer 301 with the new ones",
            notes=notes,
        )
    if removed:
        successors = [f"{name} ({number})" for name, number in feed.successors]
        notes = (f"its entries are in {', '.join(successors)}",) if successors else ()
        yield Diagnostic(
            rule=rules.REMOVED_FEED,
            place=Place(removed[0].document.path),
            message=f"the feed {feed.name} is published no more as {', '.join(each.format for each in removed)}",
            help="redirect its address to the feed that takes its place" if successors else "",
            notes=notes,
        )
    if change := next((each for each in feed.header if each.name == "id"), None):
        yield Diagnostic(
            rule=rules.CHANGED_FEED_ID,
            place=Place(feed.documents[0].document.path),
            message=f"the id of the feed {feed.name} changes from {change.before or '(none)'} to {change.after or '(none)'}",
        )
