"""Exports of Ghost."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedkit.foreign import ForeignEntry, read
from feedkit.foreign.ghost_documents import html_of

HOME = "https://notes.example.org"


@pytest.fixture
def raw(request) -> bytes:
    return (request.config.rootpath / "tests" / "cases" / "foreign" / "ghost.export.json").read_bytes()


@pytest.fixture
def entries(raw) -> dict[str, ForeignEntry]:
    feed, found = read(raw, "notes.ghost.json", site=f"{HOME}/")
    assert feed is not None
    assert found == []
    return {each.title: each for each in feed.entries}


def test_posts_are_entries_and_pages_are_not(entries) -> None:
    """What was only mailed, or is for members, is not to be published by an import."""
    assert {title: each.status for title, each in entries.items()} == {
        "Why we repaired the clock": "publish",
        "A map of quiet streets": "publish",
        "Tea without kettles": "publish",
        "Not yet": "future",
        "(Untitled)": "draft",
        "Only mailed": "private",
        "For members": "private",
    }


def test_a_post_is_read_whole(entries) -> None:
    """Its tables joined in their order; tags for the theme are left out."""
    entry = entries["Why we repaired the clock"]
    assert entry.id == "660bcb5e6f0a3d0001a1b2c3"
    assert entry.url == f"{HOME}/2024/04/why-we-repaired-the-clock/"
    assert entry.published == datetime(2024, 4, 2, 9, 15, tzinfo=UTC)
    assert entry.updated == datetime(2024, 4, 3, 8, tzinfo=UTC)
    assert entry.authors == ("Ilse Brandt", "Jon Vale")
    assert entry.tags == ("Repairs", "springs & wheels")
    assert entry.summary == "It had stopped."
    assert (entry.image, entry.image_alt) == (f"{HOME}/content/images/2024/04/clock.jpg", "The clock, open")
    assert f'src="{HOME}/content/images/2024/04/dial.jpg"' in entry.content_html
    assert "__GHOST_URL__" not in entry.content_html


def test_times_are_in_utc_however_they_are_written(entries) -> None:
    """As MySQL writes them, and in milliseconds."""
    assert entries["A map of quiet streets"].published == datetime(2024, 3, 12, 18, tzinfo=UTC)
    assert entries["Tea without kettles"].published == datetime(2024, 3, 5, 7, 30, tzinfo=UTC)


def test_documents_of_the_editor_are_shown_where_there_is_no_html(entries) -> None:
    """Lexical, with its cards; what is for mails only is not."""
    assert entries["A map of quiet streets"].content_html == (
        "<p>Most streets are <em><strong>loud &amp; wide</strong></em><br>"
        f'<a href="{HOME}/tea-without-kettles/"><code>tea</code></a></p><h3>Where</h3><ol><li>North</li></ol><hr>'
        f'<figure><img src="{HOME}/content/images/map.png" alt="A &lt;map&gt;"><figcaption>By <em>hand</em></figcaption></figure>'
        '<pre><code class="language-python">if a &lt; b:</code></pre>'
        '<p><a href="https://maps.example/">Maps</a><br>All of them</p><blockquote>! Mind the <b>step</b></blockquote>'
        "<p>So <em>quiet</em>.</p>\n"
    )


def test_documents_of_the_older_editor_are_shown_too(entries) -> None:
    """Mobiledoc: marks, soft returns, lists and cards."""
    assert entries["Tea without kettles"].content_html == (
        f'<p>Boil <a href="{HOME}/a/"><strong>water</strong></a><br>then wait.</p>\n<p>A <strong>card</strong>.</p>\n\n'
        "<ul><li>one</li><li>two</li></ul>\n<hr>\n"
        '<figure><img src="/content/images/tea.jpg" alt="Tea"></figure>\n<h2>End</h2>'
    )


def test_without_the_address_of_the_site_paths_begin_at_its_root(raw) -> None:
    """Which is where a new site will have them."""
    feed, _ = read(raw, "x.json")
    assert feed is not None
    entry = feed.entries[0]
    assert (entry.url, entry.slug) == ("", "why-we-repaired-the-clock")
    assert 'src="/content/images/2024/04/dial.jpg"' in entry.content_html


def test_the_wrapping_may_be_left_away(raw, entries) -> None:
    """https://docs.ghost.org/migration/custom#json-file-structure."""
    bare = json.dumps(json.loads(raw)["db"][0]).encode()
    feed, found = read(bare, "notes.ghost.json", site=HOME)
    assert feed is not None
    assert found == []
    assert list(feed.entries) == list(entries.values())


@pytest.mark.parametrize("text", ['{"exported_on": 1, "posts": [1]', '{"exported_on": 1, "posts": []}'])
def test_what_is_no_export_is_told(text) -> None:
    """With what to give instead."""
    feed, (found,) = read(text.encode(), "x.json")
    assert feed is None
    assert found.rule.code == "FK460"


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=6)
    | st.sampled_from(["post", "published", "2024-01-02T03:04:05.000Z", "p", "a", "text", "root", "image", "list"]),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.sampled_from(["id", "type", "children", "text", "format", "url", "src", "images", "cards", "sections",
                                       "markups", "atoms", "root", "tag", "metadata", "markdown", "html", "caption"]), inner, max_size=4),
    max_leaves=24,
)  # fmt: skip
ROWS = st.lists(
    st.dictionaries(
        st.sampled_from(["id", "title", "slug", "status", "type", "html", "lexical", "mobiledoc", "published_at", "author_id",
                         "post_id", "tag_id", "name", "sort_order", "visibility", "feature_image", "key", "value"]),
        VALUES | VALUES.map(json.dumps), max_size=8,
    ), max_size=3,
)  # fmt: skip
TABLES = st.dictionaries(
    st.sampled_from(["posts", "users", "tags", "posts_tags", "posts_authors", "posts_meta", "settings"]), ROWS | VALUES
)


@given(tables=TABLES)
@settings(max_examples=100, deadline=None)
def test_no_table_makes_it_stumble(tables: dict[str, Any]) -> None:
    """Exports come from many tools."""
    read(json.dumps({"meta": {"exported_on": 1}, "data": {"posts": [], **tables}}).encode(), "x.json", site=HOME)


@given(document=VALUES)
@settings(max_examples=100, deadline=None)
def test_no_document_makes_it_stumble(document: object) -> None:
    """Whatever an editor has kept."""
    for key in ("lexical", "mobiledoc"):
        assert isinstance(html_of({key: json.dumps(document)}), str)
    assert isinstance(html_of({"lexical": json.dumps({"root": document})}), str)


def test_a_deep_document_is_cut_and_a_very_deep_one_passed_over() -> None:
    """Neither the stack nor the reader is exhausted."""
    deep = '{"type":"paragraph","children":[' * 500 + '{"type":"text","text":"x"}' + "]}" * 500
    assert html_of({"lexical": f'{{"root":{deep}}}'}) == ""
    assert html_of({"lexical": '{"root":' + '{"children":[' * 100_000}) == ""
