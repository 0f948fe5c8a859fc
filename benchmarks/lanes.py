"""One contestant at one size of corpus: its project, its builds, and what they took."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import measure
import news
from contestants import ENTRIES, Contestant, Task

HERE = Path(__file__).parent
BUILDS = ("cold", "unchanged", "one edited")
"""Nothing but the articles is there · all is there and nothing has changed · one article of the main feed has."""


CORRECTION = "This article has been corrected."


@dataclass(slots=True, kw_only=True)
class Lane:
    """A contestant's project with `count` articles."""

    contestant: Contestant
    program: str
    """The path of the program."""
    project: Path
    count: int
    seed: int
    task: Task
    limit: float
    """Seconds after which a run is stopped."""
    builds: tuple[str, ...] = BUILDS
    """Which of them are done."""
    runs: dict[str, list[measure.Run]] = field(default_factory=lambda: {build: [] for build in BUILDS})
    memory: dict[str, int] = field(default_factory=dict)
    """Bytes, of all processes together, by build."""
    rounds: int = 0
    """How often each build is timed."""
    trouble: str = ""
    """Why it is out of the race."""
    remark: str = ""
    """What is wrong with what it made."""

    def set_up(self, corpus: Path) -> None:
        """Make the project anew, with a copy of the corpus."""
        shutil.rmtree(self.project, ignore_errors=True)
        shutil.copytree(corpus, self.project / self.contestant.content)
        for path, text in self.contestant.project(self.task).items():
            (self.project / path).parent.mkdir(parents=True, exist_ok=True)
            (self.project / path).write_text(text, encoding="utf-8")

    def rehearse(self, budget: float, runs: int) -> None:
        """Run every build once, untimed, to watch its memory and to look at what it makes.

        Decides how often the builds are timed: `runs` times, or as often as fits into `budget` seconds, but once.
        """
        took = 0.0
        for build in self.builds:
            done = self._run(build, watch_memory=True)
            if self.trouble:
                return
            took += done.wall
            self.memory[build] = done.memory
            self._look_at_feeds(build)
        self.rounds = min(runs, max(1, int(budget / took)))

    def time(self, build: str) -> None:
        """Run a build once more and keep what it took."""
        done = self._run(build)
        if not self.trouble:
            self.runs[build].append(done)

    def _run(self, build: str, *, watch_memory: bool = False) -> measure.Run:
        if build == "cold":
            self._clean()
        edited = self.project / self.contestant.content / _newest_published(self.seed).path
        text = edited.read_text(encoding="utf-8")
        if build == "one edited":
            edited.write_text(f"{text}\n{CORRECTION}\n", encoding="utf-8")
        os.sync()  # what others have written is not written back at this one's cost
        command = self.contestant.command(self.program, self.project)
        log = self.project.with_suffix(".log")
        done = measure.run(command, folder=self.project, log=log, limit=self.limit, watch_memory=watch_memory)
        if build == "one edited":
            edited.write_text(text, encoding="utf-8")
        if done.timed_out:
            self.trouble = f"stopped after {self.limit:g} s ({build})"
        elif done.status:
            self.trouble = f"exit status {done.status} ({build}): {_gist(log)}; all of it in {log}"
        print(
            f"{self.count:>9,}  {self.contestant.name:<13}{build:<11}{done.wall:8.2f} s  {done.memory / 1e6:6.0f} MB  {self.trouble}",
            file=sys.stderr,
        )
        return done

    def _clean(self) -> None:
        """Remove all that builds have left: output, caches, locks."""
        ours = {self.contestant.content, *(path.split("/")[0] for path in self.contestant.project(self.task))}
        for path in self.project.iterdir():
            if path.name not in ours:
                shutil.rmtree(path) if path.is_dir() else path.unlink()

    def _look_at_feeds(self, build: str) -> None:
        """Compare the feeds with what the labels of the corpus ask for, and see whether an edit has reached them."""
        sizes = news.feed_sizes(self.seed, self.count, self.task.families)
        edited = news.feeds_of(_newest_published(self.seed).labels, self.task.families) if build == "one edited" else []
        expected = [len(sizes), sum(min(size, ENTRIES) for size in sizes.values()), 0, len(edited)]
        counter = [sys.executable, str(HERE / "count_feeds.py"), str(self.project / "public"), CORRECTION]
        made = json.loads(subprocess.run(counter, check=True, capture_output=True).stdout)
        wrong = [each for each in self.task.formats if made[each] != expected]
        if wrong and not self.remark:
            tallies = "; ".join(f"{each} {made[each]}" for each in wrong)
            self.remark = (
                f"{build}: feeds, entries, entries cut short, entries with the edit: {tallies}, instead of {expected}"
            )


def _gist(log: Path) -> str:
    """The first line that speaks of an error, else the last one."""
    lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines() or ["it said nothing"]
    return next((line.strip() for line in lines if "rror" in line), lines[-1].strip())


def corpus(folder: Path, *, style: str, count: int, seed: int) -> Path:
    """The corpus, made once and kept below `folder` for as long as its generator stays the same."""
    sources = b"".join(
        (HERE / f"{name}.py").read_bytes() for name in ("corpus", "dialects", "dice", "grammar", "news", "prose")
    )
    made = folder / f"{style}-{count}-{seed}-{hashlib.sha256(sources).hexdigest()[:12]}"
    if not made.exists():
        print(f"writing {count:,} articles for {style} …", file=sys.stderr)
        half_made = made.with_suffix(".part")
        shutil.rmtree(half_made, ignore_errors=True)
        half_made.mkdir(parents=True)
        command = [
            sys.executable,
            str(HERE / "corpus.py"),
            str(count),
            str(half_made),
            "--seed",
            str(seed),
            "--style",
            style,
            "--jobs",
            str(os.cpu_count() or 1),
        ]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        half_made.rename(made)
    return made


def _newest_published(seed: int) -> news.Article:
    """The article at the top of the main feed."""
    number = 0
    while news.labels(seed, number).draft:
        number += 1
    return news.article(seed, number)
