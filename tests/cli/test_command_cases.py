"""The cases of `tests/cases/commands`: what is typed in a small publication, and what each command finds.

A line of a session that begins with `$ ` is typed: `feedkit …` or a line for the shell. Beneath stands what it finds, one
finding a line: place (`-` for none), code, name and message; and `[1]` for an exit code other than 0. The time is NOW.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner
from literate import TESTS, USUAL, Publication, publications

from feedkit.cli.front_door import main

CASES = publications(TESTS / "cases" / "commands")
NOW = "2026-06-01T12:00:00Z"
STEADY = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_AUTHOR_DATE": NOW, "GIT_COMMITTER_DATE": NOW} | {
    f"GIT_{who}_{what}": "ana@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
}


def feedkit(words: list[str], folder: Path) -> list[str]:
    """What the command finds, and how it ends."""
    settings = {"FEEDKIT_NOW": NOW, "FEEDKIT_OUTPUT_FORMAT": "json", "FEEDKIT_DIRECTORY": str(folder)}
    result = CliRunner().invoke(main, words, env=settings)
    made = json.loads(result.stdout)
    assert (made["summary"]["failure"] is None) == (result.exit_code in {0, 1}), result.output
    found = [shown(each) for each in made["diagnostics"] if each["name"] not in USUAL]
    return found if result.exit_code == 0 else [*found, f"[{result.exit_code}]"]


def shown(each: dict) -> str:
    start = each["range"]["start"] if each["range"] else None
    where = f"{each['file']}:{start['line']}:{start['column']}" if start else each["file"] or "-"
    return f"{where} {each['code']} {each['name']} {each['message']}"


def played(case: Publication, folder: Path) -> str:
    """The session with what is really found."""
    lines = []
    for typed in (line for line in case.session.split("\n") if line.startswith("$ ")):
        lines.append(typed)
        words = shlex.split(typed[2:])
        if words[0] == "feedkit":
            lines += feedkit(words[1:], folder)
        else:
            subprocess.run(["sh", "-ec", typed[2:]], cwd=folder, env={**os.environ, **STEADY}, check=True, timeout=60)
    return re.sub(r"\((?:[0-9a-f]{7})\)", "(…)", "\n".join(lines))  # commits hold the lock, whose form may change


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case, tmp_path):
    """Each command finds this and nothing else."""
    case.write(tmp_path)
    assert played(case, tmp_path).replace(str(tmp_path), "…") == case.session
