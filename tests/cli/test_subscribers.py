"""`feedkit subscribers`: what is typed, said and left behind."""

import csv
import json
from pathlib import Path

import pytest

CASES = Path(__file__).parent.parent / "cases" / "subscribers"
NOW = ("--now", "2026-05-28T15:00Z")


@pytest.fixture
def people(run, tmp_path):
    """Runs `feedkit subscribers` in a project."""
    (tmp_path / "feedkit.yml").write_text("site: {title: News, url: https://news.example/}\n")

    def call(*arguments, **settings):
        return run("-C", tmp_path, *NOW, "subscribers", *arguments, **settings)

    return call


@pytest.fixture
def stats(people):
    """The list in numbers."""
    return lambda: json.loads(people("stats", "--output-format", "json").stdout)["statistics"]


def test_a_list_comes_from_another_program_and_goes_out_again(people, stats, tmp_path):
    """Counts on standard output; files of addresses are the owner's only."""
    result = people("import", CASES / "buttondown.csv", CASES / "ghost.csv")
    assert result.exit_code == 0
    assert "buttondown.csv: 5 rows: 5 added." in result.stdout
    assert "ghost.csv: 3 rows: 1 added, 2 updated." in result.stdout
    assert stats()["statuses"]["confirmed"] == 1
    out = tmp_path / "out.csv"
    assert people("export", out).stdout == f"{out}: 6 subscribers.\n"
    assert out.stat().st_mode & 0o077 == 0
    assert len(list(csv.DictReader(out.read_text().splitlines()))) == 6
    assert people("import", out).stdout == f"{out}: 6 rows: 4 unchanged, 2 suppressed.\n"


def test_every_refused_row_is_told_and_written_and_the_rest_is_imported(people, stats, tmp_path):
    """Warnings with lines; the file of rejects has the rows as they were."""
    file, rejects = tmp_path / "people.csv", tmp_path / "rejects.csv"
    file.write_text("email,status\nana@acme.example,confirmed\nnobody,confirmed\nbo@acme.example,sleeping\n")
    result = people("import", file, "--rejects", rejects)
    assert result.exit_code == 0
    assert "FK573" in result.stderr
    assert "people.csv:3" in result.stderr
    assert "Found 2 warnings" in result.stderr
    assert "1 added, 2 refused" in result.stdout
    assert list(csv.reader(rejects.read_text().splitlines()))[1:] == [
        ["3", "`nobody` is not an address: it must have an @-sign", "nobody", "confirmed"],
        ["4", "`sleeping` is not a status", "bo@acme.example", "sleeping"],
    ]
    assert stats()["statuses"]["confirmed"] == 1


def test_strict_imports_nothing_of_a_file_with_a_fault(people, stats, tmp_path):
    """Exit code 1; a file without faults is imported as ever."""
    bad, good = tmp_path / "bad.csv", tmp_path / "good.csv"
    bad.write_text("email,status\nana@acme.example,confirmed\nnobody,confirmed\n")
    good.write_text("email,status\nbo@acme.example,confirmed\n")
    result = people("import", "--strict", bad, good)
    assert result.exit_code == 1
    assert "1 row cannot be imported, so none was" in result.stderr
    assert stats()["statuses"]["confirmed"] == 1


def test_a_dry_run_changes_nothing(people, stats):
    """It says so."""
    assert "Nothing was changed" in people("import", "--dry-run", CASES / "ghost.csv").stdout
    assert set(stats()["statuses"].values()) == {0}


@pytest.mark.parametrize(
    ("encoded", "options"),
    [("utf-8", []), ("utf-8-sig", []), ("utf-16", []), ("windows-1252", ["--encoding", "windows-1252"])],
)
def test_files_of_other_encodings_are_read(people, tmp_path, encoded, options):
    """Those with a mark by themselves."""
    (tmp_path / "people.csv").write_bytes("email;name\r\nzoe@acme.example;Zoë\r\n".encode(encoded))
    assert people("import", tmp_path / "people.csv", "--consent", "x", *options).exit_code == 0
    assert "Zoë" in people("show", "zoe@acme.example").stdout


