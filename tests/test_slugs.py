"""Slugs make safe file names of any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedkit.slugs import distinct_slugs, slugify


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("AI News", "ai-news"),
        ("Künstliche Intelligenz", "kunstliche-intelligenz"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        ("Tom & Jerry's", "tom-and-jerrys"),
        ("東京", "東京"),
        ("москва́", "москва"),
        ("Straße", "strasse"),
        ("../../etc/passwd", "etc-passwd"),
        ("  .hidden  ", "hidden"),
        ("ﬁne", "fine"),
    ],
)
def test_slugs_are_what_a_person_would_write(text: str, slug: str) -> None:
    """Words in lower case joined by hyphens; other scripts stay readable."""
    assert slugify(text) == slug


@given(st.text(max_size=200))
def test_a_slug_is_never_empty_and_never_leads_anywhere(text: str) -> None:
    """No slash, dot, blank or control character gets into a path."""
    slug = slugify(text)
    assert slug
    assert len(slug) <= 200
    assert all(each.isalnum() or each == "-" or not each.isascii() for each in slug)
    assert not set(slug) & set("/\\.:\0 ")


@given(st.lists(st.text(max_size=8)))
def test_no_two_texts_share_a_slug(texts: list[str]) -> None:
    """Families never write two feeds to one file, whatever the tags are."""
    slugs = distinct_slugs(texts)
    assert len(set(slugs.values())) == len(set(texts))
