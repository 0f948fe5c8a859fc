"""The body of an article: from Markdown or HTML to what feeds, pages and mail show."""

from __future__ import annotations

from itertools import islice

from feedkit import characters
from feedkit.article import character_references, quick_body, reading
from feedkit.article import markdown as markdown_engine
from feedkit.article.addresses import Surroundings, resolve
from feedkit.article.findings import Finding
from feedkit.article.page import MAX_DEPTH, TooDeep
from feedkit.article.places import Source
from feedkit.article.portability import portable
from feedkit.diagnostics import Diagnostic, Place
from feedkit.model import Heading
from feedkit.quick_dataclasses import dataclass
from feedkit.rules import content as rules

__all__ = ["Body", "Surroundings", "render", "resolve"]

MAX_CHARACTERS = 1_000_000
MAX_HTML = 8_000_000
MAX_FINDINGS = 100


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
        message = f"{len(text):,} characters, more than the {MAX_CHARACTERS:,} that are read"
        return Body(), [_too_large(message, surroundings)]
    text, forbidden = characters.clean(text)
    written, own = markdown_engine.html_of(text) if markdown else (text, False)
    if len(written) > MAX_HTML:
        message = f"it becomes {len(written):,} characters of HTML, more than {MAX_HTML:,}"
        return Body(), [_too_large(message, surroundings)]
    # Of the characters that XML cannot carry, Markdown makes those only whose numbers are written.
    clean = written if own and "&#" not in text else character_references.without_forbidden(written)
    # What is taken out of an HTML body is never a line end, so its lines stay right when it is its own source.
    source = Source(text if markdown else clean, clean, path=surroundings.path, first_line=surroundings.first_line)
    diagnostics = [_forbidden(_place(each, surroundings), each.name) for each in forbidden[:MAX_FINDINGS]]
    if clean is not written:
        diagnostics += _forbidden_references(text, surroundings, markdown=markdown)
    try:
        made = (quick_body.portable(clean, surroundings) if own else None) or portable(clean, surroundings)
    except TooDeep as deep:
        return Body(), [*diagnostics, _too_deep(source.place(deep.start, deep.start + 1))]
    body = Body(
        html=made.html,
        headings=made.headings,
        summary=characters.cut(made.opening, summary_length),
        reading_time=reading.reading_time(made.text),
        files=made.files,
    )
    return body, diagnostics + _located(made.findings, source)


def _located(findings: tuple[Finding, ...], source: Source) -> list[Diagnostic]:
    """The first hundred findings at their places; the last one says how many more there are."""
    diagnostics = []
    for number, each in enumerate(findings[:MAX_FINDINGS], start=1):
        left = len(findings) - number if number == MAX_FINDINGS else 0
        notes = (f"{left:,} more findings in this article are not listed",) if left else ()
        place = source.place(each.start, each.end)
        diagnostics.append(Diagnostic(rule=each.rule, place=place, message=each.message, help=each.help, notes=notes))
    return diagnostics


def _forbidden_references(text: str, surroundings: Surroundings, *, markdown: bool) -> list[Diagnostic]:
    source = Source(text, "" if markdown else text, path=surroundings.path, first_line=surroundings.first_line)
    found = character_references.forbidden_in(source.meant, markdown=markdown)
    return [_forbidden(source.range(*match.span()), match[0]) for match in islice(found, MAX_FINDINGS)]


def _forbidden(place: Place, name: str) -> Diagnostic:
    message = f"`{name}` is taken out: XML cannot carry it"
    return Diagnostic(rule=rules.FORBIDDEN_CHARACTER, place=place, message=message)


def _place(found: characters.Forbidden, surroundings: Surroundings) -> Place:
    line = surroundings.first_line + found.line - 1
    return Place(surroundings.path, line, found.column, line, found.column + 1)


def _too_large(message: str, surroundings: Surroundings) -> Diagnostic:
    line = surroundings.first_line
    place = Place(surroundings.path, line, 1, line, 1)
    help = "split the article, or link to the long part as a file"
    return Diagnostic(rule=rules.TOO_LARGE, place=place, message=message, help=help)


def _too_deep(place: Place) -> Diagnostic:
    message = f"elements are nested more than {MAX_DEPTH} levels deep"
    return Diagnostic(rule=rules.TOO_DEEP, place=place, message=message, help="flatten quotes, lists or `<div>`s")