def test_standard_input_and_output_are_files_too(people):
    """As in a pipe."""
    assert people("import", "-", "--consent", "x", input="ana@acme.example\n").exit_code == 0
    assert ["confirmed", "1"] in [line.split() for line in people("stats").stdout.splitlines()]


def test_a_subscriber_is_added_confirmed_suppressed_and_forgotten(people, stats):
    """One act after the other, each with its word."""
    assert "pending" in people("add", "ana@acme.example", "--name", "Ana", "--topic", "Robots").stdout
    assert people("confirm", "ana@acme.example").exit_code == 2
    assert people("confirm", "ana@acme.example", "--consent", "Wrote to us").stdout == "ana@acme.example: confirmed.\n"
    assert stats()["statuses"]["confirmed"] == 1
    assert people("suppress", "ANA@acme.example", "--reason", "unsubscribed").exit_code == 0
    assert stats()["statuses"]["unsubscribed"] == 1
    assert people("add", "ana@acme.example", "--consent", "x").exit_code == 4
    assert people("suppress", "ana@acme.example").exit_code == 0
    assert people("confirm", "ana@acme.example", "--consent", "x").exit_code == 4
    assert stats()["suppressed"] == {"blocked": 1}
    assert people("suppress", "--lift", "ana@acme.example").exit_code == 0
    kept = json.loads(people("show", "ana@acme.example", "--output-format", "json").stdout)["everything"]
    assert kept["subscriptions"][0]["topics"] == ["robots"]
    assert people("forget", "ana@acme.example").exit_code == 2
    assert people("forget", "ana@acme.example", "--yes").stdout == "ana@acme.example: erased.\n"
    shown = people("show", "ana@acme.example")
    assert "forgotten" in shown.stdout
    assert "Ana" not in shown.stdout
    assert people("add", "ana@acme.example", "--consent", "x").exit_code == 4


def test_a_mistake_is_removed_without_a_trace(people, stats):
    """And may be added again."""
    people("add", "ana@exmaple.example", "--consent", "x")
    assert people("remove", "ana@exmaple.example").exit_code == 0
    assert people("remove", "ana@exmaple.example").exit_code == 1
    assert people("show", "ana@exmaple.example").exit_code == 1
    assert sum(stats()["statuses"].values()) == 0
    assert people("add", "ana@exmaple.example", "--consent", "x").exit_code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["add", "nobody"], ["add", "a@acme.example", "--language", "klingon!"], ["add", "a@acme.example", "--timezone", "Mars"],
        ["import", "missing.csv"], ["suppress", "--lift", "--reason", "blocked", "a@acme.example"],
        ["import", str(CASES / "ghost.csv"), "--encoding", "martian"], ["import", "-", "--strict"],
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_a_usage_error(people, arguments):
    """Before anything is changed."""
    assert people(*arguments).exit_code == 2


def test_a_database_that_cannot_be_reached_is_told_without_its_password(people, tmp_path):
    """Exit code 2, no traceback."""
    (tmp_path / "feedkit.yml").write_text(
        "site: {title: N, url: https://n.example/}\ndatabase: {url: 'postgresql://u:geheim@127.0.0.1:1/d'}\n"
    )
    result = people("stats")
    assert result.exit_code == 2
    assert "geheim" not in result.stderr
    assert "Traceback" not in result.stderr


def test_a_lost_key_is_a_guard(people, tmp_path):
    """With a new one nobody would be suppressed."""
    people("add", "ana@acme.example", "--consent", "x")
    (tmp_path / "feedkit.key").unlink()
    result = people("stats")
    assert result.exit_code == 4
    assert "Bring back the last line" in result.stderr


def test_files_are_those_of_the_project_folder(people, stats, tmp_path):
    """`-C DIR` is as if started in DIR, for what is read and what is written."""
    (tmp_path / "readers.csv").write_text("email\nana@example.org\nnobody\n")
    result = people("import", "readers.csv", "--consent", "At the fair", "--rejects", "left.csv")
    assert result.exit_code == 0, result.output
    assert result.stdout == "readers.csv: 2 rows: 1 added, 1 refused.\n"
    assert "nobody" in (tmp_path / "left.csv").read_text()
    assert people("export", "out.csv").stdout == "out.csv: 1 subscriber.\n"
    assert "ana@example.org" in (tmp_path / "out.csv").read_text()
