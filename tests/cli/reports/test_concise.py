"""Findings in a line each."""

from __future__ import annotations

from dataclasses import replace

import click

from feedkit.cli.reports import Failure, Findings, concise
from feedkit.diagnostics import Diagnostic, Place
from feedkit.rules import front_matter as rules

EXPECTED = """\
articles/launch.md:4:7: error[FK112] there is no month 13
articles/old.md: warning[FK111] 3 entries would be new again
info[FK990] nothing to see
Found 1 error, 1 warning, 1 notice in 1 article."""


def test_each_finding_is_a_line(look, diagnostics):
    """As compilers write them."""
    findings = Findings(diagnostics=diagnostics, articles=1)
    assert concise.render(findings, look) == EXPECTED
    assert click.unstyle(concise.render(findings, replace(look, color=True))) == EXPECTED


def test_quiet_shows_errors_only(look, diagnostics):
    """One error, one line."""
    assert concise.render(Findings(diagnostics=diagnostics), replace(look, quiet=True)) == EXPECTED.splitlines()[0]


def test_a_line_stays_a_line(look):
    """Line ends in paths and messages cannot forge a finding."""
    diagnostic = Diagnostic(
        rule=rules.DUPLICATE_KEY, place=Place("a\nb.md:1:1: error[FK101] c", 0), message="m\nn\x1b[0m"
    )
    shown = concise.render(Findings(diagnostics=(diagnostic,)), replace(look, quiet=True))
    assert shown == "a␊b.md:1:1: error[FK101] c: error[FK102] m␊n␛[0m"


def test_a_failure_ends_the_report(look):
    """Why the command stopped."""
    assert (
        concise.render(Findings(failure=Failure(message="no", exit_code=4, help="do")), look)
        == "error: no\n  = help: do"
    )
