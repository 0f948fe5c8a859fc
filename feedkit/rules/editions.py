"""FK55 and FK56: the records of frozen editions, which say what subscribers were mailed."""

from __future__ import annotations

from feedkit.diagnostics import Rule, Severity

UNREADABLE_EDITION = Rule(
    code="FK550",
    name="unreadable-edition",
    severity=Severity.ERROR,
    what="The record of a frozen edition cannot be read: it is not JSON, as after a merge that was left half done, or values are missing or of the wrong kind.",
    why="Nobody could tell which entries were mailed: some would be mailed again, and the edition could not be shown as it was.",
    instead="Restore the file from version control. Records are written by feedkit and are never edited.",
)
NEWER_EDITION = Rule(
    code="FK551",
    name="newer-edition",
    severity=Severity.ERROR,
    what="The record of a frozen edition was written by a newer feedkit, in a form that this one does not know.",
    why="Read by halves, the edition would no longer be the one that was mailed.",
    instead="Run the version of feedkit that wrote it, or a newer one.",
)
CONTRADICTORY_EDITION = Rule(
    code="FK552",
    name="contradictory-edition",
    severity=Severity.ERROR,
    what="The record of a frozen edition contradicts itself: its id, its date and the name of its file do not belong together, or an entry is in it twice.",
    why="The day it stands for would look as if it had no edition, and its entries would be mailed again.",
    instead="Restore the file from version control, under the name it had: `2026-05-28.json` for `daily/2026-05-28`.",
)
DUPLICATE_EDITION = Rule(
    code="FK553",
    name="duplicate-edition",
    severity=Severity.ERROR,
    what="Two records are of the same edition.",
    why="Only one of them can be what subscribers have in their mailboxes, and the web edition must be that one.",
    instead="Keep the record of the edition that was mailed and remove the other.",
)
REPEATED_ENTRY = Rule(
    code="FK554",
    name="repeated-entry",
    severity=Severity.ERROR,
    what="The same entry is in two editions of one list, as when two branches have frozen different days and were merged.",
    why="Subscribers would be mailed the same story twice.",
    instead="Remove the record of the edition that was not mailed, and build again: its other entries will be in the next one.",
)
