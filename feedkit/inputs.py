"""All that decides an output, and how it is at one look: whether it is as it was, is known without reading it.

That is feedkit and its libraries, the configuration and the variables in it, what is asked for, and every file that is
read. Files are told by their states, and by their bytes where their times cannot be trusted.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import TZPATH

from feedkit import aside
from feedkit.cache import CACHE, program
from feedkit.file_states import (
    NOTHING,
    State,
    digest_of,
    is_young,
    moment_of,
    state_of,
    states_in,
    states_in_halves,
    young,
)
from feedkit.quick_dataclasses import dataclass

if TYPE_CHECKING:
    from feedkit.config import Config

_VERSION = 1
_MOST_YOUNG = 2_000
"""Files whose bytes are compared since they are too young for their times to be trusted; with more nothing is sure."""
_MANY = 3_000
"""From how many files on it pays to look at half of them in another process."""
_VARIABLE = re.compile(rb"\$\{([A-Za-z_][A-Za-z0-9_]*)")
_MOST_CONFIGURATION = 4_194_304
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
class Look:
    """One look at all files of a project."""

    places: Places
    moment: int
    """When it began, by the clock of the file system."""
    content: tuple[tuple[str, State], ...]
    """The files of the content folder, as `states_in` gives them."""
    around: list[tuple[str, State]]
    """All others, as `_around` gives them."""
    digest: str
    """Of all of them."""


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
    """Of the editions, as `records_of` has them."""
    content: tuple[tuple[str, State], ...]
    """The files of the content folder with their states, as `states_in` gives them."""
    around: str
    """The digest of the states of all other files that are read, but for the lock and the records."""


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


def look(request: Request, places: Places, *, files: int = 0) -> Look:
    """A look at all files but those of the output, about so many if that is known. Raises OSError."""
    return looked(places, look_plainly(request, places, states_in_halves if files >= _MANY else states_in))


def look_plainly(
    request: Request, places: Places, states_of: Callable[[str], Iterator[tuple[str, State]]] = states_in
) -> tuple[Any, ...]:
    """A look in plain values, of which `looked` makes one. Raises OSError."""
    (request.project / CACHE).mkdir(parents=True, exist_ok=True)
    moment = moment_of(request.project / CACHE)
    content = tuple(states_of(str(request.project / places.content)))
    around = _around(request.project, places)
    named = [(f"{places.content}\0{path}", state) for path, state in content]
    return moment, content, around, _digest(sorted([*named, *around]))


def looked(places: Places, plain: tuple[Any, ...]) -> Look:
    """The look that was taken in plain values."""
    moment, content, around, digest = plain
    return Look(places=places, moment=moment, content=content, around=around, digest=digest)


def look_aside(request: Request, places: Places, meanwhile: Callable[[], object]) -> Look:
    """A look at all files, taken in another process if there can be one while something else is done here. Raises OSError."""
    waiting = aside.begun(lambda: look_plainly(request, places))
    meanwhile()
    return looked(places, waiting())


def observe(
    request: Request,
    places: Places,
    basis: str,
    seen: Look | None = None,
    meanwhile: Callable[[], object] = lambda: None,
) -> Observed | None:
    """How all files are before a build reads them; None when a stamp of it could not be trusted.

    `seen` is a look at them that was taken already; it counts if it was at the same places. Else `meanwhile` is called
    while one is taken.
    """
    try:
        if seen is None or seen.places != places:
            seen = look_aside(request, places, meanwhile)
        fresh = [(f"{places.content}\0{path}", state) for path, state in young(seen.content, seen.moment)]
        fresh += young(seen.around, seen.moment)
        if not basis or len(fresh) > _MOST_YOUNG:
            return None
        return Observed(
            basis=basis,
            inputs=seen.digest,
            young={path: [*state, content_of(request.project, path)] for path, state in fresh},
            records=records_of(request.project, places, seen.moment),
            content=seen.content,
            around=around_of(seen),
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
        "lock": lock_digest(request.project, places),
    }


def same_inputs(request: Request, seen: Look, kept: Mapping[str, Any]) -> bool:
    """Whether all that is read is as it was when `inputs_of` gave `kept`, by a look at it now; False when that is not sure."""
    try:
        return (
            same_beside(request, seen.places, kept)
            and kept["inputs"] == seen.digest
            and all(content_of(request.project, path) == each[-1] for path, each in kept["young_inputs"].items())
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):  # broken, or of another time
        return False


def same_beside(request: Request, places: Places, kept: Mapping[str, Any]) -> bool:
    """Whether the lock and the records are as they were when `inputs_of` gave `kept`. Raises OSError."""
    project = request.project
    return bool(kept["lock"] == lock_digest(project, places)) and _same_records(project, places, kept["records"])


def around_of(seen: Look) -> str:
    """The digest of the states of all files but those of the content folder."""
    return _digest(sorted(seen.around))


def records_of(project: Path, places: Places, moment: int) -> dict[str, list[Any]]:
    """The state of each record of an edition, with the SHA-256 of its bytes if it is too young; by its path in their folder."""
    folder = project / places.records
    found = states_in(os.fspath(folder), hidden=True)
    states = dict(sorted((path, state) for path, state in found if path.endswith(".json") and "\0" not in path))
    return {
        name: [*state, digest_of(folder / name) if is_young(state, moment) else ""] for name, state in states.items()
    }


def lock_digest(project: Path, places: Places) -> str:
    """The SHA-256 of the lock; empty when there is none."""
    try:
        return digest_of(project / places.lock)
    except FileNotFoundError:
        return ""


def _same_records(project: Path, places: Places, kept: Mapping[str, list[Any]]) -> bool:
    folder = project / places.records
    found = {name: each[:-1] for name, each in records_of(project, places, 0).items()}
    return found == {name: each[:-1] for name, each in kept.items()} and all(
        digest_of(folder / name) == each[-1] for name, each in kept.items() if each[-1]
    )


def _around(project: Path, places: Places) -> list[tuple[str, State]]:
    """The states of all files that a build reads but for the content folder, its lock and its records.

    Each is named by a folder, relative to the project, and its path in it, with a NUL between them.
    """
    found = [(f"{places.templates}\0{path}", state) for path, state in states_in(str(project / places.templates))]
    led_to = (places.content, places.templates, places.records, places.output)
    found += [(f"{name}\0-> {os.path.realpath(project / name)}", NOTHING) for name in led_to]
    found += _configuration_states(project, places)
    for folder in TZPATH:
        if (file := Path(folder, places.zone)).exists():
            found.append((f"{folder}\0{places.zone}", state_of(file.stat())))
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


def content_of(project: Path, name: str) -> str:
    """The SHA-256 of a file by its name in `young`. Raises OSError."""
    folder, _, path = name.partition("\0")
    return digest_of(project / folder / path)


def _digest(states: list[tuple[str, State]]) -> str:
    return hashlib.sha256(marshal.dumps(states, 0)).hexdigest()  # the first version of it knows no references
