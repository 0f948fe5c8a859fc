"""How long an edition takes: `python benchmarks/editions.py`; CPU seconds, best and median of several."""

from __future__ import annotations

import statistics
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from feedkit import rendering, templates
from feedkit.digest.composition import Masthead, compose
from feedkit.model import Entry, Image, Person

RUNS = 7
CUTOFF = datetime(2026, 5, 28, 16, tzinfo=UTC)


def entries(count: int) -> list[Entry]:
    """Entries as a day of news has them."""
    return [
        Entry(
            id=f"tag:example.org,2026:{number}",
            url=f"https://example.org/story-{number}/",
            title=f"Story {number}: a title of the usual length, with something in it",
            published=CUTOFF - timedelta(minutes=number),
            updated=CUTOFF,
            summary="A summary says in two sentences what happened. It is about as long as this one is, give or take."
            * 2,
            content="<p>Text.</p>",
            authors=(Person(name=f"Author {number % 5}", bio="Writes."),),
            category=("News", "Science", "Business")[number % 3],
            image=Image(url=f"https://example.org/{number}.jpg", alt="A picture"),
            views=number,
        )
        for number in range(count)
    ]


def main() -> None:
    """Print a line for each size."""
    masthead = Masthead(
        title="Example", url="https://example.org/", zone=ZoneInfo("UTC"), archive_url="https://example.org/editions/"
    )
    for count in map(int, sys.argv[1:] or ["12", "40", "300"]):
        found = entries(count)
        times = []
        for _ in range(RUNS):
            prepared = rendering.Prepared(templates.load(Path("templates")))
            began = time.process_time()
            edition = compose(
                masthead,
                id="daily/2026-05-28",
                date=date(2026, 5, 28),
                cutoff=CUTOFF,
                entries=found,
                url="https://example.org/editions/2026-05-28/",
                templates=prepared,
            )
            times.append(time.process_time() - began)
        print(
            f"{count:4} entries: cold {times[0]:.2f} s, then best {min(times[1:]):.2f} s, median {statistics.median(times[1:]):.2f} s; {len(edition.html.encode()):,} bytes of HTML"
        )


if __name__ == "__main__":
    main()
