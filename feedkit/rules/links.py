"""FK3: links, images and files."""

from __future__ import annotations

from feedkit.diagnostics import Rule, Severity

MISSING_FILE = Rule(
    code="FK301",
    name="missing-file",
    severity=Severity.ERROR,
    what="A file that the article names, as `content_file` or in `enclosures`, is not in the content folder.",
    why="Subscribers would be given an address that leads nowhere, or an entry without its text.",
    instead="Write its path relative to the article; it may not lead out of the content folder.",
)
INVALID_URL = Rule(
    code="FK302",
    name="invalid-url",
    severity=Severity.ERROR,
    what="A value that must be a web address cannot be made into one.",
    why="Readers refuse or mangle such links, and validators report them.",
    instead="Write `https://…`, or a path relative to the site or the article.",
)
