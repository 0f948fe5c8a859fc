"""FK417–FK449: any feed of anyone, as a document: its encoding, its elements and attributes, the forms of their values."""

from __future__ import annotations

from feedkit.diagnostics import Rule, Severity

UNDECODABLE_DOCUMENT = Rule(
    code="FK417",
    name="undecodable-document",
    severity=Severity.ERROR,
    what="A feed has bytes that are not in the encoding it declares, declares one that nobody knows, or its byte order mark says another.",
    why="Readers refuse the feed, or show some of its letters as others.",
    instead='Write the feed in UTF-8, and declare that or nothing: `<?xml version="1.0" encoding="utf-8"?>`.',
)
UNCOMMON_ENCODING = Rule(
    code="FK418",
    name="uncommon-encoding",
    severity=Severity.WARNING,
    what="A feed is in an encoding that few feeds use.",
    why="A reader must know UTF-8 and UTF-16 only (XML 1.0 §4.3.3); others may refuse it.",
    instead="Write the feed in UTF-8.",
)
NOT_WELL_FORMED = Rule(
    code="FK419",
    name="not-well-formed",
    severity=Severity.ERROR,
    what="A feed is not XML, or not JSON: reading stops at this place.",
    why="Most readers show nothing of it.",
    instead="Let a serialiser write the feed. A bare `&` is `&amp;`, a bare `<` is `&lt;`; nothing stands before the declaration.",
)
UNDEFINED_ENTITY = Rule(
    code="FK420",
    name="undefined-entity",
    severity=Severity.ERROR,
    what="A feed uses an entity of HTML, as `&nbsp;`, that XML does not know.",
    why="XML has only `&amp;`, `&lt;`, `&gt;`, `&quot;` and `&apos;`: readers refuse the feed or lose the character.",
    instead="Write the character itself or its number, as `&#160;`.",
)
UNDECLARED_PREFIX = Rule(
    code="FK421",
    name="undeclared-prefix",
    severity=Severity.ERROR,
    what="A prefix has no namespace.",
    why="Readers with a namespace-aware parser refuse the whole feed.",
    instead='Declare it at the root, as `xmlns:content="http://purl.org/rss/1.0/modules/content/"`.',
)
WRONG_DOCTYPE = Rule(
    code="FK422",
    name="wrong-doctype",
    severity=Severity.ERROR,
    what="The document type is of another version of RSS, or at an address that is no more.",
    why="Parsers that fetch it fail; safe ones refuse every document with a document type.",
    instead="Leave out `<!DOCTYPE …>`: no feed format needs it.",
)
UNKNOWN_FEED_FORMAT = Rule(
    code="FK423",
    name="unknown-feed-format",
    severity=Severity.ERROR,
    what="The root element or its namespace is of none of RSS, Atom, JSON Feed and OPML, or of a draft that is no longer in use.",
    why="Readers do not recognise the feed.",
    instead='For Atom write `<feed xmlns="http://www.w3.org/2005/Atom">`, for RSS `<rss version="2.0">` without a namespace.',
)
WRONG_FEED_VERSION = Rule(
    code="FK424",
    name="wrong-feed-version",
    severity=Severity.ERROR,
    what="The version is none that RSS or OPML has.",
    why="Readers cannot know what to expect.",
    instead='Write `version="2.0"`.',
)
UNKNOWN_NAMESPACE = Rule(
    code="FK425",
    name="unknown-namespace",
    severity=Severity.WARNING,
    what="A namespace is declared that hardly any reader knows, or an element is in none.",
    why="What is in it is ignored; it may also be a slip of the pen.",
    instead="Compare the namespace with its specification, and drop what nobody reads.",
)
MISUSED_PREFIX = Rule(
    code="FK426",
    name="misused-prefix",
    severity=Severity.WARNING,
    what="A prefix that readers know for one namespace stands for another, or a prefix stands for the namespace of the format itself.",
    why="Simple readers go by the prefix and misunderstand the element.",
    instead="Use the customary prefix, and none for Atom's own elements and XHTML.",
)
MISSPELT_NAMESPACE = Rule(
    code="FK427",
    name="misspelt-namespace",
    severity=Severity.ERROR,
    what="The namespace of Media RSS is without the slash at its end.",
    why="Readers do not find the pictures and recordings.",
    instead="Write `http://search.yahoo.com/mrss/`.",
)
UNDEFINED_ELEMENT = Rule(
    code="FK428",
    name="undefined-element",
    severity=Severity.ERROR,
    what="An element stands where its specification does not have it, or is in none.",
    why="Readers ignore it, and validators refuse the feed.",
    instead="Look at the name, its case and its place; what belongs to nobody goes into a namespace of its own.",
)
MISPLACED_ELEMENT = Rule(
    code="FK429",
    name="misplaced-element",
    severity=Severity.WARNING,
    what="An element stands where hardly any reader looks for it: XHTML outside of content, items before the rest of the channel, parts of Atom inside of other elements.",
    why="It is ignored by most readers.",
    instead="Put it where its specification does.",
)
MISSING_ELEMENT = Rule(
    code="FK430",
    name="missing-element",
    severity=Severity.ERROR,
    what="An element that must be there is not.",
    why="Readers that need it refuse the feed or the entry, or make something up.",
    instead="Add the element.",
)
REPEATED_ELEMENT = Rule(
    code="FK431",
    name="repeated-element",
    severity=Severity.ERROR,
    what="An element stands more often than it may.",
    why="Readers take the first or the last, or refuse the feed.",
    instead="Keep one.",
)
MISSING_ATTRIBUTE = Rule(
    code="FK432",
    name="missing-attribute",
    severity=Severity.ERROR,
    what="An attribute that must be there is not.",
    why="The element cannot be understood without it.",
    instead="Add the attribute.",
)
UNDEFINED_ATTRIBUTE = Rule(
    code="FK433",
    name="undefined-attribute",
    severity=Severity.ERROR,
    what="An element has an attribute that its specification does not know.",
    why="Readers ignore it, and validators refuse the feed.",
    instead="Remove it, or look at its name and case.",
)
EXTENSION_ATTRIBUTE = Rule(
    code="FK434",
    name="extension-attribute",
    severity=Severity.WARNING,
    what="An element of RSS has an attribute of an extension.",
    why="RSS 2.0 lets extensions add elements; several readers do not expect attributes.",
    instead="Use an element of the extension instead.",
)
STRAY_TEXT = Rule(
    code="FK435",
    name="stray-text",
    severity=Severity.ERROR,
    what="Text or blanks stand where only elements may, or around a value that must have none.",
    why="Ids and dates are compared letter by letter, so that a blank makes another one; text between elements is lost.",
    instead="Remove it.",
)
BLANK_VALUE = Rule(
    code="FK436",
    name="blank-value",
    severity=Severity.WARNING,
    what="An element or attribute that should say something is empty.",
    why="Readers show an empty title, or nothing to press.",
    instead="Fill it in, or leave it out.",
)
WRONG_DATE = Rule(
    code="FK437",
    name="wrong-date",
    severity=Severity.ERROR,
    what="A date is not written as its format asks, or is on another weekday than it says.",
    why="Readers that cannot read it take the time of their visit, and show the entry as new or not at all.",
    instead="In RSS write `Thu, 28 May 2026 09:00:00 +0000` (RFC 822), in Atom and JSON Feed `2026-05-28T09:00:00Z` (RFC 3339).",
)
OLD_STYLE_DATE = Rule(
    code="FK438",
    name="old-style-date",
    severity=Severity.WARNING,
    what="A date is in a form of RFC 822 that many readers do not take: a year of two digits, odd case or blanks, comments, military zones.",
    why="They fail on it, or take another day.",
    instead="Write `Thu, 28 May 2026 09:00:00 +0000`.",
)
IMPLAUSIBLE_DATE = Rule(
    code="FK439",
    name="implausible-date",
    severity=Severity.WARNING,
    what="A date is before 1990, or in the future.",
    why="Readers hide entries of the future, or keep them on top for years.",
    instead="Look at the year and at the clock of the server.",
)
WRONG_URL = Rule(
    code="FK440",
    name="wrong-url",
    severity=Severity.ERROR,
    what="A URL has characters that no URL may have, lacks its scheme or host, or is relative where it must not be.",
    why="The link leads nowhere.",
    instead="Write the whole address, with other characters percent-encoded and the host in ASCII: `https://xn--bcher-kva.example/%C3%BC`.",
)
WRONG_URN = Rule(
    code="FK441",
    name="wrong-urn",
    severity=Severity.ERROR,
    what="A `tag:` or `urn:` id is not formed as its specification asks.",
    why="Nobody can tell whose id it is, and strict readers refuse it.",
    instead="Write `tag:example.org,2026:robots` (RFC 4151) or `urn:uuid:` with a UUID (RFC 9562).",
)
UNREGISTERED_SCHEME = Rule(
    code="FK442",
    name="unregistered-scheme",
    severity=Severity.WARNING,
    what="The scheme of a URL is not registered.",
    why="Readers do not know what to do with it.",
    instead="Look at the letters before the colon.",
)
UNCANONICAL_ID = Rule(
    code="FK443",
    name="uncanonical-id",
    severity=Severity.WARNING,
    what="An Atom id could be written in other ways that mean the same: capitals in the host, a default port, needless encoding.",
    why="Ids are compared letter by letter (RFC 4287 §4.2.6.1): a program that tidies URLs makes another id of it.",
    instead="Write new ids in the canonical form. Leave ids that are already published as they are.",
)
WRONG_NUMBER = Rule(
    code="FK444",
    name="wrong-number",
    severity=Severity.ERROR,
    what="A number is not one, or is outside of its range.",
    why="Readers ignore the element or refuse the feed.",
    instead="Write digits only, within the range that the message tells.",
)
WRONG_CHOICE = Rule(
    code="FK445",
    name="wrong-choice",
    severity=Severity.ERROR,
    what="A value is not one of those the specification has.",
    why="Readers ignore it.",
    instead="Take one of the values that the message tells.",
)
WRONG_LANGUAGE = Rule(
    code="FK446",
    name="wrong-language-tag",
    severity=Severity.ERROR,
    what="A language is not a code of BCP 47.",
    why="Screen readers speak it in a wrong voice; readers do not translate or hyphenate it.",
    instead="Write a code with hyphens, as `en` or `en-GB`.",
)
WRONG_MEDIA_TYPE = Rule(
    code="FK447",
    name="malformed-media-type",
    severity=Severity.ERROR,
    what="A media type has not the form `type/subtype`, or is none that may stand there.",
    why="Readers do not know how to show or play it.",
    instead="Write it as in `audio/mpeg`; for Atom's texts `text`, `html` or `xhtml`.",
)
WRONG_CONTACT = Rule(
    code="FK448",
    name="wrong-contact",
    severity=Severity.ERROR,
    what="A person is named where a mail address must stand, or the address is not one.",
    why="Readers that make a link of it make a dead one.",
    instead="Write `ann@example.org (Ann Smith)` in RSS; a name alone goes into `dc:creator`.",
)
UNUSUAL_CONTACT = Rule(
    code="FK449",
    name="unusual-contact",
    severity=Severity.WARNING,
    what="A mail address in RSS is without a name, or in another order; a name in Atom holds an address.",
    why="Readers show the address as the name.",
    instead="Write `ann@example.org (Ann Smith)`.",
)
TOO_LARGE_TO_CHECK = Rule(
    code="FK499",
    name="too-large-to-check",
    severity=Severity.ERROR,
    what="A document is larger or deeper than what is checked.",
    why="Readers give up earlier.",
    instead="List fewer entries; do not put elements 200 deep.",
)
