"""Nothing is left in the text that tools put there: merges, templates, imports, chat programs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedkit.checks.articles import Manuscript
from feedkit.checks.articles._outline import Outline
from feedkit.diagnostics import Diagnostic, Rule
from feedkit.rules.prose import CHATBOT_LEFTOVER, MERGE_CONFLICT, SECOND_FRONT_MATTER, TEMPLATE_TAG

RULES = (MERGE_CONFLICT, SECOND_FRONT_MATTER, TEMPLATE_TAG, CHATBOT_LEFTOVER)
_OURS = re.compile(r"^<{7} [^\n]+$", re.MULTILINE)
_THEIRS = re.compile(r"^>{7} [^\n]+$", re.MULTILINE)
_FRONT_MATTER = re.compile(
    r"\s*(---\n(?:(?:[A-Za-z_][\w-]*:|[ \t]+\S|- )[^\n]*\n){0,60}?(?:title|date|layout|tags|categories|author|draft|slug|description):"
    r"[^\n]*\n(?:(?:[A-Za-z_][\w-]*:|[ \t]+\S|- )[^\n]*\n){0,60}?---)[ \t]*(?:\n|\Z)"
)
_TEMPLATE = re.compile(
    r"\{%-?\s*(?:include|include_relative|if|unless|for|raw|highlight|figure|image|img|link|post_url|endif|endfor|endraw"
    r"|endhighlight|youtube|embed|assign|capture|render|comment|gist|asset_img|codeblock)\b[^%\n]{0,300}%\}"
    r"|\{\{[<%]\s*/?[\w/-]+[^}\n]{0,300}[>%]\}\}"
    r"|\{\{-?\s*(?:(?:site|page|post|layout)\.|\.Site\.|\.Page\.|'[^'\n]*'\s*\|)[^}\n]{0,300}\}\}"
)
_CHATBOT = re.compile(
    r":?contentReference\[[^\]\n]{0,60}\](?:\{[^}\n]{0,80}\})?|\boaicite:\d+|\b(?:cite)?turn\d+(?:search|view|news|image|file)\d+\b"
    r"|【\d+(?::\d+)?†[^】\n]{0,80}】"
)


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """A finding for each of them."""
    outline = manuscript.outline()
    source, prose = outline.source, outline.prose
    if "<" in source and "<<<<<<< " in source and ">>>>>>> " in source:
        text = outline.outside_code()
        if (ours := _OURS.search(text)) and _THEIRS.search(text, ours.end()):
            message = "a merge was not finished here"
            yield Diagnostic(rule=MERGE_CONFLICT, place=outline.range(*ours.span()), message=message)
    if source.lstrip()[:4] == "---\n" and (second := _FRONT_MATTER.match(source)):
        message = "keys stand in the text, as in front matter"
        yield Diagnostic(rule=SECOND_FRONT_MATTER, place=outline.range(*second.span(1)), message=message)
    if ("{%" in prose or "{{" in prose) and _is_plain(manuscript):
        yield from _found(outline, TEMPLATE_TAG, _TEMPLATE, "the template tag `{}` is shown as text")
    if any(sign in prose for sign in ("oaicite", "【", "contentReference[", "turn0")):
        yield from _found(outline, CHATBOT_LEFTOVER, _CHATBOT, "`{}` was left behind by a chat program")


def _is_plain(manuscript: Manuscript) -> bool:
    """Whether template tags mean nothing here."""
    return not manuscript.site.publication.flavour and not manuscript.article.path.endswith(".mdx")


def _found(outline: Outline, rule: Rule, pattern: re.Pattern[str], message: str) -> Iterator[Diagnostic]:
    for block in outline.blocks:
        for match in pattern.finditer(block.text):
            shown = match[0] if len(match[0]) <= 40 else f"{match[0][:39]}…"
            if span := outline.find(block.lines, match[0]):
                yield Diagnostic(rule=rule, place=outline.range(*span), message=message.format(shown))
