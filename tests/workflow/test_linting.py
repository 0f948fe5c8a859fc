"""Feeds that were made are linted in whatever process, and those that are sound once."""

from __future__ import annotations

import pytest

from feedkit.cache import Cache, basis_of
from feedkit.executors import Processes, Serial
from feedkit.workflow import linting
from tests.checks.feeds.test_made import CLEAN, check_made, document, linted

SOUND = (CLEAN / "rss.xml").read_bytes()
WRONG = SOUND.replace(b"</channel>", b"<ttl>0</ttl></channel>")
BOTH = [
    document("main.xml", SOUND, "rss.xml"),
    document("tag.xml", WRONG, "rss.xml"),
    document("x.xml", WRONG, "rss.xml"),
]


@pytest.mark.parametrize("executor", [Serial, Processes])
def test_the_same_is_found_in_any_process(executor, monkeypatch):
    monkeypatch.setattr(linting, "_PAYS", 0)
    with executor() as engine:
        found = linted(BOTH, executor=engine, cache=None)
    assert [each.rule.name for each in found] == ["wrong-number"] * 2
    assert found == check_made(BOTH)


def test_what_was_sound_is_not_looked_at_again_and_what_was_not_is(tmp_path, monkeypatch):
    """A document is known by its bytes; one with a fault is told each time, and goes once it is mended."""
    cache, looked = Cache(project=tmp_path), []
    check = linting.check_feed
    monkeypatch.setattr(linting, "check_feed", lambda content, path: looked.append(path) or check(content, path))
    assert linted(BOTH[:1], executor=Serial(), cache=cache) == []
    found = linted(BOTH, executor=Serial(), cache=cache)
    assert found == linted(BOTH, executor=Serial(), cache=cache)
    assert [each.place.path for each in found] == ["tag.xml", "x.xml"]
    assert looked == ["main.xml", "tag.xml", "x.xml", "tag.xml", "x.xml"]
    assert linted(BOTH[:1], executor=Serial(), cache=cache) == []
    assert len(cache.load("linted", basis_of())) == 1
