"""A frozen edition can be read back as it was, and whatever else a record says is refused in words."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedkit.digest.plans import Chosen, Correction, Selection
from feedkit.digest.records import (
    PictureSize,
    Record,
    RecordedEntry,
    contradictions,
    entry_from_plain,
    entry_to_plain,
    freeze,
    parse,
    record_name,
    render,
    selection_of,
)
from feedkit.digest.snapshots import MisfitError
from feedkit.model import Comments, Enclosure, Entry, Heading, Image, Link, Person
from feedkit.rules import every_rule

text = st.text(max_size=12)
count = st.integers(0, 10**9)
offsets = st.integers(-14 * 3600, 14 * 3600).map(
    lambda seconds: timezone(timedelta(seconds=seconds)) if seconds else UTC
)
moments = st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 29), timezones=offsets).map(  # noqa: DTZ001  (the strategy adds the zone)
    lambda each: each.replace(microsecond=0, fold=0)
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | text,
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(text, inside, max_size=3),
    max_leaves=6,
)
images = st.builds(Image, url=text, alt=text, credit=text, media_type=text, length=count)
people = st.builds(Person, name=text, email=text, url=text, bio=text, avatar=st.none() | images, key=text)
entries = st.builds(
    Entry,
    id=st.text(min_size=1, max_size=12),
    url=text,
    title=text,
    published=moments,
    updated=moments,
    summary=text,
    content=text,
    authors=st.lists(people, max_size=2).map(tuple),
    category=text,
    tags=st.lists(text, max_size=2).map(tuple),
    language=text,
    image=st.none() | images,
    enclosures=st.lists(
        st.builds(Enclosure, url=text, media_type=text, length=count, duration=st.none() | count), max_size=2
    ).map(tuple),
    comments=st.none() | st.builds(Comments, url=text, count=st.none() | count),
    related=st.lists(st.builds(Link, url=text, title=text), max_size=2).map(tuple),
    views=st.none() | count,
    reading_time=count,
    headings=st.lists(st.builds(Heading, level=st.integers(1, 6), id=text, text=text), max_size=2).map(tuple),
    extra=st.dictionaries(text, anything, max_size=3),
    path=text,
)

PUBLISHED = datetime(2026, 5, 28, 15, tzinfo=timezone(timedelta(hours=-4)))
STORY = Entry(
    id="tag:example.org,2026:1", url="https://example.org/é/", title="Zoë’s \u2028robots", published=PUBLISHED, updated=PUBLISHED,
    summary="They learn.", content="<p>They learn.</p>\n", authors=(Person(name="Ana Writer"),), extra={"z": 1, "a": [2.5, None, {"y": 0, "b": True}]},
)  # fmt: skip
RECORD = Record(
    id="daily/2026-05-28",
    date=date(2026, 5, 28),
    cutoff=datetime(2026, 5, 28, 19, 30, tzinfo=UTC),
    subject="Robots",
    preheader="They learn.",
    entries=(RecordedEntry(entry=STORY, content_hash="0f", earlier=True, linked=True, note="1e"),),
    corrections=(
        Correction(id="tag:example.org,2026:0", title="Before", url="https://example.org/0/", note="It was two."),
    ),
    passed=("tag:example.org,2025:9",),
    baseline=datetime(2026, 5, 21, 19, 30, tzinfo=UTC),
    sizes=(PictureSize(url="https://example.org/1.png", width=1200, height=630),),
    made_with="2d",
)
PATH = "editions/2026-05-28.json"
VERSION_1 = """{
  "baseline": "2026-05-21T19:30:00+00:00",
  "corrections": [
    {
      "id": "tag:example.org,2026:0",
      "note": "It was two.",
      "title": "Before",
      "url": "https://example.org/0/"
    }
  ],
  "cutoff": "2026-05-28T19:30:00+00:00",
  "date": "2026-05-28",
  "entries": [
    {
      "content_hash": "0f",
      "earlier": true,
      "entry": {
        "authors": [
          {
            "avatar": null,
            "bio": "",
            "email": "",
            "key": "",
            "name": "Ana Writer",
            "url": ""
          }
        ],
        "category": "",
        "comments": null,
        "content": "<p>They learn.</p>\\n",
        "enclosures": [],
        "extra": {
          "z": 1,
          "a": [
            2.5,
            null,
            {
              "y": 0,
              "b": true
            }
          ]
        },
        "headings": [],
        "id": "tag:example.org,2026:1",
        "image": null,
        "language": "",
        "path": "",
        "published": "2026-05-28T15:00:00-04:00",
        "reading_time": 1,
        "related": [],
        "summary": "They learn.",
        "tags": [],
        "title": "Zoë’s \u2028robots",
        "updated": "2026-05-28T15:00:00-04:00",
        "url": "https://example.org/é/",
        "views": null
      },
      "linked": true,
      "note": "1e"
    }
  ],
  "id": "daily/2026-05-28",
  "made_with": "2d",
  "more": [],
  "passed": [
    "tag:example.org,2025:9"
  ],
  "preheader": "They learn.",
  "sizes": [
    {
      "height": 630,
      "url": "https://example.org/1.png",
      "width": 1200
    }
  ],
  "subject": "Robots",
  "version": 1
}
"""


def test_a_record_is_json_that_a_person_can_compare():
    """Keys in the order of the alphabet, a line for each value; only what an article calls `extra` keeps its own order."""
    assert render(RECORD) == VERSION_1


def test_records_of_version_1_can_be_read_for_ever():
    """This text is never to be changed: it is in people's repositories."""
    assert parse(VERSION_1, PATH) == (RECORD, [])


