"""The hooks of this repository, run by pre-commit itself in a repository of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.ci.conftest import BARE, ROOT

PRE_COMMIT = Path(sys.executable).parent / "pre-commit"
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
BACKEND = """
import zipfile
def build_wheel(folder, *_):
    with zipfile.ZipFile(folder + '/hooks-1-py3-none-any.whl', 'w') as wheel:
        wheel.writestr('hooks-1.dist-info/METADATA', 'Metadata-Version: 2.1\\nName: hooks\\nVersion: 1\\nRequires-Dist: feedkit-press\\n')
        wheel.writestr('hooks-1.dist-info/WHEEL', 'Wheel-Version: 1.0\\nGenerator: hooks\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n')
        wheel.writestr('hooks-1.dist-info/RECORD', '')
    return 'hooks-1-py3-none-any.whl'
"""


@pytest.fixture
def hooks(publication, installing, tmp_path, wheel):
    """A publication whose commits are looked at by the hooks, from a repository that holds them and what they install."""
    made = publication("github")
    theirs = tmp_path / "hooks"
    theirs.mkdir()
    (theirs / ".pre-commit-hooks.yaml").write_text((ROOT / ".pre-commit-hooks.yaml").read_text())
    # What pre-commit installs is the folder of the hooks: here a package that needs ours, and nothing to be built.
    (theirs / "pyproject.toml").write_text(
        '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'
    )
    (theirs / "backend.py").write_text(BACKEND)
    for words in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "hooks"], ["tag", "v1"]):
        subprocess.run(["git", *words], cwd=theirs, env=BARE, check=True)
    entries = [{"id": each["id"]} for each in HOOKS]
    config = {"repos": [{"repo": theirs.as_uri(), "rev": "v1", "hooks": entries}]}
    (made.folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    environ = BARE | installing | {"PRE_COMMIT_HOME": str(tmp_path / "home"), "PATH": os.environ["PATH"]}
    environ.pop("PIP_NO_BUILD_ISOLATION")

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        made.git("add", "--all")
        return subprocess.run(
            [PRE_COMMIT, "run", *words], cwd=made.folder, env=environ, capture_output=True, text=True, check=False
        )

    ready = subprocess.run(
        [PRE_COMMIT, "install-hooks"], cwd=made.folder, env=environ, capture_output=True, text=True, check=False
    )
    if ready.returncode != 0:
        pytest.skip(f"pre-commit could not build its environment: {ready.stdout[-300:]}")
    return made, run


def test_the_hooks_look_at_what_is_committed(hooks):
    """A clean publication passes; a fault in a file of the commit is told with its place."""
    made, run = hooks
    done = run("--all-files")
    assert done.returncode == 0, done.stdout + done.stderr
    bad = made.folder / "articles" / "bad.md"
    bad.write_text("---\ntitle: Bad\nwhen: 2026-05-02\n---\nText.\n")
    done = run("feedkit-check")
    assert done.returncode == 1
    assert "articles/bad.md" in done.stdout


def test_the_hooks_are_what_the_page_says():
    """Their names, and that they take files and need nothing but Python."""
    assert [each["id"] for each in HOOKS] == ["feedkit-check", "feedkit-fix"]
    assert all(each["language"] == "python" and each.get("pass_filenames", True) for each in HOOKS)
    page = (ROOT / "docs" / "ci.md").read_text("utf-8")
    assert all(f"id: {each['id']}" in page for each in HOOKS)
