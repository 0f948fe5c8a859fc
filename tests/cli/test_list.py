"""What there is, and when it appears."""

from __future__ import annotations

import json
from datetime import timedelta

import jsonschema
import pytest

from feedkit.cli.list import duration
from feedkit.cli.reports.json import json_schema

NOW = "2026-05-28T15:00:00Z"

EVERYTHING = """\
STATUS     DATE                                         TITLE         FILE
future     2026-05-31 15:00 (appears in 3 days)         Robots sew    articles/future.md
published  2026-05-07 19:00                             Robots knit   articles/published.md
expired    2026-05-02 19:00 (expired 2026-05-03 00:00)  Robots rest   articles/expired.md
draft      2026-05-01 19:00                             Robots dream  articles/draft.md
"""


def test_the_table_has_everything_newest_first(run, project):
    """Status, date, title and file; for the future, when it appears."""
    result = run("-C", project, "list", "--now", NOW)
    assert (result.exit_code, result.stdout) == (0, EVERYTHING)
    assert result.stderr == "4 articles, now being 2026-05-28 15:00 (UTC).\n"
    assert run("-C", project, "list", "all", "--now", NOW).stdout == EVERYTHING


@pytest.mark.parametrize("status", ["published", "draft", "future", "expired"])
def test_one_status_can_be_asked_for(run, project, status):
    """The table has it alone."""
    lines = run("-C", project, "list", status, "--now", NOW).stdout.splitlines()
    assert len(lines) == 2
    assert lines[1].startswith(f"{status} ")


def test_dates_are_those_of_the_site(run, project):
    """Not those of the machine, nor of the file."""
    (project / "feedkit.yml").write_text((project / "feedkit.yml").read_text() + "  timezone: Asia/Tokyo\n")
    assert "2026-06-01 00:00 (appears in 3 days)" in run("-C", project, "list", "future", "--now", NOW).stdout


def test_the_wait_is_that_of_a_stopwatch(run, project):
    """The night that clocks are put back is an hour longer."""
    (project / "feedkit.yml").write_text((project / "feedkit.yml").read_text() + "  timezone: Europe/Berlin\n")
    article = project / "articles" / "future.md"
    article.write_text(article.read_text().replace("2026-05-31T15:00:00Z", "2026-10-25 06:00"))
    assert "(appears in 7 hours)" in run("-C", project, "list", "future", "--now", "2026-10-25 00:00").stdout


def test_programs_get_every_field(run, project):
    """In the shape of all JSON output, with articles beside the findings."""
    result = run("-C", project, "list", "future", "--now", NOW, "--output-format", "json")
    read = json.loads(result.stdout)
    jsonschema.validate(read, json_schema(), cls=jsonschema.Draft202012Validator)
    assert result.stderr == ""
    assert read["now"] == "2026-05-28T15:00:00+00:00"
    (article,) = read["articles"]
    assert article.pop("id")
    assert article.pop("edition") is None
    assert article == {
        "path": "articles/future.md",
        "title": "Robots sew",
        "status": "future",
        "published": "2026-05-31T15:00:00+00:00",
        "expires": None,
        "url": "https://robots.example.org/future/",
        "category": None,
        "tags": [],
    }


def test_faults_are_told_beside_the_table(run, project):
    """What can be read is listed, and the exit code says that not everything could."""
    (project / "articles" / "bad.md").write_text("---\ntitle: [\n---\n")
    result = run("-C", project, "list", "--now", NOW)
    assert (result.exit_code, result.stdout) == (1, EVERYTHING)
    assert "error[FK101]" in result.stderr
    assert "Found 1 error in 4 articles.\n" in result.stderr


def test_titles_cannot_steer_the_terminal_and_wide_ones_line_up(run, project):
    """The last column begins in one cell."""
    (project / "articles" / "wide.md").write_text(
        "---\ntitle: 漢字の題\ndate: 2026-05-01T00:00:00Z\n---\n", encoding="utf-8"
    )
    (project / "articles" / "evil.md").write_text('---\ntitle: "a\\u202eb"\ndate: 2026-05-01T00:00:00Z\n---\n')
    shown = run("-C", project, "list", "--now", NOW).stdout
    assert "  漢字の題      articles/wide.md\n" in shown
    assert "\u202e" not in shown


def test_nothing_is_said_to_be_nothing(run, project):
    """An empty table would look like a fault."""
    for path in (project / "articles").glob("*.md"):
        path.unlink()
    assert run("-C", project, "list").stdout == "There are no articles.\n"
    assert run("-C", project, "list", "draft").stdout == "No article is draft.\n"


def test_listing_writes_nothing(run, project):
    """Not even the lock."""
    before = sorted(path for path in project.rglob("*"))
    run("-C", project, "list")
    assert sorted(path for path in project.rglob("*")) == before


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(seconds=1), "less than a minute"),
        (timedelta(seconds=60), "1 minute"),
        (timedelta(minutes=59, seconds=59), "59 minutes"),
        (timedelta(hours=1), "1 hour"),
        (timedelta(hours=23, minutes=59), "23 hours"),
        (timedelta(days=1), "1 day"),
        (timedelta(days=400), "400 days"),
    ],
)
def test_durations_are_in_their_largest_unit(length, words):
    """Rounded down."""
    assert duration(length) == words