@settings(max_examples=60, deadline=None)
@given(entries)
def test_an_entry_survives_its_record_without_loss(entry):
    """Every field, the offset of every moment and the order of `extra` come back, so that what is made of them is the same."""
    text = json.dumps(entry_to_plain(entry))
    back = entry_from_plain(json.loads(text))
    assert back == entry
    assert (back.published.utcoffset(), back.updated.utcoffset()) == (
        entry.published.utcoffset(),
        entry.updated.utcoffset(),
    )
    assert repr(back.extra) == repr(entry.extra)
    assert {each.name: type(getattr(back, each.name)) for each in fields(Entry)} == {
        each.name: type(getattr(entry, each.name)) for each in fields(Entry)
    }


@settings(max_examples=60, deadline=None)
@given(
    st.lists(entries, max_size=3, unique_by=lambda each: each.id),
    text,
    text,
    st.lists(text, max_size=2),
    st.none() | moments,
    st.booleans(),
)
def test_a_record_read_and_written_again_is_the_same_bytes(found, subject, note, passed, baseline, flag):
    """Whatever is in it."""
    recorded = tuple(
        RecordedEntry(entry=each, content_hash=note, earlier=flag, linked=not flag, note=subject) for each in found
    )
    corrections = (Correction(id=note, title=subject, url=subject, note=note),)
    record = replace(
        RECORD,
        entries=recorded,
        more=tuple(found),
        subject=subject,
        preheader=note,
        corrections=corrections,
        passed=tuple(passed),
        baseline=baseline,
    )
    written = render(record)
    assert parse(written, PATH) == (record, [])
    assert render(parse(written, PATH)[0]) == written
    assert written.encode("utf-8").decode("utf-8") == written


def test_a_lone_half_of_a_character_does_not_stop_a_record():
    """It cannot be written as UTF-8, but as an escape."""
    odd = replace(RECORD, subject="half \ud83d of it")
    written = render(odd)
    assert written.isascii() or written.encode("utf-8")
    assert parse(written, PATH) == (odd, [])


def test_freezing_keeps_what_was_selected():
    """What a record says to the next selection is what the selection was, and that it is frozen."""
    chosen = (Chosen(id=STORY.id, content_hash="0f", earlier=True, linked=True, note="1e"),)
    selection = Selection(
        id=RECORD.id, date=RECORD.date, cutoff=RECORD.cutoff, entries=chosen,
        corrections=RECORD.corrections, passed=RECORD.passed, baseline=RECORD.baseline,
    )  # fmt: skip
    rest = {
        "subject": "Robots",
        "preheader": "They learn.",
        "made_with": "2d",
        "sizes": {"https://example.org/1.png": (1200, 630)},
    }
    assert freeze(selection, {STORY.id: STORY}, **rest) == RECORD
    assert selection_of(RECORD) == replace(selection, frozen=True)


