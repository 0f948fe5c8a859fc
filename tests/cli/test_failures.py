"""Whatever happens becomes an exit code and a message, never a bare traceback."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

from feedkit.cli.failures import exit_code_of
from feedkit.diagnostics import Diagnostic, Place
from feedkit.exceptions import ConfigurationError, FeedkitError, FileError, GuardError
from feedkit.rules import config as rules

FINDING = Diagnostic(
    rule=next(each for each in vars(rules).values() if getattr(each, "code", "") == "FK001"),
    place=Place("feedkit.yml", 1, 1, 1, 5),
    message="the `site` is missing",
)


def raising(error):
    def run():
        raise error

    return run


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (FileError("a.md cannot be read"), 2, "error: a.md cannot be read\n"),
        (FeedkitError("no", help="do"), 2, "error: no\n  = help: do\n"),
        (GuardError("public/ is not ours"), 4, "error: public/ is not ours\n"),
        (ConfigurationError("feedkit.yml cannot be used"), 2, "error: feedkit.yml cannot be used\n"),
        (
            OSError(errno.ENOSPC, "No space left on device", "public/rss.xml"),
            2,
            "error: public/rss.xml: No space left on device\n",
        ),
        (OSError("odd"), 2, "error: odd\n"),
        (click.ClickException("odd"), 2, "Error: odd\n"),
        (click.FileError("a.md", "odd"), 2, "odd"),
        (click.UsageError("odd"), 2, "Error: odd\n"),
        (KeyboardInterrupt(), 130, "error: interrupted\n"),
        (click.Abort(), 130, "error: interrupted\n"),
        (BrokenPipeError(errno.EPIPE, "Broken pipe"), 141, ""),
        (ZeroDivisionError("division by zero"), 2, "this is a bug in feedkit"),
        (RecursionError("too deep"), 2, "this is a bug in feedkit"),
        (MemoryError(), 2, "this is a bug in feedkit"),
    ],
)
def test_each_exception_has_its_exit_code(capsys, error, code, said):
    """Nothing goes to standard output, and nothing is a traceback."""
    assert exit_code_of(raising(error), {}) == code
    printed = capsys.readouterr()
    assert printed.out == ""
    assert said in printed.err
    assert "Traceback" not in printed.err


@pytest.mark.parametrize(("result", "code"), [(None, 0), (0, 0), (1, 1), (3, 3), (True, 0), ("x", 0)])
def test_what_a_command_returns_is_its_exit_code(result, code):
    """A whole number; anything else is success."""
    assert exit_code_of(lambda: result, {}) == code


def test_a_bug_says_where_it_is_and_how_to_see_more(capsys):
    """Enough to report it by, in four lines."""
    exit_code_of(raising(ZeroDivisionError("division by zero")), {})
    lines = capsys.readouterr().err.splitlines()
    assert lines[1] == "       ZeroDivisionError: division by zero"
    assert lines[2].startswith("       feedkit ")
    assert lines[3] == "  = help: run the command again with -vv and report what it prints"
    assert len(lines) == 4


@pytest.mark.parametrize(("given", "environ"), [({"verbose": 2}, {}), ({}, {"FEEDKIT_TRACEBACK": "1"})])
def test_tracebacks_are_for_those_who_ask(capsys, monkeypatch, given, environ):
    """And escape sequences in them are written out."""
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    exit_code_of(raising(ValueError("\x1b[31mred")), given)
    printed = capsys.readouterr().err
    assert "Traceback (most recent call last):" in printed
    assert "ValueError: ␛[31mred" in printed
    assert "\x1b" not in printed


def test_findings_about_the_configuration_are_shown(capsys):
    """All of them, then why nothing was done."""
    assert (
        exit_code_of(
            raising(ConfigurationError("feedkit.yml cannot be used", [FINDING, FINDING])), {"output_format": "concise"}
        )
        == 2
    )
    line = "feedkit.yml:1:1: error[FK001] the `site` is missing\n"
    assert capsys.readouterr().err == line * 2 + "error: feedkit.yml cannot be used\n"


def test_failures_are_json_for_those_who_asked_for_json(capsys):
    """One document on standard output, nothing on standard error."""
    exit_code_of(raising(ConfigurationError("no", [FINDING], help="do")), {"output_format": "json"})
    printed = capsys.readouterr()
    read = json.loads(printed.out)
    assert printed.err == ""
    assert read["summary"]["failure"] == {"message": "no", "help": "do"}
    assert read["summary"]["exit_code"] == 2
    assert read["diagnostics"][0]["code"] == "FK001"


def test_contradicting_options_do_not_hide_a_failure(capsys):
    """The report of a failure is made even when `-v` and `-q` are both there."""
    assert exit_code_of(raising(FileError("no")), {"verbose": 1, "quiet": True}) == 2
    assert capsys.readouterr().err == "error: no\n"


def test_a_closed_pipe_is_no_fault(shell):
    """`feedkit explain | head -1` is quiet."""
    command = f"{sys.executable} -m feedkit schema diagnostics | true; exit ${{PIPESTATUS[0]}}"
    for _ in range(3):
        result = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
        assert result.stderr == b""
        assert result.returncode in (0, 141)
    read, write = os.pipe()
    os.close(read)
    result = shell("schema", "diagnostics", capture_output=False, stdout=write, stderr=subprocess.PIPE)
    os.close(write)
    assert (result.returncode, result.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
def test_a_full_disk_is_told(shell):
    """Output that was lost is not success."""
    with Path("/dev/full").open("wb") as full:
        result = shell("schema", "diagnostics", capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert result.returncode == 2
    assert result.stderr == b"error: No space left on device\n"


def test_closed_streams_are_no_fault(tmp_path):
    """`>&-` and `2>&-` leave nobody to tell, and nothing to complain about."""
    for redirection in (">&-", "2>&-", ">&- 2>&-"):
        result = subprocess.run(
            ["bash", "-c", f"{sys.executable} -m feedkit explain FK102 {redirection}"],
            cwd=tmp_path,
            capture_output=True,
            check=False,
        )
        assert result.returncode == 0
        assert result.stderr == b""


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_signals_unwind_and_exit_by_the_convention_of_shells(tmp_path, number, code):
    """What was begun is cleaned up."""
    program = (
        "import sys, time\nfrom feedkit.cli.failures import exit_code_of\n"
        "def run():\n    try:\n        print('ready', flush=True)\n        time.sleep(30)\n    finally:\n        print('cleaned', flush=True)\n"
        "sys.exit(exit_code_of(run, {}))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path
    )
    assert process.stdout.readline() == b"ready\n"
    time.sleep(0.1)
    process.send_signal(number)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (code, b"cleaned\n")
    assert b"Traceback" not in err


def test_signal_handlers_are_put_back():
    """A program that calls the command line keeps its own."""
    before = signal.getsignal(signal.SIGTERM)
    exit_code_of(lambda: None, {})
    assert signal.getsignal(signal.SIGTERM) is before


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_text_that_the_terminal_cannot_encode_is_no_fault(shell, project, encoding):
    """It gets escapes, not a crash."""
    result = shell("new", "漢字", "--now", "2026-05-28", env={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"})
    assert (result.returncode, result.stderr) == (0, b"")
    expected = rb"\u6f22\u5b57" if encoding == "latin-1" else "漢字".encode()
    assert expected in result.stdout
