"""Findings to show."""

from __future__ import annotations

import pytest

from feedkit.cli.excerpt import line_reader
from feedkit.cli.reports import Look
from feedkit.diagnostics import Diagnostic, Place, Rule, Severity


def rule(code, severity):
    return Rule(
        code=code, name=f"name-of-{code.lower()}", severity=severity, what="What.", why="Why.", instead="Instead."
    )


ERROR, WARNING, NOTICE = rule("FK112", Severity.ERROR), rule("FK111", Severity.WARNING), rule("FK990", Severity.INFO)
LAUNCH = "---\ntitle: Launch\n\ndate: 2026-13-02\n---\n"


@pytest.fixture
def look(tmp_path):
    """A plain look at a project with one article."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "launch.md").write_text(LAUNCH)
    return Look(lines=line_reader(tmp_path))


@pytest.fixture
def diagnostics():
    """An error with a place, a warning about a whole file, and a notice about nothing on disk."""
    return (
        Diagnostic(
            rule=ERROR,
            place=Place("articles/launch.md", 4, 7, 4, 17),
            message="there is no month 13",
            help="write 2026-12-13\nor 2026-12-13T09:00+01:00",
        ),
        Diagnostic(
            rule=WARNING,
            place=Place("articles/old.md"),
            message="3 entries would be new again",
            notes=("the first is a", "the second is b"),
        ),
        Diagnostic(rule=NOTICE, place=Place(""), message="nothing to see"),
    )
