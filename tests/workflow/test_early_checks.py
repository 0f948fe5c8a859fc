"""Finished feeds are looked at in other processes, and whatever is found there is told as if it had been found here."""

from __future__ import annotations

from dataclasses import replace

import pytest

from feedkit import formats
from feedkit.executors import Processes, Serial
from feedkit.model import Document
from feedkit.workflow import early_checks
from feedkit.workflow.early_checks import EarlyChecks, is_sound


@pytest.fixture
def feeds(sample_feed):
    """Four feeds, the last with a relative address in its content."""
    found = [sample_feed(name, name.title()) for name in ("main", "robots", "papers", "broken")]
    entry = replace(found[-1].entries[0], content='<p><a href="/relative">x</a></p>')
    return [*found[:-1], replace(found[-1], entries=(entry,))]


@pytest.fixture
def documents(feeds):
    """All their documents, in the order of the feeds."""
    parts = formats.Parts()
    return [
        Document(
            path=link.path, media_type=link.media_type, content=formats.render(link.format, feed, link.path, parts)
        )
        for feed in feeds
        for link in feed.links
    ]


def sent(feeds, documents):
    """As they travel."""
    addresses = {link.path: link.url for feed in feeds for link in feed.links}
    return [(each.path, each.media_type, each.content, addresses[each.path]) for each in documents]


def test_documents_are_sound_unless_a_check_finds_something(feeds, documents):
    given = sent(feeds, documents)
    each = [is_sound([one]) for one in given]
    assert each == [True] * (len(given) - len(feeds[-1].links)) + [False] * len(feeds[-1].links)
    path, kind, content, _ = given[0]
    assert not is_sound([(path, kind, content, "https://elsewhere.example/")])


def test_every_document_is_dealt_to_one_process_in_order(feeds, documents):
    given = sent(feeds, documents)
    for processes in (1, 2, 3, 50):
        dealt = early_checks._dealt(given, processes)
        assert [each for part in dealt for each in part] == given
        assert len(dealt) <= processes
        assert all(dealt)


def test_only_what_was_found_sound_need_not_be_looked_at_again(feeds, documents, monkeypatch):
    """Those that share a process with a broken one are looked at again, as it is."""
    monkeypatch.setattr(early_checks, "_PAYS", 1)
    page = Document(path="index.html", media_type="text/html", content=b"<p>")
    with Processes(2) as executor:
        assert EarlyChecks(executor, feeds, documents).sound() == frozenset()  # it has no processes yet
        executor.submit(abs, 1).result()
        sound = EarlyChecks(executor, feeds, [*documents, page]).sound()
    broken = {link.path for link in feeds[-1].links}
    assert sound
    assert not sound & {*broken, page.path}


def test_without_processes_nothing_is_sent(feeds, documents):
    assert EarlyChecks(Serial(), feeds, documents).sound() == frozenset()
