"""Mails that are never clipped: Gmail cuts off what is beyond 102 KB, and with it the link to unsubscribe.

Nobody knows whether it counts the HTML or the bytes in which it is transferred, so both must fit. A mail that is too
large gives up pictures first, then the length of summaries, then what is not of the day, then entries: these are
counted, and the mail leads to the web edition, which has them all.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, replace

from feedkit.exceptions import TemplateError

HTML_LIMIT = 100_000
"""Bytes of UTF-8."""
ENCODED_LIMIT = 102_400
"""Bytes as transferred."""
RESERVE = 1_024
"""Bytes for the values of a recipient, whose addresses are longer than the tokens in their place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """How much of an edition a mail shows."""

    entries: int
    """How many of the edition's entries; the others are on the web."""
    lead_picture: bool = True
    pictures: bool = True
    """Whether stories after the lead have pictures."""
    small_pictures: bool = True
    """Whether older entries and authors have pictures."""
    summary: int | None = None
    """To how many characters summaries are cut."""
    extras: bool = True
    """Whether there is more than the entries of the edition: older ones, the most read, tools, authors."""


def measures(entries: int) -> list[Measure]:
    """All measures of a mail with so many entries, from everything to one title with a short summary."""
    steps = [Measure(entries=entries)]
    changes: tuple[dict[str, int | bool], ...] = (
        {"small_pictures": False},
        {"pictures": False},
        {"lead_picture": False},
        {"summary": 280},
        {"summary": 160},
        {"summary": 90},
        {"extras": False},
    )
    for change in changes:
        steps.append(replace(steps[-1], **change))
    return steps + [replace(steps[-1], entries=fewer) for fewer in range(entries - 1, 0, -1)]


def fit(
    render: Callable[[Measure], str], steps: list[Measure], encoded_size: Callable[[str], int]
) -> tuple[Measure, str]:
    """The first measure whose mail is small enough, and that mail.

    Raises `TemplateError` when not even the smallest is. The mails must not grow from step to step.
    """
    made: dict[int, str] = {}

    def fits(number: int) -> bool:
        made[number] = render(steps[number])
        size = len(made[number].encode())
        return size <= HTML_LIMIT - RESERVE and encoded_size(made[number]) <= ENCODED_LIMIT - RESERVE

    found = 0 if fits(0) else bisect_left(range(len(steps)), x=True, lo=1, key=fits)
    if found == len(steps):
        raise TemplateError(
            f"a mail with one entry has {len(made[max(made)].encode()):,} bytes; Gmail clips it after {HTML_LIMIT:,}",
            "edition.html.jinja",
            0,
            help="Shorten the template, or the texts that every edition shows.",
        )
    return steps[found], made[found]
