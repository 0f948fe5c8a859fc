"""FK9: checking itself, and the form of article files."""

from __future__ import annotations

from feedkit.diagnostics import Applicability, Rule, Severity

UNUSED_IGNORE = Rule(
    code="FK901",
    name="unused-ignore",
    severity=Severity.WARNING,
    what="A comment `feedkit: ignore[…]` names a rule that finds nothing there.",
    why="It would silence the rule when it matters, after somebody has changed the text.",
    instead="Delete the code, or the whole comment when no code is left.",
    fix=Applicability.SAFE,
)
IGNORE_WITHOUT_CODE = Rule(
    code="FK902",
    name="ignore-without-code",
    severity=Severity.WARNING,
    what="A comment `feedkit: ignore` names no rule; it has no effect.",
    why="It would silence faults that nobody has thought of yet.",
    instead="Name the rules: `# feedkit: ignore[FK111]` in front matter, `<!-- feedkit: ignore[FK211] -->` in the body.",
)
UNKNOWN_RULE = Rule(
    code="FK903",
    name="unknown-rule",
    severity=Severity.WARNING,
    what="A comment `feedkit: ignore[…]` names a rule that does not exist.",
    why="What it was meant to silence is not silenced.",
    instead="`feedkit explain` lists the rules.",
    fix=Applicability.UNSAFE,
)
IGNORED_ERROR = Rule(
    code="FK904",
    name="ignored-error",
    severity=Severity.WARNING,
    what="A comment `feedkit: ignore[…]` names an error; errors are told all the same.",
    why="An error keeps what would harm subscribers from being let out; that is not decided in passing.",
    instead="Mend it. If you know what you do, name its full code under `rules: warn` or `rules: ignore` in feedkit.yml.",
)
STALE_BASELINE = Rule(
    code="FK905",
    name="stale-baseline",
    severity=Severity.WARNING,
    what="The baseline remembers a finding that is found no more.",
    why="Should it come back, nobody would be told.",
    instead="Run `feedkit check --add-baseline`, and commit the file.",
)
UNREADABLE_BASELINE = Rule(
    code="FK906",
    name="unreadable-baseline",
    severity=Severity.ERROR,
    what="The baseline cannot be read.",
    why="What it silences cannot be known, as after a merge that was left half done.",
    instead="Delete it and run `feedkit check --add-baseline`.",
)
BYTE_ORDER_MARK = Rule(
    code="FK911",
    name="byte-order-mark",
    severity=Severity.WARNING,
    what="The file begins with a byte order mark (U+FEFF).",
    why="feedkit does not mind it, but other generators and editors then see no front matter.",
    instead="Save the file as UTF-8 without a byte order mark.",
    fix=Applicability.SAFE,
)
MIXED_LINE_ENDS = Rule(
    code="FK912",
    name="mixed-line-ends",
    severity=Severity.INFO,
    what="Some lines of the file end in CR LF, others in LF.",
    why="Every program that saves the file changes lines nobody has touched, and hides what was changed.",
    instead="Save the file with one kind of line ends.",
    fix=Applicability.SAFE,
)
TRAILING_BLANKS = Rule(
    code="FK913",
    name="trailing-blanks",
    severity=Severity.INFO,
    what="A line of the front matter ends in blanks.",
    why="Nobody sees them, and editors that take them away change lines nobody has touched.",
    instead="Delete them.",
    fix=Applicability.SAFE,
)
UNPINNED_ID = Rule(
    code="FK914",
    name="unpinned-id",
    severity=Severity.INFO,
    what="An article that is out has an id that is written down nowhere yet: neither in its front matter nor in `feedkit.lock`.",
    why="The next build hands it out. Until feedkit.lock is committed, another machine may hand out another one, and subscribers would see the entry twice.",
    instead="Run `feedkit build` and commit feedkit.lock, or write the id into the front matter.",
    fix=Applicability.SAFE,
)
