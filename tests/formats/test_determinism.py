"""The same feed is the same bytes on every machine."""

from __future__ import annotations

import locale
import os
import subprocess
import sys

import pytest

SCRIPT = """
import locale, sys
from datetime import datetime, timezone, timedelta
from feedkit.formats import load, opml
from feedkit.model import Entry, Feed, FeedLink, Person
locale.setlocale(locale.LC_ALL, "")
moment = datetime(2026, 3, 5, 23, 30, tzinfo=timezone(timedelta(hours=-3)))
entry = Entry(id="tag:example.org,2026:1", url="https://example.org/1", title="Größe", published=moment, updated=moment,
              summary="S & s", content="<p>C</p>", authors=(Person(name="Ann"),), category="c", tags=tuple("zyxw"))
links = tuple(FeedLink(format=n, path="a." + n, url="https://example.org/a." + n, media_type="application/rss+xml")
              for n in ("rss", "atom", "json"))
feed = Feed(name="a", id="tag:example.org,2026:a", title="T", description="D", url="https://example.org/", language="en",
            authors=(Person(name="Ann"),), entries=(entry,), updated=moment, links=links, hubs=("https://h.example/",),
            categories=("b", "a"), stylesheet="x.css")
for link in links:
    sys.stdout.buffer.write(load(link.format).render(feed, link.path))
sys.stdout.buffer.write(opml.render([feed], title="T", updated=moment))
"""
PLACES = (
    {"TZ": "Asia/Kathmandu", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
    {"TZ": "America/St_Johns", "LC_ALL": "POSIX", "PYTHONHASHSEED": "2"},
    {"TZ": "UTC", "LC_ALL": "de_DE.UTF-8", "PYTHONHASHSEED": "3"},
)


def has_locale(name: str) -> bool:
    before = locale.setlocale(locale.LC_TIME)
    try:
        locale.setlocale(locale.LC_TIME, name)
    except locale.Error:
        return False
    else:
        return True
    finally:
        locale.setlocale(locale.LC_TIME, before)


def written_at(place: dict[str, str]) -> bytes:
    made = subprocess.run([sys.executable, "-c", SCRIPT], env=os.environ | place, check=False, capture_output=True)
    assert made.returncode == 0, made.stderr.decode()
    return made.stdout


def test_zone_locale_and_hash_seed_do_not_matter():
    first, *others = (written_at(place) for place in PLACES if has_locale(place["LC_ALL"]))
    assert others
    for other in others:
        assert other == first
    assert b"<pubDate>Fri, 06 Mar 2026 02:30:00 +0000</pubDate>" in first


@pytest.mark.parametrize("name", ["rss", "atom", "json"])
def test_writing_twice_gives_the_same(name, make_full_feed, render):
    assert render(name, make_full_feed()) == render(name, make_full_feed())
