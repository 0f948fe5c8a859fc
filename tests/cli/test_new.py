"""A new article that reads back as what was asked for."""

from __future__ import annotations

import json
import stat
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedkit import yaml_nodes
from feedkit.cli.new import front_matter

NOW = "2026-05-28T15:00:00Z"


def read(text):
    """The front matter of an article, which must have no faults."""
    opening, middle, rest = text.split("---\n", 2)
    root, found = yaml_nodes.parse(middle, "a.md")
    assert (opening, found) == ("", [])
    assert rest == "\n"
    return root.plain()


def test_an_article_is_named_by_its_day_and_title(run, project):
    """Its path is printed, and nothing else."""
    result = run("-C", project, "new", "Robots: learn to knit?", "--now", NOW)
    path = project / "articles" / "2026-05-28-robots-learn-to-knit.md"
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"{path}\n"
    assert read(path.read_text()) == {"title": "Robots: learn to knit?", "date": "2026-05-28T15:00:00+00:00"}


def test_the_path_is_one_the_shell_can_use(shell, project):
    """Relative to where the command was typed, while that is shorter."""
    (project / "sub").mkdir()
    assert shell("new", "A", "--now", NOW).stdout == b"articles/2026-05-28-a.md\n"
    assert (
        shell("-C", "..", "new", "B", "--now", NOW, cwd=project / "sub").stdout
        == f"{project}/articles/2026-05-28-b.md\n".encode()
    )


def test_the_date_is_that_of_the_site(run, project):
    """Also when it is another day there."""
    (project / "feedkit.yml").write_text((project / "feedkit.yml").read_text() + "  timezone: Pacific/Auckland\n")
    run("-C", project, "new", "A", "--now", NOW)
    assert read((project / "articles/2026-05-29-a.md").read_text())["date"] == "2026-05-29T03:00:00+12:00"


def test_options_go_into_the_front_matter(run, project):
    """Category, draft and slug."""
    result = run(
        "-C",
        project,
        "new",
        "A",
        "--slug",
        "b-c",
        "--category",
        "AI: News",
        "--draft",
        "--now",
        NOW,
        "--output-format",
        "json",
    )
    path = json.loads(result.stdout)["path"]
    assert path.endswith("/2026-05-28-b-c.md")
    assert read((project / "articles/2026-05-28-b-c.md").read_text()) == {
        "title": "A",
        "date": "2026-05-28T15:00:00+00:00",
        "category": "AI: News",
        "draft": True,
    }


def test_nothing_is_overwritten(run, project):
    """Exit code 4, and the article is as it was."""
    path = project / "articles" / "2026-05-28-a.md"
    path.write_text("mine")
    result = run("-C", project, "new", "A", "--now", NOW)
    assert result.exit_code == 4
    assert "is already there" in result.stderr
    assert path.read_text() == "mine"


@pytest.mark.parametrize(
    "arguments",
    [
        [""],
        ["  "],
        ["a\nb"],
        ["a\x1bb"],
        ["a\u2028b"],
        ["A", "--category", "a\nb"],
        ["A", "--slug", "../a"],
        ["A", "--slug", "A B"],
        ["A", "--slug", ""],
    ],
)
def test_what_cannot_be_a_title_or_slug_is_refused(run, project, arguments):
    """A usage error, and no file."""
    before = sorted((project / "articles").iterdir())
    result = run("-C", project, "new", *arguments)
    assert result.exit_code == 2
    assert "Error: " in result.stderr
    assert sorted((project / "articles").iterdir()) == before


def test_the_content_folder_is_made_when_there_is_none(run, tmp_path):
    """The first article may be the first file."""
    (tmp_path / "feedkit.yml").write_text(
        "site:\n  title: A\n  url: https://robots.example.org/\ncontent:\n  dir: texts/en\n"
    )
    assert run("-C", tmp_path, "new", "A", "--now", NOW).exit_code == 0
    assert (tmp_path / "texts/en/2026-05-28-a.md").is_file()


def test_a_folder_that_cannot_be_written_is_told(run, project):
    """Exit code 2, no bug."""
    (project / "feedkit.yml").write_text((project / "feedkit.yml").read_text() + "content:\n  dir: articles/draft.md\n")
    result = run("-C", project, "new", "A")
    assert result.exit_code == 2
    assert "cannot be made" in result.stderr


def test_the_editor_is_opened_on_the_article(shell, project):
    """$VISUAL comes before $EDITOR."""
    editor = project / "editor"
    editor.write_text('#!/bin/sh\necho "edited" >> "$1"\n')
    editor.chmod(editor.stat().st_mode | stat.S_IXUSR)
    result = shell("new", "A", "--edit", "--now", NOW, env={"VISUAL": str(editor), "EDITOR": "false"})
    assert result.returncode == 0
    assert (project / "articles/2026-05-28-a.md").read_text().endswith("edited\n")


def test_without_a_configuration_it_says_what_to_do(run, tmp_path):
    """Exit code 2."""
    result = run("-C", tmp_path, "new", "A")
    assert result.exit_code == 2
    assert "feedkit init" in result.stderr


EARLIEST = datetime(1990, 1, 1)  # noqa: DTZ001  (the zone is drawn with it)
moments = st.datetimes(min_value=EARLIEST, timezones=st.just(ZoneInfo("Europe/Berlin")))
lines = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1).map(str.strip).filter(bool)


@given(lines, lines, moments)
def test_any_title_reads_back(title, category, date):
    """With the same text and the same moment."""
    found = read(front_matter(title, date.replace(microsecond=0), category=category, draft=True))
    assert (found["title"], found["category"], found["draft"]) == (title, category, True)
    assert datetime.fromisoformat(found["date"]).timestamp() == date.replace(microsecond=0).timestamp()
