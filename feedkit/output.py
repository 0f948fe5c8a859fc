"""The output folder: written file by file in one breath, or not at all.

Everything is first written and synced under `.feedkit/stage/` in the output folder, then renamed into place, so that a
killed build leaves each file whole, old or new. A manifest remembers which files are feedkit's: only those are ever
replaced or removed. It names old and new files before the first rename, so that no crash makes a file foreign.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from feedkit.exceptions import FileError, GuardError
from feedkit.file_states import State, state_of
from feedkit.quick_dataclasses import dataclass, field
from feedkit.whole_files import same_bytes, sync

if TYPE_CHECKING:
    from feedkit.model import CopiedFile, Document

OWN_FOLDER = ".feedkit"
_MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What writing changed."""

    written: tuple[str, ...]
    unchanged: int
    removed: tuple[str, ...]
    states: Mapping[str, State] = field(default_factory=dict)
    """Of every file feedkit has in the folder, and of its list of them, while nobody else could write them."""


def write_output(
    output: Path, documents: Sequence[Document], files: Sequence[CopiedFile], *, content: Path, keep: Sequence[str]
) -> Written:
    """Bring the output folder to exactly these documents and files; what is there already is not touched.

    `content` is the folder the copied files are in; `keep` are globs of files that belong to somebody else.
    Raises GuardError when the folder holds files feedkit did not make, FileError when it cannot be written or
    another build is at it.
    """
    refuse_unknown_folder(output, keep)
    try:
        (output / OWN_FOLDER).mkdir(parents=True, exist_ok=True)
        with _alone(output):
            return _write(output, documents, files, content, keep)
    except OSError as error:
        raise _not_written(output, error) from error


def rewrite_output(output: Path, documents: Sequence[Document], still: Callable[[], bool]) -> Written | None:
    """Write new versions of documents that are in the output folder already, and leave all else in it alone.

    None, with nothing written, when `still` says that the folder is not as it is thought to be; it is asked while nobody
    else can write to it. Raises as `write_output` does.
    """
    try:
        with _alone(output):
            owned = _owned(output)
            if not owned.issuperset(each.path for each in documents) or not still():
                return None
            _replace_files(output, documents)
            return Written(
                written=tuple(sorted(each.path for each in documents)),
                unchanged=len(owned) - len(documents),
                removed=(),
                states=_states(output, owned),
            )
    except OSError as error:
        raise _not_written(output, error) from error


def _replace_files(output: Path, documents: Sequence[Document]) -> None:
    stage = output / OWN_FOLDER / "stage"
    _clear(stage)
    stage.mkdir()
    staged = [(stage / str(number), each) for number, each in enumerate(documents)]
    for place, document in staged:
        place.write_bytes(document.content)
    sync([place for place, _ in staged])
    for place, document in staged:
        _move_into_place(place, output, document.path)
    stage.rmdir()


def _clear(stage: Path) -> None:
    """Remove what a killed build has left."""
    if stage.exists():
        import shutil  # noqa: PLC0415  (it takes long to load)

        shutil.rmtree(stage, ignore_errors=True)


def _states(output: Path, owned: set[str]) -> dict[str, State]:
    return {path: state_of((output / path).stat()) for path in (*sorted(owned), f"{OWN_FOLDER}/{_MANIFEST}")}


def _not_written(output: Path, error: OSError) -> FileError:
    return FileError(
        f"{output} cannot be written: {error.strerror or error}",
        help="the old output is whole; make room or correct the permissions and build again",
    )


def _write(
    output: Path, documents: Sequence[Document], files: Sequence[CopiedFile], content: Path, keep: Sequence[str]
) -> Written:
    import shutil  # noqa: PLC0415  (it takes long to load, and an unchanged build needs none)

    owned = _owned(output)
    _refuse_foreign_files(output, owned, keep)
    stage = output / OWN_FOLDER / "stage"
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir()
    staged: list[tuple[Path, str]] = []

    def put(path: str, write: Callable[[Path], object]) -> None:
        place = stage / str(len(staged))
        write(place)
        staged.append((place, path))

    for copied in files:
        source = content / copied.source
        if not _same_file(source, output / copied.path):
            put(copied.path, lambda place, source=source: shutil.copyfile(source, place))  # type: ignore[misc]
    for document in documents:
        if not same_bytes(output / document.path, document.content):
            put(document.path, lambda place, document=document: place.write_bytes(document.content))  # type: ignore[misc]
    current = {each.path for each in files} | {each.path for each in documents}
    stale = sorted(owned - current)
    if staged or stale:
        sync([place for place, _ in staged])
        _write_manifest(output, owned | current)
        blocking = [path for path in stale if _in_the_way(path, current)]
        _remove(output, blocking)
        for place, path in staged:
            _move_into_place(place, output, path)
        _remove(output, [path for path in stale if path not in blocking])
    if owned != current or not (output / OWN_FOLDER / _MANIFEST).exists():
        _write_manifest(output, current)
    shutil.rmtree(stage, ignore_errors=True)
    return Written(
        written=tuple(sorted(path for _, path in staged)),
        unchanged=len(current) - len(staged),
        removed=tuple(stale),
        states=_states(output, current),
    )


