"""feedkit beside Hugo and Pelican, in one run: `python benchmarks/run.py --markdown`.

Every program builds the same feeds from the same articles, in turn, and the medians are compared. See README.md in
this folder for what is measured and what is not.
"""

from __future__ import annotations

import argparse
import itertools
import math
import os
import platform
import shutil
import sys
from collections.abc import Callable, Collection
from pathlib import Path
from statistics import median

import contestants
import lanes
import measure
import peers
import tables
import targets

WORK = Path(__file__).parents[1] / ".feedkit" / "bench"
STARTUP_AIM = 0.150
"""Seconds for `feedkit --help`."""


def main(arguments: list[str] | None = None) -> int:
    """Run what the arguments ask for and print the tables; gives 1 when feedkit itself could not build."""
    options = _options(arguments)
    if not hasattr(os, "wait4"):
        print(
            "the times and the memory of children are not told on this system: run it on Linux or macOS",
            file=sys.stderr,
        )
        return 2
    chosen = [contestants.ALL[name] for name in options.only]
    programs, missing = peers.find({each.program for each in chosen}, options.peers)
    print(_machine(programs))
    for sentence in missing:
        print(sentence)
    race = [
        lane
        for count in options.articles
        for lane in _race(count, [each for each in chosen if each.program in programs], programs, options)
    ]
    print(
        f"\nFeeds: {', '.join(contestants.FAMILIES[options.feeds])}; {', '.join(options.formats)}; {contestants.ENTRIES} entries each, whole text.\n"
    )
    results, growth = _results(race), _growth(race)
    print(tables.render(*results, markdown=options.markdown) if results[1] else "Nothing could be measured.")
    for lane in race:
        for sentence in filter(None, (lane.trouble, lane.remark)):
            print(f"\nNOTE: {lane.contestant.name}, {lane.count:,} articles: {sentence}")
    aims = targets.rows(race)
    if aims:
        print("\n" + tables.render(targets.HEAD, aims, markdown=options.markdown))
    if growth[1]:
        print("\n" + tables.render(*growth, markdown=options.markdown))
    if "feedkit" in options.only and options.startups:
        print("\n" + _startup(programs["feedkit"], options))
    return int(any(lane.trouble or lane.remark for lane in race if lane.contestant.name == "feedkit"))


def _options(arguments: list[str] | None) -> argparse.Namespace:
    example = "example: python benchmarks/run.py --articles 1000,10000 --runs 3 --only feedkit,hugo --feeds categories"
    parser = argparse.ArgumentParser(description="feedkit beside Hugo and Pelican.", epilog=example)
    _ask_what(parser.add_argument_group("what is built"))
    _ask_how(parser.add_argument_group("how it is measured"))
    return parser.parse_args(arguments)


def _ask_what(group: argparse._ArgumentGroup) -> None:
    sizes = "sizes of the corpora (default 1000,10000)"
    who = f"who takes part: {', '.join(contestants.ALL)} (default: all but pelican-site)"
    feeds = "main and categories, or tags and authors too (default families)"
    formats = "out of rss, atom and json (default rss,atom; Pelican has no json)"
    everybody = [name for name in contestants.ALL if name != "pelican-site"]
    names, known = "NAME,NAME", ("rss", "atom", "json")
    group.add_argument("--articles", type=_numbers, default=[1_000, 10_000], metavar="N,N", help=sizes)
    group.add_argument("--only", type=_names(contestants.ALL), default=everybody, metavar=names, help=who)
    group.add_argument("--feeds", choices=sorted(contestants.FAMILIES), default="families", help=feeds)
    group.add_argument("--formats", type=_names(known), default=["rss", "atom"], metavar=names, help=formats)
    group.add_argument("--seed", type=int, default=7, help="the seed of the corpora (default 7)")


def _ask_how(group: argparse._ArgumentGroup) -> None:
    limit = "a run is stopped after this time (default 600)"
    budget = "who is slow is timed less often, to stay within this time at each size (default 300)"
    cold = "of the others, time the cold builds only: the targets compare with nothing else"
    folder = "the virtual environment of Hugo and Pelican; made when it is not there"
    group.add_argument("--runs", type=int, default=5, metavar="N", help="how often each build is timed (default 5)")
    group.add_argument("--limit", type=float, default=600, metavar="SECONDS", help=limit)
    group.add_argument("--budget", type=float, default=300, metavar="SECONDS", help=budget)
    group.add_argument("--startups", type=int, default=20, metavar="N", help="timed start-ups (default 20)")
    group.add_argument("--peers", type=Path, default=WORK / "venv", metavar="FOLDER", help=folder)
    group.add_argument("--peers-cold", action="store_true", help=cold)
    group.add_argument("--markdown", action="store_true", help="print the tables in Markdown")


def _numbers(text: str) -> list[int]:
    return sorted({int(part) for part in text.split(",")})


def _names(known: Collection[str]) -> Callable[[str], list[str]]:
    """A reader of names apart by commas, each one of the known ones."""

    def names(text: str) -> list[str]:
        unknown = [name for name in text.split(",") if name not in known]
        if unknown:
            raise argparse.ArgumentTypeError(f"{', '.join(unknown)}: not one of {', '.join(known)}")
        return text.split(",")

    return names


def _machine(programs: dict[str, str]) -> str:
    versions = "; ".join(peers.version(program, path) for program, path in programs.items())
    return f"{versions}; Python {platform.python_version()}; {platform.system()} {platform.machine()}, {os.cpu_count()} processors"


