"""What a build made, in words: where each feed is and under which address."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from feedkit.cli.color import Paint
from feedkit.cli.console import table
from feedkit.cli.reports import counted
from feedkit.cli.visible import visible
from feedkit.diagnostics import Diagnostic, Place, Rule, Severity
from feedkit.quick_dataclasses import dataclass, replace

if TYPE_CHECKING:
    from feedkit.digest.plans import Plan
    from feedkit.output import Written
    from feedkit.workflow.build import Build
    from feedkit.workflow.editions import MadeEditions

INDEX = "index.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What there is to say of a build, as values that can be written down: it is said again when nothing changed."""

    entries: int
    articles: int
    feeds: list[dict[str, Any]]
    """Of each the name, the title, how many entries it has, and its documents with their format, path and URL."""
    days: list[str]
    """What became of the edition of each day, in words."""
    archive: bool
    """Whether there is a list of editions."""
    index: bool
    """Whether there is a page to subscribe at."""
    edition: dict[str, Any] | None
    lock_changes: list[str]
    diagnostics: list[dict[str, Any]]

    @property
    def plain(self) -> dict[str, Any]:
        """All of it by name."""
        return {name: getattr(self, name) for name in self.__slots__}


def summary(made: Build) -> Summary:
    """What there is to say of a build."""
    editions = made.editions
    return Summary(
        entries=made.entries,
        articles=made.articles,
        feeds=[
            {
                "name": feed.name,
                "title": feed.title,
                "entries": len(feed.entries),
                "documents": [{"format": link.format, "path": link.path, "url": link.url} for link in feed.links],
            }
            for feed in made.feeds
        ],
        days=days_in_words(editions.plan) if editions else [],
        archive=bool(editions and editions.archive),
        index=any(document.path == INDEX for document in made.documents),
        edition=_edition(editions) if editions else None,
        lock_changes=list(made.lock_changes),
        diagnostics=[_plain(each) for each in made.diagnostics],
    )


def repeated(said: Summary) -> Summary:
    """What there is to say when the same build is not done again: the lock has gained nothing more."""
    return replace(said, lock_changes=[])


def diagnostics_of(said: Summary) -> tuple[Diagnostic, ...]:
    """The findings that a summary remembers. Raises KeyError and ValueError for what is no more."""
    if not said.diagnostics:
        return ()
    from feedkit.rules import every_rule

    rules = every_rule()
    return tuple(
        Diagnostic(
            rule=_weighed(rules[each["rule"]], Severity(each["severity"])),
            place=Place(*each["place"]),
            message=each["message"],
            help=each["help"],
            notes=tuple(each["notes"]),
        )
        for each in said.diagnostics
    )


def _weighed(rule: Rule, severity: Severity) -> Rule:
    """The rule with the severity that the configuration gave it."""
    return rule if rule.severity is severity else replace(rule, severity=severity)


def _plain(found: Diagnostic) -> dict[str, Any]:
    place = found.place
    return {
        "rule": found.rule.code,
        "severity": found.severity.value,
        "place": [place.path, place.line, place.column, place.end_line, place.end_column],
        "message": found.message,
        "help": found.help,
        "notes": list(found.notes),
    }


def lines(said: Summary, written: Written, folder: Path, seconds: float, paint: Paint) -> Iterator[str]:
    """One line for each document of the feeds that stand alone, one for each family, and what was written."""
    rows = [("FEED", "FORMAT", "FILE", "ADDRESS")]
    families: dict[str, list[dict[str, Any]]] = {}
    for feed in said.feeds:
        family, split, _ = feed["name"].partition("/")
        if split:
            families.setdefault(family, []).append(feed)
        else:
            rows.extend(
                (visible(feed["name"]), link["format"], _shown(folder, link["path"]), visible(link["url"]))
                for link in feed["documents"]
            )
    if len(rows) > 1:
        yield table(rows, paint)
    for family, feeds in families.items():
        place = _shown(folder, _common_folder([link["path"] for feed in feeds for link in feed["documents"]]))
        yield f"{counted(len(feeds), f'{visible(family)} feed')} in {place}/"
    yield from (f"Edition: {line}" for line in said.days)
    if said.archive:
        yield f"Editions: {_shown(folder, 'editions/index.html')}"
    if said.index:
        yield f"Subscribe page: {_shown(folder, INDEX)}"
    changes = f"{counted(len(written.written), 'file')} written, {written.unchanged:,} unchanged, {len(written.removed):,} removed"
    yield f"{counted(said.entries, 'entry')} of {counted(said.articles, 'article')}; {changes} ({seconds:.2f} s)."


def as_json(said: Summary, written: Written, folder: Path) -> dict[str, Any]:
    """The same for programs; paths are relative to the output folder."""
    return {
        "folder": str(folder),
        "entries": said.entries,
        "feeds": said.feeds,
        "written": list(written.written),
        "unchanged": written.unchanged,
        "removed": list(written.removed),
        "lock_changes": said.lock_changes,
        "edition": said.edition,
    }


def days_in_words(plan: Plan) -> list[str]:
    """What became of the edition of each day, a sentence a day; several quiet days in a row need only one."""
    from feedkit.digest.plans import DayState

    words: list[str] = []
    for state, group in groupby(plan.days, key=lambda day: day.state):
        days = list(group)
        if state is DayState.QUIET and len(days) > 1:
            words.append(f"{days[0].date} to {days[-1].date} are {len(days)} quiet days: there was nothing new.")
        else:
            words += [f"{day.sentence}." for day in days]
    return words


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
