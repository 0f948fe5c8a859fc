"""A publication for articles to belong to."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from feedkit.article.article import Publication
from feedkit.model import Person


@pytest.fixture
def publication() -> Publication:
    return Publication(
        site_url="https://example.org/",
        zone=ZoneInfo("Europe/Berlin"),
        people={
            "ana": Person(name="Ana Silva", email="ana@example.org", key="ana"),
            "ben-ito": Person(name="Ben Ito", key="ben-ito"),
        },
        files={
            "launch.md": 1,
            "images/banner.png": 1234,
            "audio/talk.mp3": 56789,
            "_bodies/text.md": 10,
            "_bodies/text.html": 10,
        },
    )
