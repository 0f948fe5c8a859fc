"""Entries are written once for all feeds that show them alike, and no byte of any feed depends on it."""

from dataclasses import replace

import pytest

from feedkit import formats
from feedkit.formats._parts import Parts

PATHS = {"rss": "feed.rss", "atom": "feed.atom", "json": "feed.json"}


@pytest.fixture
def feeds(sample_feed, sample_entries):
    """Feeds that share entries: in another order, alone, as summaries, in another language, twice, none at all."""
    full = sample_feed("main", "Everything & <more>")
    awkward = replace(
        sample_entries[0],
        title="\n    <item>\n  <entry>",
        content="<p>\n    <item>\n  <entry>]]>\n    </item>\n  </entry>\n</p>",
    )
    return [
        full,
        replace(full, entries=full.entries[::-1]),
        replace(full, entries=full.entries[2:3]),
        replace(full, full_content=False),
        replace(full, language="de"),
        replace(full, language="ar", entries=(*full.entries, *full.entries)),
        replace(full, entries=()),
        replace(full, entries=(awkward, *full.entries, awkward)),
        replace(full, entries=(awkward,), title="Another"),
        replace(full, entries=(replace(awkward, title="Same but not the same"),)),
    ]


@pytest.mark.parametrize("name", PATHS)
def test_shared_parts_change_no_byte(name, feeds):
    """Whatever was written before, in whatever order."""
    alone = [formats.load(name).render(feed, PATHS[name]) for feed in feeds]
    for order in (range(len(feeds)), reversed(range(len(feeds)))):
        parts = Parts()
        assert all(formats.render(name, feeds[at], PATHS[name], parts) == alone[at] for at in order)


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_putting_parts_together_gives_what_is_written_in_one_piece(name, feeds):
    """feedgen writes the whole feed here."""
    module = formats.load(name)
    for feed in feeds:
        assert module.render(feed, PATHS[name], Parts()) == module._write(feed, PATHS[name])


@pytest.mark.parametrize("name", PATHS)
def test_each_entry_is_written_once(name, feeds, monkeypatch):
    """The second feed of the same entries asks for nothing but its head."""
    parts = Parts()
    formats.render(name, feeds[0], PATHS[name], parts)
    asked = []
    of = Parts.of

    def watched(self, form, feed, write):
        return of(self, form, feed, lambda some: asked.append(len(some.entries)) or write(some))

    monkeypatch.setattr(Parts, "of", watched)
    formats.render(name, feeds[1], PATHS[name], parts)
    assert asked == []
    formats.render(name, feeds[3], PATHS[name], parts)
    assert asked == [len(feeds[3].entries)]


@pytest.mark.parametrize("name", PATHS)
def test_unwritable_characters_fall_back_to_the_whole_feed(name, feeds):
    """As they do without shared parts."""
    broken = replace(feeds[0].entries[0], content="<p>\x00\ud800bad</p>")
    feed = replace(feeds[0], entries=(broken, *feeds[0].entries[1:]))
    parts = Parts()
    formats.render(name, feeds[0], PATHS[name], parts)
    assert formats.render(name, feed, PATHS[name], parts) == formats.load(name).render(feed, PATHS[name])
