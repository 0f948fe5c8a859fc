"""Whatever stands in a body, checks of articles come to an end, in the file, and without a fault of their own."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedkit.article.article import Article, Publication
from feedkit.article.entry import make_entry
from feedkit.checks.articles import Manuscript, Site, check
from feedkit.checks.articles._outlining import outline_of
from feedkit.checks.articles._targets import resolver
from feedkit.diagnostics import Place
from feedkit.mending import mended
from feedkit.workflow.manuscripts import gist_of

PUBLICATION = Publication(site_url="https://example.org/", zone=ZoneInfo("UTC"), files={"pier.jpg": 10, "Boat.png": 9})
SITE = Site(
    publication=PUBLICATION,
    articles={"a.md": "https://example.org/a/", "b.md": "https://example.org/b/"},
    head=lambda path: b"\xff\xd8\xff" if path else b"",
    namesake=lambda path: "Boat.png" if path.lower() == "boat.png" else "",
)
FRONT_MATTER = "---\ntitle: Ferry\ndate: 2026-05-07\n---\n"
PIECES = (
    "[", "](", ")", "[^", "[^a]", "[a]: b\n", "[[a b]]", "**", "** a b c **", "## A\n", "##Abc\n", "| a ", "|---|---|\n", "\n|---|\n",
    "<!--", "-->", '<a href="', "<a href='x'>", "</a>", "<img ", 'src="Boat.png" alt="x">', "&amp;amp;", "{% include x %}", "{{< x >}}",
    "`", "```\n", "~~~\n", "> ", "- ", "\u2067", "\u2069", "\u200b", "\ufeff", "pаypal", "â€™", "Ã©", "\ufffd", " the the ", "TODO: ",
    "<<<<<<< a\n", ">>>>>>> b\n", "http://localhost/", "[x](https://a.b/?utm_source=x&fbclid=1) ", "![](boat.png) ", "![x](nix.png)",
    "[x](x.md#y) ", "[x](b.md#Y) ", "(a b)[https://a.b]", "[a] (https://a.b) ", "AKIA2E3F4G5H6I7J2K3L ", "-----BEGIN PRIVATE KEY-----\n",
    "---\ntitle: a\n---\n", "\n\n", "\n", " ", "Ferry", "\U000e0041", "<svg>", "<script>", "</script>", "<td>", "<div>\n", "\\", "é", "ß\u0301",
    "https://www.google.com/url?q=https%3A%2F%2Fa.b", "[here](http://[::1]/)", "[x](//)", "[x](http://)", "[x](?)", "日本", "\x0b", "\t",
)  # fmt: skip
BODIES = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=30).map("".join)


def manuscript_of(body: str, *, markdown: bool) -> Manuscript:
    moment = datetime(2026, 5, 7, tzinfo=UTC)
    article = Article(
        path="a.md", title="Ferry", published=moment, updated=moment, slug="a", url="https://example.org/a/",
        id_place=Place("articles/a.md", 1, 1, 1, 1), body=body, markdown=markdown, body_line=5,
    )  # fmt: skip
    text = FRONT_MATTER + body
    return Manuscript(
        path="articles/a.md",
        raw=text.encode("utf-8", "replace"),
        text=text,
        article=article,
        entry=lambda: make_entry(article, "tag:x", PUBLICATION, SITE.articles).entry,
        site=SITE,
        keys=dict,
        outline=cache(lambda: outline_of(article, text, "articles")),
        target=resolver(article, SITE),
    )


@settings(max_examples=150, deadline=None)
@given(body=BODIES, markdown=st.booleans())
def test_every_finding_is_in_the_file(body: str, markdown: bool) -> None:
    """Line and column are those of a character that is there; a fix stays within the body."""
    body = body.replace("\r", "").encode("utf-8", "replace").decode()
    manuscript = manuscript_of(body, markdown=markdown)
    lines = manuscript.text.split("\n")
    for found in [*check(manuscript)]:
        place = found.place
        assert 1 <= place.line <= place.end_line <= len(lines), found
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1, found
        assert (place.line, place.column) <= (place.end_line, place.end_column), found
        assert found.message
        assert "\n" not in found.message
        for edit in found.fix.edits if found.fix else ():
            assert edit.place.line >= 5, found
    assert all(link.place.line >= 1 for link in gist_of(manuscript).own_links)


@settings(max_examples=150, deadline=None)
@given(body=BODIES)
def test_what_was_fixed_stays_fixed(body: str) -> None:
    """Fixes that are made again and again come to an end, each time at text that can be looked at."""
    body = body.replace("\r", "").encode("utf-8", "replace").decode()
    seen = set()
    while body not in seen and len(seen) < 40:
        seen.add(body)
        fixes = [found.fix for found in check(manuscript_of(body, markdown=True)) if found.fix]
        raw, made = mended((FRONT_MATTER + body).encode(), fixes)
        assert bool(made) is bool(fixes)
        body = raw.decode().removeprefix(FRONT_MATTER)
    assert len(seen) < 40


@pytest.mark.parametrize("markdown", [True, False], ids=["markdown", "html"])
@pytest.mark.parametrize("piece", PIECES, ids=ascii)
def test_long_repetitions_come_to_an_end(piece: str, markdown: bool) -> None:
    """Sixty kilobytes of one thing; what grew with the square of that would take minutes."""
    body = piece * (60_000 // len(piece))
    manuscript = manuscript_of("", markdown=markdown)
    article = manuscript.article
    text = FRONT_MATTER + body
    long = article._replace(body=body)
    outline = outline_of(long, text, "articles")
    made = Manuscript(
        path=manuscript.path, raw=text.encode(), text=text, article=long, entry=manuscript.entry, site=SITE, keys=dict,
        outline=lambda: outline, target=resolver(long, SITE),
    )  # fmt: skip
    assert len(check(made)) < 3_000
    gist_of(made)
