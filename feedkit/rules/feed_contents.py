"""FK451–FK498: any feed of anyone, as what readers make of it: ids, links, texts, content, archives, JSON."""

from __future__ import annotations

from feedkit.diagnostics import Rule, Severity

REPEATED_ENTRY = Rule(
    code="FK451",
    name="repeated-feed-entry",
    severity=Severity.WARNING,
    what="Two entries of an Atom feed have the same id.",
    why="They are two states of one entry (RFC 4287 §4.1.1): most readers show only one.",
    instead="Give each entry an id of its own, or list only its newest state.",
)
EQUAL_UPDATED = Rule(
    code="FK452",
    name="equal-updated",
    severity=Severity.WARNING,
    what="Two entries of an Atom feed have the same `updated`.",
    why="Readers that sort by it show them in any order.",
    instead="Tell the time as well as the day, one after the other.",
)
WEAK_ID = Rule(
    code="FK453",
    name="weak-id",
    severity=Severity.WARNING,
    what="An item has no `guid`, or one so short that another feed has it too.",
    why="Readers cannot tell new items from old ones, and show some again.",
    instead='Add `<guid isPermaLink="false">tag:example.org,2026:robots</guid>`.',
)
WRONG_PERMALINK = Rule(
    code="FK454",
    name="wrong-permalink",
    severity=Severity.ERROR,
    what="A `guid` says that it is the address of the item, but is none.",
    why="Readers open it as a page.",
    instead='Write `<guid isPermaLink="false">…</guid>` unless it is a URL.',
)
DUPLICATE_ATOM_LINK = Rule(
    code="FK455",
    name="duplicate-atom-link",
    severity=Severity.ERROR,
    what="Two `alternate` links have the same type and language.",
    why="Nobody can tell which of them is the page (RFC 4287 §4.1.1).",
    instead='Keep one, or tell them apart with `type` or `hreflang`; enclosures are `rel="enclosure"`.',
)
UNREGISTERED_LINK_RELATION = Rule(
    code="FK456",
    name="unregistered-link-relation",
    severity=Severity.WARNING,
    what="The `rel` of a link is not registered for Atom, or is one of feeds in an entry.",
    why="Readers ignore the link.",
    instead="Take a registered relation, as `alternate`, `related`, `via`, or a URL of your own.",
)
MISSING_SELF_LINK = Rule(
    code="FK457",
    name="missing-self-link",
    severity=Severity.WARNING,
    what="A feed does not say at which address it is.",
    why="Readers cannot tell that two addresses are one feed, nor follow it when it moves.",
    instead='Add `<atom:link rel="self" type="application/rss+xml" href="https://example.org/feed.xml"/>`.',
)
DOUBTFUL_SELF_LINK = Rule(
    code="FK458",
    name="doubtful-self-link",
    severity=Severity.WARNING,
    what="The `self` link is relative, has the type of no feed, or is not the address that the feed was read from.",
    why="Readers that move their subscription there find nothing.",
    instead="Write the whole address at which the feed is published.",
)
HTML_IN_PLAIN_TEXT = Rule(
    code="FK459",
    name="html-in-plain-text",
    severity=Severity.WARNING,
    what="A text that readers take as plain has tags or entities of HTML.",
    why="Some readers show the tags, some drop them.",
    instead='Write plain text: `a < b` as `a &lt; b`. In Atom say `type="html"` if it is HTML.',
)
UNSAFE_HTML = Rule(
    code="FK470",
    name="unsafe-html",
    severity=Severity.WARNING,
    what="Content has elements or attributes that readers remove because they could harm: `script`, `iframe`, `object`, `onclick` and the like.",
    why="What it does is gone; readers may distrust the whole feed.",
    instead="Put a link or a picture in its place.",
)
UNSAFE_STYLE = Rule(
    code="FK471",
    name="unsafe-style",
    severity=Severity.WARNING,
    what="A `style` has properties or values that readers remove.",
    why="They could cover the page or fetch something; the text loses its looks.",
    instead="Leave the style out, or keep to colours, fonts, margins and the like.",
)
NOT_HTML = Rule(
    code="FK472",
    name="not-html",
    severity=Severity.WARNING,
    what="What should be HTML is not: tags that HTML does not have, or that are not closed.",
    why="Readers mend it in different ways.",
    instead="Write HTML that a validator takes.",
)
MISSING_XHTML_DIV = Rule(
    code="FK473",
    name="missing-xhtml-div",
    severity=Severity.ERROR,
    what='A text with `type="xhtml"` is not in one `div` of the namespace of XHTML.',
    why="Readers show nothing of it (RFC 4287 §3.1.1.3).",
    instead='Write `<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">…</div></content>`.',
)
MISSING_TEXT = Rule(
    code="FK474",
    name="missing-text",
    severity=Severity.WARNING,
    what="An Atom entry has neither a summary nor content.",
    why="Readers show a bare title.",
    instead="Add a `summary`.",
)
WRONG_ATOM_CONTENT = Rule(
    code="FK475",
    name="wrong-atom-content",
    severity=Severity.ERROR,
    what="Content is not what its `type` says: not base64, or not escaped.",
    why="Readers show its code or nothing.",
    instead="Make type and content agree (RFC 4287 §4.1.3).",
)
LATE_METADATA = Rule(
    code="FK476",
    name="late-metadata",
    severity=Severity.ERROR,
    what="What is of the whole Atom feed stands behind an entry.",
    why="Programs that read from the top show the entries without it.",
    instead="Put it before the first `entry`.",
)
COMPETING_ELEMENTS = Rule(
    code="FK477",
    name="competing-elements",
    severity=Severity.WARNING,
    what="Two elements say the same thing, one of the format and one of an extension.",
    why="Readers take either; if they differ, nobody knows which is right.",
    instead="Keep the format's own: `pubDate` rather than `dc:date`.",
)
CONTENT_BEFORE_DESCRIPTION = Rule(
    code="FK478",
    name="content-before-description",
    severity=Severity.WARNING,
    what="An item has `content:encoded` without a `description` before it.",
    why="Readers that know only one of them show nothing, or the wrong one.",
    instead="Write `description` first, with a summary.",
)
SEVERAL_ENCLOSURES = Rule(
    code="FK479",
    name="several-enclosures",
    severity=Severity.WARNING,
    what="An item has more than one `enclosure`.",
    why="Most readers play the first or the last, whichever that is.",
    instead="Keep one in RSS; Atom and JSON Feed take several.",
)
UNFIT_IMAGE = Rule(
    code="FK480",
    name="unfit-image",
    severity=Severity.WARNING,
    what="The picture of the channel has another title or link than the channel, or is not GIF, JPEG or PNG.",
    why="Readers show a wrong caption, or no picture.",
    instead="Copy `title` and `link` from the channel.",
)
DISCOURAGED_USAGE = Rule(
    code="FK481",
    name="discouraged-usage",
    severity=Severity.WARNING,
    what="An element is written in a way that the specification or its profile advises against.",
    why="Some readers misunderstand it.",
    instead="Follow the message.",
)
INCOMPLETE_SOURCE = Rule(
    code="FK482",
    name="incomplete-source",
    severity=Severity.WARNING,
    what="The `source` of an Atom entry lacks its id, title or date.",
    why="Readers cannot tell where the entry comes from.",
    instead="Copy them from the feed it was taken from (RFC 4287 §4.2.11).",
)
SAME_DOCUMENT_REFERENCE = Rule(
    code="FK483",
    name="same-document-reference",
    severity=Severity.WARNING,
    what="A relative link leads to the base itself, which is not the document.",
    why="Readers take it for the feed or for the page (RFC 3986 §4.4).",
    instead="Write the whole address.",
)
WRONG_RDF = Rule(
    code="FK484",
    name="wrong-rdf",
    severity=Severity.ERROR,
    what="An RSS 1.0 feed is not RDF: text and elements are mixed.",
    why="Programs that read it as RDF refuse it.",
    instead='Put only text or only elements into an element, or say `rdf:parseType="Literal"`.',
)
WRONG_PAGING = Rule(
    code="FK485",
    name="wrong-paging",
    severity=Severity.ERROR,
    what="The links to other pages of a feed contradict what it says about itself.",
    why="Readers go round in circles, or miss entries (RFC 5005).",
    instead="A complete feed has no pages; the last page has no `next`.",
)
INCOMPLETE_ARCHIVE = Rule(
    code="FK486",
    name="incomplete-archive",
    severity=Severity.WARNING,
    what="An archive document has no link to the current feed or to its neighbours.",
    why="Readers who start at it never find the others (RFC 5005 §4).",
    instead="Add `current`, `prev-archive` and `next-archive` links.",
)
WRONG_COORDINATES = Rule(
    code="FK490",
    name="wrong-coordinates",
    severity=Severity.ERROR,
    what="A place on Earth is not a latitude and a longitude.",
    why="Maps show nothing, or another place.",
    instead="Write latitude, a blank, longitude: `45.256 -71.92`.",
)
OVERLONG_VALUE = Rule(
    code="FK491",
    name="overlong-value",
    severity=Severity.ERROR,
    what="A text is longer than its specification allows.",
    why="Programs cut it anywhere, or refuse the feed.",
    instead="Shorten it.",
)
LOOSE_LINK = Rule(
    code="FK492",
    name="loose-link",
    severity=Severity.WARNING,
    what="A link or source lacks its `type`, or has text inside.",
    why="Readers do not know what is behind it; the text is lost.",
    instead="Add `type`, and leave `<link …/>` empty.",
)
MANGLED_CHARACTERS = Rule(
    code="FK493",
    name="mangled-characters",
    severity=Severity.WARNING,
    what="A text has control characters, replacement characters, or letters that were encoded twice, as `Ã©` for `é`.",
    why="Readers show strange letters.",
    instead="Decode the text once, with the encoding it is in.",
)
UNEXPECTED_CONTENT_TYPE = Rule(
    code="FK494",
    name="unexpected-content-type",
    severity=Severity.WARNING,
    what="The Content-Type that the feed is served with is not that of its format, or its charset is not the declared encoding.",
    why="Browsers offer it for download, readers do not recognise it.",
    instead="Serve `application/rss+xml`, `application/atom+xml` or `application/feed+json`.",
)
WRONG_JSON_MEMBER = Rule(
    code="FK495",
    name="wrong-json-member",
    severity=Severity.ERROR,
    what="A member of a JSON Feed is not of the type or form that it must be.",
    why="Readers skip the entry or the feed.",
    instead="Follow https://jsonfeed.org/version/1.1.",
)
MISSING_JSON_MEMBER = Rule(
    code="FK496",
    name="missing-json-member",
    severity=Severity.ERROR,
    what="A JSON Feed or one of its items lacks what it must have.",
    why="Readers refuse the feed or skip the item.",
    instead="A feed has `version`, `title` and `items`; an item `id` and `content_html` or `content_text`.",
)
DOUBTFUL_JSON_MEMBER = Rule(
    code="FK497",
    name="doubtful-json-member",
    severity=Severity.WARNING,
    what="A member of a JSON Feed is unknown, of an older version, or better left out.",
    why="Readers ignore it.",
    instead="Names of your own begin with `_`; `author` is `authors` since 1.1.",
)
INCOMPLETE_OUTLINE = Rule(
    code="FK498",
    name="incomplete-outline",
    severity=Severity.WARNING,
    what="An `outline` of an OPML file lacks an attribute that others go by, or has one with an unknown value.",
    why="Programs that import the list skip the feed.",
    instead='Write `type="rss"`, `text`, `title` and `xmlUrl`.',
)
