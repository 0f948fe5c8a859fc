"""Every output format, fed the same findings; the goldens are what programs of others read."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from fluidattacks_core import sarif as official
from hypothesis import given, settings
from hypothesis import strategies as st

from feedkit.cli.excerpt import line_reader
from feedkit.cli.options import OUTPUT_FORMATS
from feedkit.cli.reports import Failure, Findings, Look, load
from feedkit.diagnostics import Applicability, Diagnostic, Edit, Fix, Place, Severity
from feedkit.rules import checking, content, front_matter, ids

MODEL = next(each for each in vars(official).values() if {"runs", "version"} <= set(getattr(each, "model_fields", ())))
GOLDENS = Path(__file__).parent / "goldens"
ARTICLE = "---\ntitle: Ä launch\ndate: 2026-5-7\n---\n\n🙂 <script>alert(1)</script>\n::error::forged 100%\n"
SUFFIX = {"json": "json", "sarif": "json", "gitlab": "json", "junit": "xml"}


def findings() -> Findings:
    """One of each severity, with and without place and fix, and words that would command GitHub."""
    path = "articles/launch, 1.md"
    date = Fix(
        message="write 2026-05-07",
        applicability=Applicability.SAFE,
        edits=(Edit(Place(path, 3, 7, 3, 15), "2026-05-07"),),
    )
    mark = Fix(message="delete it", applicability=Applicability.SAFE, edits=(Edit(Place(path, 1, 0, 1, 1), ""),))
    key = Fix(
        message="write `title`", applicability=Applicability.UNSAFE, edits=(Edit(Place(path, 2, 1, 2, 6), "title"),)
    )
    return Findings(
        diagnostics=(
            Diagnostic(rule=ids.UNREADABLE_LOCK, place=Place("feedkit.lock", 2, 1, 2, 9), message="a line of a merge"),
            Diagnostic(rule=checking.BYTE_ORDER_MARK, place=Place(path, 1, 1, 1, 1), message="a byte order mark", fix=mark),
            Diagnostic(rule=front_matter.UNKNOWN_KEY, place=Place(path, 2, 1, 2, 6), message="unknown key", fix=key),
            Diagnostic(rule=front_matter.INVALID_DATE, place=Place(path, 3, 7, 3, 15), message="not a date", help="write 2026-05-07", fix=date),
            Diagnostic(rule=content.SCRIPT, place=Place(path, 6, 3, 7, 21), message="`<script>` is taken out\n::error::forged 100%", notes=("one, two: three",)),
            Diagnostic(rule=content.SCRIPT, place=Place(path, 6, 3, 6, 29), message="`<script>` is taken out"),
            Diagnostic(rule=content.UNPORTABLE_ATTRIBUTE, place=Place(""), message="about nothing on disk"),
        ),
        articles=1,
        seconds=0.41,
        consequence="Nothing was written.",
    )  # fmt: skip


@pytest.fixture
def look(tmp_path) -> Look:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "launch, 1.md").write_text(ARTICLE, "utf-8")
    return Look(lines=line_reader(tmp_path))


@pytest.mark.parametrize("name", OUTPUT_FORMATS)
def test_the_same_findings_in_every_format(name, look, request):
    """To the letter."""
    golden = GOLDENS / f"{name}.{SUFFIX.get(name, 'txt')}"
    made = load(name).render(findings(), look) + "\n"
    if request.config.getoption("--update-goldens"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(made, "utf-8", newline="\n")
    assert made == golden.read_text("utf-8")


@pytest.mark.parametrize("name", OUTPUT_FORMATS)
def test_a_failure_is_told_in_every_format(name, look):
    """A command that stopped has not passed."""
    failed = Findings(failure=Failure(message="feedkit.yml cannot be used", exit_code=2, help="correct it"))
    assert "feedkit.yml cannot be used" in load(name).render(failed, look)


@pytest.mark.parametrize("found", [findings(), Findings(), Findings(failure=Failure(message="no", exit_code=2))])
def test_sarif_is_what_the_standard_says(found, look):
    """By models made of the official schema, which know no other members."""
    (run,) = MODEL.model_validate_json(load("sarif").render(found, look)).runs
    assert run.column_kind.value == "unicodeCodePoints"
    assert len(run.results) == len(found.diagnostics)
    assert all(rule.help_uri for rule in run.tool.driver.rules or ())
    marks = [each.partial_fingerprints["feedkit/v1"] for each in run.results]
    assert len(set(marks)) == len(marks)


def test_the_model_of_sarif_can_say_no(look):
    """A judge that never refuses is none."""
    said = json.loads(load("sarif").render(findings(), look))
    said["runs"][0]["results"][0]["made_up"] = 1
    with pytest.raises(ValueError, match="made_up"):
        MODEL.model_validate(said)


@settings(max_examples=30)
@given(st.lists(st.text(), min_size=3, max_size=3), st.integers(0, 3), st.integers(0, 3))
def test_any_text_makes_well_formed_reports(texts, line, column):
    """Surrogates, control characters, quotes: JSON stays JSON, XML stays XML, and SARIF stays valid."""
    place = Place("a.md" if line else texts[2], line, column if line else 0, line, column if line else 0)
    found = Findings(
        diagnostics=(Diagnostic(rule=content.SCRIPT, place=place, message=texts[0] or "m", notes=(texts[1],)),)
    )
    bare = Look(lines=lambda _: None)
    for name in ("json", "gitlab"):
        json.loads(load(name).render(found, bare))
    MODEL.model_validate_json(load("sarif").render(found, bare))
    ET.fromstring(load("junit").render(found, bare).encode())


def annotations(text: str) -> list[str]:
    """What GitHub would heed: lines that are commands, but for those between the fences."""
    heeded, ends = [], ""
    for line in text.splitlines():
        if ends:
            ends = "" if line == ends else ends
        elif line.startswith("::stop-commands::"):
            ends = f"::{line.removeprefix('::stop-commands::')}::"
        elif line.startswith("::"):
            heeded.append(line)
        else:
            raise AssertionError(line)
    assert ends == ""
    return heeded


def many(severity: Severity, number: int, path: str) -> list[Diagnostic]:
    rule = replace(content.SCRIPT, severity=severity)
    return [Diagnostic(rule=rule, place=Place(path, each + 1), message="m") for each in range(number)]


def test_github_gets_ten_of_a_kind_and_a_count_of_the_rest(look):
    """Errors first, changed files first; nothing is dropped without a word."""
    found = [*many(Severity.WARNING, 30, "a.md"), *many(Severity.ERROR, 12, "b.md"), *many(Severity.ERROR, 1, "z.md")]
    shown = annotations(
        load("github").render(Findings(diagnostics=tuple(found)), replace(look, changed=frozenset(["z.md"])))
    )
    assert [line.partition(" ")[0] for line in shown] == ["::error"] * 10 + ["::warning"] * 10 + ["::notice"]
    assert shown[0].startswith("::error file=z.md,line=1")
    assert shown[-1] == "::notice title=feedkit::3 more errors and 20 more warnings are in the log"


@settings(max_examples=30)
@given(st.text(), st.text(min_size=1))
def test_no_text_of_an_article_commands_github(message, path):
    """Whatever it says, the number of commands is that of the findings."""
    found = Findings(
        diagnostics=(Diagnostic(rule=content.SCRIPT, place=Place(path, 1, 1, 1, 2), message=f"{message}\n::error::x"),)
    )
    assert len(annotations(load("github").render(found, Look(lines=lambda _: None)))) == 1


def test_paths_lead_from_where_the_command_runs(look):
    """In CI that is the root of the repository, wherever the project is in it."""
    found = Findings(diagnostics=tuple(many(Severity.ERROR, 1, "articles/a.md")))
    for name in ("sarif", "github", "gitlab", "junit"):
        assert "site/articles/a.md" in load(name).render(found, replace(look, prefix="site/"))


def test_junit_fails_what_fails_the_command(look):
    """Warnings pass with a word, unless they are to fail."""
    found = findings()
    root = ET.fromstring(load("junit").render(found, look))
    assert (root.get("tests"), root.get("failures")) == ("7", "2")
    strict = ET.fromstring(load("junit").render(replace(found, fail_on=Severity.WARNING), look))
    assert strict.get("failures") == "6"
    assert len(strict.findall("testsuite/testcase/failure")) == 6
