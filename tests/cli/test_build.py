"""One command from articles to feeds, and what it says about it."""

from __future__ import annotations

import json
import re

import jsonschema
import pytest

from feedkit.cli.reports.json import json_schema

NOW = "2026-05-28T15:00:00Z"
FAULT = "---\ntitle: [\n---\n"
FEEDS = 'feeds:\n  - name: main\n  - name: wool\n    formats: [atom]\n    where: tag == "wool"\n  - name: tag\n    split_by: tag\n'


def build(run, project, *arguments, **settings):
    return run("-C", project, "build", "--now", NOW, *arguments, **settings)


def test_a_build_says_where_each_feed_is(run, project):
    """Path and address of each document, families counted, the page to subscribe at, and what was written."""
    with (project / "feedkit.yml").open("a") as config:
        config.write(FEEDS)
    result = build(run, project)
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0].split() == ["FEED", "FORMAT", "FILE", "ADDRESS"]
    documents = [line.split() for line in lines[1:5]]
    assert [(name, form) for name, form, _, _ in documents] == [
        ("main", "rss"),
        ("main", "atom"),
        ("main", "json"),
        ("wool", "atom"),
    ]
    for _, _, path, url in documents:
        file = path.removeprefix(f"{project}/public/")
        assert (project / "public" / file).is_file()
        assert url == f"https://robots.example.org/{file}"
    assert lines[5] == f"1 tag feed in {project}/public/tag/"
    assert lines[6].startswith("Edition: 2026-05-27 is a quiet day")
    assert lines[7] == f"Subscribe page: {project}/public/index.html"
    assert re.fullmatch(r"1 entry of 4 articles; \d+ files written, 0 unchanged, 0 removed \(\d+\.\d\d s\)\.", lines[8])
    assert len(lines) == 9


def test_a_title_and_an_address_are_enough(run, project):
    """Articles need no authors of their own, and the configuration nothing more."""
    article = project / "articles" / "published.md"
    article.write_text(article.read_text().replace("authors: [Ana Silva]\n", ""))
    assert build(run, project).exit_code == 0


def test_a_second_build_writes_nothing(run, project):
    """And says so."""
    build(run, project)
    assert "; 0 files written, " in build(run, project).stdout


def test_verbose_says_what_was_done_with_each_file(run, project):
    """On standard error, so that standard output stays as it is."""
    result = build(run, project, "-v")
    assert f"wrote {project}/public/index.html\n" in result.stderr
    assert "feedkit.lock: " in result.stderr
    assert "wrote" not in result.stdout
    assert result.stdout.splitlines()[:-1] == build(run, project).stdout.splitlines()[:-1]


def test_quiet_says_nothing_when_all_is_well(run, project):
    """No news is good news."""
    result = build(run, project, "-q")
    assert (result.exit_code, result.output) == (0, "")
    assert (project / "public" / "index.html").is_file()


def test_errors_let_nothing_out(run, project):
    """Exit code 1; all faults at once, on standard error; no output folder and no lock."""
    (project / "articles" / "bad.md").write_text(FAULT)
    (project / "articles" / "worse.md").write_text("no front matter")
    result = build(run, project)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "articles/bad.md:3:" in result.stderr
    assert "articles/worse.md:1:1" in result.stderr
    assert re.search(r"Found 2 errors in 6 articles \(\d+\.\d\d s\)\. Nothing was written\.\n\Z", result.stderr)
    assert not (project / "public").exists()
    assert not (project / "feedkit.lock").exists()


def test_errors_leave_the_last_build_alone(run, project):
    """What readers have stays whole."""
    build(run, project)
    before = {path: path.read_bytes() for path in (project / "public").rglob("*") if path.is_file()}
    (project / "articles" / "published.md").unlink()
    (project / "articles" / "bad.md").write_text(FAULT)
    assert build(run, project).exit_code == 1
    assert {path: path.read_bytes() for path in (project / "public").rglob("*") if path.is_file()} == before


def test_warnings_let_the_build_out(run, project):
    """They are shown, and counted."""
    (project / "articles" / "new.md").write_text(
        "---\ntitle: A\ndate: 2026-05-01T00:00:00Z\nauthors: [Ana]\ntilte: B\n---\n\nWords.\n"
    )
    result = build(run, project)
    assert result.exit_code == 0
    assert "warning[FK111]" in result.stderr
    assert re.search(r"^Found 1 warning in 5 articles \(\d+\.\d\d s\)\.$", result.stderr, re.MULTILINE)
    assert (project / "public" / "index.html").is_file()


