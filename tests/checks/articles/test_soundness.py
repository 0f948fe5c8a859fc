"""What is held to be sound without rendering it is sound when it is rendered."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from feedkit.article.entry import make_entry
from feedkit.checks.articles._soundness import heading_ids, is_sound
from feedkit.checks.articles._targets import anchors
from feedkit.quick_dataclasses import replace
from tests.checks.articles.test_hostile_bodies import PIECES, PUBLICATION, SITE, manuscript_of

PLAIN = (
    "# A\n", "## The *second* `part` &amp; more\n", "### A\n", "## \n", "A\n===\n", "# ![x](pier.jpg)\n", "# [l](b.md) é Ä\n", "#  a \\\n",
    "Ferry ", "*a* ", "**b** ", "~~c~~ ", "`d` ", '`a\nid="x"` ', '`id=`"x" ', "```\ncode id=1\n```\n", "    code\n", "- x\n", "1. y\n", "> z\n",
    "[x](https://a.b/?id=1&name=2) ", "[x](b.md#y) ", "[x](nix.md) ", "[x](#y) ", "[x](?q) ", "[x](mailto:a@b.c) ", "[x](javascript:y) ",
    "[x]() ", "[x](http://[::1) ", "[x](data:image/png;base64,AA) ", "<https://a.b> ", "<mailto:a@b.c> ", "https://a.b/c ", "a@b.c ",
    "![x](pier.jpg) ", '![x](https://a.b/c.png "t") ', "![](data:image/png;base64,AA) ", "![x](ftp://a.b/c) ", "![x](tel:1) ",
    "[x][y] ", "[y]: b.md\n", "![z][y] ", ' id="a" ', " id=&quot;b&quot; ", ' name=\\"c\\" ', "&nbsp;", "&#65;", "&#0;", "---\n", "  \n", "\\\n",
    "\n\n", "\n", " ", "\\", "<", "&", '"', "é", "日本", "\t",
)  # fmt: skip
BODIES = st.lists(st.one_of(st.sampled_from(PLAIN), st.sampled_from(PIECES)), max_size=30).map("".join)


@settings(max_examples=300, deadline=None)
@given(body=st.lists(st.sampled_from(PLAIN), max_size=25).map("".join) | BODIES)
@example(body="> " * 99 + "deep")
@example(body="# A\n\n# A\n\n# a-1\n\n# ![x](pier.jpg)\n")
def test_what_is_sound_is_made_without_a_finding(body: str) -> None:
    """Nothing is found, something is left, and its ids are those of its headings."""
    body = body.replace("\r", "").encode("utf-8", "replace").decode()
    manuscript = manuscript_of(body, markdown=True)
    assume(is_sound(manuscript))
    made = make_entry(manuscript.article, "tag:x", PUBLICATION, SITE.articles)
    assert made.diagnostics == ()
    assert made.entry.content
    assert heading_ids(manuscript.outline()) == anchors(made.entry.content)


@pytest.mark.parametrize(
    "body",
    [
        "Text.",
        "# A heading\n\nText with [a link](b.md), *emphasis* and ![a pier](pier.jpg).\n\n- one\n- two\n\n> A quote.\n",
        "A question: https://example.org/?id=1&name=2\n\n```\ncode\n```\n",
        "Write to <mailto:a@example.org>, or call [us](tel:+49-1).",
    ],
)
def test_usual_bodies_are_sound(body: str) -> None:
    """Else nothing would be gained."""
    assert is_sound(manuscript_of(body, markdown=True))


@pytest.mark.parametrize(
    "body",
    [
        "", " \n", "<b>HTML</b>", "[x]()", "[x](javascript:y)", "![x](data:image/png;base64,AA)", "![x](tel:1)", "a[^1]\n\n[^1]: b",
        "| a |\n|---|\n| b |\n", "- [ ] task\n", "&#7;", '`id="x"`', 'the attribute id="x"', "> " * 99 + "deep",
    ],
)  # fmt: skip
def test_whatever_is_not_certain_is_rendered(body: str) -> None:
    """Also where nothing would be found, as in a table."""
    assert not is_sound(manuscript_of(body, markdown=True))


def test_only_markdown_of_feedkits_own_is_sound() -> None:
    """HTML, MDX and what other generators are told in braces is rendered."""
    plain = manuscript_of("Text.", markdown=True)
    assert not is_sound(manuscript_of("Text.", markdown=False))
    assert not is_sound(replace(plain, article=plain.article._replace(path="a.mdx")))
    other = replace(SITE, publication=replace(PUBLICATION, flavour="hugo"))
    assert not is_sound(replace(plain, site=other))
