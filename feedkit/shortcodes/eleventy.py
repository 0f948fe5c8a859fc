"""Eleventy: Liquid or Nunjucks, then Markdown (https://www.11ty.dev/docs/languages/markdown/).

Templates run before Markdown, in code too, where authors put `{% raw %}` around tags that readers are to see
(https://www.11ty.dev/docs/shortcodes/). Eleventy 2 and later have no indented code. `templateEngineOverride: md` in the
front matter switches templates off (https://www.11ty.dev/docs/languages/#templateengineoverride-examples).
"""

from __future__ import annotations

import re

from feedkit.quick_dataclasses import replace
from feedkit.shortcodes import callouts, directives, headings, markup
from feedkit.shortcodes.code import stops
from feedkit.shortcodes.context import Context, Finding
from feedkit.shortcodes.figures import image
from feedkit.shortcodes.liquid import Template
from feedkit.shortcodes.parts import Arguments, Call, Renderer, Rendering
from feedkit.shortcodes.reading import AFTER, walk

NAMES = ("eleventy",)
_STOPS = stops({**AFTER, "{": "[{%#]"})
_CONTENTS = re.compile(r"\[\[(?:toc|TOC)\]\](?=[ \t\r]*+(?:\n|\Z))")


def needs(text: str) -> bool:
    """Whether there is anything in the text that is not plain Markdown."""
    if "{" in text and ("{{" in text or "{%" in text or headings.has_attributes(text)):
        return True
    return ":::" in text or _CONTENTS.search(text) is not None


def plain(text: str, context: Context) -> tuple[str, tuple[Finding, ...]]:
    """The body as Markdown, and what was taken out."""
    written = text
    findings: tuple[Finding, ...] = ()
    if context.variables.get("page.templateEngineOverride") not in {"md", "html", "false"}:
        template = Template(text, context, _OWN, commas=True)
        tags = list(walk(text, template.read, at=_STOPS, has_code=False))
        written, report = template.plain(tags, template.language(has_indented_code=False))
        findings = report.findings()
    written = directives.plain(headings.plain(written, context), context)
    return (_CONTENTS.sub("", written) if "[[" in written else written), findings


def _abbreviation(call: Call) -> Rendering:
    """A word by its short form."""
    return Rendering(before=markup.plain(call.get(at=0)))


def _callout(call: Call) -> Rendering:
    """`{% callout "info", "md" %}`: the second word says what language the text is in (https://github.com/11ty/11ty-website)."""
    words = tuple(each for each in call.arguments.positional if each not in {"md", "md-block", "html"})
    return callouts.callout(replace(call, arguments=Arguments(call.arguments.named, words)))


_OWN: dict[str, Renderer] = {"image": image, "abbr": _abbreviation, "callout": _callout}
