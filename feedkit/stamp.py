"""What the last build made and of what, so that a build that would change nothing is known without doing it.

A stamp holds a digest of all that decides the output (feedkit and its libraries, the configuration and the variables in
it, what was asked for, every file that is read), the moments between which no article comes out or goes, and the state
of every file of the output folder. When all of it is as it was, the output is, and so is what there is to say. Whatever
a stamp cannot be sure of makes it worthless, never wrong: then everything is read and made as if there were none.
"""

from __future__ import annotations

import hashlib
import json
import marshal
import os
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import TZPATH

from feedkit.cache import CACHE, program
from feedkit.file_states import NOTHING, TOO_YOUNG, State, digest_of, is_young, moment_of, state_of, states_in
from feedkit.quick_dataclasses import dataclass

if TYPE_CHECKING:
    from feedkit.config import Config

_VERSION = 1
_MOST_YOUNG = 2_000
"""Files whose bytes are compared since they are too young for their times to be trusted; with more there is no stamp."""
_MOST_YOUNG_BYTES = 64_000_000
_VARIABLE = re.compile(rb"\$\{([A-Za-z_][A-Za-z0-9_]*)")
_MOST_CONFIGURATION = 4_194_304
MANIFEST = ".feedkit/manifest.json"
"""In the output folder: feedkit's list of its own files."""
_SETTINGS = ("config", "_data")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a build is asked for."""

    project: Path
    config_file: Path
    output: str
    """As it was given; empty for the folder that the configuration names."""
    choices: Mapping[str, Any]
    """Options by name."""
    environ: Mapping[str, str]

    @property
    def file(self) -> Path:
        """Where its stamp is: one for each configuration and output folder."""
        name = hashlib.sha256(repr((os.fspath(self.config_file), self.output)).encode("utf-8", "surrogatepass"))
        return self.project / CACHE / f"stamp-{name.hexdigest()[:16]}.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The folders and files of a project that decide its output, as the configuration names them."""

    content: str
    templates: str
    records: str
    lock: str
    output: str
    zone: str


