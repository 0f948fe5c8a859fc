"""Findings as people read them."""

from __future__ import annotations

from dataclasses import replace

import click
import pytest

from feedkit.cli.reports import Failure, Findings, full
from feedkit.diagnostics import Diagnostic, Place
from feedkit.rules import front_matter as rules

EXPECTED = """\
error[FK112]: there is no month 13
  --> articles/launch.md:4:7
   |
 4 | date: 2026-13-02
   |       ^^^^^^^^^^
   |
   = help: write 2026-12-13
           or 2026-12-13T09:00+01:00
   = see: feedkit explain FK112

warning[FK111]: 3 entries would be new again
  --> articles/old.md
   = note: the first is a
   = note: the second is b
   = see: feedkit explain FK111

info[FK990]: nothing to see
   = see: feedkit explain FK990

Found 1 error, 1 warning, 1 notice in 7 articles (0.41 s). Nothing was written."""


def test_findings_have_place_excerpt_caret_help_and_count(look, diagnostics):
    """The whole form, to the letter."""
    findings = Findings(diagnostics=diagnostics, articles=7, seconds=0.412, consequence="Nothing was written.")
    assert full.render(findings, look) == EXPECTED


def test_colors_change_nothing_but_colors(look, diagnostics):
    """Without its colours, the coloured form is the plain one."""
    findings = Findings(diagnostics=diagnostics, articles=7, seconds=0.412, consequence="Nothing was written.")
    colored = full.render(findings, replace(look, color=True))
    assert colored != EXPECTED
    assert click.unstyle(colored) == EXPECTED


def test_quiet_shows_errors_only(look, diagnostics):
    """No warnings, no count."""
    shown = full.render(Findings(diagnostics=diagnostics, articles=7), replace(look, quiet=True))
    assert shown == EXPECTED.partition("\n\n")[0]


def test_nothing_found_is_nothing_said(look):
    """Silence is success."""
    assert full.render(Findings(articles=7, seconds=1), look) == ""


def test_a_failure_ends_the_report(look, diagnostics):
    """Why the command stopped comes last, after what was found."""
    failure = Failure(message="feedkit.yml cannot be used\nmore of it", exit_code=2, help="correct it")
    shown = full.render(Findings(diagnostics=diagnostics[:1], failure=failure), replace(look, quiet=True))
    assert shown.endswith(
        "= see: feedkit explain FK112\n\nerror: feedkit.yml cannot be used\n       more of it\n  = help: correct it"
    )


def test_no_line_ends_in_blanks(look, diagnostics):
    """Also where help has an empty line."""
    failure = Failure(message="no\n\nat all", exit_code=2, help="write\n\n  this")
    shown = full.render(Findings(diagnostics=diagnostics, failure=failure), look)
    assert [line.rstrip() for line in shown.splitlines()] == shown.splitlines()
    assert shown.endswith("  = help: write\n\n            this")


def test_line_numbers_of_any_width_line_up(tmp_path, look):
    """The bars stand in one column."""
    (tmp_path / "long.md").write_text("\n" * 1_233 + "title: x\n")
    diagnostic = Diagnostic(rule=rules.DUPLICATE_KEY, place=Place("long.md", 1_234, 1, 1_234, 6), message="m")
    lines = full.render(Findings(diagnostics=(diagnostic,)), look).splitlines()
    assert lines[1] == "     --> long.md:1234:1"
    assert lines[2:6] == ["      |", " 1234 | title: x", "      | ^^^^^", "      |"]


@pytest.mark.parametrize("field", ["message", "help", "notes", "path", "line"])
def test_escape_sequences_never_reach_the_terminal(tmp_path, look, field):
    """Whatever part of a finding carries them, they are written out."""
    hostile = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e"
    (tmp_path / "a.md").write_text(f"title: {hostile}\n" if field == "line" else "title: x\n", encoding="utf-8")
    given = {"message": "m", "help": "h", "notes": ("n",), "place": Place("a.md", 1, 8, 1, 9)}
    if field == "path":
        given["place"] = Place(f"{hostile}.md")
    elif field != "line":
        given[field] = (hostile,) if field == "notes" else hostile
    shown = full.render(Findings(diagnostics=(Diagnostic(rule=rules.DUPLICATE_KEY, **given),)), look)
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(shown)
    assert "␛]0;owned␇␛[2J<U+009B>31m<U+202E>" in shown
