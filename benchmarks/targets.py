"""What feedkit is to cost beside Hugo, and what it does cost: the table that `--targets` prints.

Every cost is a share of Hugo's *cold* build of as many articles in the same run, since Hugo has nothing to be warm with.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from statistics import median

import lanes
import tables

MOST = {
    (1_000, "cold"): 0.8,
    (10_000, "cold"): 0.25,
    (100_000, "cold"): 0.25,
    (10_000, "unchanged"): 0.06,
    (100_000, "unchanged"): 0.04,
    (10_000, "one edited"): 0.1,
    (100_000, "one edited"): 0.1,
}
"""Wall time as a share of Hugo's cold build, by size and build."""
MOST_MEMORY = 0.25
MOST_GROWTH = 1.05
"""The k of n^k from 10,000 to 100,000 articles, cold."""
MOST_STARTUP = 2.5
"""How many times bare Python `feedkit --version` may take."""

HEAD = ["target", "at most", "is", "CPU", "met"]


def rows(race: Iterable[lanes.Lane]) -> list[list[str]]:
    """A row for each target that this run can tell of."""
    by_size: dict[int, dict[str, lanes.Lane]] = {}
    for lane in race:
        by_size.setdefault(lane.count, {})[lane.contestant.name] = lane
    told, cold = [], {}
    for count, here in sorted(by_size.items()):
        if "hugo" not in here or "feedkit" not in here or not here["hugo"].runs["cold"]:
            continue
        hugo, ours = here["hugo"], here["feedkit"]
        for build in lanes.BUILDS:
            most = MOST.get((count, build))
            if most is not None and ours.runs[build]:
                wall, cpu = (_share(ours, build, hugo, what) for what in ("wall", "cpu"))
                told.append(
                    [
                        f"{count:,} {build} ÷ Hugo cold",
                        f"{most:g}",
                        tables.number(wall),
                        tables.number(cpu),
                        _met(wall, most),
                    ]
                )
        if ours.runs["cold"]:
            cold[count] = median(run.wall for run in ours.runs["cold"])
            share = _memory(ours) / _memory(hugo)
            told.append(
                [f"{count:,} memory ÷ Hugo's", f"{MOST_MEMORY:g}", tables.number(share), "", _met(share, MOST_MEMORY)]
            )
    if 10_000 in cold and 100_000 in cold:
        exponent = math.log(cold[100_000] / cold[10_000]) / math.log(10)
        told.append(
            [
                "growth from 10,000 to 100,000, n^",
                f"{MOST_GROWTH:g}",
                tables.number(exponent),
                "",
                _met(exponent, MOST_GROWTH),
            ]
        )
    return told


def _share(ours: lanes.Lane, build: str, hugo: lanes.Lane, what: str) -> float:
    return median(getattr(run, what) for run in ours.runs[build]) / median(
        getattr(run, what) for run in hugo.runs["cold"]
    )


def _memory(lane: lanes.Lane) -> float:
    return max(lane.memory["cold"], *(run.memory for run in lane.runs["cold"]))


def _met(value: float, most: float) -> str:
    return "yes" if value <= most else "no"
