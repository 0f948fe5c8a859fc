"""Findings that come many times in one mail, made into one."""

from __future__ import annotations

from collections.abc import Iterable

from feedkit.checks.mail._source import Source, Span
from feedkit.diagnostics import Diagnostic, Rule


def together(
    rule: Rule, source: Source, spans: Iterable[Span], message: str, *, help: str = "", notes: tuple[str, ...] = ()
) -> Diagnostic:
    """One finding at the first of the places, with a note of how many more there are."""
    first, *more = sorted(spans)
    if more:
        notes = (*notes, f"there are {len(more)} more" if len(more) > 1 else "there is 1 more")
    return Diagnostic(rule=rule, place=source.place(first), message=message, help=help, notes=notes)


def one(rule: Rule, source: Source, span: Span, message: str, *, help: str = "") -> Diagnostic:
    """One finding."""
    return Diagnostic(rule=rule, place=source.place(span), message=message, help=help)


def shortened(text: str, limit: int = 60) -> str:
    """The beginning of a text, for a message."""
    return text if len(text) <= limit else text[: limit - 1] + "…"
