"""The Tab key."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from feedkit.cli.front_door import COMMANDS


@pytest.mark.parametrize("name", ["bash", "zsh", "fish", "powershell"])
def test_each_shell_gets_a_script(run, name):
    """It asks feedkit by the variable feedkit knows, wherever it was made."""
    result = run("completion", name, env={"PATH": ""})
    assert (result.exit_code, result.stderr) == (0, "")
    assert "_FEEDKIT_COMPLETE" in result.stdout
    assert f"{name}_complete" in result.stdout


def complete(words, index):
    environ = {**os.environ, "_FEEDKIT_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(index)}
    result = subprocess.run([sys.executable, "-m", "feedkit"], env=environ, capture_output=True, text=True, check=True)
    assert result.stderr == ""
    return [line.partition(",")[2] for line in result.stdout.splitlines()]


@pytest.mark.parametrize(
    ("words", "index", "expected"),
    [
        ("feedkit bu", 1, {"build"}),
        ("feedkit ", 1, set(COMMANDS)),
        ("feedkit build --dr", 2, {"--drafts"}),
        ("feedkit list f", 2, {"future"}),
        ("feedkit schema ", 2, {"config", "article", "diagnostics", "diff", "send"}),
        ("feedkit build --color ", 3, {"auto", "always", "never"}),
    ],
)
def test_commands_options_and_values_are_completed(words, index, expected):
    """Before anything else is imported or read."""
    assert set(complete(words, index)) == expected


def test_the_bash_script_is_one_bash_reads():
    """And it completes."""
    script = subprocess.run(
        [sys.executable, "-m", "feedkit", "completion", "bash"], capture_output=True, text=True, check=True
    ).stdout
    asked = f'feedkit() {{ {sys.executable} -m feedkit "$@"; }}\n{script}\nCOMP_WORDS=(feedkit bui); COMP_CWORD=1\ncomplete -p feedkit'
    result = subprocess.run(["bash", "--norc", "-c", asked], capture_output=True, text=True, check=True)
    assert result.stdout.strip().endswith("-F _feedkit_completion feedkit")
