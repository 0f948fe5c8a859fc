"""How the command line is run in tests: in this process for its logic, in a real one for streams and exit codes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from feedkit.cli.front_door import main

CONFIG = "site:\n  title: Robot News\n  url: https://robots.example.org/\n"
_STEERING = ("FEEDKIT_", "NO_COLOR", "FORCE_COLOR", "CLICOLOR", "SOURCE_DATE_EPOCH", "COLUMNS")


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch):
    """No variable of the machine steers the command line."""
    for name in list(os.environ):
        if name.startswith(_STEERING):
            monkeypatch.delenv(name)


@pytest.fixture
def run():
    """Runs a command line in this process."""

    def run(*arguments: object, **settings):
        return CliRunner().invoke(main, [str(each) for each in arguments], **settings)

    return run


@pytest.fixture
def shell(tmp_path):
    """Runs a command line in a process of its own, in the temporary folder."""

    def shell(*arguments: object, env: dict[str, str] | None = None, cwd: Path | None = None, **settings):
        command = [sys.executable, "-m", "feedkit", *(str(each) for each in arguments)]
        settings = {
            "capture_output": True,
            "timeout": 60,
            **({} if "input" in settings else {"stdin": subprocess.DEVNULL}),
            **settings,
        }
        return subprocess.run(command, cwd=cwd or tmp_path, env={**os.environ, **(env or {})}, check=False, **settings)

    return shell


@pytest.fixture
def project(tmp_path):
    """A publication of one article that was published, one of the future, a draft and one that expired."""
    articles = tmp_path / "articles"
    articles.mkdir()
    (tmp_path / "feedkit.yml").write_text(CONFIG)
    for name, lines in {
        "published": "title: Robots knit\ndate: 2026-05-07T19:00:00Z\ntags: [wool]",
        "future": "title: Robots sew\ndate: 2026-05-31T15:00:00Z",
        "draft": "title: Robots dream\ndate: 2026-05-01T19:00:00Z\ndraft: true",
        "expired": "title: Robots rest\ndate: 2026-05-02T19:00:00Z\nexpires: 2026-05-03T00:00:00Z",
    }.items():
        (articles / f"{name}.md").write_text(f"---\n{lines}\nauthors: [Ana Silva]\n---\n\nWords about it.\n")
    return tmp_path
