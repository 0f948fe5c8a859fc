"""An article that is read at once is the article that is read with care."""

from __future__ import annotations

from datetime import time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedkit.article import quick
from feedkit.article.article import Publication
from feedkit.article.flat import flat_article
from feedkit.article.front_matter import read_article
from feedkit.model import Image, Person

PUBLICATIONS = [
    Publication(
        site_url=site,
        zone=ZoneInfo(zone),
        default_time=time(7, 30),
        permalink=permalink,
        people=people,
        folder="articles",
        files={"pic.png": 3},
    )
    for site, zone, permalink in (
        ("https://example.org/", "Europe/Berlin", "/{slug}/"),
        ("https://exämple.org/blog/", "UTC", "/{year}/{month}/{day}/{category}/{path}.html"),
        ("https://example.org/?a=/", "America/New_York", "/{slug}/"),
    )
    for people in ({}, {"ana": Person(name="Ana", key="ana", avatar=Image(url="https://example.org/a.png"))})
]
texts = st.sampled_from(
    ("A title", "'It''s'", '"Quoted: text"', "<b>bold</b>", "a &amp; b", "no", "null", "7", "''", "  x", "日本 語", "a\u200bb", "a: b", "true")
)  # fmt: skip
dates = st.sampled_from(
    ("2026-05-07", "2026-05-07 19:00", "2026-05-07T19:00:00+02:00", "2026-05-07T19:00:00Z", "'2026-05-07T19:00:00-00:00'",
     "2026-03-29 02:30", "2026-10-25 02:30", "2026-02-30T10:00:00Z", "2026-05-07T19:00:60Z", "0000-05-07T19:00:00Z", "7", "never",
     "2026-05-07T19:00:00+25:00", "2026-05-07T19:00:00+23:59", "٢٠٢٦-05-07T19:00:00Z", "null")
)  # fmt: skip
names = st.sampled_from(("ana", "Ben Ito", "bob", "'ana'", "<i>A</i>", "''", "3", "Ana, Ben"))
lists = st.lists(names, max_size=3)


def listed(key: str, items: list[str], form: int) -> str:
    """A list in one of the three ways to write it."""
    if form == 0:
        return f"{key}: [{', '.join(items)}]\n"
    if form == 1:
        return f"{key}:\n" + "".join(f"  - {each}\n" for each in items)
    return f"{key}: {items[0] if items else ''}\n"


images = st.sampled_from(
    ("image: pic.png\n", "image: {url: https://example.org/a.png, alt: A picture}\n", "image:\n  url: 'a.png'\n  alt: x\n",
     "image:\n  url: a.png\n  alt: <b>x</b>\n", "image: {alt: x}\n", "image: {url: 3}\n", "image: 3\n", "image:\n  url: ''\n",
     "image: {url: a, url: b}\n", "image: {url: a, size: 3}\n", "image: [a]\n", "image: {url: 'a b', credit: C}\n", "image: ' '\n")
)  # fmt: skip
lines = st.one_of(
    st.builds("title: {}\n".format, texts),
    st.builds("{}: {}\n".format, st.sampled_from(("date", "updated", "expires")), dates),
    st.builds(listed, st.sampled_from(("author", "authors", "tags", "category")), lists, st.integers(0, 2)),
    st.builds(
        "{}: {}\n".format, st.sampled_from(("category", "summary", "tags", "author", "unknown", "slug", "id")), texts
    ),
    st.builds("summary: {}\n  {}\n  {}\n".format, st.sampled_from((">-", "|-", ">", "|")), texts, texts),
    st.builds("draft: {}\n".format, st.sampled_from(("true", "false", "True", "yes", "'true'", "null"))),
    images,
    st.sampled_from(("# a comment\n", "\n", "- x\n", "---\n", "...\n", "title:\n", "feed: false\n")),
)
FORM = st.tuples(texts, dates, st.lists(lines, max_size=5)).map(
    lambda made: f"---\ntitle: {made[0]}\ndate: {made[1]}\n{''.join(made[2])}---\nBody  of\n\nit.\n"
)


def agree(path: str, text: str, publication: Publication) -> bool:
    """Whether it was read at once; then it is what reading with care gives, and nothing is wrong with it."""
    found = quick.flat(path, text.encode(), publication)
    if found is not None:
        article, wrong = read_article(path, text, publication)
        assert article is not None
        assert (found, []) == (flat_article(article), wrong)
    return found is not None


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(("a.md", "deep/2026-05-07-my-slug.md", "Ünï/index.HTML", "a.yml", "x y.md")),
    FORM,
    st.sampled_from(PUBLICATIONS),
)
def test_what_is_read_at_once_is_what_is_read_with_care(path, text, publication):
    """Or it is left to the careful way."""
    agree(path, text, publication)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(lines, max_size=7).map("".join),
    st.sampled_from(("---\n", "--- \n", "")),
    st.sampled_from(("---\n", "...\n", "---", "")),
)
def test_any_text_is_read_alike_or_left_alone(front, opening, closing):
    """Fences and keys of all kinds."""
    agree("a.md", f"{opening}{front}{closing}text", PUBLICATIONS[1])


@pytest.mark.parametrize(
    "keys",
    [
        "title: 'A: title'\ndate: 2026-05-07T19:00:00+02:00\nauthors: [Ana Silva, Ben Ito]\ntags: [a, b]\ncategory: news",
        "title: A\ndate: 2026-05-07\nauthor: Ana Silva\ntags:\n  - a\n  - b\nsummary: >-\n  One\n  two\nimage:\n  url: a.png\n  alt: x",
        "title: A\ndate: 2026-05-07 19:00\nupdated: 2026-05-08\ndraft: true\nimage: {url: 'https://example.org/a.png', alt: 'x'}",
    ],
)
def test_usual_articles_are_read_at_once(keys):
    """Otherwise the quick way would be quick and never taken."""
    assert agree("a.md", f"---\n{keys}\n---\n\nText.\n", PUBLICATIONS[0])
