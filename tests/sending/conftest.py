"""What tests of sending need."""

from __future__ import annotations

import os

import pytest
from publications import Publication, make_publication


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch):
    for name in list(os.environ):
        if name.startswith(("FEEDKIT_", "SOURCE_DATE_EPOCH", "FORCE_COLOR")):
            monkeypatch.delenv(name)


@pytest.fixture
def publication(tmp_path) -> Publication:
    """One with a list of its own in SQLite."""
    return make_publication(tmp_path / "project", f"sqlite:///{tmp_path}/project/feedkit.db")


@pytest.fixture
def any_publication(tmp_path, database_url) -> Publication:
    """One for each kind of database."""
    return make_publication(tmp_path / "project", database_url)
