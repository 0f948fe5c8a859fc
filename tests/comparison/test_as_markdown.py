"""The comment of a pull request: nothing in it can be anything but text."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import example, given, settings
from hypothesis import strategies as st

from feedkit.comparison import Background, compare
from feedkit.comparison.as_markdown import MARKER, MOST_BYTES, block, code, render
from tests.comparison.conftest import NEWEST, entry, feed

HOSTILE = (
    "@octocat", "#1", "org/repo#2", "GH-3", "https://evil.example/", "www.evil.example", "<img src=x onerror=alert(1)>", "</details>",
    "`` ` ```", "```\n@octocat", "~~~\n", "**bold**", "[x](javascript:alert(1))", "| a | b |", "\n\n# heading", "<!-- feedkit-diff -->", "-->",
    "\u202eevil", "&lt;b&gt;", "\\`@octocat\\`", "![x](https://evil.example/p.png)", "a@b.example", "::error::x", "\x1b[31m", "\u2028@octocat",
)  # fmt: skip


class Outside(HTMLParser):
    """What a rendered comment shows outside of code, and which elements it has."""

    def __init__(self) -> None:
        super().__init__()
        self.depth, self.text, self.tags = 0, [], set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.depth += tag in ("code", "pre")

    def handle_endtag(self, tag):
        self.depth -= tag in ("code", "pre")

    def handle_data(self, data):
        if not self.depth:
            self.text.append(data)


def outside(markdown: str) -> tuple[str, set[str]]:
    found = Outside()
    found.feed(cmarkgfm.github_flavored_markdown_to_html(markdown, options=Options.CMARK_OPT_UNSAFE))
    return "".join(found.text), found.tags


hostile = st.lists(st.sampled_from(HOSTILE) | st.text(max_size=8), min_size=1, max_size=6).map("".join)


@given(hostile)
@example("`")
@example(" ` ")
@example("``x`")
def test_a_code_span_holds_whatever_is_put_into_it(text):
    shown, tags = outside(f"before {code(text)} after")
    assert shown.strip() == "before  after"
    assert tags == {"p", "code"}


@given(st.lists(hostile, max_size=4))
def test_a_code_block_holds_whatever_is_put_into_it(lines):
    shown, tags = outside(f"before\n\n{block(lines)}\n\nafter")
    assert shown.split() == ["before", "after"]
    assert tags == {"p", "pre", "code"}


@settings(max_examples=40, deadline=None)
@given(hostile, hostile, hostile)
def test_a_comment_cannot_be_broken_out_of(title, text, other):
    """Neither a name that would be notified, nor a link, a picture or a tag comes out of any field of any entry."""
    mark = "zqz"
    old = entry(1, title=mark + title, summary=mark + text, content=f"<p>{mark}{text}</p>", tags=(mark + other,))
    new = replace(
        old,
        id=mark + other,
        title=mark + other,
        content=f"<p>{mark} {other}</p>",
        tags=(mark + text,),
        url=mark + title,
    )
    before = [feed(old, entry(2, title=mark + text)), feed(entry(3), name=mark + other)]
    after = [feed(new, title=mark + title), feed(entry(4, title=mark + title), name=mark + title)]
    markdown = render(compare(before, after, Background(), base=mark + title, now=NEWEST))
    shown, tags = outside(markdown.removeprefix(MARKER))
    assert mark not in shown
    assert "@" not in shown
    assert tags <= {"h3", "h4", "p", "strong", "ul", "li", "code", "pre", "details", "summary", "table", "thead", "tbody", "tr", "th", "td", "blockquote"}  # fmt: skip


def test_a_large_comparison_fits_into_a_comment():
    """What was left out is counted; what is grave comes first."""
    before = [feed(*(entry(n, content=f"<p>{'word ' * 300}{n}</p>") for n in range(1, 400)))]
    after = [feed(*(entry(n, id=f"x{n}", content=f"<p>{'wort ' * 300}{n}</p>") for n in range(1, 400)))]
    text = render(compare(before, after, Background(), base="b", now=NEWEST))
    assert len(text.encode()) <= MOST_BYTES
    assert re.search(r"… and [\d]+ more parts; the whole is in the HTML report", text)
    assert text.startswith(MARKER)
    shown, _ = outside(text)
    assert "Will appear again as unread: 399" in shown


@pytest.mark.parametrize("most", [10_000, 20_000, 60_000])
def test_the_limit_is_kept(most):
    before, after = [feed(*map(entry, range(1, 90)))], [feed(*(entry(n, title="漢字" * 50) for n in range(1, 90)))]
    assert len(render(compare(before, after, Background(), base="b", now=NEWEST), most).encode()) <= most


def test_no_change_is_one_sentence():
    text = render(compare([feed(entry(1))], [feed(entry(1))], Background(), base="main (1a2b3c4)", now=NEWEST))
    assert (
        text
        == f"{MARKER}\n\n### What subscribers will see\n\n**Subscribers will see no change.**\n\nCompared with `main (1a2b3c4)`.\n"
    )
