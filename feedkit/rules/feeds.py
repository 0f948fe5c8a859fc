"""FK4: feeds as subscribers see them. FK401 to FK409 are of ids, addresses and sizes; FK410 and on of finished documents."""

from __future__ import annotations

from feedkit.diagnostics import Rule, Severity

OVERSIZED_FEED = Rule(
    code="FK404",
    name="oversized-feed",
    severity=Severity.ERROR,
    what="A feed document has more than 1 MiB (1,048,576 bytes).",
    why="Several readers and mail services refuse it, so their subscribers would get nothing at all.",
    instead="Lower the feed's `limit`, or publish summaries with `content: summary`.",
)
ILL_FORMED_FEED = Rule(
    code="FK410",
    name="ill-formed-feed",
    severity=Severity.ERROR,
    what="A finished document cannot be read again as namespaced XML, or as JSON.",
    why="No reader would show any of its entries.",
    instead="This is a fault of feedkit or of the format's plug-in, not of the articles: report it with the document.",
)
MISMATCHED_SELF_LINK = Rule(
    code="FK411",
    name="mismatched-self-link",
    severity=Severity.ERROR,
    what="A feed document does not name its own address, or names another one.",
    why="Some readers move their subscription to the address the document names, and then find nothing there.",
    instead="Check `site.url` and the feed's `path`.",
)
RELATIVE_URL_IN_FEED = Rule(
    code="FK412",
    name="relative-url-in-feed",
    severity=Severity.ERROR,
    what="A link of a feed, entry, picture or enclosure is not an absolute URL.",
    why="There is no page it could be relative to: readers drop the entry's link or open a wrong page.",
    instead="Write the whole address, as `https://example.org/talk.mp3`.",
)
RELATIVE_URL_IN_CONTENT = Rule(
    code="FK413",
    name="relative-url-in-content",
    severity=Severity.WARNING,
    what="The HTML of an entry in a feed has a URL that is not absolute.",
    why="Readers resolve it against the feed, the site or nothing; the link or picture is broken in most of them.",
    instead="Write the whole address in the article, as `https://example.org/chart.png`.",
)
DUPLICATE_ID_IN_FEED = Rule(
    code="FK414",
    name="duplicate-id-in-feed",
    severity=Severity.ERROR,
    what="Two entries of one feed document have the same id.",
    why="Readers show only one of them, and may show it as changed at every visit.",
    instead="Give each article an `id` of its own.",
)
MISSING_FEED_AUTHOR = Rule(
    code="FK415",
    name="missing-feed-author",
    severity=Severity.ERROR,
    what="An Atom feed has no author, and neither has one of its entries, or it has no entries.",
    why="Atom requires one (RFC 4287 §4.1.1); strict readers and the W3C validator reject the feed.",
    instead="Name the publisher in the configuration, or `authors` in each article.",
)
LARGE_FEED = Rule(
    code="FK416",
    name="large-feed",
    severity=Severity.WARNING,
    what="A feed document has more than 512 KiB (524,288 bytes).",
    why="Some readers refuse feeds of this size, and all of them fetch it again with each new entry.",
    instead="Lower the feed's `limit`, or publish summaries with `content: summary`.",
)
