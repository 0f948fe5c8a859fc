"""Entries as article files."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedkit.article.article import Publication
from feedkit.article.front_matter import read_article
from feedkit.diagnostics import Severity
from feedkit.foreign import ForeignEntry
from feedkit.foreign.article_files import NoArticleError, article_file
from feedkit.foreign.texts import each_once, plain
from feedkit.model import Enclosure

HOME = Publication(site_url="https://notes.example.org/", zone=UTC)
ENTRY = ForeignEntry(
    id="https://notes.example.org/?p=31",
    url="https://notes.example.org/2024/04/why-we-repaired-the-clock/?utm_source=rss",
    title="Why we repaired the clock",
    published=datetime(2024, 4, 2, 23, 15, tzinfo=timezone(timedelta(hours=-5))),
    content_html="<p>It had <b>stopped</b>.</p>",
)


def reread(entry: ForeignEntry, *, html: bool = False):
    made = article_file(entry, html=html)
    article, found = read_article(made.name, made.text, HOME)
    return made, article, found


def test_an_entry_becomes_a_file_named_by_its_day_and_address() -> None:
    """The day is the one that was written, and marks of campaigns are gone."""
    made, article, found = reread(ENTRY)
    assert found == []
    assert made.name == "2024-04-02-why-we-repaired-the-clock.md"
    assert made.text.endswith("---\n\nIt had **stopped**.\n")
    assert article.url == "https://notes.example.org/2024/04/why-we-repaired-the-clock/"


def test_html_is_kept_when_it_is_wanted_or_needed() -> None:
    """By `--html`, or where Markdown cannot say the same."""
    assert article_file(ENTRY, html=True).name.endswith(".html")
    assert article_file(ENTRY, html=True).text.endswith("---\n\n<p>It had <b>stopped</b>.</p>\n")
    needed = replace(ENTRY, content_html="<td>lost |</td>")
    assert article_file(needed, html=False).html


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"slug": "clock"}, "2024-04-02-clock.md"),
        ({"url": ""}, "2024-04-02-why-we-repaired-the-clock.md"),
        ({"url": "https://a.example/?p=31", "title": "A b"}, "2024-04-02-a-b.md"),
        ({"url": "https://a.example/2024/04/02/", "title": "A b"}, "2024-04-02-a-b.md"),
        ({"url": "https://a.example/x/clock.html"}, "2024-04-02-clock.md"),
        ({"url": "https://a.example/x/%E6%99%82%E8%A8%88"}, "2024-04-02-時計.md"),
        ({"url": "https://a.example/x/..%2F..%2Fetc"}, "2024-04-02-etc.md"),
        ({"slug": "𠮷" * 80}, f"2024-04-02-{'𠮷' * 50}.md"),
    ],
)
def test_names_of_files(change, name) -> None:
    """Words of the address where it has any, else of the title; never a path, never too long."""
    assert article_file(replace(ENTRY, **change), html=False).name == name


@pytest.mark.parametrize("status", ["draft", "pending", "private"])
def test_what_was_not_public_is_a_draft(status) -> None:
    """Nothing private gets into a feed by being imported."""
    _, article, _ = reread(replace(ENTRY, status=status))
    assert article.draft


def test_what_waits_for_its_day_is_none() -> None:
    """The date keeps it back, as it did."""
    _, article, _ = reread(replace(ENTRY, status="future"))
    assert not article.draft


@pytest.mark.parametrize("id", ["660bcb5e6f0a3d0001a1b2c3", "24 at https://notes.example.org", "a:b c"])
def test_an_id_that_front_matter_refuses_is_not_written_there(id) -> None:
    """But it is told, so that the lock can have it."""
    made, article, found = reread(replace(ENTRY, id=id))
    assert found == []
    assert (made.id, made.id_in_text, article.id) == (id, False, "")


def test_an_entry_without_an_id_is_known_by_its_address() -> None:
    """As readers know it; character by character."""
    made, article, _ = reread(replace(ENTRY, id=""))
    assert article.id == made.id == ENTRY.url


def test_a_note_without_a_title_is_called_by_its_first_words() -> None:
    """Feeds of short notes have none."""
    _, article, _ = reread(
        replace(
            ENTRY,
            title="",
            content_html="<p>Rain all day, and the gutter sings &amp; sings about it, over and over.</p>",
        )
    )
    assert article.title == "Rain all day, and the gutter sings & sings about it, over…"


@pytest.mark.parametrize(
    ("change", "why"),
    [({"published": None}, "no date"), ({"title": "", "content_html": "<p> </p>"}, "neither title nor text")],
)
def test_what_cannot_be_an_article_is_none(change, why) -> None:
    """The reason is said."""
    with pytest.raises(NoArticleError, match=why):
        article_file(replace(ENTRY, **change), html=False)


@pytest.mark.parametrize(
    ("summary", "kept"),
    [("It had stopped.", "It had stopped."), ("It had […]", ""), ("It had…", ""), ("It had ...", "")],
)
def test_a_summary_that_was_cut_off_is_not_kept(summary, kept) -> None:
    """feedkit cuts its own."""
    _, article, _ = reread(replace(ENTRY, summary=summary))
    assert article.summary == kept


@pytest.mark.parametrize("title", ["Use <b> & <i>", "Q&A", "AT&T &amp; more", "a < b > c", "<!-- x -->", "&copy; 2024", "&", '"quoted": \\ # yes', "- a", "null", "2024-01-01", "🙂\u00a0x"])  # fmt: skip
def test_titles_survive(title) -> None:
    """Whatever YAML and HTML would make of them."""
    _, article, found = reread(replace(ENTRY, title=title))
    assert article.title == title
    assert not any(each.severity is Severity.ERROR for each in found)


_text = st.text(max_size=40).map(plain)
_ids = st.one_of(
    st.text(min_size=1, max_size=40).map(plain),
    st.from_regex(r"(tag|urn|https?):[!-~]{1,40}", fullmatch=True),
    st.uuids().map(str),
)
_moments = st.builds(
    lambda seconds, minutes: (
        datetime(2000, 1, 1, tzinfo=timezone(timedelta(minutes=minutes))) + timedelta(seconds=seconds)
    ),
    st.integers(-6 * 10**10, 2 * 10**11),
    st.integers(-1439, 1439),
)
_words = st.lists(_text, max_size=4).map(each_once)
_entries = st.builds(
    ForeignEntry,
    id=_ids,
    title=_text.filter(bool),
    published=_moments,
    authors=_words,
    categories=_words,
    tags=_words,
    content_html=st.text(max_size=60),
    status=st.sampled_from(["publish", "draft", "private", "future"]),
    slug=_text,
    url=st.sampled_from(["", "https://notes.example.org/a/b?c=d"]),
    image=st.sampled_from(["", "https://notes.example.org/a.png"]),
    image_alt=_text,
    enclosures=st.sampled_from(
        [(), (Enclosure(url="https://a.example/a.mp3", media_type="audio/mpeg", length=5, duration=61),)]
    ),
)


@settings(max_examples=200, deadline=None)
@given(_entries, st.booleans())
def test_an_article_reads_back_as_the_entry_it_was_made_of(entry, html) -> None:
    """Title, date, id, authors, category, tags, status: with the reader that will read it."""
    made, article, found = reread(entry, html=html)
    assert not [each for each in found if each.severity is Severity.ERROR]
    assert article.title == entry.title
    assert article.published == entry.published
    assert article.id == (made.id if made.id_in_text else "")
    assert tuple(person.name for person in article.authors) == entry.authors
    assert article.category == (entry.categories[0] if entry.categories else "")
    assert article.tags == tuple(dict.fromkeys((*entry.categories[1:], *entry.tags)))
    assert article.draft == (entry.status in ("draft", "private"))
    assert article.markdown == (not made.html)
    assert len(article.enclosures) == len(entry.enclosures)
    assert (article.image is not None) == bool(entry.image)
