"""What `feedkit init --ci` writes, and the action of this repository, before linters that know better."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
import yaml

from feedkit.cli.continuous_integration import CI, texts_of
from tests.ci.conftest import BARE, ROOT

TOOLS = Path(sys.executable).parent
CONFIRMED = {
    "actions/checkout": ("de0fac2e4500dabe0009e67214ff5f5447ce83dd", "v6.0.2"),
    "actions/setup-python": ("a309ff8b426b58ec0e2a45f0f869d46889d02405", "v6.2.0"),
    "actions/upload-artifact": ("bbbca2ddaa5d8feaa63e36b76fdaad77386f024f", "v7.0.0"),
    "actions/download-artifact": ("70fc10c6e5e1ce46ad2ea6f2b72d43f7d47b13c3", "v8.0.0"),
    "actions/upload-pages-artifact": ("fc324d3547104276b827a68afc52ff2a11cc49c9", "v5.0.0"),
    "actions/deploy-pages": ("cd2ce8fcbc39b97be8ca5fce6e763baed58fa128", "v5.0.0"),
    "actions/github-script": ("ed597411d8f924073f98dfc5c65a23a2325f34cd", "v8.0.0"),
}
"""Pins that several public workflows and lists of actions agree on, with the version they name."""


def tool(name: str, *arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [TOOLS / name, *map(str, arguments)], cwd=cwd, env=BARE, capture_output=True, text=True, check=False
    )


@pytest.fixture
def workflows(tmp_path):
    """A repository with everything in it that a CI would read."""
    subprocess.run(["git", "init", "--quiet", tmp_path], env=BARE, check=True)
    for ci in CI:
        for path, text in texts_of(ci, tmp_path).items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, "utf-8")
    shutil.copy(ROOT / "action.yml", tmp_path)
    return tmp_path


def test_zizmor_finds_nothing(workflows):
    """Least permissions, pins, no injection, no credentials left behind: its regular rules and those for the pedantic."""
    done = tool("zizmor", "--offline", "--no-progress", "--persona=pedantic", "--format=plain", ".", cwd=workflows)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No findings to report" in done.stdout


def test_zizmor_would_find_what_is_planted(workflows):
    """The check can fail."""
    file = workflows / ".github/workflows/feeds.yml"
    file.write_text(
        file.read_text().replace(
            "run: feedkit build --frozen", "run: echo ${{ github.head_ref }}; feedkit build --frozen"
        )
    )
    done = tool("zizmor", "--offline", "--no-progress", "--format=plain", ".", cwd=workflows)
    assert "template-injection" in done.stdout


def test_actionlint_finds_nothing(workflows):
    """Types of expressions, names of inputs, shell scripts where shellcheck is installed."""
    done = tool("actionlint", cwd=workflows)
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        (("vendor.github-workflows",), (".github/workflows/*.yml", ".forgejo/workflows/*.yml")),
        (("vendor.github-actions",), ("action.yml",)),
        (("vendor.gitlab-ci", "--data-transform=gitlab-ci"), (".gitlab-ci.yml",)),
    ],
    ids=lambda each: each[0],
)
def test_every_file_fits_its_schema(workflows, schema, files):
    """The schemas that editors use."""
    found = [path for pattern in files for path in workflows.glob(pattern)]
    assert found
    done = tool("check-jsonschema", "--builtin-schema", *schema, *found, cwd=workflows)
    assert done.returncode == 0, done.stdout + done.stderr


def texts() -> list[tuple[str, str]]:
    starter = ROOT / "feedkit" / "starter"
    names = {name for files in CI.values() for name in files.values() if name.endswith(".yml")}
    return [
        ("action.yml", (ROOT / "action.yml").read_text()),
        *((name, (starter / name).read_text()) for name in sorted(names)),
    ]


@pytest.mark.parametrize(
    ("name", "text"), texts(), ids=lambda each: each if each.endswith(".yml") and len(each) < 40 else ""
)
def test_every_action_is_pinned_to_a_commit_that_was_confirmed(name, text):
    """Never to a tag, which can be moved, and never to a commit that nobody else uses."""
    for used in re.findall(r"uses:\s*(.*)", text):
        match = re.fullmatch(r"(?:https://data\.forgejo\.org/)?([\w-]+/[\w-]+)@([0-9a-f]{40}) # (v[\d.]+)", used)
        assert match, used
        assert (match[2], match[3]) == CONFIRMED[match[1]]


@pytest.mark.parametrize(
    ("name", "text"),
    [each for each in texts() if "gitlab" not in each[0]],
    ids=lambda each: each if len(each) < 40 else "",
)
def test_no_value_is_pasted_into_a_shell_script(name, text):
    """Inputs reach it through the environment. Only what is needed is permitted."""
    read = yaml.safe_load(text)
    jobs = read.get("jobs") or {"action": read["runs"]}
    for job in jobs.values():
        for step in job["steps"]:
            assert "${{" not in step.get("run", "")
    if "jobs" in read:
        assert read["permissions"] == {}
        assert all("permissions" in job for job in jobs.values())


def test_the_job_that_may_write_comments_runs_nothing_of_the_pull_request():
    """No checkout, no shell, and no value of the pull request in a script."""
    read = yaml.safe_load((ROOT / "feedkit/starter/github-feeds-comment.yml").read_text())
    steps = read["jobs"]["comment"]["steps"]
    assert [each["uses"].partition("@")[0] for each in steps] == ["actions/download-artifact", "actions/github-script"]
    assert "${{" not in steps[1]["with"]["script"]
    assert read["jobs"]["comment"]["permissions"] == {"actions": "read", "pull-requests": "write"}
    preview = yaml.safe_load((ROOT / "feedkit/starter/github-feeds-preview.yml").read_text())
    assert read[True]["workflow_run"]["workflows"] == [preview["name"]]
    assert preview["jobs"]["preview"]["permissions"] == {"contents": "read"}


def test_files_that_are_there_are_kept(publication):
    """`init --ci` in a publication adds what is missing, and touches nothing else."""
    made = publication("github")
    (made.folder / "feedkit-requirements.txt").write_text("mine\n")
    (made.folder / ".github/workflows/feeds.yml").unlink()
    made.feedkit("init", "--ci", "github")
    made.feedkit("init", "--ci", "gitlab")
    assert (made.folder / "feedkit-requirements.txt").read_text() == "mine\n"
    assert made.git("status", "--porcelain").splitlines() == ["M feedkit-requirements.txt", "?? .gitlab-ci.yml"]


def test_below_the_top_of_a_repository_it_is_said_where_ci_looks(workflows):
    with pytest.raises(click.UsageError, match="--ci is for the top of a repository"):
        texts_of("github", workflows / "news")


def test_the_branch_is_the_one_that_is_checked_out(tmp_path):
    subprocess.run(["git", "init", "--quiet", "--initial-branch=trunk", tmp_path], env=BARE, check=True)
    read = yaml.safe_load(texts_of("forgejo", tmp_path)[".forgejo/workflows/feeds.yml"])
    assert read[True]["push"]["branches"] == ["trunk"]
