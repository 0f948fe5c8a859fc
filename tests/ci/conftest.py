"""A publication in a repository, the wheel as CI would install it, and what it needs around it."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner
from filelock import FileLock

from feedkit.cli.front_door import main

ROOT = Path(__file__).parent.parent.parent
QUIET = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@b.example", "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@b.example"}  # fmt: skip
# No variable of the machine or of a CI that runs this very test steers what is tested.
BARE = {name: value for name, value in os.environ.items() if not name.startswith(("FEEDKIT_", "GITHUB_", "CI", "GIT_", "PYTHON", "VIRTUAL_ENV", "PIP_", "RUNNER_"))} | QUIET  # fmt: skip


@dataclass(frozen=True)
class Publication:
    """A repository with a publication that was begun by `feedkit init --ci`, built and committed."""

    folder: Path

    def feedkit(self, *words: str) -> None:
        done = CliRunner().invoke(main, ["-C", str(self.folder), *words])
        assert done.exit_code == 0, done.output

    def git(self, *words: str) -> str:
        done = subprocess.run(["git", *words], cwd=self.folder, env=BARE, check=True, capture_output=True, text=True)
        return done.stdout.strip()

    def commit(self, message: str = "change") -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)

    def clone(self, to: Path, *, depth: int = 1, ref: str = "") -> Path:
        """A fresh clone as CI makes it, of what is checked out or of a ref."""
        to.mkdir(parents=True)
        for words in (["init", "--quiet"], ["fetch", "--quiet", f"--depth={depth}", self.folder.as_uri(), ref or "HEAD"], ["checkout", "--quiet", "FETCH_HEAD"]):  # fmt: skip
            subprocess.run(["git", *words], cwd=to, env=BARE, check=True)
        return to


@pytest.fixture
def publication(tmp_path):
    """A function that begins one for a kind of CI."""

    def begin(ci: str) -> Publication:
        made = Publication(tmp_path / "origin")
        made.folder.mkdir()
        made.git("init", "--quiet", "--initial-branch=main")
        made.feedkit(
            "init", "--ci", ci, "--yes", "--url", "https://robots.example.org/", "--now", "2026-05-01T12:00:00Z"
        )
        made.feedkit("build")
        made.commit("begin")
        return made

    return begin


@pytest.fixture(scope="session")
def wheel(tmp_path_factory) -> Path:
    """The folder that holds the wheel of this checkout; built once for all workers."""
    shared = tmp_path_factory.getbasetemp()
    shared = (shared.parent if os.environ.get("PYTEST_XDIST_WORKER") else shared) / "wheel"
    with FileLock(f"{shared}.lock"):
        if not list(shared.glob("*.whl")):
            done = subprocess.run([sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", shared, ROOT], capture_output=True, text=True, check=False)  # fmt: skip
            assert done.returncode == 0, done.stderr
    return shared


@pytest.fixture
def installing(wheel, tmp_path):
    """What makes pip take the wheel from here and everything else, itself too, from what is installed already: no wait."""
    dependencies = tmp_path / "dependencies"
    dependencies.mkdir()
    for each in Path(sysconfig.get_path("purelib")).iterdir():
        if "feedkit" not in each.name and not each.name.startswith("_distutils"):
            (dependencies / each.name).symlink_to(each)
    return {
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(wheel),
        "PYTHONPATH": str(dependencies),
        "PIP_NO_BUILD_ISOLATION": "1",
    }
