"""What refers to a footnote or a link definition finds it, and what is defined is used once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from feedkit.checks.articles import Manuscript
from feedkit.checks.articles._outline import Outline
from feedkit.diagnostics import Applicability, Diagnostic, Edit, Fix, Place, Rule
from feedkit.rules.prose import (
    REPEATED_DEFINITION,
    UNDEFINED_FOOTNOTE,
    UNDEFINED_REFERENCE,
    UNUSED_FOOTNOTE,
    UNUSED_REFERENCE,
)

RULES = (UNDEFINED_FOOTNOTE, UNUSED_FOOTNOTE, UNDEFINED_REFERENCE, UNUSED_REFERENCE, REPEATED_DEFINITION)
_NOTE = re.compile(r"\[\^(?![a-zA-Z0-9]-[a-zA-Z0-9])([\w.-]{1,80})\](?!\()")
_REFERENCE = re.compile(r"(?<![\w\])])\[([^\[\]\n]*[^\W\d_]{2}[^\[\]\n]*)\]\[([^\[\]\n]{1,80})\](?![\[(])")
_DEFINITION = re.compile(r"^ {0,3}\[((?:[^\[\]\\\n]|\\.){1,300})\]:[ \t]*(\S*)[^\n]*$", re.MULTILINE)
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.){1,300})\]")


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """A finding for each of them."""
    outline = manuscript.outline()
    if not outline.markdown:
        return
    if "[^" in outline.prose:
        yield from _undefined(outline, UNDEFINED_FOOTNOTE, _NOTE, "there is no footnote `{}`")
    if "][" in outline.prose:
        yield from _undefined(outline, UNDEFINED_REFERENCE, _REFERENCE, "there is no link definition `[{}]`")
    if "]:" in outline.source:
        yield from _definitions(outline)


def _undefined(outline: Outline, rule: Rule, pattern: re.Pattern[str], message: str) -> Iterator[Diagnostic]:
    for block in outline.blocks:
        if block.raw:
            continue
        for match in pattern.finditer(block.text):
            if span := outline.find(block.lines, match[0]):
                shown = match[match.lastindex or 1]
                yield Diagnostic(rule=rule, place=outline.range(*span), message=message.format(shown))


def _definitions(outline: Outline) -> Iterator[Diagnostic]:
    text = outline.outside_code()
    found = [match for match in _DEFINITION.finditer(text) if _is_definition(text, match)]
    if not found:
        return
    labels = Counter(_folded(match[1]) for match in _LABEL.finditer(text))
    defined = Counter(_folded(match[1]) for match in found)
    seen: dict[str, str] = {}
    for match in found:
        label, is_note = _folded(match[1]), match[1].startswith("^")
        place = outline.range(match.start(1) - 1, match.end(1) + 1)
        if label in seen:
            if is_note or seen[label] != match[2]:
                message = f"`[{match[1]}]` is defined above already"
                yield Diagnostic(rule=REPEATED_DEFINITION, place=place, message=message)
            continue
        seen[label] = match[2]
        if labels[label] > defined[label]:
            continue
        if is_note:
            message = f"nothing refers to the footnote `{match[1][1:]}`"
            yield Diagnostic(rule=UNUSED_FOOTNOTE, place=place, message=message)
        elif match[2] not in {"#", "<>", "<#>"} and match[1] not in {"//", "comment"}:
            message = f"nothing refers to `[{match[1]}]`"
            fix = Fix(
                message="delete the line",
                applicability=Applicability.UNSAFE,
                edits=(Edit(_line(outline, match.start()), ""),),
            )
            yield Diagnostic(rule=UNUSED_REFERENCE, place=place, message=message, fix=fix)


def _line(outline: Outline, start: int) -> Place:
    place = outline.range(start, start)
    return Place(place.path, place.line, 1, place.line + 1, 1)


def _is_definition(text: str, match: re.Match[str]) -> bool:
    """Whether it can be one: it interrupts no paragraph, and it leads somewhere."""
    if not match[2] or (match[1].startswith("^") and len(match[1]) == 1):
        return match[1].startswith("^")
    before = text[text.rfind("\n", 0, max(match.start() - 1, 0)) + 1 : max(match.start() - 1, 0)]
    return not before.strip() or _DEFINITION.match(before) is not None or match[1].startswith("^")


def _folded(label: str) -> str:
    return " ".join(label.split()).casefold()
