"""FK6, first part: what subscribers would see of a change before it is published."""

from __future__ import annotations

from feedkit.diagnostics import Rule, Severity

RENOTIFIED_ENTRY = Rule(
    code="FK601",
    name="renotified-entry",
    severity=Severity.WARNING,
    what="`feedkit diff` found an entry whose id changed.",
    why="Readers know entries by their ids: every subscriber sees it again as unread, and the old one stays beside it.",
    instead="Write the old id into the front matter, as `id: tag:example.org,2026:abc`, or restore its line in `feedkit.lock`.",
)
VANISHED_ENTRY = Rule(
    code="FK602",
    name="vanished-entry",
    severity=Severity.WARNING,
    what="`feedkit diff` found an entry that was in a feed and would be published no more.",
    why="Subscribers keep what their reader has stored, but links to it lead nowhere, and nobody is told.",
    instead="If it was meant, leave the page a note. To correct an article, keep it and say what changed with `correction:`.",
)
MOVED_FEED = Rule(
    code="FK603",
    name="moved-feed",
    severity=Severity.WARNING,
    what="`feedkit diff` found a feed whose address would change.",
    why="Subscribers keep asking at the old address. Without a redirect from there they get nothing any more, and no error.",
    instead="Keep the `path` of the feed, or let the old address answer 301 with the new one, for years.",
)
REMOVED_FEED = Rule(
    code="FK604",
    name="removed-feed",
    severity=Severity.WARNING,
    what="`feedkit diff` found a feed, or one of its formats, that would be published no more.",
    why="Its subscribers are cut off without a word: their readers show an error, if anything.",
    instead="Keep the feed, or redirect its address to the feed that takes its place.",
)
BROKEN_BASE = Rule(
    code="FK605",
    name="broken-base",
    severity=Severity.WARNING,
    what="What `feedkit diff` compares with has errors of its own, so that `feedkit build` would not have let it out.",
    why="Subscribers have something older than that: what the comparison says of the articles with errors is not what they see.",
    instead="Compare with what is really published: `feedkit diff --published`, a folder of output, or an earlier commit.",
)
CHANGED_FEED_ID = Rule(
    code="FK606",
    name="changed-feed-id",
    severity=Severity.WARNING,
    what="`feedkit diff` found an Atom feed whose own id would change.",
    why="Readers that know feeds by their ids take it for another one, and may show all its entries as unread.",
    instead="Keep the first line of `feedkit.lock`, which holds the domain and year of feed ids, and the feed's `name`.",
)