@contextmanager
def _alone(output: Path) -> Iterator[None]:
    """While no other build writes to the folder; FileError when one still does after half a minute."""
    with ExitStack() as held:
        if not _taken_at_once(output, held):
            from filelock import FileLock, Timeout  # noqa: PLC0415  (seldom is there anything to wait for)

            try:
                held.enter_context(FileLock(output / OWN_FOLDER / "lock", timeout=30))
            except Timeout as error:
                raise FileError(f"another build is writing to {output}", help="wait until it has finished") from error
        yield


def _taken_at_once(output: Path, held: ExitStack) -> bool:
    """Whether the lock was free and is held now, which the system tells in the way that filelock asks it too."""
    try:
        import fcntl  # noqa: PLC0415  (there is none on Windows)
    except ImportError:
        return False
    file = held.enter_context((output / OWN_FOLDER / "lock").open("ab"))
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        return False
    return True


def refuse_unknown_folder(output: Path, keep: Sequence[str]) -> None:
    """Raise GuardError when the folder cannot be an output folder, since it holds what feedkit did not make."""
    if output.exists() and not output.is_dir():
        raise GuardError(f"{output} is a file, not a folder", help="name another output folder")
    if output.is_dir() and not (output / OWN_FOLDER).is_dir():
        _refuse_foreign_files(output, set(), keep)


def _refuse_foreign_files(output: Path, owned: set[str], keep: Sequence[str]) -> None:
    foreign: list[str] = []
    for directory, folders, names in os.walk(output):
        relative = os.path.relpath(directory, output).replace(os.sep, "/")
        prefix = "" if relative == "." else f"{relative}/"
        if not prefix:
            folders[:] = [name for name in folders if name != OWN_FOLDER]
        links = [name for name in folders if Path(directory, name).is_symlink()]
        foreign.extend(
            path
            for name in (*names, *links)
            if (path := prefix + name) not in owned and not any(fnmatchcase(path, each) for each in keep)
        )
    if foreign:
        shown = ", ".join(sorted(foreign)[:5]) + (f" and {len(foreign) - 5} more" if len(foreign) > 5 else "")
        raise GuardError(
            f"{output} holds files that feedkit did not make: {shown}",
            help="name an empty folder with `-o`, or list these files under `output.keep` in feedkit.yml",
        )


def owned_files(output: Path) -> frozenset[str]:
    """The paths of the files feedkit has in the folder; none when it is not an output folder. Raises GuardError."""
    return frozenset(_owned(output))


def _owned(output: Path) -> set[str]:
    try:
        named = json.loads((output / OWN_FOLDER / _MANIFEST).read_text("utf-8"))["files"]
        return {
            path for path in named if isinstance(path, str) and not path.startswith("/") and ".." not in path.split("/")
        }
    except FileNotFoundError:
        return set()
    except (ValueError, KeyError, TypeError) as error:
        raise GuardError(
            f"the manifest in {output / OWN_FOLDER} cannot be read",
            help="remove the whole output folder and build again",
        ) from error


def _write_manifest(output: Path, paths: set[str]) -> None:
    place = output / OWN_FOLDER / "manifest.new"
    place.write_text(json.dumps({"version": 1, "files": sorted(paths)}, ensure_ascii=False, indent=0) + "\n", "utf-8")
    sync([place])
    place.replace(output / OWN_FOLDER / _MANIFEST)


def _same_file(source: Path, target: Path) -> bool:
    try:
        import filecmp  # noqa: PLC0415

        return filecmp.cmp(source, target, shallow=False)
    except OSError:
        return False


def _move_into_place(place: Path, output: Path, path: str) -> None:
    target = output / path
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.parent.resolve() != output.resolve().joinpath(*path.split("/")[:-1]):
        raise GuardError(f"a link in {output} leads {path} out of it", help="remove the link")
    place.replace(target)


def _in_the_way(path: str, current: set[str]) -> bool:
    """Whether a folder must stand where the stale file is, or a file where its folder is."""
    parents = path.split("/")
    return any(each.startswith(f"{path}/") for each in current) or any(
        "/".join(parents[:length]) in current for length in range(1, len(parents))
    )


def _remove(output: Path, paths: Sequence[str]) -> None:
    for path in paths:
        target = output / path
        target.unlink(missing_ok=True)
        for folder in target.parents:
            if folder == output or not folder.is_dir() or any(folder.iterdir()):
                break
            folder.rmdir()
