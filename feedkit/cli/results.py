"""What a build made, in words: where each feed is and under which address."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from feedkit.cli.color import Paint
from feedkit.cli.console import table
from feedkit.cli.digest import days_in_words
from feedkit.cli.reports import counted
from feedkit.cli.visible import visible

if TYPE_CHECKING:
    from feedkit.model import Feed
    from feedkit.output import Written
    from feedkit.workflow.build import Build
    from feedkit.workflow.editions import MadeEditions

INDEX = "index.html"


def lines(made: Build, written: Written, folder: Path, seconds: float, paint: Paint) -> Iterator[str]:
    """One line for each document of the feeds that stand alone, one for each family, and what was written."""
    rows = [("FEED", "FORMAT", "FILE", "ADDRESS")]
    families: dict[str, list[Feed]] = {}
    for feed in made.feeds:
        family, split, _ = feed.name.partition("/")
        if split:
            families.setdefault(family, []).append(feed)
        else:
            rows.extend(
                (visible(feed.name), link.format, _shown(folder, link.path), visible(link.url)) for link in feed.links
            )
    if len(rows) > 1:
        yield table(rows, paint)
    for family, feeds in families.items():
        place = _shown(folder, _common_folder([link.path for feed in feeds for link in feed.links]))
        yield f"{counted(len(feeds), f'{visible(family)} feed')} in {place}/"
    if made.editions is not None:
        yield from (f"Edition: {line}" for line in days_in_words(made.editions.plan))
        if made.editions.archive:
            yield f"Editions: {_shown(folder, 'editions/index.html')}"
    if any(document.path == INDEX for document in made.documents):
        yield f"Subscribe page: {_shown(folder, INDEX)}"
    changes = f"{counted(len(written.written), 'file')} written, {written.unchanged:,} unchanged, {len(written.removed):,} removed"
    yield f"{counted(made.entries, 'entry')} of {counted(made.articles, 'article')}; {changes} ({seconds:.2f} s)."


def as_json(made: Build, written: Written, folder: Path) -> dict[str, Any]:
    """The same for programs; paths are relative to the output folder."""
    return {
        "folder": str(folder),
        "entries": made.entries,
        "feeds": [
            {
                "name": feed.name,
                "title": feed.title,
                "entries": len(feed.entries),
                "documents": [{"format": link.format, "path": link.path, "url": link.url} for link in feed.links],
            }
            for feed in made.feeds
        ],
        "written": list(written.written),
        "unchanged": written.unchanged,
        "removed": list(written.removed),
        "lock_changes": list(made.lock_changes),
        "edition": _edition(made.editions) if made.editions else None,
    }


def _edition(editions: MadeEditions) -> dict[str, Any]:
    """What became of the newest closed day: `state` is `edition`, `frozen`, `quiet` or another word for it."""
    plan = editions.plan
    made = [
        {"id": each.record.id, "subject": each.edition.subject, "url": each.edition.url} for each in editions.editions
    ]
    return {"date": plan.day.isoformat(), "state": plan.days[-1].state.value, "editions": made}


def _shown(folder: Path, path: str) -> str:
    return visible((folder / path).as_posix())


def _common_folder(paths: list[str]) -> str:
    """The folder all paths are in; "" for the output folder itself."""
    return os.path.commonpath([os.path.dirname(each) for each in paths]) if paths else ""  # noqa: PTH120  (no files are meant, only names)
