"""FK25: shortcodes, template tags and components in the text of articles written for another generator."""

from __future__ import annotations

from feedkit.diagnostics import Rule, Severity

UNKNOWN_SHORTCODE = Rule(
    code="FK250",
    name="unknown-shortcode",
    severity=Severity.WARNING,
    what="The body calls a shortcode or a template tag that is made by the site's own templates, as `{{< chart >}}`.",
    why="Its template is not run here, and readers would see the tag itself. It is taken out; text between a pair stays.",
    instead="Nothing, if the text reads well without it. Else write the part in Markdown or HTML.",
)
UNCLOSED_TEMPLATE_TAG = Rule(
    code="FK251",
    name="unclosed-template-tag",
    severity=Severity.WARNING,
    what="A shortcode, a template tag or an expression begins and its end is missing, or one ends that never began.",
    why="The generator refuses such an article or shows the marks to readers. The marks are taken out.",
    instead="Close the tag; write a tag that readers are to see as code, between backticks.",
)
UNKNOWN_VALUE = Rule(
    code="FK252",
    name="unknown-value",
    severity=Severity.WARNING,
    what="The body shows a value that only the site's own templates know, as `{{ page.views }}` or `{props.count}`.",
    why="There is nothing to show in its place. It is taken out, and the sentence around it may read oddly.",
    instead="Write the value itself.",
)
TEMPLATE_LOGIC = Rule(
    code="FK253",
    name="template-logic",
    severity=Severity.WARNING,
    what="The body has a condition or a loop, as `{% if … %}` or `{% for … %}`.",
    why="It is not run here: of a condition the first part is kept, and what a loop repeats is left out.",
    instead="Write the text that readers are to see.",
)
UNRESOLVED_REFERENCE = Rule(
    code="FK254",
    name="unresolved-reference",
    severity=Severity.WARNING,
    what="A link names another article, by `ref`, `post_url`, `@/…` or `{filename}`, that is not in the content folder.",
    why="Its address can only be guessed from the name, so the link may lead nowhere.",
    instead="Correct the name, or write the address.",
)
LEFT_OUT = Rule(
    code="FK255",
    name="left-out-part",
    severity=Severity.WARNING,
    what="The body has a part that only the site itself can show: a diagram drawn by a script, a file included, a list made.",
    why="Feed readers run no script and the site's files are not read. The part is left out.",
    instead="Show a picture, or link to the page.",
)
INCOMPLETE_SHORTCODE = Rule(
    code="FK256",
    name="incomplete-shortcode",
    severity=Severity.WARNING,
    what="A known shortcode lacks what it needs, as a `youtube` without a video or a `figure` without a picture.",
    why="There is nothing to show in its place. It is taken out.",
    instead="Give it what it needs, as `{{< youtube dQw4w9WgXcQ >}}`.",
)
UNKNOWN_COMPONENT = Rule(
    code="FK257",
    name="unknown-component",
    severity=Severity.WARNING,
    what="The body uses a component of the site, as `<Chart />`, that feed readers cannot run.",
    why="Its tags are taken out, the text between them stays. What the component would draw is missing.",
    instead="Nothing, if the text reads well without it. Else write the part in Markdown or HTML.",
)
