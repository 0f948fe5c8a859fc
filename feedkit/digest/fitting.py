"""Mails that are never clipped: Gmail cuts off what is beyond 102 KB, and with it the link to unsubscribe.

Nobody knows whether it counts the HTML or the bytes in which it is transferred, so both must fit. A mail that is too
large gives up pictures first, then the length of summaries, then what is not of the day, then entries: these are
counted, and the mail leads to the web edition, which has them all.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from typing import Any

from feedkit.exceptions import TemplateError
from feedkit.quick_dataclasses import dataclass, replace

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
    pictures: int
    """How many of the stories after the lead have pictures."""
    small_pictures: bool = True
    """Whether older entries and authors have pictures."""
    summary: int | None = None
    """To how many characters summaries are cut."""
    extras: bool = True
    """Whether there is more than the entries of the edition: older ones, the most read, tools, authors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A mail made to measure."""

    measure: Measure
    html: str
    fullness: float
    """Its size as a part of what is allowed: up to 1 it fits."""


def fit(render: Callable[[Measure], str], entries: int, encoded_size: Callable[[str], int]) -> Trial:
    """The fullest mail that is small enough. `encoded_size` says how many bytes of a message HTML takes.

    Raises `TemplateError` when not even a mail with one entry is small enough.
    """

    def tried(measure: Measure) -> Trial:
        html = render(measure)
        html_part = len(html.encode()) / (HTML_LIMIT - RESERVE)
        return Trial(
            measure=measure, html=html, fullness=max(html_part, encoded_size(html) / (ENCODED_LIMIT - RESERVE))
        )

    found = tried(Measure(entries=entries, pictures=entries - 1))
    if found.fullness > 1:
        found = _with_less(tried, found)
    if found.fullness > 1:
        found = _with_fewer(tried, found)
    if found.fullness > 1:
        raise TemplateError(
            f"a mail with one entry is {found.fullness:.1f} times as large as what Gmail shows",
            "edition.html.jinja",
            0,
            help="Shorten the template, or the texts that every edition shows.",
        )
    return found


def _with_less(tried: Callable[[Measure], Trial], full: Trial) -> Trial:
    """The mail that shows all entries and fits with the least given up; if none fits, the one with all given up."""
    steps, pictures = [full.measure], full.measure.pictures
    changes: tuple[dict[str, Any], ...] = (
        {"small_pictures": False},
        {"pictures": pictures * 3 // 4},
        {"pictures": pictures // 2},
        {"pictures": pictures // 4},
        {"pictures": 0},
        {"lead_picture": False},
        {"summary": 280},
        {"summary": 160},
        {"summary": 90},
        {"extras": False},
    )
    for change in changes:
        steps.append(replace(steps[-1], **change))
    made: dict[int, Trial] = {0: full}

    def fits(number: int) -> bool:
        made[number] = tried(steps[number])
        return made[number].fullness <= 1

    last = len(steps) - 1
    return made[bisect_left(range(last), x=True, lo=1, key=fits)] if fits(last) else made[last]


def _with_fewer(tried: Callable[[Measure], Trial], full: Trial) -> Trial:
    """The mail with as many entries as fit; if not even one does, the mail with one.

    Mails grow evenly with their entries, so that two sizes tell nearly where the limit is reached.
    """
    low, high = replace(full, measure=replace(full.measure, entries=0), fullness=0.0), full
    halve = False
    while (gap := high.measure.entries - low.measure.entries) > 1:
        step = gap // 2 if halve else int(gap * (1 - low.fullness) / (high.fullness - low.fullness))
        number = low.measure.entries + min(max(step, 1), gap - 1)
        trial = tried(replace(full.measure, entries=number))
        if trial.fullness <= 1:
            low = trial
        else:
            high = trial
        halve = high.measure.entries - low.measure.entries > gap // 2
    return low if low.measure.entries else high