def test_older_entries_are_kept_without_their_content():
    """The list of more stories shows titles and pictures; whole articles would only make the record large."""
    record = freeze(Selection(id=RECORD.id, date=RECORD.date, cutoff=RECORD.cutoff), {}, more=[STORY])
    assert record.more == (replace(STORY, content=""),)
    assert RECORD.sizes_by_url == {"https://example.org/1.png": (1200, 630)}


def test_a_quiet_day_can_be_recorded():
    """It has no entries and no subject."""
    quiet = Selection(id="daily/2026-05-28", date=date(2026, 5, 28), cutoff=RECORD.cutoff)
    record, found = parse(render(freeze(quiet, {})), PATH)
    assert found == []
    assert selection_of(record) == replace(quiet, frozen=True)


def test_a_field_that_came_later_has_its_default():
    """Records of before are read by feedkits of after."""
    plain = json.loads(VERSION_1)
    del plain["made_with"], plain["entries"][0]["entry"]["headings"]
    assert parse(json.dumps(plain), PATH) == (replace(RECORD, made_with=""), [])


@pytest.mark.parametrize(
    ("id", "name"), [("daily/2026-05-28", "2026-05-28.json"), ("daily/2026-05-28.2", "2026-05-28.2.json")]
)
def test_a_record_is_named_after_its_edition(id, name):
    """The folder need not tell the list."""
    assert record_name(id) == name


def changed(*path: object, to: object) -> str:
    """A record with another value somewhere."""
    plain = json.loads(VERSION_1)
    inside = plain
    for key in path[:-1]:
        inside = inside[key]
    inside[path[-1]] = to
    return json.dumps(plain)


def without(*path: object) -> str:
    plain = json.loads(VERSION_1)
    inside = plain
    for key in path[:-1]:
        inside = inside[key]
    del inside[path[-1]]
    return json.dumps(plain)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "not readable as JSON: Expecting value"),
        ('{\n  "id": ,\n}', 2, "not readable as JSON: Expecting value"),
        ('{\n  "id": "daily/2026-05-28",\n<<<<<<< HEAD\n', 3, "a merge conflict stands here"),
        ("[" * 100_000, 0, "not readable as JSON: a number or nesting without end"),
        ("1" * 10_000, 0, "not readable as JSON: a number or nesting without end"),
        ("[]", 0, "this is not an object"),
        ('{"id": "a", "id": "b"}', 0, "the key `id` is written twice"),
        ("{}", 0, "`id` is missing"),
        (without("entries", 0, "entry", "title"), 0, "`entries[0].entry.title` is missing"),
        (changed("colour", to="red"), 0, "the key `colour` is not known"),
        (changed("entries", 0, "entry", "colour", to="red"), 0, "the key `entries[0].entry.colour` is not known"),
        (changed("subject", to=None), 0, "`subject` must be text"),
        (changed("entries", to={}), 0, "`entries` must be a list"),
        (changed("entries", 0, to="x"), 0, "`entries[0]` must be an object"),
        (changed("entries", 0, "earlier", to=1), 0, "`entries[0].earlier` must be true or false"),
        (changed("entries", 0, "entry", "reading_time", to=True), 0, "`entries[0].entry.reading_time` must be a whole number"),
        (changed("entries", 0, "entry", "extra", to=[]), 0, "`entries[0].entry.extra` must be an object"),
        (changed("entries", 0, "entry", "image", to="x.png"), 0, "`entries[0].entry.image` must be an object"),
        (changed("entries", 0, "entry", "published", to="2026-05-28T15:00:00"), 0, "`entries[0].entry.published` must be a moment with its offset"),
        (changed("cutoff", to="yesterday"), 0, "`cutoff` must be a moment with its offset"),
        (changed("date", to=20260528), 0, "`date` must be a date"),
        (changed("passed", to=[1]), 0, "`passed[0]` must be text"),
        (changed("version", to="1"), 0, "`version` must be a whole number"),
    ],
    ids=lambda each: each if isinstance(each, str) and len(each) < 70 else "",
)  # fmt: skip
def test_a_record_that_cannot_be_read_is_refused_where_it_is_wrong(text, line, message):
    """No traceback, no guess: the key or the line is named, and what to do."""
    record, (found,) = parse(text, PATH)
    assert record is None
    assert (found.rule.code, found.place.path, found.place.line, found.message) == ("FK550", PATH, line, message)
    assert "version control" in found.help


