"""Article files are read by whichever process, and what goes wrong is a finding."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

from feedkit.article.article import Publication
from feedkit.article.watched import packed
from feedkit.dialects.terms import Settings
from feedkit.sources.article_files import Reading, text_of


def test_a_file_that_went_away_while_articles_were_read_is_told(tmp_path: Path) -> None:
    """An editor replaces a file in that moment; the others are read all the same."""
    publication = Publication(site_url="https://example.org/", zone=ZoneInfo("UTC"), people={})
    reading = Reading(
        root=str(tmp_path),
        publication=publication,
        settings=Settings(dialect="feedkit"),
        files=packed({}),
        max_bytes=1_000,
    )
    found = []
    assert text_of(reading, "gone.md", found) is None
    assert [(each.rule.code, each.place.path, each.message) for each in found] == [
        ("FK133", "articles/gone.md", "cannot be opened: No such file or directory")
    ]
