"""Every `run:` step of every workflow, in a fresh clone, with the wheel, up to the folder that is published."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.ci.conftest import BARE, ROOT
from tests.ci.runner import Job

pytestmark = pytest.mark.skipif(
    shutil.which("git") is None or shutil.which("bash") is None, reason="needs git and bash"
)


class Artifacts:
    """What jobs keep: name → folder."""

    def __init__(self, checkout: Path, place: Path) -> None:
        self.checkout, self.place, self.kept = checkout, place, {}

    def upload(self, given):
        source = self.checkout / given["path"]
        if not source.exists():
            assert given.get("if-no-files-found") == "ignore", f"there is no {source}"
            return
        assert given["name"] not in self.kept, "two artifacts of one name"
        hidden = given.get("include-hidden-files") == "True"
        ignore = None if hidden else shutil.ignore_patterns(".*")
        self.kept[given["name"]] = Path(shutil.copytree(source, self.place / given["name"], ignore=ignore))


@pytest.fixture
def job(publication, installing, tmp_path):
    """Makes a job in a fresh clone of a publication, on a machine with nothing but Python."""

    def make(made, **context: str) -> tuple[Job, Artifacts]:
        checkout = tmp_path / f"run{len(list(tmp_path.glob('run*')))}" / "work"
        environ = (
            dict(BARE)
            | installing
            | {"RUNNER_TEMP": str(checkout.parent), "GITHUB_STEP_SUMMARY": str(checkout.parent / "summary.md")}
        )
        kept = Artifacts(checkout, checkout.parent)

        def check_out(given):
            assert given["persist-credentials"] == "False"
            made.clone(checkout, depth=int(given.get("fetch-depth", 1)))

        def set_up_python(_given):
            venv = checkout.parent / "python"
            subprocess.run([sys.executable, "-m", "venv", "--without-pip", venv], check=True, env=BARE)
            environ["PATH"] = f"{venv}/bin:{environ['PATH']}"
            return {"python-path": f"{venv}/bin/python"}

        uses = {
            "actions/checkout": check_out, "actions/setup-python": set_up_python, "actions/upload-artifact": kept.upload,
            "actions/upload-pages-artifact": kept.upload,
        }  # fmt: skip
        checkout.parent.mkdir()
        return Job(folder=checkout, environ=environ, context=context, uses=uses), kept

    return make


def steps(made, path: str, name: str) -> list[dict]:
    return yaml.safe_load((made.folder / path).read_text("utf-8"))["jobs"][name]["steps"]


def merged(made) -> None:
    """A pull request that mends an article, adds one and takes one away, as GitHub checks it out: merged into the branch."""
    (made.folder / "articles/second.md").write_text("---\ntitle: The second\ndate: 2026-05-02\n---\nMore.\n")
    made.feedkit("build")
    made.commit("second")
    made.git("checkout", "--quiet", "-b", "pull")
    (made.folder / "articles/second.md").unlink()
    (made.folder / "articles/third.md").write_text("---\ntitle: The third\ndate: 2026-05-03\n---\nNews.\n")
    made.feedkit("build")
    made.commit("third")
    made.git("checkout", "--quiet", "main")
    made.git("merge", "--quiet", "--no-ff", "-m", "merge", "pull")


def test_github_publishes_after_a_merge(publication, job):
    """Installed from the wheel, built with the ids that were committed, kept as the artifact that is deployed."""
    made = publication("github")
    run, kept = job(made, **{"github.run_attempt": "2"})
    todo = steps(made, ".github/workflows/feeds.yml", "build")
    assert run.run(todo) == 0, run.said
    public = kept.kept.pop("github-pages-2")
    assert (public / "main.rss.xml").read_bytes().startswith(b"<?xml")
    assert (public / "feeds.opml").exists()
    assert run.context["steps.name.outputs.artifact"] == "github-pages-2"

    # Nothing is published whose ids were not committed.
    (run.folder / "articles/second.md").write_text("---\ntitle: The second\ndate: 2026-05-02\n---\nMore.\n")
    assert run.run([each for each in todo if "setup-python" not in str(each) and "checkout" not in str(each)]) == 1
    assert kept.kept == {}
    assert "run `feedkit build` and commit feedkit.lock" in run.said[-1]


INTENDED = (
    "!contains(github.event.pull_request.labels.*.name, 'feeds-intended') && 'renotified,feed-moved,feed-removed' || ''"
)


def test_github_says_of_a_pull_request_what_subscribers_will_see(publication, job):
    made = publication("github")
    merged(made)
    run, kept = job(made, **{"github.run_attempt": "1", INTENDED: "renotified,feed-moved,feed-removed"})
    assert run.run(steps(made, ".github/workflows/feeds-preview.yml", "preview")) == 0, run.said
    report = json.loads((kept.kept["feeds-diff-1"] / "diff.json").read_text())
    assert {name: number for name, number in report["counts"].items() if number} == {"vanished": 1, "new": 1}
    assert {each.name for each in kept.kept["feeds-diff-1"].iterdir()} == {"diff.md", "diff.html", "diff.json"}
    assert "What subscribers will see" in (run.folder.parent / "summary.md").read_text()

    # A change that is refused leaves its report all the same, and passes with the label.
    config = run.folder / "feedkit.yml"
    config.write_text(
        config.read_text() + "feeds: [{name: main, path: 'other.{ext}'}, {name: category, split_by: category}]\n"
    )
    kept.kept.clear()
    shutil.rmtree(run.folder.parent / "feeds-diff-1")
    last = steps(made, ".github/workflows/feeds-preview.yml", "preview")[-2:]
    assert run.run(last) == 4, run.said
    assert json.loads((kept.kept["feeds-diff-1"] / "diff.json").read_text())["counts"]["feed-moved"] == 1
    run.context[INTENDED] = ""
    run.failed = False
    assert run.run(last[:1]) == 0, run.said


def test_the_action_runs_a_command(publication, job):
    """It installs the feedkit it comes with, and hands its inputs on as they are."""
    made = publication("github")
    merged(made)
    run, _ = job(made, **{"inputs.python-version": "3.12", "inputs.working-directory": ".", "inputs.output-dir": ""})
    made.clone(run.folder, depth=2)
    wheel = next(Path(run.environ["PIP_FIND_LINKS"]).glob("*.whl"))
    run.environ["GITHUB_ACTION_PATH"] = str(wheel)  # pip takes a wheel as it takes the folder it was built from
    todo = yaml.safe_load((ROOT / "action.yml").read_text())["runs"]["steps"]
    for command, arguments, code in (
        ("build", "--frozen", 0),
        ("diff", "HEAD^1\n\n--fail-on\nvanished", 4),
        ("check", "--no-progress", 0),
        ("check", "$(touch planted)\n; touch planted", 2),
        ("send; touch planted", "", 2),
    ):
        run.context |= {"inputs.command": command, "inputs.args": arguments}
        run.failed = False
        assert run.run(todo) == code, run.said
        todo = todo[-1:]  # it is installed by now
        if ";" not in command:
            assert run.context["steps.run.outputs.exit-code"] == str(code)
    assert (run.folder / "public/main.rss.xml").exists()
    assert (run.context["steps.run.outputs.vanished"], run.context["steps.run.outputs.renotified"]) == ("1", "0")
    assert not list(run.folder.rglob("planted"))

    for command, folder, code in (
        ("build", "--site; touch planted", 0),
        ("build", "elsewhere/$(touch planted)", 0),
        ("diff", "site", 2),
    ):
        run.context |= {"inputs.command": command, "inputs.args": "", "inputs.output-dir": folder}
        run.failed = False
        assert run.run(todo) == code, run.said
        assert (run.folder / folder / "main.rss.xml").exists() == (code == 0)
    assert "the input output-dir is of the command build" in run.said[-1]
    assert not list(run.folder.rglob("planted"))


def test_gitlab_checks_and_publishes(publication, job):
    """Its script lines, one after the other."""
    made = publication("gitlab")
    base = made.git("rev-parse", "HEAD")
    merged(made)
    run, _ = job(made)
    run.uses["actions/setup-python"]({})
    made.clone(run.folder, depth=100)
    read = yaml.safe_load((made.folder / ".gitlab-ci.yml").read_text())
    run.environ |= {"CI_MERGE_REQUEST_DIFF_BASE_SHA": base, "FEEDKIT_FAIL_ON": read["variables"]["FEEDKIT_FAIL_ON"]}
    lines = [*read["default"]["before_script"], *read["feeds-check"]["script"], *read["pages"]["script"]]
    assert run.run([{"run": line} for line in lines]) == 0, run.said
    assert json.loads((run.folder / "feeds-quality.json").read_text()) == []
    for path in [*read["feeds-check"]["artifacts"]["paths"], *read["pages"]["artifacts"]["paths"]]:
        assert (run.folder / path).exists()
    assert (run.folder / "public/main.rss.xml").exists()


def test_forgejo_checks_and_pushes_the_feeds_to_their_branch(publication, job, tmp_path):
    """apt-get is stood in for; everything else is done, up to the branch that is served."""
    made = publication("forgejo")
    merged(made)
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "apt-get").write_text("#!/bin/sh\n")
    (tools / "apt-get").chmod(0o755)
    server = tmp_path / "server"
    subprocess.run(["git", "init", "--quiet", "--bare", server / "writer/feeds.git"], check=True, env=BARE)
    for name in ("check", "publish"):
        run, _ = job(
            made, **{"github.server_url": server.as_uri(), "github.repository": "writer/feeds", "github.token": ""}
        )
        run.environ |= {"PATH": f"{tools}:{run.environ['PATH']}", "GITHUB_SHA": "abc"}
        assert run.run(steps(made, ".forgejo/workflows/feeds.yml", name)) == 0, run.said
    listed = subprocess.run(
        ["git", "-C", server / "writer/feeds.git", "ls-tree", "--name-only", "pages"],
        check=True,
        env=BARE,
        capture_output=True,
        text=True,
    )
    assert "main.rss.xml" in listed.stdout.split()
