"""Two documents of one feed: what its subscribers will see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, tzinfo

from feedkit.comparison.changes import DocumentChange, EntryChange, EntryKind, FieldChange
from feedkit.comparison.matching import match
from feedkit.comparison.published import FeedDocument, PublishedEntry, PublishedFeed
from feedkit.comparison.readers import notified_again
from feedkit.foreign.texts import plain_of_html
from feedkit.quick_dataclasses import dataclass, field, replace

_FIELDS = ("title", "summary", "content", "url", "authors", "tags", "image", "enclosures")
_HEADER = ("title", "description", "home", "self_url", "id", "language", "authors", "hubs", "picture")
_PUBLISHED = "published"
_WHY_GONE = {
    "": "its article is gone",
    "draft": "its article is a draft now",
    "future": "its article is dated in the future now",
    "expired": "it has expired",
}
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """What is known of an article."""

    path: str
    status: str
    """`published`, `draft`, `future` or `expired`."""
    edition: date | None = None
    """The edition that will carry it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """What the documents do not say."""

    by_id: Mapping[str, Whereabouts] = field(default_factory=dict)
    """All articles of now, by id."""
    by_url: Mapping[str, Whereabouts] = field(default_factory=dict)
    """The same by the address of their pages."""
    known_before: frozenset[str] = frozenset()
    """Ids that were published then."""
    all_known_before: bool = False
    """Whether `known_before` holds every one of them, not only those of the documents."""
    zone: tzinfo = UTC
    """Of the moments that are shown."""

    def of(self, entry: PublishedEntry) -> Whereabouts | None:
        """What is known of the article of an entry."""
        return self.by_id.get(entry.id) or self.by_url.get(entry.url)


def compare_documents(before: FeedDocument, after: FeedDocument, background: Background) -> DocumentChange:
    """What changes for those who subscribed to `before` and are given `after`."""
    if before.content and before.content == after.content:
        return DocumentChange(before=before, after=after)
    return DocumentChange(
        before=before,
        after=after,
        header=tuple(_header(before, after)),
        entries=tuple(_entries(before.feed, after.feed, background)),
    )


def _header(before: FeedDocument, after: FeedDocument) -> Iterator[FieldChange]:
    for name in _HEADER:
        old, new = _text(getattr(before.feed, name)), _text(getattr(after.feed, name))
        moved_along = name == "self_url" and (old, new) == (before.url, after.url)
        if old != new and not moved_along:
            yield FieldChange(name=name, before=old, after=new)


def _entries(before: PublishedFeed, after: PublishedFeed, background: Background) -> Iterator[EntryChange]:
    matched = match(before.entries, after.entries)
    for old, new in matched.pairs:
        if change := _pair(after.format, old, new, background):
            yield change
    for entry in matched.come:
        yield _come(entry, before, background)
    for entry in matched.gone:
        yield _gone(entry, after, background)


def _pair(format: str, old: PublishedEntry, new: PublishedEntry, background: Background) -> EntryChange | None:
    fields = tuple(_fields(old, new, background.zone))
    families = notified_again(format, old, new)
    names = {each.name for each in fields}
    kinds = []
    if families:
        kinds.append(EntryKind.RENOTIFIED)
    if "published" in names:
        kinds.append(EntryKind.REDATED)
    if names - {"id", "published"}:
        kinds.append(EntryKind.EDITED)
    if not kinds:
        return None
    change = EntryChange(kinds=tuple(kinds), before=old, after=new, fields=fields, families=families)
    return _placed(change, background)


def _fields(old: PublishedEntry, new: PublishedEntry, zone: tzinfo) -> Iterator[FieldChange]:
    if old.id != new.id:
        yield FieldChange(name="id", before=old.id, after=new.id)
    for name in _FIELDS:
        before, after = _text(getattr(old, name)), _text(getattr(new, name))
        if before != after:
            markup_only = name == "content" and plain_of_html(before) == plain_of_html(after)
            yield FieldChange(name=name, before=before, after=after, markup_only=markup_only)
    for name in ("published", "updated"):
        one, other = getattr(old, name), getattr(new, name)
        if one != other and not (name == "updated" and _follows(old, new)):
            yield FieldChange(name=name, before=_moment(one, zone), after=_moment(other, zone))


def _follows(old: PublishedEntry, new: PublishedEntry) -> bool:
    """Whether `updated` only moved along with the date of publication."""
    return (old.updated or old.published) == old.published and (new.updated or new.published) == new.published


def _come(entry: PublishedEntry, before: PublishedFeed, background: Background) -> EntryChange:
    dates = [each.published for each in before.entries if each.published]
    older = bool(dates) and entry.published is not None and entry.published < min(dates)
    known = entry.id in background.known_before
    reason = ""
    if known or (older and not background.all_known_before):
        kind = EntryKind.RESURFACED if older else EntryKind.ENTERED
        reason = "it is older than all that the feed had" if older else "it was published before"
    else:
        kind = EntryKind.NEW
        newer = sum(entry.published is not None and each > entry.published for each in dates)
        reason = f"dated before {newer} that the feed has already" if newer else ""
    return _placed(EntryChange(kinds=(kind,), before=None, after=entry, reason=reason), background)


def _gone(entry: PublishedEntry, after: PublishedFeed, background: Background) -> EntryChange:
    known = background.of(entry)
    if known is not None and known.status == _PUBLISHED:
        dates = [each.published for each in after.entries if each.published]
        dropped = bool(dates) and (entry.published or _LONG_AGO) <= min(dates)
        kind = EntryKind.DROPPED if dropped else EntryKind.LEFT
        reason = "" if dropped else "it is still published"
    else:
        kind, reason = EntryKind.VANISHED, _WHY_GONE[known.status if known else ""]
    path = known.path if known else ""
    return EntryChange(kinds=(kind,), before=entry, after=None, reason=reason, path=path)


def _placed(change: EntryChange, background: Background) -> EntryChange:
    """The change with the article it is about."""
    known = background.of(change.entry)
    return replace(change, path=known.path, edition=known.edition) if known else change


def _text(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _moment(value: datetime | None, zone: tzinfo) -> str:
    return value.astimezone(zone).isoformat() if value else ""
