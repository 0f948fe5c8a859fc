"""Hexo: tag plugins in the manner of Octopress, on Nunjucks (https://hexo.io/docs/tag-plugins).

Fenced code is set aside before tags run, other code is not; there authors put `{% raw %}` around tags that readers are to
see (https://hexo.io/docs/troubleshooting#Escape-Contents). One in code between backticks that is not escaped is left as it
is. `disableNunjucks: true` in the front matter switches tags off (https://hexo.io/docs/front-matter).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from feedkit.rules import shortcodes as rules
from feedkit.shortcodes import callouts, embeds, headings, markup, octopress, references, values
from feedkit.shortcodes.code import Change, changed, stops
from feedkit.shortcodes.context import Context, Finding
from feedkit.shortcodes.figures import address
from feedkit.shortcodes.liquid import RAW_START, Template
from feedkit.shortcodes.parts import NOTHING, Call, Renderer, Rendering, Tag
from feedkit.shortcodes.reading import AFTER, walk

NAMES = ("hexo",)
_STOPS = stops({**AFTER, "{": "[{%#]"})
_FILE = re.compile(r"\S+\.\w+\Z")
_TAB = re.compile(r"<!--\s*(?:tab|timeline|node)\s+([^@>]+?)(?:@[^>]*?)?\s*-->")
_TABS = stops({"<": "!--"})


def needs(text: str) -> bool:
    """Whether there is anything in the text that is not plain Markdown."""
    return "{" in text and ("{%" in text or "{{" in text or headings.has_attributes(text))


def plain(text: str, context: Context) -> tuple[str, tuple[Finding, ...]]:
    """The body as Markdown, and what was taken out."""
    if context.variables.get("page.disableNunjucks") == "true":
        return headings.plain(text, context), ()
    template = _Template(text, context, _OWN)
    tags = list(
        walk(text, template.read, at=_STOPS, has_code=context.markdown, has_indented_code=False, sets_fences_aside=True)
    )
    written, report = template.plain(tags, template.language())
    if "<!--" in text and "{%" in text:
        written = changed(written, _TABS, lambda _, start: _tab(written, start))
    return headings.plain(written, context), report.findings()


def _tab(text: str, start: int) -> Change | None:
    """The title of a tab or of a point in time, which stands in a comment."""
    match = _TAB.match(text, start)
    return (start, match.end(), f"<!----><p><strong>{markup.plain(match[1])}</strong></p>") if match else None


class _Template(Template):
    """A body with tags that run outside code only."""

    def read(self, start: int, in_code: bool) -> Tag | None:
        """The tag that begins at `start`; in code only `raw`."""
        return None if in_code and not RAW_START.match(self.text, start) else super().read(start, in_code)


def _asset(call: Call) -> Rendering:
    """`{% asset_img [class names] slug [width] [height] [title [alt]] %}`: a file of the article's own folder."""
    words = call.arguments.positional
    place = next((index for index, word in enumerate(words) if _FILE.match(word)), 0)
    return (
        octopress.picture(octopress.given(call, words[place:]))
        if words
        else embeds.incomplete(call, "names no picture")
    )


def _asset_path(call: Call) -> Rendering:
    return Rendering(before=address(call.get(at=0)))


def _asset_link(call: Call) -> Rendering:
    """`{% asset_link slug [title] %}`."""
    words = [each for each in call.arguments.positional if each not in {"true", "false"}]
    return Rendering(before=markup.link(address(words[0]), " ".join(words[1:]) or words[0])) if words else NOTHING


def _post(call: Call, *, is_path: bool) -> Rendering:
    words = [each for each in call.arguments.positional if each not in {"true", "false"}]
    if not words:
        return embeds.incomplete(call, "names no article")
    url = references.find("/" + words[0], call.context)
    target = url or references.guess(words[0], call.context)
    written = target if is_path else markup.link(target, " ".join(words[1:]) or words[0].replace("-", " "))
    if url:
        return Rendering(before=written)
    return Rendering(before=written, rule=rules.UNRESOLVED_REFERENCE, message=f"there is no article `{words[0][:80]}`")


def _link(call: Call) -> Rendering:
    """`{% link text url [external] [title] %}`."""
    words: Sequence[str] = call.arguments.positional
    if any(word.endswith(",") for word in words):  # `{% link title, address %}` of the theme Volantis
        words = _parts(call)
    place = next((index for index, word in enumerate(words) if "/" in word), -1)
    if place < 0:
        return embeds.incomplete(call, "has no address")
    return Rendering(
        before=markup.link(
            address(words[place]), " ".join(words[:place]) or " ".join(words[place + 1 : place + 2]) or words[place]
        )
    )


def _url_for(call: Call) -> Rendering:
    """`{% url_for text path [relative] %}`."""
    text, path = call.get(at=0), call.positional(1)
    return Rendering(before=markup.link(values.relative(path, call.context), text))


def _label(call: Call) -> Rendering:
    """`{% label [class]@text %}` of the theme NexT."""
    words = " ".join(call.arguments.positional)
    return Rendering(before=markup.plain(words.rpartition("@")[2]))


def _note(call: Call) -> Rendering:
    """`{% note [class] [no-icon] [summary] %}` of the theme NexT."""
    words = [
        each
        for each in call.arguments.positional
        if each not in {"no-icon", "flat", "modern", "simple", "icon-padding"}
    ]
    return callouts.callout(octopress.given(call, words))


def _listed(renderer: Renderer) -> Renderer:
    """A renderer of a tag whose arguments stand between commas."""

    def render(call: Call) -> Rendering:
        return renderer(octopress.given(call, _parts(call)))

    return render


def _parts(call: Call) -> list[str]:
    return [each.strip() for each in " ".join(call.arguments.positional).split(",")]


def _phrase(call: Call) -> Rendering:
    """`{% u text %}`, `{% span style, text %}`: the words, which stand behind the last comma."""
    return NOTHING if call.is_paired else Rendering(before=markup.from_markdown(_parts(call)[-1]))


def _folding(call: Call) -> Rendering:
    """`{% folding color open, title %}` of the theme Volantis."""
    return callouts.details(octopress.given(call, _parts(call)[-1:]))


_OWN: dict[str, Renderer] = {
    **octopress.RENDERERS,
    "asset_img": _asset,
    "asset_path": _asset_path,
    "asset_link": _asset_link,
    "post_link": lambda call: _post(call, is_path=False),
    "post_path": lambda call: _post(call, is_path=True),
    "link": _link,
    "url_for": _url_for,
    "full_url_for": _url_for,
    "label": _label,
    **dict.fromkeys(("u", "emp", "wavy", "del", "psw", "span", "checkbox", "radio", "checked"), _phrase),
    "folding": _folding,
    "note": _note,
    "subnote": _note,
    "btn": _listed(callouts.button),
    "button": _listed(callouts.button),
}
