"""The words of selection: what is known of articles, what was sent before, and what is planned."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, tzinfo
from enum import Enum

from feedkit.digest import windows
from feedkit.quick_dataclasses import dataclass


class CatchUp(Enum):
    """What becomes of the days on which no edition was made, though it should have been."""

    MERGE = "merge"
    """Their entries are in the next edition that is made."""
    SEPARATE = "separate"
    """Each gets its edition late."""
    SKIP = "skip"
    """Their entries are never mailed."""


class FirstRun(Enum):
    """What becomes of the articles that were there before the first edition."""

    BASELINE = "baseline"
    """Those before the window of the first edition count as sent."""
    INCLUDE = "include"
    """They are in the first edition: since `include_since`, else as far back as `max_age`."""


class Overflow(Enum):
    """What becomes of entries beyond `max_entries`."""

    LINK = "link"
    """They belong to the edition; the mail leads to them by its "N more"."""
    CARRY = "carry"
    """They wait for the next edition; what waited longest goes first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestRules:
    """How editions are cut."""

    zone: tzinfo
    cutoff: time
    """The wall time at which the edition of a date closes."""
    list: str = "daily"
    """The first half of edition ids; no entry is twice in editions of one list."""
    weekdays: frozenset[int] = windows.EVERY_DAY
    """The days of the week that have an edition; Monday is 0."""
    catch_up: CatchUp = CatchUp.MERGE
    max_age: timedelta = timedelta(days=7)
    """How old an entry may be at the cutoff. What lies in the window itself is never too old."""
    first_run: FirstRun = FirstRun.BASELINE
    include_since: date | None = None
    """With `FirstRun.INCLUDE`: the first edition goes back to this day, whatever `max_age` says."""
    max_entries: int | None = None
    overflow: Overflow = Overflow.LINK

    def cutoff_of(self, day: date) -> datetime:
        """The cutoff of the edition of `day`, in UTC."""
        return windows.cutoff_of(day, self.cutoff, self.zone)

    def date_of(self, moment: datetime) -> date:
        """The date of the edition that `moment` belongs to."""
        return windows.date_of(moment, self.cutoff, self.zone, self.weekdays)

    def date_before(self, day: date) -> date:
        """The last date before `day` that has an edition."""
        return windows.date_before(day, self.zone, self.weekdays)

    def date_after(self, day: date) -> date:
        """The next date after `day` that has an edition."""
        return windows.date_after(day, self.zone, self.weekdays)

    def closed_dates(self, after: date, now: datetime) -> Iterator[date]:
        """The dates after `after` whose cutoff is not after `now`, oldest first."""
        return windows.closed_dates(after, now, self.cutoff, self.zone, self.weekdays)

    def newest_closed(self, now: datetime) -> date:
        """The newest date whose cutoff is not after `now`."""
        return windows.newest_closed(now, self.cutoff, self.zone, self.weekdays)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What selection needs to know of an article."""

    id: str
    path: str
    title: str
    url: str
    published: datetime
    """Time-zone aware."""
    draft: bool = False
    expires: datetime | None = None
    excluded: str = ""
    """What keeps it out, as `feed: false`; empty when nothing does."""
    content_hash: str = ""
    """Changes whenever readers would see another text."""
    correction: str = ""
    """The note on what was corrected since it was mailed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """An entry of an edition, by its id."""

    id: str
    content_hash: str = ""
    earlier: bool = False
    """It was published before the edition before this one closed, and came too late for it."""
    linked: bool = False
    """It is beyond `max_entries`: on the web, and in the mail only as one of "N more"."""
    note: str = ""
    """The key of the `correction` it already had when it was chosen, so that it is not announced later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What is said of an entry that was mailed before."""

    id: str
    title: str
    url: str
    note: str

    @property
    def key(self) -> str:
        """Tells this note from others on the same entry."""
        return note_key(self.note)


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What one edition is made of: planned, or frozen in its record. One with no entries is a quiet day."""

    id: str
    """As `daily/2026-05-28`, with `.2` behind it for a second one of the day."""
    date: date
    cutoff: datetime
    """The last instant an entry could be published to be in it; in UTC."""
    entries: tuple[Chosen, ...] = ()
    """Newest first: published, then id. The first one is the lead story."""
    corrections: tuple[Correction, ...] = ()
    passed: tuple[str, ...] = ()
    """Ids that were left out for good: they were there before the first edition, or belong to days that were skipped."""
    baseline: datetime | None = None
    """In the first selection of a list: whatever was published before this instant is never mailed."""
    frozen: bool = False

    @property
    def entry_ids(self) -> tuple[str, ...]:
        """The ids of its entries, in their order."""
        return tuple(each.id for each in self.entries)


class DayState(Enum):
    """What there is to say of the edition of a date."""

    EDITION = "edition"
    """It is made now."""
    FROZEN = "frozen"
    """It was made before, and stays as it is."""
    QUIET = "quiet"
    """There is nothing to be in it."""
    MERGED = "merged"
    """It was missed; its entries are in a later one."""
    SKIPPED = "skipped"
    """It was missed; its entries are left out for good."""
    OPEN = "open"
    """Its cutoff is yet to come."""
    PASSED = "passed"
    """It was missed, and a later one is frozen already."""
    OFF = "off"
    """No edition appears on such a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What became of the edition of a date."""

    date: date
    cutoff: datetime
    state: DayState
    sentence: str


class Verdict(Enum):
    """Why an article is in an edition, or why not."""

    INCLUDED = "included"
    CORRECTION = "correction"
    ALREADY_SENT = "already-sent"
    DRAFT = "draft"
    EXCLUDED = "excluded"
    EXPIRED = "expired"
    FUTURE = "future"
    AFTER_CUTOFF = "after-cutoff"
    WAITING = "waiting"
    BASELINE = "baseline"
    SKIPPED = "skipped"
    TOO_OLD = "too-old"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided on one article."""

    id: str
    path: str
    verdict: Verdict
    edition_id: str
    """The edition it is in, was in, or will be in if nothing changes; empty when there is none."""
    sentence: str
    """What can be said of the article, as `was in daily/2026-05-26`; no subject, no full stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a run found out."""

    day: date
    """The date that was asked for, or the newest one that is closed."""
    editions: tuple[Selection, ...]
    """Every edition of `day`, frozen or new, and before them those that are made late; oldest cutoff first."""
    mark: Selection | None
    """A quiet day that must be recorded like an edition, since forgetting it would change later ones."""
    days: tuple[Day, ...]
    """`day`, and before it the days that were missed."""
    decisions: tuple[Decision, ...]
    """One for each candidate, newest first."""

    @property
    def to_freeze(self) -> tuple[Selection, ...]:
        """What must be recorded, in this order, before any of it goes out."""
        new = tuple(each for each in self.editions if not each.frozen)
        return (*new, self.mark) if self.mark else new

    @property
    def quiet(self) -> tuple[date, ...]:
        """The days with nothing to mail."""
        return tuple(each.date for each in self.days if each.state is DayState.QUIET)


def note_key(note: str) -> str:
    """A short hash of a correction that does not change with its white space; empty for an empty note."""
    text = " ".join(note.split())
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16] if text else ""


def edition_id(list: str, day: date, number: int = 1) -> str:
    """As `daily/2026-05-28`, or `daily/2026-05-28.2` for the second one of the day."""
    return f"{list}/{day.isoformat()}" + (f".{number}" if number > 1 else "")


def split_edition_id(id: str) -> tuple[str, date, int]:
    """The list, the date and the number of an edition.

    Raises ValueError for anything that `edition_id` does not make.
    """
    name, _, rest = id.rpartition("/")
    day, _, number = rest.partition(".")
    parts = name, date.fromisoformat(day), int(number or 1)
    if edition_id(*parts) != id or not name:
        raise ValueError(f"`{id}` is not the id of an edition")
    return parts