def test_the_full_form_shows_the_line(run, project):
    """With a caret under the key."""
    (project / "articles" / "new.md").write_text(
        "---\ntitle: A\ndate: 2026-05-01T00:00:00Z\nauthors: [Ana]\ntilte: B\n---\n\nWords.\n"
    )
    assert "\n 5 | tilte: B\n   | ^^^^^\n" in build(run, project).stderr


def test_the_concise_form_is_a_line_for_each_finding(run, project):
    """As editors read it."""
    (project / "articles" / "bad.md").write_text(FAULT)
    first, *rest = build(run, project, "--output-format", "concise").stderr.splitlines()
    assert first.startswith("articles/bad.md:3:")
    assert ": error[FK101] " in first
    assert len(rest) == 1


def test_json_is_one_document_on_standard_output(run, project):
    """With what was made, or with what was found, and nothing beside it."""
    made = build(run, project, "--output-format", "json")
    read = json.loads(made.stdout)
    jsonschema.validate(read, json_schema(), cls=jsonschema.Draft202012Validator)
    assert (made.exit_code, made.stderr) == (0, "")
    assert read["summary"] == {
        "errors": 0,
        "warnings": 0,
        "notices": 0,
        "articles": 4,
        "fixed": 0,
        "exit_code": 0,
        "failure": None,
    }
    assert [each["format"] for each in read["output"]["feeds"][0]["documents"]] == ["rss", "atom", "json"]
    assert "index.html" in read["output"]["written"]
    (project / "articles" / "bad.md").write_text(FAULT)
    failed = build(run, project, "--output-format", "json", "-v")
    read = json.loads(failed.stdout)
    jsonschema.validate(read, json_schema(), cls=jsonschema.Draft202012Validator)
    assert (failed.exit_code, failed.stderr) == (1, "")
    assert read["summary"]["exit_code"] == 1
    assert read["diagnostics"][0]["file"] == "articles/bad.md"
    assert "output" not in read


def test_frozen_fails_when_ids_would_be_handed_out(run, project):
    """Exit code 1; it says what to run; nothing is written."""
    result = build(run, project, "--frozen")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "feedkit.lock would change, and --frozen forbids it" in result.stderr
    assert "run `feedkit build` and commit feedkit.lock" in result.stderr
    assert not (project / "public").exists()
    assert not (project / "feedkit.lock").exists()
    as_json = json.loads(build(run, project, "--frozen", "--output-format", "json").stdout)
    assert as_json["summary"]["exit_code"] == 1
    assert as_json["summary"]["failure"]["help"] == "run `feedkit build` and commit feedkit.lock"


def test_frozen_previews_hand_out_no_ids(run, project):
    """They leave the lock alone, so there is nothing to fail over."""
    assert build(run, project, "--frozen", "--preview").exit_code == 0
    assert not (project / "feedkit.lock").exists()


def test_frozen_builds_when_the_lock_is_committed(run, project):
    """As in a pipeline."""
    build(run, project)
    lock = (project / "feedkit.lock").read_bytes()
    result = build(run, project, "--frozen")
    assert (result.exit_code, result.stderr) == (0, "")
    assert (project / "feedkit.lock").read_bytes() == lock


def test_drafts_and_the_future_are_shown_when_asked_for(run, project):
    """Each by its own switch."""

    def entries(*arguments):
        read = json.loads(build(run, project, "--preview", "--output-format", "json", *arguments).stdout)
        return read["output"]["entries"]

    assert [entries(), entries("-D"), entries("-F"), entries("-D", "-F")] == [1, 2, 2, 3]


def test_the_output_folder_can_be_chosen(run, project):
    """Relative to the project, by option or by environment."""
    assert f"{project}/site/index.html" in build(run, project, "-o", "site").stdout
    assert build(run, project, env={"FEEDKIT_OUTPUT": "other"}).exit_code == 0
    assert (project / "site/index.html").is_file()
    assert (project / "other/index.html").is_file()
    assert not (project / "public").exists()


def test_an_output_folder_of_somebody_else_is_refused(run, project):
    """Exit code 4, and nothing is touched."""
    (project / "public").mkdir()
    (project / "public" / "mine.txt").write_text("mine")
    result = build(run, project)
    assert (result.exit_code, result.stdout) == (4, "")
    assert result.stderr.startswith("error: ")
    assert [each.name for each in (project / "public").iterdir()] == ["mine.txt"]


