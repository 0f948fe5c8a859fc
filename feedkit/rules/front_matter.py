"""FK1: what an article says of itself."""

from __future__ import annotations

from feedkit.diagnostics import Rule, Severity

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
