"""FK487–FK489: the podcasts of anyone, as Apple's directory takes them."""

from __future__ import annotations

from feedkit.diagnostics import Rule, Severity

INCOMPLETE_PODCAST = Rule(
    code="FK487",
    name="incomplete-podcast",
    severity=Severity.WARNING,
    what="A podcast lacks something that Apple Podcasts asks for, or has something that it does not take.",
    why="The show is refused or not found.",
    instead="Add the element: language, category, explicit, owner with mail address.",
)
WRONG_PODCAST_CATEGORY = Rule(
    code="FK488",
    name="wrong-podcast-category",
    severity=Severity.ERROR,
    what="A category of a podcast is none of Apple's.",
    why="The show is in no category.",
    instead="Take one of https://podcasters.apple.com/support/1691-apple-podcasts-categories.",
)
OBSOLETE_PODCAST_CATEGORY = Rule(
    code="FK489",
    name="obsolete-podcast-category",
    severity=Severity.WARNING,
    what="A category of a podcast was one of Apple's until 2019.",
    why="The show may be put into another one.",
    instead="Take one of today's categories.",
)
