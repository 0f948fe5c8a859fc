"""FK1: what an article says of itself."""

from __future__ import annotations

from feedkit.diagnostics import Applicability, Rule, Severity

YAML_SYNTAX = Rule(
    code="FK101",
    name="unreadable-yaml",
    severity=Severity.ERROR,
    what="The YAML of the front matter, of an authors file or of the configuration cannot be read.",
    why="Nothing of the file can be trusted, so it is left out and the build is not written.",
    instead="Put text that has `: ` or ` #` in it, or that begins with one of `[{&*!|>%@`, in quotes; indent with spaces.",
)
DUPLICATE_KEY = Rule(
    code="FK102",
    name="duplicate-key",
    severity=Severity.ERROR,
    what="A key is written twice in one mapping.",
    why="Other tools silently keep one of the two, and not all of them the same one.",
    instead="Keep one of the two lines.",
)
YAML_TOO_DEEP = Rule(
    code="FK103",
    name="deeply-nested-yaml",
    severity=Severity.ERROR,
    what="Values are nested more than 64 levels deep.",
    why="Nothing that people write is; it is how a program is made to run out of memory.",
    instead="Flatten the value.",
)
YAML_TOO_MANY_ALIASES = Rule(
    code="FK104",
    name="too-many-aliases",
    severity=Severity.ERROR,
    what="More than 100 aliases (`*name`) stand in one file.",
    why="A few hundred bytes of aliases can stand for gigabytes of values.",
    instead="Write the values out.",
)
YAML_TOO_LARGE = Rule(
    code="FK105",
    name="oversized-yaml",
    severity=Severity.ERROR,
    what="The YAML has more than 262,144 characters or more than 50,000 values.",
    why="Front matter is read for every article at every build.",
    instead="Move long text into the body of the article.",
)
YAML_TAG = Rule(
    code="FK106",
    name="yaml-tag",
    severity=Severity.ERROR,
    what="A value carries a tag of its own, as `!!python/object` or `!ENV`.",
    why="Tags make other readers build objects or run code; feedkit reads plain values only.",
    instead="Leave the tag away. In `feedkit.yml`, environment variables are written `${NAME}`.",
)
UNKNOWN_KEY = Rule(
    code="FK111",
    name="unknown-key",
    severity=Severity.WARNING,
    what="The front matter has a key that feedkit does not know.",
    why="A mistyped key is silently not what you meant: `tag:` instead of `tags:` leaves an article out of its tag feeds.",
    instead="Correct the spelling, or put values for your own templates under `extra:`.",
    fix=Applicability.UNSAFE,
)
MISSING_FRONT_MATTER = Rule(
    code="FK112",
    name="missing-front-matter",
    severity=Severity.ERROR,
    what="The file does not begin with front matter between two lines of `---`.",
    why="Without a title and a date there is nothing a feed could show.",
    instead="Begin the file with `---`, `title: …`, `date: …`, `---`; or begin its name with `_` if it is no article.",
)
UNCLOSED_FRONT_MATTER = Rule(
    code="FK113",
    name="unclosed-front-matter",
    severity=Severity.ERROR,
    what="The front matter begins with `---` but no second line of `---` closes it.",
    why="It cannot be told where the article's text begins.",
    instead="Write `---` on a line of its own after the last key.",
)
NOT_A_MAPPING = Rule(
    code="FK114",
    name="front-matter-not-a-mapping",
    severity=Severity.ERROR,
    what="The front matter, or the whole of a YAML article, is not made of `key: value` lines.",
    why="Nothing in it has a name, so nothing can be read from it.",
    instead="Write one `key: value` a line, as `title: A title`.",
)
MISSING_KEY = Rule(
    code="FK115",
    name="missing-key",
    severity=Severity.ERROR,
    what="A key is missing without which there is no entry: `title`, `date`, or a key inside a mapping.",
    why="Readers show entries without a date as new for ever, and Atom requires both (RFC 4287 §4.1.2).",
    instead="Add the key. A date never comes from the clock or from the file's time.",
)
WRONG_TYPE = Rule(
    code="FK116",
    name="wrong-type",
    severity=Severity.ERROR,
    what="A value is of another kind than its key asks for, as text where a list is needed.",
    why="Guessing what was meant is how feeds show what nobody wrote.",
    instead="Write the value as the message says. `yes` and `no` are text in YAML 1.2: write `true` or `false`.",
    fix=Applicability.SAFE,
)
INVALID_DATE = Rule(
    code="FK117",
    name="invalid-date",
    severity=Severity.ERROR,
    what="A date is in none of the three forms that are read, or names a day or time that does not exist.",
    why="A reader given no valid date uses the present, so that the entry jumps to the top.",
    instead="Write `2026-05-07`, `2026-05-07 19:00` (the site's time zone) or `2026-05-07T19:00:00+02:00`.",
    fix=Applicability.SAFE,
)
NONEXISTENT_TIME = Rule(
    code="FK118",
    name="nonexistent-local-time",
    severity=Severity.WARNING,
    what="The local time was skipped when clocks were put forward in the site's time zone.",
    why="There is no such moment; feedkit takes the one that is as much later as clocks were moved.",
    instead="Write a time that exists, or add the offset: `2026-03-29T02:30:00+01:00`.",
)
AMBIGUOUS_TIME = Rule(
    code="FK119",
    name="ambiguous-local-time",
    severity=Severity.WARNING,
    what="The local time happened twice when clocks were put back in the site's time zone.",
    why="It names two moments an hour apart; feedkit takes the first.",
    instead="Add the offset to say which: `2026-10-25T02:30:00+02:00` or `+01:00`.",
)
INVALID_VALUE = Rule(
    code="FK120",
    name="invalid-value",
    severity=Severity.ERROR,
    what="A value is of the right kind but cannot be used: a slug with a slash, a language `en_US`, a negative number.",
    why="It would make an address, a language tag or a number that readers refuse.",
    instead="Write it as the message says.",
    fix=Applicability.SAFE,
)
UNKNOWN_AUTHOR = Rule(
    code="FK121",
    name="unknown-author",
    severity=Severity.WARNING,
    what="An author is written like the name of a profile but there is no such profile in the authors file.",
    why="The bare word would be shown as a person's name.",
    instead="Correct it, add the profile to `authors.yml`, or write the full name.",
)
MARKUP_IN_TEXT = Rule(
    code="FK122",
    name="markup-in-text",
    severity=Severity.WARNING,
    what="A title or summary holds HTML tags or entities.",
    why="Both are plain text in every format; some readers show the tags, others swallow what follows them.",
    instead="Write plain text: `Tom & Jerry`, not `Tom &amp; Jerry`.",
    fix=Applicability.UNSAFE,
)
UPDATED_BEFORE_PUBLISHED = Rule(
    code="FK123",
    name="updated-before-published",
    severity=Severity.WARNING,
    what="`updated` is earlier than `date`.",
    why="An entry cannot have changed before it appeared; feedkit takes the date of publication.",
    instead="Correct one of the two, or leave `updated` away.",
)
NOT_UTF_8 = Rule(
    code="FK130",
    name="not-utf-8",
    severity=Severity.WARNING,
    what="The file is not encoded in UTF-8; it was read as Windows-1252, or as UTF-16 if it begins with its byte order mark.",
    why="A guess at the encoding may show wrong letters to every subscriber.",
    instead="Save the file as UTF-8.",
)
NOT_TEXT = Rule(
    code="FK131",
    name="not-text",
    severity=Severity.ERROR,
    what="The file is not text: it holds NUL bytes, or is in UTF-16 or UTF-32.",
    why="It cannot be read as an article.",
    instead="Save it as UTF-8, or leave it out with `content.exclude`.",
)
OVERSIZED_FILE = Rule(
    code="FK132",
    name="oversized-article",
    severity=Severity.ERROR,
    what="The article file is larger than `content.max_bytes`.",
    why="No person reads megabytes of text in a feed; such files are data or a mistake, and would slow every build.",
    instead="Leave the file out with `content.exclude`, begin its name with `_`, or raise `content.max_bytes`.",
)
UNREADABLE_FILE = Rule(
    code="FK133",
    name="unreadable-file",
    severity=Severity.ERROR,
    what="The file or folder cannot be opened.",
    why="Leaving it out silently would make entries vanish.",
    instead="Check its permissions.",
)
