"""What of a build goes into its stamp, and whether the next one would make the same of the same files."""

from __future__ import annotations

import hashlib
from typing import Any

from feedkit import formats
from feedkit.config import Config
from feedkit.digest.records import record_name, render
from feedkit.output import Written
from feedkit.stamp import LetOut
from feedkit.workflow.build import Build

_LIKELY = 20


def let_out(made: Build, written: Written, config: Config, report: Any) -> LetOut | None:
    """What the stamp of the build says; None when the next build of the same files would say or make something else.

    That is so when an edition has just been made, for then it is frozen, and when the lock was repaired.
    """
    if any(record.entries for record in made.records.values()):
        return None
    if any(each.place.path == config.ids.lock for each in made.diagnostics):
        return None
    if any(link.format not in formats.NAMES for feed in made.feeds for link in feed.links):
        return None  # the format is another distribution's, and nobody says when that changes
    since, until = made.span
    return LetOut(
        lock=_digest(made.lock.encode()) if made.lock else "",
        records={record_name(each.id): _digest(render(each).encode()) for each in made.records.values()},
        outputs=written.states,
        contents={each.path: _digest(each.content) for each in made.documents},
        since=since.timestamp() if since else float("-inf"),
        until=until.timestamp() if until else float("inf"),
        report=report,
        likely=_likely(made),
    )


def _likely(made: Build) -> list[str]:
    """The articles that somebody is likely to work on: the newest."""
    return [entry.path for feed in made.feeds[:1] for entry in feed.entries[:_LIKELY]]


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
