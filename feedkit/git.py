"""What git knows of a project: commits, and the files of one of them in a temporary folder.

Nothing in the repository is changed, nothing is fetched, no hook of it runs, and submodules are left alone: a commit is
read into an index of its own and written out from there, so that not even `.git/worktrees` has a trace of it. git is run
with lists of arguments, never through a shell; what a person typed comes after `--end-of-options`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from feedkit.exceptions import FileError
from feedkit.quick_dataclasses import dataclass

_PREFIX = "feedkit-base-"
_SECONDS = 600
_SETTINGS = ("core.hooksPath=/dev/null", "core.fsmonitor=false", "submodule.recurse=false", "gc.auto=0", "filter.lfs.smudge=", "filter.lfs.process=", "filter.lfs.required=false")  # fmt: skip
# A hook that runs feedkit sets these, and they would lead git astray (git rev-parse --local-env-vars).
_LEADING_ASTRAY = (
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR", "GIT_CONFIG", "GIT_CONFIG_PARAMETERS", "GIT_CONFIG_COUNT", "GIT_NAMESPACE", "GIT_SHALLOW_FILE",
    "GIT_GRAFT_FILE", "GIT_REPLACE_REF_BASE", "GIT_NO_REPLACE_OBJECTS", "GIT_INTERNAL_SUPER_PREFIX", "GIT_IMPLICIT_WORK_TREE",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """A repository with a working tree."""

    root: Path
    """The top of the working tree."""
    program: str
    environ: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """A commit that a person named."""

    hash: str
    named: str
    """How it was named, as `main`."""

    @property
    def label(self) -> str:
        """The name with the beginning of the hash, as `main (1a2b3c4)`."""
        short = self.hash[:7]
        return short if self.hash.startswith(self.named) else f"{self.named} ({short})"


def repository(folder: Path, environ: Mapping[str, str]) -> Repository | None:
    """The repository that the folder is in; None when it is in none. Raises FileError without git, or where it refuses."""
    program = shutil.which("git", path=environ.get("PATH"))
    if program is None:
        raise FileError("git is not installed", help="install it, or compare with a folder of earlier output")
    kept = {name: value for name, value in environ.items() if name not in _LEADING_ASTRAY}
    kept |= {"GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_LFS_SKIP_SMUDGE": "1", "LC_ALL": "C"}  # fmt: skip
    asked = Repository(root=folder, program=program, environ=kept)
    done = _run(asked, "rev-parse", "--show-toplevel")
    if done.returncode == 0:
        return Repository(root=Path(os.fsdecode(done.stdout.rstrip(b"\n"))), program=program, environ=kept)
    said = _said(done)
    if "not a git repository" in said:
        return None
    raise FileError(f"git says: {said}")


def commit(repo: Repository, name: str) -> Commit | None:
    """The commit called so: a branch, a tag, a hash, `HEAD~2`; None when there is none."""
    if not name or "\0" in name:
        return None
    done = _run(repo, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    found = done.stdout.decode("ascii", "replace").strip()
    return Commit(hash=found, named=name) if done.returncode == 0 and found.isalnum() else None


def current_branch(repo: Repository) -> str:
    """The name of the branch that is checked out, also before its first commit; empty when there is none."""
    done = _run(repo, "symbolic-ref", "--quiet", "--short", "HEAD")
    return os.fsdecode(done.stdout).strip() if done.returncode == 0 else ""


def default_base(repo: Repository, folder: Path) -> Commit | None:
    """Where the work in hand began: the last commit it shares with the default branch, or HEAD; None without a commit.

    On the default branch itself that is HEAD, or the commit before it when nothing in `folder` differs from HEAD.
    """
    head = commit(repo, "HEAD")
    if head is None:
        return None
    branch = _default_branch(repo)
    if branch is not None:
        done = _run(repo, "merge-base", "--end-of-options", head.hash, branch.hash)
        shared = done.stdout.decode("ascii", "replace").strip()
        if done.returncode == 0 and shared.isalnum() and shared != head.hash:
            return Commit(hash=shared, named=f"where this branch left {branch.named}")
    clean = _run(repo, "status", "--porcelain", "--ignore-submodules=all", "--", str(folder.resolve()))
    if clean.returncode == 0 and not clean.stdout.strip():
        return commit(repo, "HEAD~1") or head
    return head


@contextmanager
def checked_out(repo: Repository, wanted: Commit) -> Iterator[Path]:
    """The files of the commit in a temporary folder, which is gone afterwards. Raises FileError.

    A folder that a killed run left behind is removed by the next one.
    """
    place = Path(tempfile.gettempdir())
    _remove_leftovers(place)
    with tempfile.TemporaryDirectory(prefix=f"{_PREFIX}{os.getpid()}-", ignore_cleanup_errors=True) as made:
        tree = Path(made) / "tree"
        tree.mkdir()
        more = {"GIT_INDEX_FILE": str(Path(made) / "index")}
        for arguments in (
            ("read-tree", wanted.hash),
            ("checkout-index", "--all", "--force", "--quiet", f"--prefix={tree}{os.sep}"),
        ):
            done = _run(repo, *arguments, **more)
            if done.returncode != 0:
                raise FileError(
                    f"the files of {wanted.label} cannot be read: git says: {_said(done)}",
                    help="a partial clone may lack them: run `git fetch`, or clone without a filter",
                )
        yield tree


def _default_branch(repo: Repository) -> Commit | None:
    """What the remote calls its HEAD, else the usual names."""
    done = _run(repo, "symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD")
    said = os.fsdecode(done.stdout).strip() if done.returncode == 0 else ""
    names = [said] if said else []
    for name in [*names, "origin/main", "origin/master", "main", "master"]:
        kind = "refs/remotes" if name.startswith("origin/") else "refs/heads"
        if found := commit(repo, f"{kind}/{name}"):
            return Commit(hash=found.hash, named=name)
    return None


def _run(repo: Repository, *arguments: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    settings = [part for each in _SETTINGS for part in ("-c", each)]
    try:
        return subprocess.run(  # noqa: S603  (a list of arguments; what is typed comes after --end-of-options)
            [repo.program, *settings, *arguments],
            cwd=repo.root,
            env={**repo.environ, **more},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=_SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        raise FileError(f"git {arguments[0]} took more than {_SECONDS} seconds") from error
    except OSError as error:
        raise FileError(f"git cannot be run: {error.strerror or error}") from error


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return (lines[-1] if lines else f"nothing, but ends with {done.returncode}").removeprefix("fatal: ")


def _remove_leftovers(place: Path) -> None:
    """Remove the folders of runs that are no more; those of others, or that cannot be removed, are left."""
    if os.name != "posix":  # asking whether a process lives ends it on Windows
        return
    for folder in place.glob(f"{_PREFIX}*-*"):
        number = folder.name.removeprefix(_PREFIX).partition("-")[0]
        with suppress(OSError, ValueError):
            if folder.is_symlink() or folder.stat().st_uid != os.getuid() or _lives(int(number)):
                continue
            shutil.rmtree(folder, ignore_errors=True)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
