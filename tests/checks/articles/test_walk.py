"""The quick way through what Markdown is made into finds what the way through any HTML finds."""

from __future__ import annotations

import html
from dataclasses import astuple

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from feedkit.article import markdown
from feedkit.checks.articles import _walk
from feedkit.checks.articles._outline import Outline
from tests.checks.articles.test_soundness import BODIES, PLAIN

TEXTS = st.lists(st.sampled_from(PLAIN), max_size=25).map("".join) | BODIES


def outline_of(body: str, *, quickly: bool) -> Outline:
    """What either way notes."""
    outline = Outline(body, markdown.to_html(body, lines=True), markdown=True, path="a.md", first_line=1)
    walk = _walk.Walk(outline)
    if quickly:
        walk.run()
    else:
        position = 0
        while position < len(outline.markup):
            position = walk._run_from(position)
        walk._flush()
        walk._end_link()
    return outline


@settings(max_examples=300, deadline=None)
@given(TEXTS)
@example("[x](https://a.b/?c=1&d=2) [y](z) [](<>) [t](u 'v')\n\n![w](x.png) tail\n")
@example("- a\n\n  b\n- `c`\n\n> # d\n\n***\n\n| e |\n|---|\n| f & g |\n")
def test_both_ways_see_the_same(body: str) -> None:
    """Blocks, links, pictures, headings, tables and code, with their lines and texts."""
    body = body.replace("\r", "").encode("utf-8", "replace").decode()
    assume(not _walk.RAW.search(body))
    quick, careful = outline_of(body, quickly=True), outline_of(body, quickly=False)
    for name in ("blocks", "links", "pictures", "headings"):
        assert [astuple(each) for each in getattr(quick, name)] == [astuple(each) for each in getattr(careful, name)]
    assert (quick.tables, quick.code, quick.shows_media) == (careful.tables, careful.code, careful.shows_media)


@settings(max_examples=300, deadline=None)
@given(TEXTS | st.text(st.sampled_from("&;<>\"'#x20amplgtquoé\n *`")))
def test_a_text_of_markdown_has_four_references_and_no_others(body: str) -> None:
    """What stands between tags is read as any program reads HTML."""
    assume(not _walk.RAW.search(body))
    made = markdown.to_html(body.encode("utf-8", "replace").decode(), lines=True)
    for piece in made.split("<"):
        text = piece.rpartition(">")[2]
        assert _walk._plain_of_markdown(text) == html.unescape(text).strip()
