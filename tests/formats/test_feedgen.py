"""The door to feedgen: its faults stay behind it, and we notice when they go away."""

from __future__ import annotations

import locale
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version

import pytest
from feedgen.feed import FeedGenerator

from feedkit.formats._projection import contact
from feedkit.model import Person


def test_feedgen_is_the_version_whose_faults_are_known():
    """If this fails, read the table in the adapter again: it reaches into one private attribute."""
    assert version("feedgen") == "1.0.0"


def test_feedgen_still_loses_what_an_entrys_links_say():
    """When this fails, feedgen's issue 135 is fixed, and the links need not be written anew."""
    made = FeedGenerator()
    entry = made.add_entry()
    entry.id("tag:example.org,2026:1")
    entry.title("Title")
    entry.link(href="https://example.org/", rel="alternate", type="text/html")
    entry.link(href="https://example.org/a.mp3", rel="enclosure", type="audio/mpeg", length="1")
    links = entry.atom_entry().findall("link")
    assert [dict(each.attrib) for each in links] == [
        {"href": "https://example.org/"},
        {"href": "https://example.org/a.mp3"},
    ]


def test_feedgen_still_keeps_the_time_we_take_from_it_under_the_same_name():
    assert "_FeedGenerator__rss_lastBuildDate" in vars(FeedGenerator())


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_the_locale_of_the_process_is_left_alone(name, make_full_feed, render, monkeypatch):
    """feedgen would set it for each RSS date, and leave the wrong one behind when two threads do so."""
    render(name, make_full_feed())
    calls: list[object] = []
    monkeypatch.setattr(locale, "setlocale", lambda *given: calls.append(given))
    render(name, make_full_feed())
    assert calls == []


@pytest.mark.parametrize("name", ["rss", "atom", "json"])
def test_feeds_can_be_written_at_the_same_time(name, make_full_entry, make_full_feed, render):
    feeds = [make_full_feed(*(make_full_entry(n, title=f"{which}") for n in range(5))) for which in range(8)]
    alone = [render(name, each) for each in feeds]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda each: render(name, each), feeds * 3))
    assert together == alone * 3


@pytest.mark.parametrize("name", ["rss", "atom", "json"])
def test_unwritable_characters_are_left_out_rather_than_failing(name, make_full_entry, make_full_feed, render):
    """Those before us remove them and say so; if one slips through, the feed is written all the same."""
    wrong = make_full_entry(
        title="A\ud800rticle 0", summary="What\ufffe article 0\x0b says.", tags=("robots\x00", "R&D\x1b")
    )
    written = render(name, make_full_feed(wrong, description="All \x08that\udfff happens."))
    assert written == render(name, make_full_feed(make_full_entry()))


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ((Person(name="Zoë O'Neil", email="zoe+x@mail.example.org"),), "zoe+x@mail.example.org (Zoë O'Neil)"),
        ((Person(name="Ann"),), ""),
        ((), ""),
        ((Person(name="Ann", email="a@example.org"), Person(name="Bob")), ""),
        ((Person(name="Bob (the builder", email="b@example.org"),), ""),
        ((Person(name="<b>Bob", email="b@example.org"),), ""),
        ((Person(name=" ", email="b@example.org"),), ""),
        ((Person(name="Ann", email="a%b@example.org"),), ""),
        ((Person(name="Ann", email="a@localhost"),), ""),
        ((Person(name="Ann", email="a@example.org\nBcc: b@example.org"),), ""),
    ],
)
def test_an_address_is_only_said_where_rss_has_a_form_for_it(people, expected):
    assert contact(people) == expected
