"""A body that is made portable at once is the body that is made so with care."""

from __future__ import annotations

import html
import html.entities
import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedkit import characters
from feedkit.article import quick_body
from feedkit.article.addresses import Surroundings
from feedkit.article.markdown import html_of, to_html
from feedkit.article.page import TooDeep
from feedkit.article.portability import portable
from feedkit.article.reading import reading_time

SURROUNDINGS = [
    Surroundings(
        path="articles/2026/a.md",
        url=f"{site}2026/a/",
        site_url=site,
        folder="2026",
        files={"2026/x.png": 1, "b c.pdf": 2},
        articles={"2026/b.md": f"{site}b/?x=1&y=2"},
    )
    for site in ("https://example.org/", "http://exämple.org:8080/blog/")
]
addresses = st.sampled_from(
    ("https://example.org/a?b=1&c=2#d", "/2026/x/", "../x.html", "#part", "x.png", "b.md", "/b%20c.pdf", "mailto:a@example.org",
     "javascript:alert(1)", "data:image/png;base64,AAAA", "https://exämple.org/", "https://1.2.3/", "http://a.b:x/", "//example.org",
     "https://example.org/it's", "", "ftp://example.org/", "https://xn--a.org/", "<a b>", "https://a_b.-c-.example/", "HTTPS://EXAMPLE.ORG",
     "https://a.b.c.d.e.org/", "https://example.org/%zz", "https://example.org/a\u00a0b", 'https://example.org/"', "?q=1", "tel:+1")
)  # fmt: skip
words = st.sampled_from(
    ("word", "two words", "—", "“quoted”", '"', "'", "&amp;", "&lt;b&gt;", "&nbsp;", "\u00a0", "&#7;", "&#xFFFE;", "&#39;", "a < b", "a > b", "<b>",
     "日本語", "한국", "🚀", "*", "_", "**", "`", "``", "~~", "\\", "\\\\\n", "  \n", "\n", "[^1]", "www.example.org", "a@example.org",
     "https://example.net/x_y", "<https://example.org/>", "<!--more-->", "|", "&Tab;", "&NewLine;", "-", "1.", "\u2028", "\u3000", "\u0001")
)  # fmt: skip
titles = st.sampled_from(("", ' "a title"', ' "a \\"b\\" & <c>"', " 'it''s'", " (x)", ' "\u00a0"'))
inline = st.recursive(
    st.one_of(words, st.text(max_size=6)),
    lambda inner: st.one_of(
        st.builds("{}{}".format, inner, inner),
        st.builds("{} {}".format, inner, inner),
        st.builds("*{}*".format, inner),
        st.builds("**{}**".format, inner),
        st.builds("~~{}~~".format, inner),
        st.builds("`{}`".format, inner),
        st.builds("[{}]({}{})".format, inner, addresses, titles),
        st.builds("![{}]({}{})".format, inner, addresses, titles),
    ),
    max_leaves=6,
)
blocks = st.one_of(
    inline,
    st.builds("{} {}".format, st.sampled_from(("#", "##", "###", "######", ">", "> >", "-", "*", "1.", "37.", "- [x]", "    ")), inline),
    st.builds("{}\n---".format, inline),
    st.builds("```{}\n{}\n```".format, st.sampled_from(("", "python", "c++", 'x"y', "a b")), inline),
    st.builds("- {}\n\n  {}\n    - {}".format, inline, inline, inline),
    st.builds("|{}|{}|\n|:-|-:|\n|{}|{}|".format, inline, inline, inline, inline),
    st.builds("[^1]: {}".format, inline),
    st.sampled_from(("---", "***", "#", "<div>", "</div>", "<p>", "<script>x</script>", "> " * 60 + "deep", "- " * 60 + "deep", "```\n")),
)  # fmt: skip
texts = st.lists(blocks, max_size=8).map("\n\n".join)


def agree(text: str, surroundings: Surroundings) -> bool:
    """Whether it was made at once; then it is what making it with care gives."""
    written, own = html_of(characters.without_forbidden(text))
    found = quick_body.portable(written, surroundings) if own and characters.is_clean(written) else None
    if found is None:
        return False
    careful = portable(written, surroundings)
    said = ("html", "headings", "opening", "files", "findings")
    assert [getattr(found, each) for each in said] == [getattr(careful, each) for each in said]
    assert reading_time(found.text) == reading_time(careful.text)
    assert len(html.unescape(found.text).split()) == len(careful.text.split())
    return True


@given(texts, st.sampled_from(SURROUNDINGS))
@settings(
    max_examples=int(os.environ.get("FEEDKIT_EXAMPLES", "300")), deadline=None, suppress_health_check=list(HealthCheck)
)
def test_what_is_made_at_once_is_what_is_made_with_care(text, surroundings):
    """Or it is left to care, whatever is in it."""
    agree(text, surroundings)


@pytest.mark.parametrize(
    "text",
    [
        "Plain text.",
        '# Heading "one"\n\nText with *emphasis*, **weight**, `code <b>` and ~~less~~; "quoted" & so on.\n\n## Heading',
        '[a](https://example.org/?a=1&b=2 \'it "is"\') [b](b.md) [c](#heading) [d](/x/) ![x](x.png "X")',
        "- one\n- two\n\n  > quoted  \n  > twice\n\n3. three\n\n---\n\n```python\nif a < b: pass\n```\n\n```\n\n\nx\n```",
        "Text.\n\n| a | b |\n|:--|--:|\n| 1 | 2 |",
        "no-break\u00a0space — 日本語 🚀",
        "\n\n".join(["> quoted"] * 200),
    ],
)
def test_what_most_articles_are_made_of_is_made_at_once(text):
    """So that the quick way is worth having."""
    assert agree(text, SURROUNDINGS[0])


@pytest.mark.parametrize(
    "text",
    [
        "<b>x</b>", "a <br> b", "<!-- x -->", "<?php x ?>", "<!DOCTYPE html>", "<![CDATA[x]]>", "<script>x</script>", "</p>", "> <div>\n\nx",
        "<p>\n\nx",
    ],
)  # fmt: skip
def test_html_in_markdown_is_never_markdowns_own(text):
    """It may be nested in any way, and mean anything."""
    assert not html_of(text)[1]


def test_what_looks_like_html_in_code_or_addresses_is_markdowns_own():
    """It is written with references for `<`, or as the address of a link."""
    assert html_of("`<b>` and\n\n    <i>\n\n<https://example.org/> 1 < 2")[1]


def test_a_body_without_a_paragraph_is_left_to_care():
    """Its summary is what is left without headings and code."""
    assert not agree("# Only a heading", SURROUNDINGS[0])


def test_a_body_that_is_nested_too_deep_is_left_to_care():
    """It is an error, which care finds at its place."""
    written, own = html_of("> " * 120 + "x")
    assert own
    assert quick_body.portable(written, SURROUNDINGS[0]) is None
    with pytest.raises(TooDeep):
        portable(written, SURROUNDINGS[0])


def test_no_name_in_markdown_stands_for_a_character_that_xml_cannot_carry():
    """Only numbers do; so Markdown without `&#` makes clean HTML of a clean text."""
    for name in html.entities.html5:
        if name.endswith(";"):
            assert characters.is_clean(to_html(f"&{name}")), name
