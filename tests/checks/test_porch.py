"""The porch of checks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import feedkit.checks
from feedkit.checks import Output, every_check, run
from feedkit.formats import load, opml
from feedkit.model import Document
from feedkit.rules import every_rule


def test_every_module_of_the_folder_is_a_check():
    folder = Path(feedkit.checks.__file__).parent
    modules = {path.stem for path in folder.glob("*.py") if not path.stem.startswith("_")}
    assert {each.__name__.rpartition(".")[2] for each in every_check()} == modules != set()


def test_every_check_says_what_it_can_find_and_the_rules_are_in_the_table():
    found = [rule for each in every_check() for rule in each.RULES]
    assert found
    for rule in found:
        assert every_rule()[rule.code] is rule


@pytest.mark.parametrize("name", ["rss", "atom", "json"])
def test_what_the_formats_write_draws_no_finding(name, made, findings):
    assert findings(made(name)) == []
    assert findings(made(name, entries=())) == []


def test_other_documents_are_only_read_if_they_are_xml_or_json(feed, findings):
    page = Document(path="index.html", media_type="text/html; charset=utf-8", content=b'<p><a href="/x">')
    listed = Document(path="feeds.opml", media_type=opml.MEDIA_TYPE, content=opml.render([feed], title="All"))
    assert findings(page, listed) == []
    broken = Document(path="feeds.opml", media_type=opml.MEDIA_TYPE, content=listed.content[:-9])
    assert [each[:2] for each in findings(broken)] == [("FK410", "feeds.opml")]


def test_findings_come_in_reading_order(made, findings):
    damaged = [made(name, ("tag:example.org,2026:0001", "tag:example.org,2026:0000")) for name in ("rss", "atom")]
    found = findings(*damaged)
    assert found == sorted(found, key=lambda each: each[1:3])
    assert [each[1] for each in found] == ["main.atom", "main.rss"]


def test_a_feed_of_many_entries_is_checked_to_its_end(feed):
    content = '<p>a <a href="https://example.org/">b</a>' + " and so on" * 80 + "</p>\n"
    entries = tuple(replace(feed.entries[0], id=f"{number}", content=f"{number}{content * 8}") for number in range(200))
    feed = replace(feed, entries=entries)

    def write() -> Output:
        documents = tuple(
            Document(path=link.path, media_type=link.media_type, content=load(link.format).render(feed, link.path))
            for link in feed.links
        )
        return Output(feeds=(feed,), documents=documents)

    output = write()
    assert {each.rule.name for each in run(output)} == {"oversized-feed"}
