"""What the last build made and of what, so that a build that would change nothing is known without doing it.

A stamp holds all that decided the output (`inputs`), the moments between which no article comes out or goes, and the state
of every file of the output folder. When all of it is as it was, the output is, and so is what there is to say. Whatever
a stamp cannot be sure of makes it worthless, never wrong: then everything is read and made as if there were none.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from feedkit.cache import CACHE, write_whole
from feedkit.file_states import State, digest_of, is_young, moment_of, state_of, states_in
from feedkit.inputs import (
    Look,
    Observed,
    Places,
    Request,
    basis_of,
    lock_digest,
    look,
    look_aside,
    records_of,
    same_beside,
    same_inputs,
)
from feedkit.quick_dataclasses import dataclass

_MOST_YOUNG_BYTES = 64_000_000
MANIFEST = ".feedkit/manifest.json"
"""In the output folder: feedkit's list of its own files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """A build that need not be done."""

    report: Any
    """What was to be said of it, as JSON values."""
    output: str
    """The output folder, relative to the project folder or absolute."""
    unchanged: int
    """How many files in it are as they were made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetOut:
    """What a build has made."""

    lock: str
    """The SHA-256 of the lock; empty when it was left alone."""
    records: Mapping[str, str]
    """The SHA-256 of the records that were written, by name."""
    outputs: Mapping[str, State]
    """The states of all files it owns in the output folder, taken while no other build could write them."""
    contents: Mapping[str, str]
    """The SHA-256 of those that are known, by path."""
    since: float
    until: float
    """The Unix times between which the same build makes the same: from the first on, before the second."""
    report: Any
    """What is to be said when the build is not done again, as JSON values."""
    likely: Sequence[str] = ()
    """The articles that are likely to change next; at their files it is looked first."""


def keep(request: Request, places: Places, observed: Observed, made: LetOut) -> None:
    """Write the stamp of a build that was let out. A stamp that cannot be written is none."""
    try:
        folder = request.project / CACHE
        output = request.project / places.output
        moment = moment_of(folder)
        young = [path for path, state in made.outputs.items() if is_young(state, moment)]
        records = _with_new_records(request, places, observed, made.records, moment)
        if records is None or sum(made.outputs[path][0] for path in young) > _MOST_YOUNG_BYTES:
            return
        likely = frozenset(made.likely)
        stamp = {
            "basis": observed.basis,
            "places": {name: getattr(places, name) for name in Places.__slots__},
            "inputs": observed.inputs,
            "young_inputs": dict(observed.young),
            "lock": made.lock or lock_digest(request.project, places),
            "records": records,
            "names": sorted(_output_states(output)),
            "outputs": {path: list(state) for path, state in made.outputs.items()},
            "young_outputs": {path: made.contents.get(path) or digest_of(output / path) for path in young},
            "span": [made.since, made.until],
            "report": made.report,
            "files": len(observed.content),
            "likely": [(path, list(state)) for path, state in observed.content if path in likely],
        }
        _write(request, stamp)
        (folder / ".gitignore").write_text("*\n", "utf-8")
    except OSError:  # a project that cannot be written to has no cache; its output is whole all the same
        return


def recall(
    request: Request, now: Callable[[str], float], meanwhile: Callable[[], object] = lambda: None
) -> tuple[Recalled | None, Look | None]:
    """The last build, if doing it again would make the same; None when that is not sure. And the look at the files, if any.

    `now` gives the Unix time that counts as now, for the name of the site's zone. When something is sure to have changed,
    `meanwhile` is called while the look is taken.
    """
    seen = None
    try:
        kept = _read(request)
        if kept is None or kept["basis"] != basis_of(request):
            return None, None
        places = Places(**kept["places"])
        since, until = kept["span"]
        if not since <= now(places.zone) < until:
            return None, None
        if _has_changed(request, places, kept["likely"]):
            return None, look_aside(request, places, meanwhile)
        seen = look(request, places, files=kept["files"])
        if not (same_inputs(request, seen, kept) and same_outputs(request, places, kept)):
            return None, seen
        _grow_up(request, kept)
        unchanged = len(kept["outputs"]) - 1  # the list of files is no output
        return Recalled(report=kept["report"], output=places.output, unchanged=unchanged), seen
    except (OSError, ValueError, KeyError, TypeError, AttributeError):  # broken, or of another time
        return None, seen


def _has_changed(request: Request, places: Places, likely: Sequence[tuple[str, Sequence[int]]]) -> bool:
    """Whether one of the articles that are likely to change has done so."""
    folder = os.path.join(request.project, places.content)  # noqa: PTH118  (pathlib takes longer)
    try:
        return any(
            state_of(os.stat(os.path.join(folder, path))) != tuple(state)  # noqa: PTH116, PTH118
            for path, state in likely
        )
    except OSError:
        return True


def left(request: Request, seen: Look, now: Callable[[str], float]) -> dict[str, Any] | None:
    """The stamp of the last build, if nothing has changed since but files of the content folder, by a look at all files.

    None when that is not sure. Whether anything around that folder has changed, the look alone must tell.
    """
    try:
        kept = _read(request)
        if kept is None or kept["basis"] != basis_of(request) or Places(**kept["places"]) != seen.places:
            return None
        since, until = kept["span"]
        if not since <= now(seen.places.zone) < until:
            return None
        same = same_beside(request, seen.places, kept) and same_outputs(request, seen.places, kept)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):  # broken, or of another time
        return None
    return kept if same else None


def same_outputs(request: Request, places: Places, kept: Mapping[str, Any]) -> bool:
    """Whether the output folder is as the build of a stamp left it. Raises OSError."""
    folder = request.project / places.output
    states = _output_states(folder)
    return (
        kept["names"] == sorted(states)
        and all(states.get(path) == tuple(state) for path, state in kept["outputs"].items())
        and all(digest_of(folder / path) == content for path, content in kept["young_outputs"].items())
    )


def _grow_up(request: Request, kept: dict[str, Any]) -> None:
    """Forget the bytes of files that were young and are no longer, so that their times suffice the next time."""
    watched = {name: kept[name] for name in ("young_inputs", "records")}
    if not kept["young_outputs"] and not any(each[-1] for files in watched.values() for each in files.values()):
        return
    moment = moment_of(request.project / CACHE)

    def still(state: Sequence[int]) -> bool:
        return is_young((state[0], state[1], state[2], state[3]), moment)

    outputs = {path: each for path, each in kept["young_outputs"].items() if still(kept["outputs"][path])}
    inputs = {path: each for path, each in kept["young_inputs"].items() if still(each)}
    records = {name: [*each[:-1], each[-1] if still(each) else ""] for name, each in kept["records"].items()}
    grown = {"young_outputs": outputs, "young_inputs": inputs, "records": records}
    if any(kept[name] != each for name, each in grown.items()):
        _write(request, {**kept, **grown})


def _output_states(output: Path) -> dict[str, State]:
    """The files of the output folder, whoever's they are, and the list of feedkit's own."""
    return {
        path: state
        for path, state in states_in(os.fspath(output), hidden=True)
        if path == MANIFEST or not path.startswith(".feedkit/")
    }


def _with_new_records(
    request: Request, places: Places, observed: Observed, written: Mapping[str, str], moment: int
) -> dict[str, list[Any]] | None:
    """The records after a build, or None when somebody else has changed them meanwhile."""
    now = records_of(request.project, places, moment)
    others = {name: each[:-1] for name, each in now.items() if name not in written}
    before = {name: each[:-1] for name, each in observed.records.items() if name not in written}
    if others != before or any(name not in now for name in written):
        return None
    for name, content in written.items():
        now[name][-1] = content
    return {name: [*each[:-1], observed.records[name][-1]] if name in others else each for name, each in now.items()}


def _file(request: Request) -> Path:
    """Where its stamp is: one for each configuration and output folder."""
    name = hashlib.sha256(repr((os.fspath(request.config_file), request.output)).encode("utf-8", "surrogatepass"))
    return request.project / CACHE / f"stamp-{name.hexdigest()[:16]}.json"


def _read(request: Request) -> dict[str, Any] | None:
    """The stamp as it was written; None when there is none or it is damaged."""
    try:
        raw = _file(request).read_bytes()
    except OSError:
        return None
    mark, _, body = raw.partition(b"\n")
    if mark != hashlib.sha256(body).hexdigest().encode():
        return None
    found: dict[str, Any] = json.loads(body)
    return found


def _write(request: Request, stamp: Mapping[str, Any]) -> None:
    body = json.dumps(stamp, separators=(",", ":")).encode()
    write_whole(_file(request), [hashlib.sha256(body).hexdigest().encode(), b"\n", body])
