"""The sample publication gives these bytes; `make goldens` writes them anew, to be reviewed with `git diff`."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
EXPECTED = Path(__file__).parent / "expected"
GOLDENS = (
    "main.rss.xml", "main.atom.xml", "main.json", "agents.rss.xml", "agents.atom.xml", "category/ai-news.json", "author/nora-whitlock.atom.xml",
    "feeds.opml", "index.html", "editions/index.html", "editions/2026-05-28/index.html", "editions/feed.atom.xml",
    "mail/2026-05-26.html", "mail/2026-05-26.txt", "mail/2026-05-26.eml", "mail/2026-05-28.html", "mail/2026-05-28.txt", "mail/2026-05-28.eml",
)  # fmt: skip
NOW = "2026-05-28T20:00:00Z"


def run(project: Path, *words: str, now: str = NOW) -> str:
    """What a command says on standard output; it must find nothing to say on standard error."""
    command = [sys.executable, "-m", "feedkit", words[0], "--now", now, *words[1:]]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample publication, built where nothing else is."""
    project = tmp_path_factory.mktemp("sample") / "project"
    project.mkdir()
    for name in ("articles", "editions"):
        shutil.copytree(ROOT / name, project / name)
    for name in ("feedkit.yml", "feedkit.lock"):
        shutil.copy(ROOT / name, project / name)
    run(project, "build", "--frozen")
    for day in ("2026-05-26", "2026-05-28"):
        run(project, "digest", "--date", day, "--out", "public/mail")
    return project / "public"


@pytest.mark.parametrize("name", GOLDENS)
def test_the_sample_publication_gives_these_bytes(name: str, built: Path, request: pytest.FixtureRequest) -> None:
    """Byte for byte, so that no change of the output goes unseen."""
    expected = EXPECTED / name
    if request.config.getoption("--update-goldens"):
        expected.parent.mkdir(parents=True, exist_ok=True)
        expected.write_bytes((built / name).read_bytes())
    assert (built / name).read_bytes().decode() == expected.read_bytes().decode()


def test_no_golden_is_left_over() -> None:
    """Every expected file belongs to a format that is still made."""
    assert {path.relative_to(EXPECTED).as_posix() for path in EXPECTED.rglob("*") if path.is_file()} == set(GOLDENS)


def test_the_day_between_is_quiet(built: Path, tmp_path: Path) -> None:
    """On the evening of 27 May nothing had been published: no mail, and no failure."""
    project = tmp_path / "project"
    shutil.copytree(built.parent, project, ignore=shutil.ignore_patterns("public", "2026-05-28.json"))
    said = run(project, "digest", "--out", "quiet", now="2026-05-27T20:00:00Z")
    assert "2026-05-27 is a quiet day" in said
    assert not (project / "quiet").exists()
