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
    "feeds.opml", "index.html",
)  # fmt: skip
NOW = "2026-05-28T20:00:00Z"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample publication, built where nothing else is."""
    project = tmp_path_factory.mktemp("sample") / "project"
    project.mkdir()
    shutil.copytree(ROOT / "articles", project / "articles")
    for name in ("feedkit.yml", "feedkit.lock"):
        shutil.copy(ROOT / name, project / name)
    done = subprocess.run(
        [sys.executable, "-m", "feedkit", "build", "--frozen", "--now", NOW],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "warning" not in done.stderr
    return project / "public"


@pytest.mark.parametrize("name", GOLDENS)
def test_the_sample_publication_gives_these_bytes(name: str, built: Path, request: pytest.FixtureRequest) -> None:
    """Byte for byte, so that no change of the output goes unseen."""
    expected = EXPECTED / name
    if request.config.getoption("--update-goldens"):
        expected.parent.mkdir(parents=True, exist_ok=True)
        expected.write_bytes((built / name).read_bytes())
    assert (built / name).read_text("utf-8") == expected.read_text("utf-8")


def test_no_golden_is_left_over() -> None:
    """Every expected file belongs to a format that is still made."""
    assert {path.relative_to(EXPECTED).as_posix() for path in EXPECTED.rglob("*") if path.is_file()} == set(GOLDENS)


def test_the_sample_publication_builds_without_a_finding(built: Path) -> None:
    """It is what newcomers look at first."""
    assert (built / "index.html").exists()
