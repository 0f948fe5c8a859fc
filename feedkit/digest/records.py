"""A frozen edition as text: all that is needed to make the same bytes of it for ever, whatever becomes of its articles."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from feedkit.diagnostics import Diagnostic, Place, Rule
from feedkit.digest.plans import Chosen, Correction, Selection, split_edition_id
from feedkit.digest.snapshots import MisfitError, from_plain, to_plain
from feedkit.model import Entry
from feedkit.quick_dataclasses import dataclass, replace
from feedkit.rules import editions as rules

VERSION = 1
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>")
_RESTORE = "take the version before from version control; a lost record could mail its entries again"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedEntry:
    """An entry as it was when its edition was frozen."""

    entry: Entry
    content_hash: str = ""
    earlier: bool = False
    """It came too late for the edition before."""
    linked: bool = False
    """In the mail it is only one of "N more"."""
    note: str = ""
    """The key of the correction it already had."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureSize:
    """How large a picture was when the edition was made."""

    url: str
    width: int
    """Pixels, as is `height`."""
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A frozen edition; one with no entries says that its day was quiet."""

    id: str
    date: date
    cutoff: datetime
    subject: str = ""
    preheader: str = ""
    entries: tuple[RecordedEntry, ...] = ()
    """In the order of the edition."""
    more: tuple[Entry, ...] = ()
    """Older entries of the same sections, without their content."""
    sizes: tuple[PictureSize, ...] = ()
    """Of the pictures of all these entries, by URL."""
    corrections: tuple[Correction, ...] = ()
    passed: tuple[str, ...] = ()
    baseline: datetime | None = None
    made_with: str = ""
    """A fingerprint of the templates and settings the edition was made with; empty when not known."""
    version: int = VERSION

    @property
    def sizes_by_url(self) -> dict[str, tuple[int, int]]:
        """Width and height of each picture."""
        return {each.url: (each.width, each.height) for each in self.sizes}


def freeze(
    selection: Selection,
    entries: Mapping[str, Entry],
    *,
    subject: str = "",
    preheader: str = "",
    made_with: str = "",
    more: Sequence[Entry] = (),
    sizes: Mapping[str, tuple[int, int]] = MappingProxyType({}),
) -> Record:
    """The record of an edition; `entries` holds every entry of the selection by its id."""
    recorded = [
        RecordedEntry(entry=entries[each.id], content_hash=each.content_hash, earlier=each.earlier, linked=each.linked, note=each.note)
        for each in selection.entries
    ]  # fmt: skip
    return Record(
        id=selection.id,
        date=selection.date,
        cutoff=selection.cutoff,
        subject=subject,
        preheader=preheader,
        entries=tuple(recorded),
        more=tuple(replace(each, content="", headings=()) for each in more),
        sizes=tuple(PictureSize(url=url, width=size[0], height=size[1]) for url, size in sorted(sizes.items())),
        corrections=selection.corrections,
        passed=selection.passed,
        baseline=selection.baseline,
        made_with=made_with,
    )


def selection_of(record: Record) -> Selection:
    """What a record says of which entries are in which edition."""
    chosen = [
        Chosen(id=each.entry.id, content_hash=each.content_hash, earlier=each.earlier, linked=each.linked, note=each.note)
        for each in record.entries
    ]  # fmt: skip
    return Selection(
        id=record.id,
        date=record.date,
        cutoff=record.cutoff,
        entries=tuple(chosen),
        corrections=record.corrections,
        passed=record.passed,
        baseline=record.baseline,
        frozen=True,
    )


def record_name(edition_id: str) -> str:
    """The name of the file an edition is recorded in, as `2026-05-28.json`; editions of several lists need folders."""
    return f"{edition_id.rpartition('/')[2]}.json"


def render(record: Record) -> str:
    """The record as JSON, with a line for each value, so that a difference can be read."""
    text = json.dumps(to_plain(record), ensure_ascii=False, indent=2)
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def parse(text: str, path: str) -> tuple[Record | None, list[Diagnostic]]:
    """The record in `text`, or None with a diagnostic that says why it cannot be used. `path` is the file's."""
    try:
        plain = json.loads(text, object_pairs_hook=_without_doubles)
        if isinstance(plain, dict) and type(plain.get("version")) is int and plain["version"] > VERSION:
            message = f"this record is of version {plain['version']}; this feedkit reads up to {VERSION}"
            return None, [
                _found(
                    rules.NEWER_EDITION,
                    Place(path),
                    message,
                    "run the version of feedkit that wrote it, or a newer one",
                )
            ]
        record = from_plain(Record, plain)
    except json.JSONDecodeError as error:
        line = text.split("\n")[error.lineno - 1]
        message = "a merge conflict stands here" if line.startswith(_CONFLICT) else f"not readable as JSON: {error.msg}"
        place = Place(path, error.lineno, error.colno, error.lineno, error.colno + 1)
        return None, [_found(rules.UNREADABLE_EDITION, place, message, _RESTORE)]
    except MisfitError as error:
        return None, [_found(rules.UNREADABLE_EDITION, Place(path), str(error), _RESTORE)]
    except (ValueError, RecursionError):
        return None, [
            _found(
                rules.UNREADABLE_EDITION, Place(path), "not readable as JSON: a number or nesting without end", _RESTORE
            )
        ]
    message = _self_contradiction(record, path)
    if message:
        return None, [_found(rules.CONTRADICTORY_EDITION, Place(path), message, _RESTORE)]
    return record, []


