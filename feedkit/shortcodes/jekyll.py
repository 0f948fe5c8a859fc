"""Jekyll: Liquid, then kramdown (https://jekyllrb.com/docs/rendering-process/).

Liquid runs before Markdown, in code too, where authors put `{% raw %}` around tags that readers are to see
(https://jekyllrb.com/docs/liquid/tags/). `render_with_liquid: false` in the front matter switches it off
(https://jekyllrb.com/docs/liquid/tags/#code-snippet-highlighting).
"""

from __future__ import annotations

import re

from feedkit.rules import shortcodes as rules
from feedkit.shortcodes import headings, kramdown, octopress, references, tables, values
from feedkit.shortcodes.context import Context, Finding
from feedkit.shortcodes.liquid import Template
from feedkit.shortcodes.parts import Call, Renderer, Rendering
from feedkit.shortcodes.reading import walk

NAMES = ("jekyll",)
_BASEURL_BEFORE = re.compile(r"\{\{[^{}]*\b(?:baseurl|site\.url)\b[^{}]*\}\}\Z")
_EXTENSION = re.compile(r"\.(?!md\b|markdown\b|html?\b)\w{1,5}\Z")


def needs(text: str) -> bool:
    """Whether there is anything in the text that is not plain Markdown."""
    if "|" in text and ("\n|" in text or text.startswith("|")):
        return True
    return "{" in text and ("{{" in text or "{%" in text or headings.has_attributes(text))


def plain(text: str, context: Context) -> tuple[str, tuple[Finding, ...]]:
    """The body as Markdown, and what was taken out."""
    written = text
    findings: tuple[Finding, ...] = ()
    if ("{{" in text or "{%" in text) and context.variables.get("page.render_with_liquid") != "false":
        template = Template(text, context, _OWN)
        tags = list(walk(text, template.read, has_code=False))
        written, report = template.plain(tags, template.language())
        findings = report.findings()
    written = kramdown.plain(written, context)
    if "|" in written and context.markdown:
        written = tables.with_bars_in_code(tables.plain(written))
    return headings.plain(written, context), findings


def _post_url(call: Call) -> Rendering:
    """The address of another article (https://jekyllrb.com/docs/liquid/tags/#linking-to-posts)."""
    return _address(call, call.get(at=0))


def _link(call: Call) -> Rendering:
    """The address of an article or a file (https://jekyllrb.com/docs/liquid/tags/#links)."""
    wanted = call.get(at=0)
    if _EXTENSION.search(wanted):
        return Rendering(before=values.relative(wanted, call.context))
    return _address(call, wanted)


def _address(call: Call, wanted: str) -> Rendering:
    """A path from the host; without what `{{ site.baseurl }}` or `{{ site.url }}` has put before it."""
    context = call.context
    url = references.find("/" + wanted.lstrip("/"), context)
    path = references.path_of(url or references.guess(re.sub(r"^_posts/", "", wanted), context))
    before = _BASEURL_BEFORE.search(call.text, max(0, call.start - 80), call.start)
    root = references.path_of(references.base(context)).rstrip("/")
    if before and "baseurl" in before[0]:
        path = path.removeprefix(root)
    if url:
        return Rendering(before=path)
    return Rendering(before=path, rule=rules.UNRESOLVED_REFERENCE, message=f"there is no article `{wanted[:80]}`")


_OWN: dict[str, Renderer] = {**octopress.RENDERERS, "post_url": _post_url, "link": _link}
