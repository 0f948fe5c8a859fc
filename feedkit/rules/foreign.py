"""FK46: feeds and exports of other programs, as `feedkit adopt` and `feedkit import` read them."""

from __future__ import annotations

from feedkit.diagnostics import Rule, Severity

UNREADABLE_OLD_FEED = Rule(
    code="FK460",
    name="unreadable-old-feed",
    severity=Severity.ERROR,
    what="A file is none of what can be adopted or imported: RSS, Atom, RDF, JSON Feed, or an export of WordPress or Ghost.",
    why="There are no entries to take ids or articles from.",
    instead="Save the feed itself, not the page that links to it: `curl -o old.xml https://example.org/feed.xml`.",
)
BROKEN_OLD_FEED = Rule(
    code="FK461",
    name="broken-old-feed",
    severity=Severity.WARNING,
    what="An old feed or export is ill-formed or breaks off, and was read as far and as well as it can be.",
    why="Entries behind the fault may be missing, or have lost a part.",
    instead="Export it again; large exports of WordPress are cut short when the server runs out of time.",
)
UNMATCHED_ENTRY = Rule(
    code="FK462",
    name="unmatched-entry",
    severity=Severity.WARNING,
    what="An entry of the old feed belongs to no article, going by address, title and date.",
    why="If there is an article for it, subscribers will see that again as unread.",
    instead="Give the article the address or the title of the entry, or write the entry's id as its `id`.",
)
UNMATCHED_ARTICLE = Rule(
    code="FK463",
    name="unmatched-article",
    severity=Severity.WARNING,
    what="Articles are not in the old feed, so that they get ids which no subscriber's reader knows.",
    why="Old feeds hold the newest entries only; what a new feed shows beyond them is unread for everybody.",
    instead="Adopt a longer copy of the old feed, or an export, too; or lower the `limit` of the feeds to as many entries as it has.",
)
AMBIGUOUS_ENTRY = Rule(
    code="FK464",
    name="ambiguous-entry",
    severity=Severity.WARNING,
    what="An entry of the old feed could belong to several articles, or an article to several entries with different ids.",
    why="A wrong guess would show subscribers one article as changed and another one as unread; feedkit does not guess.",
    instead="Adopt one feed at a time, the one with most subscribers; or write the id into the right article as its `id`.",
)
OTHER_ID = Rule(
    code="FK465",
    name="other-id",
    severity=Severity.WARNING,
    what="An article has another id already, in its front matter or in `feedkit.lock`, than in the old feed.",
    why="Who subscribed to a feed with the id it has would see the article again as unread if it changed.",
    instead="If none of feedkit's feeds has been published yet, run `feedkit adopt --force`; an `id` in the front matter is yours to change.",
)
DIFFERING_DATE = Rule(
    code="FK466",
    name="differing-date",
    severity=Severity.WARNING,
    what="An article has another date than its entry in the old feed.",
    why="Readers sort by date: the entry would move, and those that notice changes may show it again.",
    instead="Write the old date into the article. Where all differ by the same hours, `site.timezone` or `content.default_time` is at fault.",
)
NOT_IMPORTED = Rule(
    code="FK467",
    name="not-imported",
    severity=Severity.WARNING,
    what="An entry was not made an article: it has no date, or neither title nor text, or a file is in its way.",
    why="An article needs a title and a date, and feedkit never writes over a file.",
    instead="Write the article by hand, or rename the file that is in the way and import again.",
)
ID_NOT_KEPT = Rule(
    code="FK468",
    name="id-not-kept",
    severity=Severity.WARNING,
    what="The id of an imported entry can stand neither in its front matter, not being a URI, nor in a `feedkit.lock`.",
    why="The article will get a new id, and subscribers will see it again as unread.",
    instead="Import into the content folder of a publication, whose `feedkit.lock` holds any id; or run `feedkit adopt` there afterwards.",
)
SHORTCODE = Rule(
    code="FK469",
    name="shortcode",
    severity=Severity.WARNING,
    what="A shortcode of WordPress has no meaning outside of it, as `[gallery]`; it was taken out of the imported article.",
    why="Readers would see it raw, in square brackets.",
    instead="Look the entry up on the old site, and write into the article what the shortcode showed.",
)
