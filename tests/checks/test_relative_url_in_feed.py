"""URLs that are not absolute."""

from __future__ import annotations

from dataclasses import replace

import pytest

from feedkit.model import Enclosure


@pytest.mark.parametrize(
    ("name", "wrong", "instead"),
    [
        ("rss", "<link>https://example.org/1/", "<link>/1/"),
        ("rss", 'enclosure url="https://example.org/talk.mp3"', 'enclosure url="talk.mp3"'),
        ("rss", 'thumbnail url="https://example.org/lead.png"', 'thumbnail url="//example.org/lead.png"'),
        ("rss", "<url>https://example.org/logo.png", "<url>"),
        ("atom", 'href="https://example.org/1/"', 'href="#1"'),
        ("atom", 'base="https://example.org/1/"', 'base="1/"'),
        ("atom", "<logo>https://example.org/", "<logo>/"),
        ("json", '"url":"https://example.org/1/"', '"url":"/1/"'),
        ("json", '"image":"https://example.org/lead.png"', '"image":"lead.png"'),
        ("json", '"home_page_url": "https:', '"home_page_url": "'),
        ("json", '"url":"https://example.org/talk.mp3"', '"url":"?talk"'),
    ],
)
def test_a_relative_link_is_an_error(name, wrong, instead, made, findings):
    found = findings(made(name, (wrong, instead)))
    assert {each[0] for each in found} == {"FK412"}


def test_the_line_is_said(feed, made, findings, line_of):
    entry = replace(feed.entries[0], enclosures=(Enclosure(url="a.mp3", media_type="audio/mpeg"),))
    document = made("rss", entries=(entry,))
    line = line_of(document, "<enclosure")
    assert findings(document) == [("FK412", "main.rss", line, "'a.mp3' is not an absolute URL")]


RELATIVE = (
    '<a href="/x">',
    "<a href=x>",
    "<A\nHREF = 'x'>",
    '<a href="#note">',
    '<a href="">',
    '<a href="//example.org/x">',
    '<img alt="a > b" src="/x.png">',
    '<img srcset="https://example.org/a.png 1x, /b.png 2x">',
    '<img srcset="a.png">',
    '<video poster="x.png"></video>',
    '<blockquote cite="x"></blockquote>',
    '<object data="x"></object>',
    '<form action="x"></form>',
)
ABSOLUTE = (
    '<a href="https://example.org/">',
    "<a href=mailto:a@example.org>",
    '<a href="&#104;ttps://example.org/">',
    "<a href=' https://example.org/'>",
    "<a name='x'>",
    '<code>&lt;a href="/x"&gt;</code>',
    "<p>href=/x and src = y</p>",
    '<img alt="src=/x" data-src="/x" src="https://example.org/x.png">',
    '<img srcset="https://example.org/a,b.png 1x, https://example.org/c.png 2x,https://example.org/d.png 3x">',
    '<img src="data:image/png;base64,AAAA">',
    '<!-- <a href="/x"> -->',
)


@pytest.mark.parametrize("name", ["rss", "atom", "json"])
@pytest.mark.parametrize("html", RELATIVE)
def test_a_relative_url_in_content_is_warned_of(name, html, feed, made, findings):
    entry = replace(feed.entries[0], content=f"<p>{html}x</p>")
    assert [each[0] for each in findings(made(name, entries=(entry,)))] == ["FK413"]


@pytest.mark.parametrize("name", ["rss", "atom", "json"])
@pytest.mark.parametrize("html", ABSOLUTE)
def test_an_absolute_url_in_content_is_not(name, html, feed, made, findings):
    entry = replace(feed.entries[0], content=f"<p>{html}x</p>")
    assert findings(made(name, entries=(entry,))) == []


def test_the_first_of_an_entry_is_named_and_the_others_counted(feed, made):
    from feedkit.checks import Output, run

    entry = replace(feed.entries[0], content='<a href="/a"><img src="/b"><img src="/c">')
    (found,) = run(Output(feeds=(feed,), documents=(made("json", entries=(entry,)),)))
    assert (found.message, found.notes) == ("'/a' in the content is not an absolute URL", ("there are 2 more",))


def test_a_text_that_is_in_many_documents_is_warned_of_once(feed, made, findings):
    entry = replace(feed.entries[0], content='<a href="/a">')
    documents = [made(name, entries=(entry,)) for name in ("rss", "atom", "json")]
    assert [each[:2] for each in findings(*documents)] == [("FK413", "main.rss")]
    assert [each[:2] for each in findings(*reversed(documents))] == [("FK413", "main.json")]
