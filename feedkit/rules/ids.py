"""FK4: the identity of entries, as subscribers' readers know them."""

from __future__ import annotations

from feedkit.diagnostics import Applicability, Rule, Severity

DUPLICATE_ID = Rule(
    code="FK401",
    name="duplicate-id",
    severity=Severity.ERROR,
    what="Two articles have the same id.",
    why="Readers take them for one entry: subscribers see only one of the two, or one that keeps changing.",
    instead="Remove the `id` of the newer article, so that it gets one of its own.",
)
CHANGED_ID = Rule(
    code="FK402",
    name="changed-id",
    severity=Severity.ERROR,
    what="The `id` in the front matter is not the one under which the entry was published.",
    why="Every subscriber would see the entry again as unread.",
    instead="Restore the published id, or, if that is what you want, delete the entry's line from `feedkit.lock`.",
    fix=Applicability.UNSAFE,
)
DUPLICATE_URL = Rule(
    code="FK403",
    name="duplicate-url",
    severity=Severity.WARNING,
    what="Two articles have the same address.",
    why="Some readers tell entries apart by their address and show only one of them.",
    instead="Give one of them another `slug` or `link`, or put `{path}` or the date into `content.permalink`.",
)
PATH_CLASH = Rule(
    code="FK405",
    name="path-clash",
    severity=Severity.ERROR,
    what="Two outputs would be written to the same file.",
    why="One would replace the other, and subscribers would be given the wrong feed.",
    instead="Change the `path` of one of the feeds.",
)
UNREADABLE_LOCK = Rule(
    code="FK407",
    name="unreadable-lock",
    severity=Severity.ERROR,
    what="A line of `feedkit.lock` cannot be read, as after a merge that was left half done.",
    why="Ids would be lost, and subscribers would see old entries again as unread.",
    instead="Take the version before the merge, or keep the lines of both sides: the order does not matter.",
)
SHORTENED_FEED = Rule(
    code="FK408",
    name="shortened-feed",
    severity=Severity.INFO,
    what="A feed holds fewer entries than its `limit`, to stay within its `max_bytes`.",
    why="Readers and mail services refuse feeds that are too large; the oldest entries are left out first.",
    instead="Raise `max_bytes`, or publish summaries with `content: summary`, if all of them must be there.",
)
OVERSIZED_ENTRY = Rule(
    code="FK409",
    name="oversized-entry",
    severity=Severity.WARNING,
    what="The content of one entry alone takes more than half of a feed's `max_bytes`; the feed carries its summary only.",
    why="With it the feed would have no room for other entries, and readers refuse feeds that are too large.",
    instead="Split the article, link to large tables and pictures instead of writing them out, or raise `max_bytes`.",
)