def _race(
    count: int, chosen: list[contestants.Contestant], programs: dict[str, str], options: argparse.Namespace
) -> list[lanes.Lane]:
    """Everybody's builds of `count` articles: a rehearsal of each, then A B C A B C, so that what slows the machine slows all."""
    race = []
    for each in chosen:
        formats = tuple(name for name in options.formats if name in each.formats)
        task = contestants.Task(families=contestants.FAMILIES[options.feeds], formats=formats)
        project = WORK / "projects" / f"{each.name}-{count}"
        lane = lanes.Lane(
            contestant=each,
            program=programs[each.program],
            project=project,
            count=count,
            seed=options.seed,
            task=task,
            limit=options.limit,
            builds=("cold",) if options.peers_cold and each.program != "feedkit" else lanes.BUILDS,
        )
        lane.set_up(lanes.corpus(WORK / "corpora", style=each.style, count=count, seed=options.seed))
        lane.rehearse(options.budget, options.runs)
        race.append(lane)
    for number in range(options.runs):
        for build in lanes.BUILDS:
            for lane in race:
                if number < lane.rounds and build in lane.builds and not lane.trouble:
                    lane.time(build)
    for lane in race:
        shutil.rmtree(lane.project, ignore_errors=True)
    return race


def _results(race: list[lanes.Lane]) -> tuple[list[str], list[list[str]]]:
    """One row for each size, build and program; the last columns say how many times its cost feedkit's is."""
    head = [
        "articles",
        "build",
        "program",
        "runs",
        "wall s",
        "from",
        "to",
        "CPU s",
        "memory MB",
        "feedkit ÷ it: wall",
        "CPU",
        "memory",
    ]
    rows = []
    for count in dict.fromkeys(lane.count for lane in race):
        for build in lanes.BUILDS:
            here = {lane.contestant.name: lane for lane in race if lane.count == count and lane.runs[build]}
            ours = _costs(here["feedkit"], build) if "feedkit" in here else None
            for name, lane in here.items():
                walls = [run.wall for run in lane.runs[build]]
                costs = _costs(lane, build)
                ratios = (
                    [tables.number(our / cost) for our, cost in zip(ours, costs, strict=True)]
                    if ours and name != "feedkit"
                    else ["", "", ""]
                )
                seconds = [tables.number(value) for value in (costs[0], min(walls), max(walls), costs[1])]
                rows.append(
                    [
                        f"{count:,}",
                        build,
                        f"{name}",
                        str(len(walls)),
                        *seconds,
                        tables.number(costs[2] / 1e6, 0),
                        *ratios,
                    ]
                )
    return head, rows


def _costs(lane: lanes.Lane, build: str) -> tuple[float, float, float]:
    """The median wall time and CPU time in seconds, and the peak memory of all processes in bytes."""
    runs = lane.runs[build]
    return (
        median(run.wall for run in runs),
        median(run.cpu for run in runs),
        max(lane.memory[build], *(run.memory for run in runs)),
    )


def _growth(race: list[lanes.Lane]) -> tuple[list[str], list[list[str]]]:
    """From each size to the next: how many times the time and the memory, and the k of n^k that the time grows with."""
    head = ["program", "build", "from", "to", "wall ×", "n^", "memory ×"]
    rows = []
    for name in dict.fromkeys(lane.contestant.name for lane in race):
        for build in lanes.BUILDS:
            steps = [lane for lane in race if lane.contestant.name == name and lane.runs[build]]
            for small, large in itertools.pairwise(steps):
                before, after = _costs(small, build), _costs(large, build)
                exponent = math.log(after[0] / before[0]) / math.log(large.count / small.count)
                rows.append(
                    [
                        name,
                        build,
                        f"{small.count:,}",
                        f"{large.count:,}",
                        tables.number(after[0] / before[0]),
                        tables.number(exponent),
                        tables.number(after[2] / before[2]),
                    ]
                )
    return head, rows


def _startup(python: str, options: argparse.Namespace) -> str:
    """The median time of `feedkit --version` and `feedkit --help`, beside Python with nothing to do."""
    commands = {
        "python -c pass": ["-c", "pass"],
        "feedkit --version": ["-m", "feedkit", "--version"],
        "feedkit --help": ["-m", "feedkit", "--help"],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(options.startups + 1):  # the first one fills the caches
        for name, arguments in commands.items():
            done = measure.run([python, *arguments], folder=WORK, log=WORK / "startup.log", limit=60)
            if done.status:
                return f"NOTE: `{name}` ends with status {done.status}: no start-up times"
            times[name].append(done.wall)
    bare = median(times["python -c pass"][1:])
    rows = [
        [
            name,
            tables.number(median(each[1:]) * 1000, 0),
            tables.number(median(each[1:]) / bare),
            _verdict(name, median(each[1:]), bare),
        ]
        for name, each in times.items()
    ]
    return tables.render(["command", "median ms", "÷ bare Python", "at most"], rows, markdown=options.markdown)


def _verdict(name: str, seconds: float, bare: float) -> str:
    """What the start-up may take, and whether it does."""
    if name.startswith("python"):
        return ""
    if name.endswith("--version"):
        return f"{targets.MOST_STARTUP:g} × Python: {'yes' if seconds <= targets.MOST_STARTUP * bare else 'no'}"
    return f"{STARTUP_AIM * 1000:.0f} ms: {'yes' if seconds < STARTUP_AIM else 'no'}"


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("stopped")
