"""JSON Feed 1.1."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from feedkit.characters import without_forbidden
from feedkit.model import Enclosure, Image, Person

SCHEMA = json.loads(Path(__file__).with_name("json_feed_1_1.schema.json").read_text(encoding="utf-8"))
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60).map(without_forbidden)
ENTRIES = {
    "as it is": {},
    "without a summary": {"summary": ""},
    "without content": {"content": ""},
    "with neither": {"summary": "", "content": ""},
    "without a title": {"title": ""},
    "without authors": {"authors": ()},
    "with an author of whom little is known": {"authors": (Person(name="", email="ann@example.org"),)},
    "with an author of whom nothing is known": {"authors": (Person(name=""),)},
    "with an author who has a face": {
        "authors": (Person(name="Ann", avatar=Image(url="https://example.org/ann.png")),),
    },
    "with an enclosure of which little is known": {
        "enclosures": (Enclosure(url="https://example.org/x", media_type="", duration=0),)
    },
    "without category and tags": {"category": "", "tags": ()},
    "in another language": {"language": "pt-BR"},
}


def read(document: bytes):
    return json.loads(document)


@pytest.mark.parametrize("changes", ENTRIES.values(), ids=ENTRIES)
@pytest.mark.parametrize("full", [True, False], ids=["full", "summaries"])
def test_what_is_written_is_valid(changes, full, make_full_entry, make_full_feed, render):
    found = read(render("json", make_full_feed(make_full_entry(**changes), full_content=full)))
    assert list(Draft202012Validator(SCHEMA).iter_errors(found)) == []


def test_the_least_feed_and_an_empty_one_are_valid(make_entry, make_feed, render):
    for feed in (make_feed(), make_feed(make_entry()), make_feed(title="", description="", authors=(), language="")):
        assert list(Draft202012Validator(SCHEMA).iter_errors(read(render("json", feed)))) == []


def test_the_schema_sees_a_fault(make_full_feed, render):
    """A schema that accepts everything would prove nothing."""
    found = read(render("json", make_full_feed()))
    for break_it in (
        lambda: found["items"][0].pop("content_html"),
        lambda: found.update(author={"name": "Ann"}),
        lambda: found["items"][1].update(date_published="2026-05-07"),
    ):
        before = len(list(Draft202012Validator(SCHEMA).iter_errors(found)))
        break_it()
        assert len(list(Draft202012Validator(SCHEMA).iter_errors(found))) > before


def test_the_members_have_a_fixed_order(make_full_feed, render):
    found = read(render("json", make_full_feed()))
    assert list(found) == [
        "version", "title", "home_page_url", "feed_url", "description", "icon", "favicon", "authors", "language", "hubs",
        "items",
    ]  # fmt: skip
    assert list(found["items"][0]) == [
        "id", "url", "title", "summary", "content_html", "image", "date_published", "date_modified", "authors", "tags",
        "attachments",
    ]  # fmt: skip


def test_each_item_has_a_line_of_its_own(make_full_entry, make_full_feed, render):
    """So a change of one entry is one changed line."""
    before = render("json", make_full_feed()).split(b"\n")
    after = render("json", make_full_feed(make_full_entry(0, title="Changed"), make_full_entry(1))).split(b"\n")
    assert len(before) == len(after)
    assert [a == b for a, b in zip(before, after, strict=True)].count(False) == 1


def test_an_address_is_an_authors_url_when_there_is_no_other(make_entry, make_feed, render):
    people = (
        Person(name="A", email="a@example.org"),
        Person(name="B", email="b@example.org", url="https://b.example/"),
    )
    found = read(render("json", make_feed(make_entry(authors=people))))
    assert [each["url"] for each in found["items"][0]["authors"]] == ["mailto:a@example.org", "https://b.example/"]


def test_enclosures_say_what_is_known(make_full_feed, render):
    found = read(render("json", make_full_feed()))
    assert found["items"][0]["attachments"] == [
        {"url": "https://example.org/slides.pdf", "mime_type": "application/pdf", "size_in_bytes": 99},
        {
            "url": "https://example.org/talk.mp3",
            "mime_type": "audio/mpeg",
            "size_in_bytes": 12345,
            "duration_in_seconds": 61,
        },
    ]


@settings(max_examples=60, deadline=None)
@given(title=TEXT, summary=TEXT, content=TEXT)
def test_any_text_is_read_back(title, summary, content, make_entry, make_feed, render):
    entry = make_entry(title=title, summary=summary, content=f"<p>{content}</p>")
    found = read(render("json", make_feed(entry)))["items"][0]
    assert found["title"] == (title if title.strip() else entry.url)
    assert found.get("summary", "") == (summary if summary.strip() else "")
    assert found["content_html"] == entry.content