def test_a_record_of_the_future_is_not_guessed_at():
    """Even if its other keys make no sense here."""
    record, (found,) = parse('{"version": 2, "colour": "red"}', PATH)
    assert (record, found.rule.code) == (None, "FK551")
    assert found.message == "this record is of version 2; this feedkit reads up to 1"


@pytest.mark.parametrize(
    ("text", "path", "message"),
    [
        (changed("id", to="Tuesday"), PATH, "`Tuesday` is not the id of an edition, as daily/2026-05-28 is"),
        (changed("date", to="2026-05-27"), PATH, "the edition daily/2026-05-28 is dated 2026-05-27"),
        (
            VERSION_1,
            "editions/2026-05-27.json",
            "daily/2026-05-28 is recorded in 2026-05-27.json instead of 2026-05-28.json",
        ),
        (
            changed("id", to="daily/2026-05-28.2"),
            PATH,
            "daily/2026-05-28.2 is recorded in 2026-05-28.json instead of 2026-05-28.2.json",
        ),
        (
            changed("entries", to=json.loads(VERSION_1)["entries"] * 2),
            PATH,
            "tag:example.org,2026:1 is in this edition twice",
        ),
    ],
)
def test_a_record_that_contradicts_itself_is_refused(text, path, message):
    """A copied or renamed record would make its day look as if it had no edition, or two."""
    record, (found,) = parse(text, path)
    assert (record, found.rule.code, found.message) == (None, "FK552", message)


def other(day: int, list: str = "daily", **rest: object) -> Record:
    return replace(
        RECORD,
        id=f"{list}/2026-05-{day}",
        date=date(2026, 5, day),
        cutoff=RECORD.cutoff + timedelta(days=day - 28),
        **rest,
    )


def test_an_entry_in_two_editions_is_found_in_the_later_one():
    """Two branches that were merged have each frozen a day: one of the records must go."""
    (found,) = contradictions({"a/2026-05-29.json": other(29), PATH: RECORD})
    assert (found.rule.code, found.place.path) == ("FK554", "a/2026-05-29.json")
    assert found.message == "tag:example.org,2026:1 is in daily/2026-05-28 and in daily/2026-05-29"


def test_an_edition_that_is_recorded_twice_is_found_once():
    """Its entries are not reported on top of it."""
    (found,) = contradictions({PATH: RECORD, "editions/old/2026-05-28.json": RECORD})
    assert (found.rule.code, found.place.path) == ("FK553", "editions/old/2026-05-28.json")
    assert found.message == f"daily/2026-05-28 is recorded in {PATH} too"


def test_other_lists_and_other_entries_are_no_contradiction():
    """An entry may be in the daily and in the weekly edition."""
    plain = {
        "weekly/2026-05-28.json": other(28, "weekly"),
        PATH: RECORD,
        "editions/2026-05-29.json": other(29, entries=()),
    }
    assert contradictions(plain) == []


def test_an_entry_of_something_else_is_refused():
    """The door for others says what is wrong as well."""
    with pytest.raises(MisfitError, match="this is not an object"):
        entry_from_plain([])
    with pytest.raises(MisfitError, match="`id` is missing"):
        entry_from_plain({})


def test_every_rule_of_editions_can_be_explained():
    """`feedkit explain` knows them by code."""
    assert [code for code in every_rule() if code[:4] in ("FK55", "FK56")][:5] == [
        "FK550",
        "FK551",
        "FK552",
        "FK553",
        "FK554",
    ]
