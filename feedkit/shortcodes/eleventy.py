"""Eleventy: Liquid or Nunjucks, then Markdown (https://www.11ty.dev/docs/languages/markdown/).

Templates run before Markdown, in code too, where authors put `{% raw %}` around tags that readers are to see
(https://www.11ty.dev/docs/shortcodes/). Eleventy 2 and later have no indented code. `templateEngineOverride: md` in the
front matter switches templates off (https://www.11ty.dev/docs/languages/#templateengineoverride-examples).
"""

from __future__ import annotations

import re

from feedkit.shortcodes import directives, embeds, headings, markup
from feedkit.shortcodes.callouts import button
from feedkit.shortcodes.figures import image
from feedkit.shortcodes.liquid import Template
from feedkit.shortcodes.parts import Call, Context, Finding, Renderer, Rendering
from feedkit.shortcodes.reading import walk_blindly

NAMES = ("eleventy",)
_MARKS = re.compile(r"<!--|\{\{|\{%|\{#")
_CONTENTS = re.compile(r"^\[\[toc\]\][ \t\r]*+$|^\$\{toc\}[ \t\r]*+$", re.MULTILINE | re.IGNORECASE)


def needs(text: str) -> bool:
    """Whether there is anything in the text that is not plain Markdown."""
    marks = ("{{", "{%", "{#", ":::", "toc]]", "TOC]]", "{.")
    return any(mark in text for mark in marks)


def plain(text: str, context: Context) -> tuple[str, tuple[Finding, ...]]:
    """The body as Markdown, and what was taken out."""
    written = text
    findings: tuple[Finding, ...] = ()
    if context.variables.get("page.templateEngineOverride") not in {"md", "html", "false"}:
        template = Template(text, context, _OWN, commas=True)
        tags = list(walk_blindly(text, template.read, _MARKS))
        written, report = template.plain(tags, template.language(has_indented_code=False))
        findings = report.findings()
    written = directives.plain(headings.plain(written), context)
    return (_CONTENTS.sub("", written) if "[[" in written else written), findings


def _link(call: Call) -> Rendering:
    return button(call)


def _youtube(call: Call) -> Rendering:
    return embeds.youtube(call)


def _abbreviation(call: Call) -> Rendering:
    """A word by its short form."""
    return Rendering(before=markup.plain(call.get(at=0)))


_OWN: dict[str, Renderer] = {"link": _link, "image": image, "abbr": _abbreviation, "youtube": _youtube}
