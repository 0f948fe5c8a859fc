"""A publication with the three articles that the old feeds in `tests/cases/foreign` had."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedkit.config import Config, load

CASES = Path(__file__).parent.parent / "cases" / "foreign"
NOW = datetime(2024, 6, 1, tzinfo=UTC)
CONFIG = """\
site: {title: Kitchen Notes, url: "https://notes.example.org/"}
content: {permalink: "/{year}/{month}/{slug}/"}
"""
ARTICLES = {
    "tea-without-kettles": ("Tea without kettles", "2024-03-05T07:30:00Z"),
    "a-map-of-quiet-streets": ("A map of quiet streets", "2024-03-12T18:00:00Z"),
    "why-we-repaired-the-clock": ("Why we repaired the clock", "2024-04-02T09:15:00Z"),
}


@dataclass(frozen=True)
class Kitchen:
    """The publication on disk."""

    folder: Path

    @property
    def config(self) -> Config:
        return load(self.folder / "feedkit.yml", environ={})

    @property
    def lock(self) -> str:
        file = self.folder / "feedkit.lock"
        return file.read_text("utf-8") if file.exists() else ""

    def article(self, name: str, title: str, date: str, more: str = "") -> None:
        text = f"---\ntitle: {title}\ndate: {date}\n{more}---\n\nWords about {title}.\n"
        (self.folder / "articles" / f"{name}.md").write_text(text, "utf-8")


@pytest.fixture
def kitchen(tmp_path) -> Kitchen:
    (tmp_path / "feedkit.yml").write_text(CONFIG)
    (tmp_path / "articles").mkdir()
    made = Kitchen(tmp_path)
    for name, (title, date) in ARTICLES.items():
        made.article(name, title, date)
    return made


@pytest.fixture
def cases() -> Path:
    """Where the old feeds are."""
    return CASES


@pytest.fixture
def now() -> datetime:
    """A day after all of them."""
    return NOW
