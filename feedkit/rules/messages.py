"""FK57: messages that cannot be written."""

from __future__ import annotations

from feedkit.diagnostics import Rule, Severity

UNWRITABLE_MESSAGE = Rule(
    code="FK570",
    name="unwritable-message",
    severity=Severity.ERROR,
    what="The message of an edition cannot be written: a header would be invalid, or an article holds a reader's token.",
    why="Such a mail is refused, shown garbled, or gives away what belongs to one reader.",
    instead="Correct the value under `mail:` in feedkit.yml, or the article that is named.",
)
