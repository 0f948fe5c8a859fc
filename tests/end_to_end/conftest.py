"""Small projects, built by the real command in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import pytest

CONFIGURATION = """
site:
  title: Example
  url: https://example.org/
  timezone: Europe/Berlin
  author: {name: Ana Silva, email: ana@example.org}
feeds:
  - {name: main}
  - {name: tag, split_by: tag}
"""
NOW = "2026-06-01T12:00:00Z"


@dataclass(frozen=True)
class Project:
    """A folder with a configuration and articles."""

    folder: Path

    def write(self, path: str, text: str | bytes) -> Path:
        """A file of the project; text is dedented."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else dedent(text).lstrip("\n").encode())
        return target

    def article(
        self, name: str, *, title: str | None = None, date: str = "2026-05-07 12:00", body: str = "", **keys: str
    ) -> Path:
        """An article with a title, a date and a body of its own."""
        front_matter = "".join(
            f"{key}: {value}\n" for key, value in ({"title": title or name.title(), "date": date} | keys).items()
        )
        return self.write(f"articles/{name}.md", f"---\n{front_matter}---\n{body or f'The text of {name}.'}\n")

    def run(self, *words: str, now: str | None = NOW, **environ: str) -> subprocess.CompletedProcess[str]:
        """What `feedkit WORDS` does here."""
        given = {key: value for key, value in os.environ.items() if not key.startswith(("FEEDKIT_", "SOURCE_DATE"))}
        clock = ["--now", now] if now else []
        return subprocess.run(
            [sys.executable, "-m", "feedkit", words[0], *clock, *words[1:]],
            cwd=self.folder,
            env=given | environ,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )

    def build(self, *words: str, **environ: str) -> subprocess.CompletedProcess[str]:
        """A build that must succeed."""
        done = self.run("build", *words, **environ)
        assert done.returncode == 0, done.stdout + done.stderr
        return done

    def public(self) -> dict[str, bytes]:
        """Every file of the output folder but feedkit's own."""
        root = self.folder / "public"
        found = {
            path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()
        }
        return {path: content for path, content in found.items() if not path.startswith(".feedkit/")}


@pytest.fixture
def make_project(tmp_path: Path) -> Callable[..., Project]:
    """Makes a project of one's own."""

    def make(name: str = "project", configuration: str = CONFIGURATION) -> Project:
        project = Project(tmp_path / name)
        project.write("feedkit.yml", configuration)
        (project.folder / "articles").mkdir(exist_ok=True)
        return project

    return make


@pytest.fixture
def project(make_project: Callable[..., Project]) -> Project:
    """A project with three articles."""
    made = make_project()
    made.article("first", date="2026-05-01 08:00", tags="[news, ai]")
    made.article("second", date="2026-05-02 08:00", tags="[ai]")
    made.article("third", date="2026-05-03 08:00", tags="[news]")
    return made