def places_of(config: Config, output: Path) -> Places:
    """What decides the output, as the configuration names it; `output` is relative to the project folder or absolute."""
    return Places(
        content=config.content.dir,
        templates=config.templates.dir,
        records=config.digest.records,
        lock=config.ids.lock,
        output=str(output),
        zone=config.site.timezone,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """How everything was before a build read it."""

    basis: str
    """The digest of the program, the configuration and what is asked for."""
    inputs: str
    """The digest of the states of all files that are read."""
    young: Mapping[str, list[Any]]
    """Of those whose times cannot be trusted: the state and the SHA-256, by name."""
    records: Mapping[str, list[Any]]
    """Of the editions, as `_records` has them."""
    moment: int
    content: tuple[tuple[str, State], ...]
    """The files of the content folder with their states, as `states_in` gives them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One look at all files of a project."""

    places: Places
    moment: int
    """When it began, by the clock of the file system."""
    states: list[tuple[str, State]]
    """As `_states` gives them."""
    content: tuple[tuple[str, State], ...]
    """Those of the content folder, as `states_in` gives them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """A build that need not be done."""

    report: Any
    """What was to be said of it, as JSON values."""
    output: str
    """The output folder, relative to the project folder or absolute."""
    unchanged: int
    """How many files in it are as they were made."""


def basis_of(request: Request) -> str:
    """The digest of the program, the configuration and what is asked for; empty when they cannot be read.

    To be taken before the configuration is loaded, so that a later change of it is noticed.
    """
    try:
        with request.config_file.open("rb") as file:
            configuration = file.read(_MOST_CONFIGURATION)
    except OSError:
        return ""
    variables = sorted({each.decode() for each in _VARIABLE.findall(configuration)})
    basis = (
        _VERSION, program(), os.path.realpath(request.project),
        configuration, [(name, request.environ.get(name)) for name in variables],
        sorted(request.choices.items()), request.output,
    )  # fmt: skip
    return hashlib.sha256(repr(basis).encode("utf-8", "surrogatepass")).hexdigest()


def look(request: Request, places: Places) -> Look:
    """A look at all files but those of the output. Raises OSError."""
    (request.project / CACHE).mkdir(parents=True, exist_ok=True)
    moment = moment_of(request.project / CACHE)
    content = tuple(states_in(str(request.project / places.content)))
    return Look(places=places, moment=moment, states=_states(request.project, places, content), content=content)


def observe(request: Request, places: Places, basis: str, seen: Look | None = None) -> Observed | None:
    """How all files are before a build reads them; None when a stamp of it could not be trusted.

    `seen` is a look at them that was taken already; it counts if it was at the same places.
    """
    try:
        if seen is None or seen.places != places:
            seen = look(request, places)
        moment, states = seen.moment, seen.states
        oldest = moment - TOO_YOUNG
        young = [(path, state) for path, state in states if state[1] > oldest or state[2] > oldest]
        if not basis or len(young) > _MOST_YOUNG:
            return None
        return Observed(
            basis=basis,
            inputs=_digest(states),
            young={path: [*state, _content(request.project, path)] for path, state in young},
            records=_records(request.project, places, moment),
            moment=moment,
            content=seen.content,
        )
    except (
        OSError
    ):  # what cannot be read now, or a project that cannot be written to: the build itself says what matters
        return None


def inputs_of(request: Request, places: Places, observed: Observed) -> dict[str, Any]:
    """All that is read, in plain values, for `same_inputs`."""
    return {
        "inputs": observed.inputs,
        "young_inputs": dict(observed.young),
        "records": dict(observed.records),
        "lock": _lock(request.project, places),
    }


def same_inputs(request: Request, seen: Look, kept: Mapping[str, Any]) -> bool:
    """Whether all that is read is as it was, by a look at it now; False when that is not sure."""
    try:
        return _same_inputs(request, seen, kept)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):  # broken, or of another time
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class LetOut:
    """What a build has made."""

    lock: str
    """The text of the lock; empty when it was left alone."""
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
        stamp = {
            "basis": observed.basis,
            "places": {name: getattr(places, name) for name in Places.__slots__},
            "inputs": observed.inputs,
            "young_inputs": dict(observed.young),
            "lock": hashlib.sha256(made.lock.encode()).hexdigest() if made.lock else _lock(request.project, places),
            "records": records,
            "names": sorted(_output_states(output)),
            "outputs": {path: list(state) for path, state in made.outputs.items()},
            "young_outputs": {path: made.contents.get(path) or digest_of(output / path) for path in young},
            "span": [made.since, made.until],
            "report": made.report,
        }
        _write(request, stamp)
        (folder / ".gitignore").write_text("*\n", "utf-8")
    except OSError:  # a project that cannot be written to has no cache; its output is whole all the same
        return


def recall(request: Request, now: Callable[[str], float]) -> tuple[Recalled | None, Look | None]:
    """The last build, if doing it again would make the same; None when that is not sure. And the look at the files, if any.

    `now` gives the Unix time that counts as now, for the name of the site's zone.
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
        seen = look(request, places)
        if not (_same_inputs(request, seen, kept) and _same_outputs(request, places, kept)):
            return None, seen
        _grow_up(request, kept)
        unchanged = len(kept["outputs"]) - 1  # the list of files is no output
        return Recalled(report=kept["report"], output=places.output, unchanged=unchanged), seen
    except (OSError, ValueError, KeyError, TypeError, AttributeError):  # broken, or of another time
        return None, seen


def _same_inputs(request: Request, seen: Look, kept: Mapping[str, Any]) -> bool:
    project, places = request.project, seen.places
    return (
        kept["lock"] == _lock(project, places)
        and _same_records(request, places, kept["records"])
        and kept["inputs"] == _digest(seen.states)
        and all(_content(project, path) == each[-1] for path, each in kept["young_inputs"].items())
    )


def _same_outputs(request: Request, places: Places, kept: Mapping[str, Any]) -> bool:
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


def _states(project: Path, places: Places, content: Sequence[tuple[str, State]]) -> list[tuple[str, State]]:
    """The states of all files that a build reads but for its lock and its records, in the order of their paths.

    `content` are those of the content folder. Each is named by a folder, relative to the project, and its path in it, with a NUL between them.
    """
    prefix = f"{places.content}\0"
    found = [(prefix + path, state) for path, state in content]
    found += [(f"{places.templates}\0{path}", state) for path, state in states_in(str(project / places.templates))]
    for name in (places.content, places.templates, places.records, places.output):
        found.append((f"{name}\0-> {os.path.realpath(project / name)}", NOTHING))
    found += _configuration_states(project, places)
    for folder in TZPATH:
        if (file := Path(folder, places.zone)).exists():
            found.append((f"{folder}\0{places.zone}", state_of(file.stat())))
    found.sort()
    return found


def _configuration_states(project: Path, places: Places) -> list[tuple[str, State]]:
    """What lies at the top of the project folder and in folders of settings: by it the generator of a site is known."""
    found: list[tuple[str, State]] = []
    own = {places.lock, places.output, places.records}
    with os.scandir(project) as listing:
        for entry in listing:
            if entry.name in own or entry.name.startswith(".feedkit"):
                continue
            folder = entry.is_dir()
            found.append((f"\0{entry.name}", NOTHING if folder else state_of(entry.stat(follow_symlinks=False))))
            if folder and entry.name in _SETTINGS:
                found += [(f"{entry.name}\0{path}", state) for path, state in states_in(entry.path)]
    return found


def _output_states(output: Path) -> dict[str, State]:
    """The files of the output folder, whoever's they are, and the list of feedkit's own."""
    return {
        path: state
        for path, state in states_in(os.fspath(output), hidden=True)
        if path == MANIFEST or not path.startswith(".feedkit/")
    }


def _records(project: Path, places: Places, moment: int) -> dict[str, list[Any]]:
    """The state of each record of an edition, with the SHA-256 of its bytes if it is too young; by its path in their folder."""
    folder = project / places.records
    found = states_in(os.fspath(folder), hidden=True)
    states = dict(sorted((path, state) for path, state in found if path.endswith(".json") and "\0" not in path))
    return {
        name: [*state, digest_of(folder / name) if is_young(state, moment) else ""] for name, state in states.items()
    }


def _same_records(request: Request, places: Places, kept: Mapping[str, list[Any]]) -> bool:
    folder = request.project / places.records
    found = {name: each[:-1] for name, each in _records(request.project, places, 0).items()}
    return found == {name: each[:-1] for name, each in kept.items()} and all(
        digest_of(folder / name) == each[-1] for name, each in kept.items() if each[-1]
    )


def _with_new_records(
    request: Request, places: Places, observed: Observed, written: Mapping[str, str], moment: int
) -> dict[str, list[Any]] | None:
    """The records after a build, or None when somebody else has changed them meanwhile."""
    now = _records(request.project, places, moment)
    others = {name: each[:-1] for name, each in now.items() if name not in written}
    before = {name: each[:-1] for name, each in observed.records.items() if name not in written}
    if others != before or any(name not in now for name in written):
        return None
    for name, content in written.items():
        now[name][-1] = content
    return {name: [*each[:-1], observed.records[name][-1]] if name in others else each for name, each in now.items()}


def _lock(project: Path, places: Places) -> str:
    try:
        return digest_of(project / places.lock)
    except FileNotFoundError:
        return ""


def _content(project: Path, name: str) -> str:
    """The SHA-256 of a file by the name that `_states` gives it."""
    folder, _, path = name.partition("\0")
    return digest_of(project / folder / path)


def _digest(states: list[tuple[str, State]]) -> str:
    return hashlib.sha256(marshal.dumps(states, 0)).hexdigest()  # the first version of it knows no references


def _read(request: Request) -> dict[str, Any] | None:
    """The stamp as it was written; None when there is none or it is damaged."""
    try:
        raw = request.file.read_bytes()
    except OSError:
        return None
    mark, _, body = raw.partition(b"\n")
    if mark != hashlib.sha256(body).hexdigest().encode():
        return None
    found: dict[str, Any] = json.loads(body)
    return found


def _write(request: Request, stamp: Mapping[str, Any]) -> None:
    """Replace the stamp in one step, so that another build sees the old one or the new one."""
    import tempfile  # noqa: PLC0415  (it takes long to load, and an unchanged build needs none)

    body = json.dumps(stamp, separators=(",", ":")).encode()
    handle, name = tempfile.mkstemp(prefix=".stamp-", dir=request.file.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
        Path(name).replace(request.file)
    except OSError:
        Path(name).unlink()
        raise
