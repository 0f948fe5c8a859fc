"""FK1: what an article says of itself, read with an editor's eye."""

from __future__ import annotations

from feedkit.diagnostics import Applicability, Rule, Severity

ANCIENT_DATE = Rule(
    code="FK160",
    name="ancient-date",
    severity=Severity.WARNING,
    what="An article is dated before 1970, or on a day that programs write when they know none, as 1970-01-01.",
    why="Readers sort the entry behind everything else, and many do not show it at all.",
    instead="Write the day on which it was published: `date: 2026-05-07`.",
)
DISTANT_DATE = Rule(
    code="FK161",
    name="distant-date",
    severity=Severity.WARNING,
    what="An article is dated more than a year ahead.",
    why="It will not be published before; a mistyped year is the usual reason, and nobody misses what never appeared.",
    instead="Correct the year, or say `draft: true` while there is no date.",
)
FUTURE_UPDATE = Rule(
    code="FK162",
    name="future-update",
    severity=Severity.WARNING,
    what="A published article says that it was updated at a moment that has not come yet.",
    why="Readers put the entry on top until then, and a feed that is newer than the clock is fetched in vain.",
    instead="Write the time of the last change, or leave `updated` away.",
)
EXPIRES_BEFORE_DATE = Rule(
    code="FK163",
    name="expires-before-date",
    severity=Severity.WARNING,
    what="An article expires before it is published.",
    why="It never appears anywhere.",
    instead="Correct `date` or `expires`.",
)
DIFFERING_FILE_DATE = Rule(
    code="FK164",
    name="differing-file-date",
    severity=Severity.INFO,
    what="The name of the file begins with another date than the front matter says.",
    why="One of the two is wrong, often with day and month swapped; the front matter counts.",
    instead="Correct `date`, or rename the file.",
)
DUPLICATE_TITLE = Rule(
    code="FK165",
    name="duplicate-title",
    severity=Severity.WARNING,
    what="Two articles within a year have the same title.",
    why="Subscribers take the second for the first and skip it; some readers hide it as a repetition.",
    instead="Say what is new in the second one, or put the number or month of a series into the title.",
)
DUPLICATE_SLUG = Rule(
    code="FK166",
    name="duplicate-slug",
    severity=Severity.INFO,
    what="Two articles have the same slug; only the date or folder in their addresses keeps them apart.",
    why="A change of `content.permalink` would give both one address, and links are easily mixed up.",
    instead="Give one of them a `slug` of its own, unless both are published already.",
)
SIMILAR_ADDRESS = Rule(
    code="FK167",
    name="similar-address",
    severity=Severity.WARNING,
    what="The addresses of two articles differ in the case of letters, in `/` or `.html` at the end only.",
    why="Many servers show one page for both, so that one of the articles cannot be read.",
    instead="Give one of them another `slug`.",
)
DUPLICATE_CONTENT = Rule(
    code="FK168",
    name="duplicate-content",
    severity=Severity.WARNING,
    what="Most of the text of an article stands in another article too.",
    why="Subscribers get the same text twice; usually a file was copied to begin a new article.",
    instead="Delete one of the two, or write the new text.",
)
THIN_SUMMARY = Rule(
    code="FK169",
    name="thin-summary",
    severity=Severity.INFO,
    what="The `summary` has fewer than 15 characters, or is a placeholder such as `TODO`.",
    why="It is all that summary feeds and the newsletter say of the article.",
    instead="Say in one or two sentences what readers learn, or leave `summary` away: then the first paragraph is taken.",
)
SUMMARY_REPEATS_TITLE = Rule(
    code="FK170",
    name="summary-repeats-title",
    severity=Severity.WARNING,
    what="The `summary` says the same as the title.",
    why="Readers and the newsletter show both, one below the other.",
    instead="Say what the title does not, or leave `summary` away: then the first paragraph is taken.",
)
OVERLONG_SUMMARY = Rule(
    code="FK171",
    name="overlong-summary",
    severity=Severity.INFO,
    what="The `summary` has more than 600 characters.",
    why="Lists of articles cut it off, and the newsletter grows with it.",
    instead="Keep it to two or three sentences.",
)
TRUNCATED_SUMMARY = Rule(
    code="FK172",
    name="truncated-summary",
    severity=Severity.WARNING,
    what="The `summary` is the beginning of the text and breaks off inside a word.",
    why="It is shown as it is. Importers and plug-ins cut like that.",
    instead="Leave `summary` away: the first paragraph is taken, and cut between words.",
)
NEAR_EMPTY_BODY = Rule(
    code="FK173",
    name="near-empty-body",
    severity=Severity.WARNING,
    what="A published article has no text and shows no picture, recording or link.",
    why="Subscribers open an entry and find nothing.",
    instead="Write the text, or say `draft: true` until it is there.",
)
TAG_SPELLINGS = Rule(
    code="FK174",
    name="tag-spellings",
    severity=Severity.WARNING,
    what="A tag is written in several ways that differ in case, blanks, hyphens or accents only.",
    why="Readers of one spelling miss the articles of the other, and lists of tags show both.",
    instead="Write it as most articles do.",
    fix=Applicability.UNSAFE,
)
SINGULAR_AND_PLURAL_TAG = Rule(
    code="FK175",
    name="singular-and-plural-tag",
    severity=Severity.INFO,
    what="A tag stands beside its own plural, as `robot` and `robots`.",
    why="The articles on one subject are spread over two tags.",
    instead="Choose one, unless they mean different things.",
)
LONELY_TAG = Rule(
    code="FK176",
    name="lonely-tag",
    severity=Severity.INFO,
    what="Tags are used by one article only, in a publication of 20 articles or more. Said once, at the newest of them.",
    why="A feed or page of a single article is no use to anybody; often it is another tag mistyped.",
    instead="Use a tag that other articles have, or keep it for what is to come.",
)
TOO_MANY_TAGS = Rule(
    code="FK177",
    name="too-many-tags",
    severity=Severity.INFO,
    what="An article has more than 15 tags.",
    why="Tags that everything has tell nothing apart, and each stands in every feed as a category.",
    instead="Keep those that a reader would look for.",
)
REPEATED_TAG = Rule(
    code="FK178",
    name="repeated-tag",
    severity=Severity.WARNING,
    what="An article has one tag twice, in two cases.",
    why="Feeds name the category twice.",
    instead="Delete one of the two.",
)
PLACEHOLDER_TITLE = Rule(
    code="FK179",
    name="placeholder-title",
    severity=Severity.WARNING,
    what="The title of a published article is what editors and tools put there, as `Untitled` or `My first post`.",
    why="It is the line by which subscribers decide.",
    instead="Write a title, or say `draft: true`.",
)
OVERLONG_TITLE = Rule(
    code="FK180",
    name="overlong-title",
    severity=Severity.INFO,
    what="The title has more than 150 characters.",
    why="Readers, search engines and subject lines cut it off after half of that.",
    instead="Put the rest into `summary`.",
)
SHOUTING_TITLE = Rule(
    code="FK181",
    name="shouting-title",
    severity=Severity.INFO,
    what="A title of four words or more is all in capitals.",
    why="Spam filters count it, and screen readers may spell it letter by letter.",
    instead="Write it as a sentence; capitals are a matter of the site's style sheet.",
)
MISSING_AUTHOR = Rule(
    code="FK182",
    name="missing-author",
    severity=Severity.INFO,
    what="An article has no author, where nine of ten have one.",
    why="Feeds name the publication instead, and the author's own feed misses it.",
    instead="Add `authors`.",
)
MISSING_CATEGORY = Rule(
    code="FK183",
    name="missing-category",
    severity=Severity.INFO,
    what="An article has no category, where nine of ten have one.",
    why="It is in no category's feed, and has no kicker in the newsletter.",
    instead="Add `category`.",
)
MISSING_LEAD_PICTURE = Rule(
    code="FK184",
    name="missing-lead-picture",
    severity=Severity.INFO,
    what="An article has no `image`, where nine of ten have one.",
    why="It stands bare among the others in the newsletter and in readers that show cards.",
    instead="Add `image: {url: …, alt: …}`.",
)
WRONG_LANGUAGE = Rule(
    code="FK185",
    name="wrong-language",
    severity=Severity.WARNING,
    what="The text is surely in another language than the article, or the site, says.",
    why="Screen readers speak it with the wrong voice, and it is in the wrong language's feed.",
    instead="Write its language: `lang: de`.",
)
UNWIELDY_SLUG = Rule(
    code="FK186",
    name="unwieldy-slug",
    severity=Severity.INFO,
    what="The `slug` has blanks, percent signs, quotes or brackets in it.",
    why="The address becomes one that people cannot read out, and that chat programs cut off.",
    instead="Write small letters, digits and hyphens. What is published stays as it is: its address would change.",
)
