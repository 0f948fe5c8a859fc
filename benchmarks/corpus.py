"""A corpus of made-up news: `python benchmarks/corpus.py 1000 OUT --seed 7`.

OUT/YYYY/MM/DD/slug.md, an article every four hours, backwards from the newest. Article i depends on nothing but the
seed and i, so a smaller corpus is the newest part of a larger one with the same seed, file by file. `--style` writes
the same articles in the dialect of feedkit, Hugo or Pelican.
"""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import dialects
import news


def write(folder: Path, *, count: int, seed: int, style: str, jobs: int = 1) -> int:
    """Write the articles 0 to `count` - 1 into the folder, in `jobs` processes; gives their size in bytes."""
    parts = [range(first, min(first + 500, count)) for first in range(0, count, 500)]
    write_part = partial(_write_part, folder, seed, style)
    if jobs == 1:
        return sum(map(write_part, parts))
    with ProcessPoolExecutor(jobs) as pool:
        return sum(pool.map(write_part, parts))


def _write_part(folder: Path, seed: int, style: str, numbers: range) -> int:
    return sum(_write_article(folder, news.article(seed, number), style) for number in numbers)


def _write_article(folder: Path, article: news.Article, style: str) -> int:
    path = folder / article.path
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.write_bytes(dialects.styles[style](article).encode())


def main(arguments: list[str] | None = None) -> int:
    """Write a corpus; gives 2 when the folder already holds something."""
    example = "example: python benchmarks/corpus.py 1000 news --seed 7"
    parser = argparse.ArgumentParser(description="Write a corpus of made-up news articles.", epilog=example)
    parser.add_argument("count", type=int, metavar="N", help="how many articles")
    parser.add_argument("folder", type=Path, metavar="OUT", help="where to: a new or an empty folder")
    parser.add_argument("--seed", type=int, default=7, help="another seed, another corpus (default 7)")
    parser.add_argument(
        "--style",
        choices=sorted(dialects.styles),
        default="feedkit",
        help="whose keys the front matter has (default feedkit)",
    )
    parser.add_argument("--jobs", type=int, default=1, help="how many processes write (default 1)")
    options = parser.parse_args(arguments)
    if options.folder.exists() and any(options.folder.iterdir()):
        print(f"{options.folder} is not empty: choose a new folder", file=sys.stderr)
        return 2
    size = write(options.folder, count=options.count, seed=options.seed, style=options.style, jobs=options.jobs)
    print(f"{options.count:,} articles, {size:,} bytes, {size / max(options.count, 1):,.0f} bytes each")
    return 0


if __name__ == "__main__":
    sys.exit(main())
