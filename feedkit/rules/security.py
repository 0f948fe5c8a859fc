"""FK7: what could harm readers or the machine."""

from __future__ import annotations

from feedkit.diagnostics import Rule, Severity

OUTSIDE_OF_FOLDER = Rule(
    code="FK701",
    name="link-out-of-folder",
    severity=Severity.ERROR,
    what="A symbolic link leads out of the content folder.",
    why="Whoever can add a link could publish any file of the machine that builds.",
    instead="Copy the file into the content folder.",
)
