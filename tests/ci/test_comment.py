"""The script that posts the comment, run by node: it posts what feedkit wrote, and nothing else."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest
import yaml
from hypothesis import HealthCheck, given, settings

from feedkit.comparison import Background, compare
from feedkit.comparison.as_markdown import MARKER, render
from tests.ci.conftest import ROOT
from tests.comparison.conftest import NEWEST, entry, feed
from tests.comparison.test_as_markdown import HOSTILE, hostile

NODE = shutil.which("node")
pytestmark = pytest.mark.skipif(
    NODE is None, reason="node runs the script of actions/github-script; it is not installed"
)
SCRIPT = yaml.safe_load((ROOT / "feedkit/starter/github-feeds-comment.yml").read_text("utf-8"))["jobs"]["comment"][
    "steps"
][1]["with"]["script"]
RUN = {"id": 7, "head_sha": "abc", "head_branch": "fix", "head_repository": {"owner": {"login": "somebody"}}}
HARNESS = """
const calls = [];
const given = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const context = { repo: { owner: 'o', repo: 'r' }, serverUrl: 'https://github.example', payload: { workflow_run: given.run } };
const github = {
  paginate: async (_, asked) => given.comments,
  rest: {
    pulls: { list: async (asked) => { calls.push(['list', asked.head]); return { data: given.pulls }; } },
    issues: {
      listComments: {},
      updateComment: async (asked) => calls.push(['update', asked.comment_id, asked.body]),
      createComment: async (asked) => calls.push(['create', asked.issue_number, asked.body]),
    },
  },
};
(async () => { await (async () => { SCRIPT })(); process.stdout.write(JSON.stringify(calls)); })();
"""


def post(report: str | None, tmp_path, *, pulls=({"number": 3, "head": {"sha": "abc"}},), comments=()) -> list:
    file = tmp_path / "diff.md"
    file.unlink(missing_ok=True)
    if report is not None:
        file.write_bytes(report.encode("utf-8", "replace"))
    given = json.dumps({"run": RUN, "pulls": list(pulls), "comments": list(comments)})
    done = subprocess.run([NODE, "-e", HARNESS.replace("SCRIPT", SCRIPT)], input=given, env={"REPORT": str(file)}, capture_output=True, text=True, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def report(title: str = "A story") -> str:
    old = [feed(entry(1, title=title), entry(2), entry(3, tags=(title,))), feed(entry(1), name="tag/a")]
    new = [
        feed(entry(1, id="x", title="New"), entry(2, title=title, content=f"<p>{title} other</p>"), title=title),
        feed(entry(4), name=f"tag/{title}"),
    ]
    return render(compare(old, new, Background(), base=title, now=NEWEST))


def test_a_first_report_becomes_a_comment(tmp_path):
    text = report()
    assert post(text, tmp_path) == [["list", "somebody:fix"], ["create", 3, text]]


def test_the_next_one_takes_its_place(tmp_path):
    """The comment of the bot itself, not one that somebody else began with the same words."""
    comments = [
        {"id": 1, "user": {"login": "mallory"}, "body": f"{MARKER} mine"},
        {"id": 2, "user": {"login": "github-actions[bot]"}, "body": "another"},
        {"id": 3, "user": {"login": "github-actions[bot]"}, "body": f"{MARKER}\nold"},
    ]
    assert post(report(), tmp_path, comments=comments)[1][:2] == ["update", 3]


def test_the_pull_request_is_found_by_the_commit_that_was_run(tmp_path):
    pulls = [{"number": 1, "head": {"sha": "other"}}, {"number": 2, "head": {"sha": "abc"}}]
    assert [each[:2] for each in post(report(), tmp_path, pulls=pulls)[1:]] == [["create", 2]]
    assert post(report(), tmp_path, pulls=[])[1:] == []


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(hostile)
def test_whatever_titles_say_the_report_of_feedkit_is_posted(tmp_path, title):
    """It stands in code, so there is nothing to object to."""
    text = report(title)
    assert post(text, tmp_path)[1] == ["create", 3, text.encode("utf-8", "replace").decode()]


PLANTED = [
    f"{MARKER}\n\nHello @octocat",
    f"{MARKER}\n\n[click](https://evil.example/)",
    f"{MARKER}\n\n![x](https://evil.example/p.png)",
    f"{MARKER}\n\nhttps://evil.example/",
    f"{MARKER}\n\nwww.evil.example",
    f"{MARKER}\n\n<img src=x>",
    f"{MARKER}\n\nsee #12",
    f"{MARKER}\n\nGH-12",
    f"{MARKER}\n\ndeadbeefcafe",
    f"{MARKER}\n\n`a` @octocat `b`",
    f"{MARKER}\n\n``a` @octocat",
    f"{MARKER}\n\n\\`@octocat\\`",
    f"{MARKER}\n\n`\n@octocat `",
    f"{MARKER}\n\n<details><summary>what changed</summary>\n```diff\n@octocat\n```",
    f"{MARKER}\n\n```diff\n```\n@octocat",
    f"{MARKER}\n\n```diff\nnever closed",
    f"{MARKER}\n\n~~~\n```diff\n~~~\n@octocat\n```",
    f"{MARKER} @octocat\n",
    "no marker",
    "",
    f"{MARKER}\n\n{'x' * 70_000}",
    None,
    *(
        f"{MARKER}\n\n{each}"
        for each in HOSTILE
        if not each.startswith(("**", "| a", "\n\n#", "GH", "::", "`` ` ", "~~~", "</details>", "-->"))
    ),
]


@pytest.mark.parametrize("planted", PLANTED, ids=range(len(PLANTED)))
def test_anything_else_is_not_posted(tmp_path, planted):
    """A pull request can put what it likes into the artifact: then there is a sentence in its place, with the run."""
    (_, (verb, number, body)) = post(planted, tmp_path)
    assert (verb, number) == ("create", 3)
    assert (
        body
        == f"{MARKER}\n\nThere is no report of what subscribers will see; [the run](https://github.example/o/r/actions/runs/7) says why.\n"
    )


def test_a_link_in_the_artifact_is_not_followed(tmp_path):
    """The file is what it is; no other is read."""
    (tmp_path / "secret").write_text(report())
    (tmp_path / "x").mkdir()
    file = tmp_path / "diff.md"
    file.symlink_to(tmp_path / "secret")
    given = json.dumps({"run": RUN, "pulls": [{"number": 3, "head": {"sha": "abc"}}], "comments": []})
    done = subprocess.run([NODE, "-e", HARNESS.replace("SCRIPT", SCRIPT)], input=given, env={"REPORT": str(file)}, capture_output=True, text=True, check=True)  # fmt: skip
    assert "There is no report" in done.stdout
