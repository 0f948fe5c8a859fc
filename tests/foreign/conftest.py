"""Old feeds as their generators write them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from feedkit.foreign import ForeignFeed, read

CASES = Path(__file__).parent.parent / "cases" / "foreign"


@pytest.fixture
def case() -> Callable[[str], ForeignFeed]:
    """The feed of that name, which must be read without a finding."""

    def case(name: str) -> ForeignFeed:
        feed, found = read((CASES / name).read_bytes(), name)
        assert found == []
        assert feed is not None
        return feed

    return case