def contradictions(records: Mapping[str, Record]) -> list[Diagnostic]:
    """What records, by their paths, say against each other: no edition is recorded twice, no entry is in two of a list."""
    found = []
    owners: dict[str, str] = {}
    editions: dict[tuple[str, str], str] = {}
    for path, record in sorted(records.items(), key=lambda each: (each[1].cutoff, each[0])):
        first = owners.setdefault(record.id, path)
        if first != path:
            found.append(
                _found(
                    rules.DUPLICATE_EDITION,
                    Place(path),
                    f"{record.id} is recorded in {first} too",
                    "remove the one that was not mailed",
                )
            )
        for each in record.entries:
            before = editions.setdefault((split_edition_id(record.id)[0], each.entry.id), record.id)
            if before != record.id:
                message = f"{each.entry.id} is in {before} and in {record.id}"
                found.append(
                    _found(
                        rules.REPEATED_ENTRY,
                        Place(path),
                        message,
                        "remove the record of the edition that was not mailed",
                    )
                )
    return found


def entry_to_plain(entry: Entry) -> dict[str, Any]:
    """The entry as values that JSON can carry."""
    plain: dict[str, Any] = to_plain(entry)
    return plain


def entry_from_plain(plain: object) -> Entry:
    """The entry that `entry_to_plain` made `plain` of.

    Raises MisfitError when it was made of something else.
    """
    return from_plain(Entry, plain)


def _self_contradiction(record: Record, path: str) -> str:
    try:
        _, day, _ = split_edition_id(record.id)
    except ValueError:
        return f"`{record.id}` is not the id of an edition, as daily/2026-05-28 is"
    if day != record.date:
        return f"the edition {record.id} is dated {record.date}"
    if posixpath.basename(path) != record_name(record.id):
        return f"{record.id} is recorded in {posixpath.basename(path)} instead of {record_name(record.id)}"
    ids = [each.entry.id for each in record.entries]
    doubled = sorted({each for each in ids if ids.count(each) > 1})
    return f"{doubled[0]} is in this edition twice" if doubled else ""


def _without_doubles(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys are unique: two versions of a record merged by halves could have some twice."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise MisfitError(f"the key `{next(name for name in names if names.count(name) > 1)}` is written twice")
    return found


def _found(rule: Rule, place: Place, message: str, help: str) -> Diagnostic:
    return Diagnostic(rule=rule, place=place, message=message, help=help)
