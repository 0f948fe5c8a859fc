"""An entry that is written in one go is the entry that feedgen and lxml write, to the byte."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedkit.formats import atom, rss
from feedkit.formats._parts import _cut
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
