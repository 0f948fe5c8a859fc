"""The body of an article: from Markdown or HTML to what feeds, pages and mail show."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from itertools import islice

from feedkit import characters
from feedkit.article import markdown as markdown_engine
from feedkit.article import reading
from feedkit.article.addresses import Surroundings, resolve
from feedkit.article.findings import Finding
from feedkit.article.places import Source
from feedkit.article.portability import portable
from feedkit.article.page import MAX_DEPTH, TooDeep
from feedkit.diagnostics import Diagnostic, Place
from feedkit.model import Heading
from feedkit.rules import content as rules

__all__ = ["Body", "Surroundings", "render", "resolve"]

MAX_CHARACTERS = 1_000_000
MAX_HTML = 8_000_000
MAX_FINDINGS = 100

_NUMBERED = re.compile(r"&#(?:[0-9]++|[xX][0-9a-fA-F]++);?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What readers get of an article's text."""

    html: str = ""
    """Safe and with absolute URLs; empty when nothing is left to see."""
    headings: tuple[Heading, ...] = ()
    """The table of contents."""
    summary: str = ""
    """Plain text."""
    reading_time: int = 1
    """Minutes, at least 1."""
    files: tuple[str, ...] = ()
    """The files of the content folder that the body shows or links, sorted."""


def render(
    text: str, *, markdown: bool, surroundings: Surroundings, summary_length: int = 300
) -> tuple[Body, list[Diagnostic]]:
    """The body made from Markdown or HTML, with all that was taken away or replaced.

    A body that is too large or nested too deep comes back empty, with an error. Otherwise the HTML is safe, well
    nested, free of characters that XML cannot carry, and a second pass over it changes nothing. The summary is the
    text before `<!--more-->`, else the first paragraph with text, cut at a word to `summary_length` characters.
    """
    if not text or text.isspace():
        return Body(), []
    if len(text) > MAX_CHARACTERS:
        return Body(), [
            _too_large(f"{len(text):,} characters, more than the {MAX_CHARACTERS:,} that are read", surroundings)
        ]
    written = markdown_engine.to_html(text) if markdown else text
    if len(written) > MAX_HTML:
        return Body(), [
            _too_large(f"it becomes {len(written):,} characters of HTML, more than {MAX_HTML:,}", surroundings)
        ]
    clean, diagnostics = _without_forbidden(written, text, surroundings, markdown=markdown)
    try:
        made = portable(clean, surroundings)
    except TooDeep as deep:
        place = _source(text, clean, surroundings, markdown=markdown).place(deep.start, deep.start + 1)
        message = f"elements are nested more than {MAX_DEPTH} levels deep"
        return Body(), [
            *diagnostics,
            Diagnostic(rule=rules.TOO_DEEP, place=place, message=message, help="flatten quotes, lists or `<div>`s"),
        ]
    diagnostics += _located(made.findings, _source(text, clean, surroundings, markdown=markdown))
    body = Body(
        html=made.html,
        headings=made.headings,
        summary=characters.cut(made.opening, summary_length),
        reading_time=reading.reading_time(made.text),
        files=made.files,
    )
    return body, diagnostics


def _too_large(message: str, surroundings: Surroundings) -> Diagnostic:
    line = surroundings.first_line
    place = Place(surroundings.path, line, 1, line, 1)
    return Diagnostic(
        rule=rules.TOO_LARGE, place=place, message=message, help="split the article, or link to the long part as a file"
    )


def _source(text: str, written: str, surroundings: Surroundings, *, markdown: bool) -> Source:
    # What is taken out of an HTML body never has a line end, so its lines stay right when it is its own source.
    return Source(text if markdown else written, written, path=surroundings.path, first_line=surroundings.first_line)


def _located(findings: tuple[Finding, ...], source: Source) -> list[Diagnostic]:
    """The first hundred findings at their places; the last one says how many more there are."""
    diagnostics = []
    for number, finding in enumerate(findings[:MAX_FINDINGS], start=1):
        left = len(findings) - number if number == MAX_FINDINGS else 0
        notes = (f"{left:,} more findings in this article are not listed",) if left else ()
        place = source.place(finding.start, finding.end)
        diagnostics.append(
            Diagnostic(rule=finding.rule, place=place, message=finding.message, help=finding.help, notes=notes)
        )
    return diagnostics


def _without_forbidden(
    written: str, text: str, surroundings: Surroundings, *, markdown: bool
) -> tuple[str, list[Diagnostic]]:
    """The HTML without characters that XML cannot carry, be they raw or written as `&#7;`, and where they were."""
    clean = characters.without_forbidden(written)
    if "&#" in clean:
        clean = _NUMBERED.sub(lambda match: _harmless(match[0]), clean)
    if clean == written:
        return written, []
    source = Source(text, text if not markdown else written, path=surroundings.path, first_line=surroundings.first_line)
    raw = ((match.span(), f"U+{ord(match[0]):04X}") for match in characters.FORBIDDEN.finditer(text))
    named = ((match.span(), match[0]) for match in _NUMBERED.finditer(source.meant) if _is_forbidden(match[0]))
    found = [*islice(raw, MAX_FINDINGS), *islice(named, MAX_FINDINGS)]
    return clean, [
        Diagnostic(
            rule=rules.FORBIDDEN_CHARACTER,
            place=source.range(*span),
            message=f"`{name}` is taken out: XML cannot carry it",
        )
        for span, name in found[:MAX_FINDINGS]
    ]


def _is_forbidden(reference: str) -> bool:
    """Whether a numeric reference in Markdown stands for a character that XML cannot carry."""
    number = _number(reference)
    return 0 < number <= 0x10FFFF and not characters.is_clean(chr(number)) and not 0xD800 <= number <= 0xDFFF


def _harmless(reference: str) -> str:
    """A numeric reference, or nothing if it stands for what XML cannot carry."""
    if _number(reference) > 0x10FFFF:
        return "\ufffd"
    decoded = html.unescape(reference)
    return reference if decoded and characters.is_clean(decoded) else ""


def _number(reference: str) -> int:
    """The number of a reference as `&#7;`; a very large one is told from its length, as it may have millions of digits."""
    digits = reference.strip("&#;").lower()
    base = 16 if digits.startswith("x") else 10
    digits = digits.lstrip("x").lstrip("0")
    return int(digits or "0", base) if len(digits) < 9 else 0x110000