def test_a_preview_may_be_at_another_address(run, project):
    """Also on this computer; without `--preview` that is refused."""
    result = build(run, project, "--preview", "-b", "http://localhost:8000/", "-o", "preview")
    assert result.exit_code == 0
    assert "http://localhost:8000/" in result.stdout
    assert not (project / "feedkit.lock").exists()
    refused = build(run, project, "-b", "http://localhost:8000/")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "--base-url needs --preview" in refused.stderr


def test_faults_of_the_configuration_are_all_shown(run, project):
    """Exit code 2, each with its line."""
    (project / "feedkit.yml").write_text("site:\n  titel: A\n  url: http://localhost/\nouptut: {}\n")
    result = build(run, project, "--output-format", "concise")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "feedkit.yml:2:3: error[" in result.stderr
    assert "feedkit.yml:4:1: error[" in result.stderr
    assert "error: feedkit.yml cannot be used" in result.stderr.replace(f"{project}/", "")


def test_without_a_configuration_it_says_how_to_begin(run, tmp_path):
    """Exit code 2."""
    result = build(run, tmp_path)
    assert result.exit_code == 2
    assert "feedkit init" in result.stderr


def test_the_configuration_can_be_another_file(run, project):
    """Relative to the project, and faults in it show its lines."""
    (project / "feedkit.yml").rename(project / "staging.yml")
    assert build(run, project, "-c", "staging.yml").exit_code == 0
    (project / "staging.yml").write_text("site:\n  titel: A\n")
    assert "titel: A\n" in build(run, project, "-c", "staging.yml").stderr


def test_two_moments_are_a_usage_error(run, project):
    """Neither silently wins."""
    result = build(run, project, env={"SOURCE_DATE_EPOCH": "1"})
    assert result.exit_code == 2
    assert "both given" in result.stderr


def test_source_date_epoch_decides_what_is_out(run, project):
    """As `--now` does."""
    result = run("-C", project, "build", "--output-format", "json", env={"SOURCE_DATE_EPOCH": "1780400000"})
    assert json.loads(result.stdout)["output"]["entries"] == 2


def test_colors_are_for_those_who_want_them(run, project):
    """On both streams, or on none."""
    (project / "articles" / "new.md").write_text(
        "---\ntitle: A\ndate: 2026-05-01T00:00:00Z\nauthors: [Ana]\ntilte: B\n---\n\nWords.\n"
    )
    colored = build(run, project, "--color", "always")
    assert "\x1b[" in colored.stdout
    assert "\x1b[" in colored.stderr
    assert "\x1b[" not in build(run, project).output
    assert "\x1b[" in build(run, project, env={"FORCE_COLOR": "1"}).output
    assert "\x1b[" not in build(run, project, env={"FORCE_COLOR": "1", "NO_COLOR": "1"}).output


@pytest.mark.parametrize("form", ["full", "concise"])
def test_articles_cannot_steer_the_terminal(shell, project, form):
    """Escape sequences in names, keys and values are written out, in every stream."""
    hostile = '---\ntitle: "a\\e]0;owned\\a"\ndate: 2026-05-01T00:00:00Z\n"\x9b31m\\e[2J": 1\ntags: ["\\e[1m"]\n---\n\nWords \x1b[31m.\n'
    (project / "articles" / "evil.md").write_text(hostile, encoding="utf-8")
    (project / "articles" / "\x1b[31mred.md").write_text("no front matter")
    result = shell("build", "--now", NOW, "--output-format", form, "-v")
    assert result.returncode == 1
    for stream in (result.stdout.decode(), result.stderr.decode()):
        assert not {"\x1b", "\x07", "\x9b"} & set(stream)
    assert b"Traceback" not in result.stderr
    assert b"bug" not in result.stderr


def test_streams_and_exit_codes_of_a_real_process(shell, project):
    """Results on standard output, findings on standard error, and no bar where nobody watches."""
    good = shell("build", "--now", NOW)
    assert (good.returncode, good.stderr) == (0, b"")
    assert b"public/index.html" in good.stdout
    (project / "articles" / "bad.md").write_text(FAULT)
    bad = shell("build", "--now", NOW)
    assert (bad.returncode, bad.stdout) == (1, b"")
    assert b"error[FK101]" in bad.stderr
