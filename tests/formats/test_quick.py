"""An entry that is written in one go is the entry that feedgen and lxml write, to the byte."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedkit import formats
from feedkit.formats import atom, rss
from feedkit.formats._parts import Parts, _cut
from feedkit.formats._projection import _writable
from feedkit.model import Comments, Enclosure, Entry, Image, Link, Person

PATHS = {"rss": "feeds/main.rss", "atom": "feeds/main.atom"}
said = st.one_of(
    st.sampled_from(
        ("", " ", "plain", "a & b", "<b>", "]]>", '"quoted"', "it's", "&amp;", "&#x26;", "\n    <item>", "\n  <entry>", "a\tb", "a\nb", "a\rb",
         "日本語 🚀", "\u00a0", "\u2028", "\u0085", "a > b", "x</title>", "<!--", "\x00", "\ud800", "\ufffe", "en", "EN")
    ),
    st.text(max_size=8),
)  # fmt: skip
some = st.one_of(said.filter(str.strip), st.just("x"))
urls = st.sampled_from(("https://example.org/a/", "https://example.org/?a=1&b=2", 'https://example.org/"', "https://example.org/it's", "x\ty"))  # fmt: skip
emails = st.sampled_from(("", "ann@example.org", "odd address@example.org", "a&b@example.org"))
zones = st.sampled_from((UTC, timezone(timedelta(hours=5, minutes=45))))
times = st.builds(datetime.fromtimestamp, st.integers(0, 7_000_000_000), zones)
kinds = st.sampled_from(("", "image/png", "audio/mpeg", "application/pdf"))
people = st.builds(Person, name=said, email=emails, url=st.one_of(st.just(""), urls))
images = st.builds(Image, url=urls, alt=said, credit=said, media_type=kinds, length=st.integers(0, 9))
entries = st.builds(
    Entry,
    id=some,
    url=urls,
    title=said,
    published=times,
    updated=times,
    summary=said,
    content=said,
    authors=st.lists(people, max_size=2).map(tuple),
    category=said,
    tags=st.lists(said, max_size=3).map(tuple),
    language=st.sampled_from(("", "en", "EN", "de", "pt-BR")),
    image=st.one_of(st.none(), images),
    enclosures=st.lists(st.builds(Enclosure, url=urls, media_type=kinds, length=st.integers(0, 9)), max_size=2).map(
        tuple
    ),
    comments=st.one_of(st.none(), st.builds(Comments, url=urls, count=st.one_of(st.none(), st.integers(0, 9)))),
    related=st.lists(st.builds(Link, url=urls, title=said), max_size=2).map(tuple),
)

clean = entries.map(_writable).filter(lambda each: each.id and each.title.strip())
"""As entries are whose forbidden characters were taken out when their articles were read."""


@pytest.mark.parametrize("form", [rss, atom], ids=["rss", "atom"])
@given(entries, st.booleans())
@settings(
    max_examples=int(os.environ.get("FEEDKIT_EXAMPLES", "200")), deadline=None, suppress_health_check=list(HealthCheck)
)
def test_what_is_written_in_one_go_is_what_feedgen_writes(form, make_full_feed, entry, full):
    """Or it is left to feedgen."""
    feed = make_full_feed(entry, full_content=full)
    quick = form.FORM.quick(feed, entry)
    if quick is not None:
        assert [quick] == _cut(form._write(feed, PATHS[form.NAME]), form.FORM.mark)[1]


@pytest.mark.parametrize("form", [rss, atom], ids=["rss", "atom"])
def test_an_entry_with_everything_in_it_is_written_in_one_go(form, make_full_feed, make_full_entry):
    """So that the quick way is worth having."""
    for entry in (
        make_full_entry(),
        make_full_entry(authors=(Person(name="Ann", email="ann@example.org"),), summary=""),
    ):
        feed = make_full_feed(entry)
        assert [form.FORM.quick(feed, entry)] == _cut(form._write(feed, PATHS[form.NAME]), form.FORM.mark)[1]


@pytest.mark.parametrize("form", [rss, atom], ids=["rss", "atom"])
@pytest.mark.parametrize("content", ["a\rb", "a\x00b", "a\ud800b", "a\ufffeb"])
def test_what_xml_writes_in_ways_of_its_own_or_cannot_carry_is_left_to_feedgen(
    form, content, make_full_feed, make_entry
):
    entry = make_entry(content=content)
    assert form.FORM.quick(make_full_feed(entry), entry) is None


@pytest.mark.parametrize("name", ["rss", "atom", "json"])
@given(st.lists(clean, min_size=2, max_size=3), clean, st.booleans())
@settings(
    max_examples=int(os.environ.get("FEEDKIT_EXAMPLES", "25")), deadline=None, suppress_health_check=list(HealthCheck)
)
def test_another_entry_in_a_finished_document_is_as_if_all_were_written_anew(name, make_full_feed, some, new, full):
    """And the document of that entry alone; or it is left to who writes whole documents."""
    some = [replace(each, id=f"{each.id}{number}") for number, each in enumerate(some)]
    path = make_full_feed(new).links[formats.NAMES.index(name)].path
    old, wanted, alone = (
        formats.render(
            name, make_full_feed(*each, full_content=full, updated=datetime(2026, 1, 1, tzinfo=UTC)), path, Parts()
        )
        for each in (some, [some[0], new, *some[2:]], [new])
    )
    made = formats.with_entries(name, old, make_full_feed(full_content=full), len(some), {1: new})
    assert made in (None, (wanted, alone))


@pytest.mark.parametrize("name", ["rss", "atom", "json"])
def test_a_usual_entry_is_put_into_a_finished_document(name, make_full_feed, make_full_entry):
    """So that it is worth having; not into one that has more entries than it should."""
    one, two, new = make_full_entry(1), make_full_entry(2), make_full_entry(3)
    path = make_full_feed(new).links[formats.NAMES.index(name)].path
    old, wanted = (
        formats.render(name, make_full_feed(*each, updated=datetime(2026, 6, 1, tzinfo=UTC)), path, Parts())
        for each in ((one, two), (new, two))
    )
    made = formats.with_entries(name, old, make_full_feed(), 2, {0: new})
    assert made is not None
    assert made[0] == wanted
    assert formats.with_entries(name, old, make_full_feed(), 3, {0: new}) is None
