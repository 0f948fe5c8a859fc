"""What frozen editions say: who was mailed what, and what never will be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

from feedkit.digest.plans import Selection, Verdict, split_edition_id
from feedkit.quick_dataclasses import dataclass

EVER = datetime.min.replace(tzinfo=UTC)
"""An instant before all others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """All that the selections of one list add up to."""

    selections: tuple[Selection, ...]
    """Oldest cutoff first."""
    sent: Mapping[str, str]
    """The edition of every id that was in one."""
    hashes: Mapping[str, str]
    """The content hash with which each was in it."""
    passed: Mapping[str, Verdict]
    """The ids that are left out for good, and why."""
    notes: frozenset[tuple[str, str]]
    """The corrections readers know of: id and key of the note."""
    cutoff: datetime
    """The newest cutoff; `EVER` when nothing was frozen."""
    day: date
    """The newest date that has its edition, or was recorded as quiet."""
    baseline: datetime
    """What was published before this instant is never mailed."""

    @property
    def empty(self) -> bool:
        """Whether nothing was ever frozen, so that this is a first run."""
        return not self.selections

    def of_day(self, day: date) -> tuple[Selection, ...]:
        """The selections of a date; several when it had extra editions."""
        return tuple(each for each in self.selections if each.date == day)

    def has(self, day: date) -> bool:
        """Whether the date has its edition, or was recorded as quiet; extra editions do not count."""
        return any(number_of(each) == 1 for each in self.of_day(day))


def remember(selections: Iterable[Selection], list: str) -> Memory:
    """What the selections of `list` add up to; of an id that stands in several, the oldest counts."""
    ours = sorted(
        (each for each in selections if split_edition_id(each.id)[0] == list),
        key=lambda each: (each.cutoff, each.date, each.id),
    )
    newest_first = ours[::-1]
    chosen = [(each, selection) for selection in newest_first for each in selection.entries]
    return Memory(
        selections=tuple(ours),
        sent={each.id: selection.id for each, selection in chosen},
        hashes={each.id: each.content_hash for each, _ in chosen},
        passed={
            left_out: Verdict.SKIPPED if each.baseline is None else Verdict.BASELINE
            for each in newest_first
            for left_out in each.passed
        },
        notes=frozenset(
            [(each.id, each.note) for each, _ in chosen if each.note]
            + [(each.id, each.key) for selection in ours for each in selection.corrections]
        ),
        cutoff=max((each.cutoff for each in ours), default=EVER),
        day=max((each.date for each in ours if number_of(each) == 1), default=date.min),
        baseline=max((each.baseline for each in ours if each.baseline), default=EVER),
    )


def number_of(selection: Selection) -> int:
    """1 for the edition of a date, 2 and on for extra ones."""
    return split_edition_id(selection.id)[2]
