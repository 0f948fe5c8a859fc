"""`feedkit diff` as it is typed."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time

import jsonschema
import pytest

from feedkit.cli.reports.json import json_schema as findings_schema
from feedkit.comparison.as_json import json_schema

NOW = "2026-05-28T15:00:00Z"


@pytest.fixture
def built(run, project):
    """The project with its output; the title of the one published article is another now, and its id will be lost."""
    assert run("-C", project, "build", "--now", NOW).exit_code == 0
    return project


def edit(project, old, new):
    file = project / "articles" / "published.md"
    file.write_text(file.read_text().replace(old, new))


def test_nothing_to_see_is_one_sentence(run, built):
    result = run("-C", built, "diff", "public", "--now", NOW)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("Subscribers will see no change.\nCompared with public.\n")


def test_an_edit_is_shown_word_by_word(run, built):
    edit(built, "Robots knit", "Robots knit socks")
    result = run("-C", built, "diff", "public", "--now", NOW)
    assert result.exit_code == 0
    assert "  ~ Robots knit{+ socks+}\n" in result.stdout
    assert "      announced: no; only FreshRSS marks it as changed\n" in result.stdout
    assert "\x1b[" not in result.stdout
    colored = run("-C", built, "diff", "public", "--now", NOW, "--color", "always").stdout
    assert "\x1b[32m{+ socks+}\x1b[0m" in colored


def test_a_forbidden_change_ends_with_four(run, built):
    edit(built, "title:", "draft: true\ntitle:")
    assert run("-C", built, "diff", "public", "--now", NOW, "--fail-on", "renotified").exit_code == 0
    result = run(
        "-C", built, "diff", "public", "--now", NOW, "--fail-on", "renotified,vanished", "--fail-on", "feed-moved"
    )
    assert result.exit_code == 4
    assert "error: --fail-on forbids it: 1 vanished\n" in result.stderr
    assert "Vanished: 1" in result.stdout


@pytest.mark.parametrize("kinds", ["vanish", "renotified,vanish", "renotified vanished"])
def test_a_kind_that_does_not_exist_is_a_mistake(run, built, kinds):
    result = run("-C", built, "diff", "public", "--fail-on", kinds)
    assert result.exit_code == 2
    assert "is no kind of change" in result.stderr


def test_errors_of_the_articles_are_told_and_nothing_is_compared(run, built):
    edit(built, "date:", "when:")
    result = run("-C", built, "diff", "public", "--now", NOW)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "Nothing was compared." in result.stderr


def test_programs_get_everything_in_one_document(run, built):
    edit(built, "title:", "draft: true\ntitle:")
    result = run("-C", built, "diff", "public", "--now", NOW, "--output-format", "json", "--fail-on", "vanished")
    made = json.loads(result.stdout)
    jsonschema.validate(made, findings_schema(), cls=jsonschema.Draft202012Validator)
    jsonschema.validate(made["diff"], json_schema(), cls=jsonschema.Draft202012Validator)
    assert (result.exit_code, made["summary"]["exit_code"], made["diff"]["counts"]["vanished"]) == (4, 4, 1)
    assert "FK602" in {each["code"] for each in made["diagnostics"]}


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_every_format_can_be_printed_and_written(run, built, form):
    """The same text both ways; a file never has colours."""
    edit(built, "Robots knit", "Robots knit socks")
    name = {"text": "r.txt", "markdown": "r.md", "html": "r.html", "json": "r.json"}[form]
    result = run("-C", built, "diff", "public", "--now", NOW, "--format", form, "--out", name)
    assert result.exit_code == 0
    assert (built / name).read_text("utf-8").rstrip("\n") == result.stdout.rstrip("\n")
    assert "socks" in result.stdout
    assert "socks" in (built / name).read_text("utf-8")
    run("-C", built, "diff", "public", "--now", NOW, "--out", "colored.txt", "--color", "always")
    assert "\x1b" not in (built / "colored.txt").read_text("utf-8")


def test_several_files_are_written_in_one_run(run, built):
    result = run("-C", built, "diff", "public", "--now", NOW, "--out", "a.md", "--out", "b.html", "-q")
    assert (result.exit_code, result.stdout) == (0, "")
    assert (built / "a.md").exists()
    assert (built / "b.html").exists()


def test_a_file_of_another_kind_is_a_mistake(run, built):
    result = run("-C", built, "diff", "public", "--out", "report.pdf")
    assert result.exit_code == 2
    assert "is to end in .txt, .md, .html, .json" in result.stderr


def test_github_gets_a_summary_and_outputs(run, built, tmp_path):
    """Outputs are numbers; what was in the files stays there."""
    edit(built, "Robots knit", "Robots knit socks")
    summary, outputs = tmp_path / "summary.md", tmp_path / "outputs"
    summary.write_text("before\n")
    env = {"GITHUB_STEP_SUMMARY": str(summary), "GITHUB_OUTPUT": str(outputs)}
    assert run("-C", built, "diff", "public", "--now", NOW, "--github-summary", env=env).exit_code == 0
    assert summary.read_text().startswith("before\n<!-- feedkit-diff -->")
    lines = outputs.read_text().splitlines()
    assert "edited=1" in lines
    assert "renotified=0" in lines
    assert all(line.partition("=")[2].isdigit() for line in lines)


def test_a_summary_never_passes_what_github_takes(run, built, tmp_path):
    summary = tmp_path / "summary.md"
    summary.write_text("x" * 999_000)
    assert (
        run(
            "-C", built, "diff", "public", "--now", NOW, "--github-summary", env={"GITHUB_STEP_SUMMARY": str(summary)}
        ).exit_code
        == 0
    )
    assert summary.stat().st_size < 1_048_576


def test_a_summary_outside_of_github_is_a_mistake(run, built, monkeypatch):
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    assert run("-C", built, "diff", "public", "--github-summary").exit_code == 2


def test_a_base_and_published_contradict_each_other(run, built):
    assert run("-C", built, "diff", "public", "--published").exit_code == 2


def test_titles_cannot_steer_the_terminal(run, built):
    edit(built, "title: Robots knit", 'title: "Robots \\u202e knit \\u2066"')
    shown = run("-C", built, "diff", "public", "--now", NOW).stdout
    assert "\u202e" not in shown
    assert "\u2066" not in shown


@pytest.mark.skipif(os.name != "posix" or shutil.which("git") is None, reason="needs signals and git")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_stopped_leaves_nothing_behind(built, tmp_path, number):
    """Neither Ctrl-C nor a cancelled job leaves files of a commit in the temporary folder."""
    environ = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "TMPDIR": str(tmp_path / "tmp"), "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@b.c", "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@b.c"}  # fmt: skip
    (tmp_path / "tmp").mkdir()
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "all"]):
        subprocess.run(["git", *arguments], cwd=built, env=environ, check=True)
    slow = (
        "import sys, time\nimport feedkit.workflow.bases as bases\n"
        "def build(*_, **__):\n    print('there', flush=True)\n    time.sleep(30)\n"
        "bases.build = build\nfrom feedkit.cli import main\nmain(['diff', 'HEAD', '--now', '2026-05-28T15:00:00Z'])\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", slow], cwd=built, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"there\n"
    assert len(list((tmp_path / "tmp").glob("feedkit-base-*"))) == 1
    process.send_signal(number)
    process.communicate(timeout=20)
    assert process.returncode in (130, 143)
    deadline = time.monotonic() + 5
    while (left := list((tmp_path / "tmp").glob("feedkit-base-*"))) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert left == []
