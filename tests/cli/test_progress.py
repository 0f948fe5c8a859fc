"""A bar for those who watch and wait."""

from __future__ import annotations

import pytest

from feedkit.cli.progress import PATIENCE, progress, silent

SHOW_CURSOR = "\x1b[?25h"


def test_nobody_watches_nothing_is_shown(capsys):
    """No bar, and rich is not asked for one."""
    with progress(watched=False) as report:
        assert report is silent
        report("reading", 1, 2)
    assert capsys.readouterr() == ("", "")


def test_quick_work_shows_no_bar(capsys):
    """A bar that flashes up is noise."""
    with progress(watched=True, clock=iter([0.0, 0.1, PATIENCE - 0.01]).__next__) as report:
        report("reading", 1, 2)
        report("reading", 2, 2)
    assert capsys.readouterr() == ("", "")


def test_long_work_shows_each_stage_on_standard_error(capsys, monkeypatch):
    """And nothing on standard output."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    with progress(watched=True, clock=iter([0.0, PATIENCE]).__next__) as report:
        report("reading [bold]", 1, 2)
        report("feeds", 0, 3)
        report("feeds", 3, 3)
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "reading [bold]" in printed.err
    assert "feeds" in printed.err


def test_the_bar_is_taken_away_when_the_work_fails(capsys, monkeypatch):
    """The cursor comes back, and the error is shown below."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")

    def work():
        with progress(watched=True, clock=iter([0.0, PATIENCE]).__next__) as report:
            report("reading", 1, 2)
            raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        work()
    assert SHOW_CURSOR in capsys.readouterr().err.rpartition("reading")[2]
