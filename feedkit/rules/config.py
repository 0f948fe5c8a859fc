"""FK0: the configuration."""

from __future__ import annotations

from feedkit.diagnostics import Rule, Severity

MISSING_SETTING = Rule(
    code="FK001",
    name="missing-setting",
    severity=Severity.ERROR,
    what="A setting that feedkit cannot do without is not in `feedkit.yml`.",
    why="The title and the address of the site stand in every feed, and nobody else can know them.",
    instead="Add the setting. The shortest configuration is `site: {title: My articles, url: https://www.example.org/}`.",
)
UNKNOWN_SETTING = Rule(
    code="FK002",
    name="unknown-setting",
    severity=Severity.ERROR,
    what="A key in `feedkit.yml` is not the name of a setting, or stands in the wrong section.",
    why="A misspelt setting would have no effect, and nobody would notice.",
    instead="Write the name as the message says, or remove the line. `feedkit schema config` lists every setting.",
)
WRONG_TYPE = Rule(
    code="FK003",
    name="wrong-type-of-setting",
    severity=Severity.ERROR,
    what="The value of a setting is of another kind than it must be, as a number where text belongs.",
    why="YAML reads `title: 2026` as a number and `title: 1.10` as 1.1; guessing what was meant would change what you wrote.",
    instead='Put text in quotes (`title: "2026"`); write numbers, `true` and `false` without.',
)
INVALID_SETTING = Rule(
    code="FK004",
    name="invalid-setting",
    severity=Severity.ERROR,
    what="The value of a setting is of the right kind but cannot be used: an unknown choice, a number out of range, something that is not a date, an address, a language or a time zone.",
    why="Feeds made with it would be wrong in a way that readers notice and validators report.",
    instead="Write one of the values that the message names.",
)
UNRESOLVED_VARIABLE = Rule(
    code="FK005",
    name="unresolved-variable",
    severity=Severity.ERROR,
    what="A value names an environment variable that is not set, or `${…}` is not written in one of its three forms.",
    why="An empty value in its place would be published.",
    instead="Set the variable, give it a default (`${NAME:-default}`), or write `$${` for the characters themselves.",
)
LOCAL_ADDRESS = Rule(
    code="FK006",
    name="local-site-address",
    severity=Severity.ERROR,
    what="`site.url` is an address that only this computer or this network knows: localhost, a private IP address, a name that ends in `.local`.",
    why="Every feed names its own address. Readers follow it (Miniflux moves the subscription there), so one build published with it loses its subscribers.",
    instead="Write the public address. For a look at the result on your own computer, build with `--preview`.",
)
INVALID_QUERY = Rule(
    code="FK007",
    name="unreadable-query",
    severity=Severity.ERROR,
    what="The `where` of a feed is not a query.",
    why="feedkit cannot know which entries belong to the feed.",
    instead='Write comparisons joined by `and`, `or`, `not`: `category == "News" and tag != "robots"`.',
)
OVERLAPPING_FOLDERS = Rule(
    code="FK008",
    name="overlapping-folders",
    severity=Severity.ERROR,
    what="The output folder is, holds, or lies in a folder that feedkit reads from, or is the project folder or one above it.",
    why="feedkit removes files that are no longer made from the output folder, and would read what it wrote as articles.",
    instead="Give the output a folder of its own, as `public`.",
)
DUPLICATE_FEED = Rule(
    code="FK009",
    name="duplicate-feed",
    severity=Severity.ERROR,
    what="Two feeds have one name, or would be written to one file.",
    why="One of the two would replace the other.",
    instead="Give every feed a name and a path of its own.",
)
INVALID_PATTERN = Rule(
    code="FK010",
    name="invalid-pattern",
    severity=Severity.ERROR,
    what="A pattern of paths or addresses has an unknown placeholder, lacks one that it needs, or leads out of its folder.",
    why="Documents would be written over each other or outside the output folder.",
    instead='Use the placeholders that the message names, as in `path: "{name}.{ext}"` or `permalink: /{year}/{slug}/`.',
)
FORBIDDEN_CHARACTER = Rule(
    code="FK011",
    name="forbidden-character-in-setting",
    severity=Severity.ERROR,
    what="A value holds a control character, half of a surrogate pair or a code point that is not a character.",
    why="XML cannot carry it (XML 1.0 §2.2), so no feed with it can be read.",
    instead="Remove the character; it was probably pasted in unseen or comes from a variable that is not text.",
)
