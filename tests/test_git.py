"""What git knows of a project, asked in a repository made for the test."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from feedkit import git
from feedkit.exceptions import FileError

ENVIRON = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


def run(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=A Writer", "-c", "user.email=writer@example.org", "-c", "init.defaultBranch=main")
    done = subprocess.run(
        ["git", *who, *arguments], cwd=folder, env=ENVIRON, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


@pytest.fixture
def folder(tmp_path):
    """Two commits on `main`, one on `work`."""
    made = tmp_path / "repo"
    (made / "site").mkdir(parents=True)
    run(made, "init", "-q")
    for number in (1, 2):
        (made / "site" / "a.md").write_text(f"{number}\n")
        run(made, "add", "-A")
        run(made, "commit", "-qm", str(number))
    run(made, "checkout", "-qb", "work")
    (made / "site" / "a.md").write_text("3\n")
    run(made, "commit", "-qam", "3")
    return made


@pytest.fixture
def repo(folder):
    found = git.repository(folder / "site", ENVIRON)
    assert found is not None
    return found


@pytest.fixture(autouse=True)
def _own_temporary_folder(tmp_path, monkeypatch):
    """So that what is left behind can be seen."""
    place = tmp_path / "tmp"
    place.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))


def leftovers(tmp_path) -> list[str]:
    return sorted(each.name for each in (tmp_path / "tmp").iterdir())


def test_the_repository_is_found_from_below(repo, folder):
    assert repo.root.resolve() == folder.resolve()


def test_a_folder_in_no_repository_has_none(tmp_path):
    assert git.repository(tmp_path, {**ENVIRON, "GIT_CEILING_DIRECTORIES": str(tmp_path.parent)}) is None


def test_without_git_it_is_said_so(tmp_path):
    with pytest.raises(FileError, match="git is not installed"):
        git.repository(tmp_path, {"PATH": str(tmp_path)})


@pytest.mark.parametrize("name", ["main", "HEAD~1", "refs/heads/work", "work^{commit}"])
def test_commits_are_found_by_every_name(repo, name):
    found = git.commit(repo, name)
    assert found is not None
    assert len(found.hash) == 40
    assert found.label == f"{name} ({found.hash[:7]})"


@pytest.mark.parametrize(
    "name",
    [
        "",
        "nothing",
        "--help",
        "-o",
        "--output=/tmp/x",
        "HEAD:site",
        "a\0b",
        "HEAD; touch x",
        "$(touch x)",
        "--git-dir=/",
        "@{u}",
        "..",
    ],
)
def test_hostile_names_name_nothing(repo, name, folder):
    """They are words behind `--end-of-options`, never options and never for a shell."""
    assert git.commit(repo, name) is None
    assert not (folder / "x").exists()


def test_the_base_of_a_branch_is_where_it_left_the_default_branch(repo, folder):
    found = git.default_base(repo, folder)
    assert found is not None
    assert (found.hash, found.named) == (run(folder, "rev-parse", "main"), "where this branch left main")


def test_on_the_default_branch_it_is_the_last_commit_or_the_one_before(repo, folder):
    run(folder, "checkout", "-q", "main")
    clean = git.default_base(repo, folder / "site")
    (folder / "site" / "a.md").write_text("changed\n")
    changed = git.default_base(repo, folder / "site")
    assert clean is not None
    assert changed is not None
    assert (clean.hash, changed.hash) == (run(folder, "rev-parse", "main~1"), run(folder, "rev-parse", "main"))


def test_what_the_remote_calls_its_head_is_the_default_branch(repo, folder):
    run(folder, "update-ref", "refs/remotes/origin/trunk", "main~1")
    run(folder, "symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/trunk")
    found = git.default_base(repo, folder)
    assert found is not None
    assert found.named == "where this branch left origin/trunk"


def test_a_repository_without_a_commit_has_no_base(tmp_path):
    run(tmp_path, "init", "-q", "empty")
    repo = git.repository(tmp_path / "empty", ENVIRON)
    assert repo is not None
    assert git.default_base(repo, tmp_path / "empty") is None


def test_the_files_of_a_commit_are_there_until_they_are_not_needed(repo, folder, tmp_path):
    """Nothing is changed in the repository, not even its list of worktrees."""
    before = run(folder, "status", "--porcelain", "--branch"), sorted((folder / ".git").iterdir())
    wanted = git.commit(repo, "main")
    assert wanted is not None
    with git.checked_out(repo, wanted) as tree:
        assert (tree / "site" / "a.md").read_text() == "2\n"
        assert (folder / "site" / "a.md").read_text() == "3\n"
    assert leftovers(tmp_path) == []
    assert (run(folder, "status", "--porcelain", "--branch"), sorted((folder / ".git").iterdir())) == before


def test_they_are_gone_whatever_happens(repo, tmp_path):
    wanted = git.commit(repo, "main")
    assert wanted is not None
    for error in (KeyboardInterrupt, SystemExit, RuntimeError):
        with pytest.raises(error), git.checked_out(repo, wanted):
            raise error
    assert leftovers(tmp_path) == []


def test_what_a_killed_run_left_is_removed_by_the_next(repo, tmp_path):
    """Folders of processes that live, and those of other programs, are left alone."""
    ended = subprocess.Popen(["true"])
    ended.wait()
    for name in (f"feedkit-base-{ended.pid}-abc", f"feedkit-base-{os.getpid()}-abc", "feedkit-base-x-y", "other"):
        (tmp_path / "tmp" / name / "tree").mkdir(parents=True)
    wanted = git.commit(repo, "main")
    assert wanted is not None
    with git.checked_out(repo, wanted):
        pass
    assert leftovers(tmp_path) == sorted([f"feedkit-base-{os.getpid()}-abc", "feedkit-base-x-y", "other"])


def test_no_hook_and_no_filter_of_large_files_runs(repo, folder, tmp_path):
    for name in ("post-checkout", "post-index-change", "reference-transaction"):
        hook = folder / ".git" / "hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
        hook.chmod(0o755)
    run(folder, "config", "filter.lfs.smudge", f"touch {tmp_path}/ran; cat")
    run(folder, "config", "core.fsmonitor", f"touch {tmp_path}/ran")
    (folder / ".gitattributes").write_text("*.md filter=lfs\n")
    run(folder, "add", "-A")
    run(folder, "-c", "filter.lfs.clean=cat", "commit", "-qm", "4", "--no-verify")
    (tmp_path / "ran").unlink(missing_ok=True)
    wanted = git.commit(repo, "HEAD")
    assert wanted is not None
    with git.checked_out(repo, wanted) as tree:
        assert (tree / "site" / "a.md").read_text() == "3\n"
    assert git.default_base(repo, folder) is not None
    assert not (tmp_path / "ran").exists()


def test_submodules_are_left_alone(repo, folder):
    """They would be fetched from wherever the commit says."""
    run(folder, "-c", "protocol.file.allow=always", "submodule", "add", "-q", "./", "self")
    run(folder, "commit", "-qm", "submodule")
    wanted = git.commit(repo, "HEAD")
    assert wanted is not None
    with git.checked_out(repo, wanted) as tree:
        assert not (tree / "self").exists() or not any((tree / "self").iterdir())


def test_a_hook_that_runs_feedkit_leads_it_nowhere(folder, tmp_path):
    """git sets variables in hooks that point at another index or repository."""
    repo = git.repository(folder, {**ENVIRON, "GIT_DIR": str(tmp_path), "GIT_INDEX_FILE": str(tmp_path / "x")})
    assert repo is not None
    assert git.commit(repo, "main") is not None


def test_a_commit_whose_files_are_missing_is_no_traceback(repo, folder):
    """As in a clone without blobs."""
    blob = run(folder, "rev-parse", "main:site/a.md")
    (folder / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    wanted = git.commit(repo, "main")
    assert wanted is not None
    with (
        pytest.raises(FileError, match=r"the files of main \(.*\) cannot be read: git says"),
        git.checked_out(repo, wanted),
    ):
        pass
