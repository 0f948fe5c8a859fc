"""What a build has made: `python benchmarks/count_feeds.py FOLDER TEXT` prints a tally of the feeds below a folder.

A program of its own, since the peak memory that the kernel tells of a command is never below what the process that
started it had needed before.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
WHOLE_TEXT = 1_500
"""Characters; the shortest article of the corpus is longer, the longest summary shorter."""


def count(folder: Path, text: str) -> dict[str, list[int]]:
    """For each format: feeds, entries, entries without their whole text, and entries in which `text` stands."""
    totals = {"rss": [0, 0, 0, 0], "atom": [0, 0, 0, 0], "json": [0, 0, 0, 0]}
    for path in folder.rglob("*"):
        if path.suffix not in {".xml", ".rss", ".atom", ".json"}:
            continue
        for name, contents in _feeds(path):
            totals[name][0] += 1
            totals[name][1] += len(contents)
            totals[name][2] += sum(len(content) < WHOLE_TEXT for content in contents)
            totals[name][3] += sum(text in content for content in contents)
    return totals


def _feeds(path: Path) -> Iterator[tuple[str, list[str]]]:
    """The format of the feed in a file and the content of each entry; nothing for a file that is no feed."""
    if path.suffix == ".json":
        feed = json.loads(path.read_bytes())
        if isinstance(feed, dict) and str(feed.get("version", "")).startswith("https://jsonfeed.org/"):
            yield "json", [item.get("content_html", "") for item in feed["items"]]
        return
    root = ET.parse(path).getroot()
    if root.tag == "rss":
        yield "rss", [item.findtext(CONTENT) or item.findtext("description") or "" for item in root.iter("item")]
    elif root.tag == f"{ATOM}feed":
        yield "atom", [entry.findtext(f"{ATOM}content") or "" for entry in root.iter(f"{ATOM}entry")]


if __name__ == "__main__":
    print(json.dumps(count(Path(sys.argv[1]), sys.argv[2])))
