"""Where the values of front matter stand is found without reading all of it, where that is sure."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedkit.article.fences import split
from feedkit.article.values import Report
from feedkit.workflow.manuscripts import _plain_place

LINES = (
    "title: A morning at the harbour\n", "title: 'A morning'\n", "title: Two words # a comment\n", "title: Two words\n  and more\n", "title: One\n",
    "title: Ferry: no words\n", "subtitle: Two words\n", "summary: About the title\n", 'summary: "Some\ntitle: words here"\n', "summary: |\n  title: A b\n",
    "date: 2026-05-07\n", "slug: two words\n", 'note: "x\nslug: two words"\n', "note: x\n\nslug: two words\n", '"title": Two words\n', "tags: [a b, c]\n",
    "tags:\n  - a b\n", "image:\n  title: Two words\n", "title : Two words\n", "title:  Two words\n", "title: Grüße aus Łódź\n", "title: Two words \n",
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    lines=st.lists(st.sampled_from(LINES), min_size=1, max_size=5, unique=True), key=st.sampled_from(["title", "slug"])
)
def test_a_place_is_the_one_that_reading_all_gives(lines, key):
    """Or it is not known. Every article has a title and can be read, else nobody asks."""
    text = f"---\n{''.join(lines)}---\nText.\n"
    parts = split("a.md", text, Report("articles/a.md", []))
    place = _plain_place("articles/a.md", text, key)
    if parts is None or "title" not in parts[0].value or place is None:
        return
    node = parts[0].value.get(key)
    assert node is not None
    assert place == node.place("articles/a.md")


@pytest.mark.parametrize("title", ["A morning at the harbour", "Grüße aus Łódź", "Ferry, no. 7"])
def test_most_places_are_known(title):
    place = _plain_place("articles/a.md", f"---\ntitle: {title}\ndate: 2026-05-07\n---\nText.\n", "title")
    assert place == ("articles/a.md", 2, 8, 2, 8 + len(title))
