"""How long checks take, beside what they are to take: `python benchmarks/checking.py`; add `--runs 9` on a quiet machine.

A thousand articles are checked with nothing known and with nothing changed, and two of ten thousand after both were edited.
Medians of wall time, and of processor time of all processes.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import corpus

CONFIG = """\
site: {title: The Benchmark, url: "https://news.example.org/"}
feeds:
  - {name: main, limit: 50, content: full, formats: [rss, atom]}
  - {name: category, split_by: category, limit: 50, content: full, formats: [rss, atom]}
"""
SETTLED = 3.0
"""Seconds after which times of files tell that they have not changed."""
AIMS = {"1,000 cold": 2.0, "1,000 unchanged": 0.5, "2 of 10,000, both edited": 0.5, "2 of 10,000, unchanged": 0.5}


def main() -> int:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--many", type=int, default=10_000, help="articles of the large project")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="feedkit-checking-") as folder:
        taken = _taken(Path(folder), options.runs, options.many)
    print("| check | wall | processor | aim |\n|---|--:|--:|--:|")
    for name, runs in taken.items():
        wall, processor = (statistics.median(each) for each in zip(*runs, strict=True))
        print(f"| {name} | {wall:.2f} s | {processor:.2f} s | {AIMS[name]:.1f} s |")
    return 0


def _taken(folder: Path, runs: int, many: int) -> dict[str, list[tuple[float, float]]]:
    small, large = _project(folder / "small", 1_000), _project(folder / "large", many)
    _run(large, "build")
    two = sorted(str(each.relative_to(large)) for each in (large / "articles").rglob("*.md"))[many // 2 :][:2]
    time.sleep(SETTLED)
    _run(large, "check", *two)
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in AIMS}

    def note(name: str, prepare: Callable[[], object], *words: str, where: Path) -> None:
        prepare()
        time.sleep(SETTLED)
        found[name].append(_run(where, "check", *words))

    for number in range(runs):
        note("1,000 cold", lambda: shutil.rmtree(small / ".feedkit", ignore_errors=True), where=small)
        note("1,000 unchanged", lambda: None, where=small)
        note("2 of 10,000, both edited", lambda: [_edit(large / each, number) for each in two], *two, where=large)  # noqa: B023
        note("2 of 10,000, unchanged", lambda: None, *two, where=large)
    return found


def _project(folder: Path, count: int) -> Path:
    corpus.write(folder / "articles", count=count, seed=7, style="feedkit", jobs=os.cpu_count() or 1)
    (folder / "feedkit.yml").write_text(CONFIG)
    return folder


def _edit(file: Path, number: int) -> None:
    with file.open("a", encoding="utf-8") as article:
        article.write(f"\nEdited for the {number}th time.\n")


def _run(project: Path, *words: str) -> tuple[float, float]:
    """Seconds by the clock and of the processors. What is found counts for nothing here."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    ended = subprocess.run([sys.executable, "-m", "feedkit", *words], cwd=project, capture_output=True, check=False)
    took, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if ended.returncode > 1:
        raise SystemExit(ended.stderr.decode())
    return took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    sys.exit(main())
