"""HTML as Markdown that says the same."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedkit.article.markdown import to_html
from feedkit.foreign.markdown import to_markdown
from feedkit.foreign.soups import cleaned

BASE = "https://notes.example.org/2024/clock/"


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>a <em>b</em> <strong>c</strong> <code>d`e</code></p>", "a *b* **c** `` d`e ``"),
        ("<h2>Title &amp; more</h2>", "## Title \\& more"),
        ("<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>", "- a\n- b\n  - c"),
        ("<ol start='3'><li>a</li><li>b</li></ol>", "3. a\n4. b"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
        ("<p>a<br>b</p>", "a  \nb"),
        ("<hr>", "---"),
        ('<pre><code class="language-python">a\n\n  b</code></pre>', "```python\na\n\n  b\n```"),
        ('<div class="language-go highlighter-rouge"><div class="highlight"><pre class="highlight"><code><span>x</span></code></pre></div></div>', "```\nx\n```"),
        ("<pre>```</pre>", "````\n```\n````"),
        ("<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>", "| a | b |\n| --- | --- |\n| 1 | 2 |"),
        ('<p><a href="/x?a=1&amp;b=2" title="t">y</a></p>', '[y](<https://notes.example.org/x?a=1&b=2> "t")'),
        ('<p><a href="#fn1">1</a></p>', "[1](#fn1)"),
        ('<p><a href="https://a.example/b_c">https://a.example/b_c</a></p>', "<https://a.example/b_c>"),
        ('<p><img src="a b.png" alt="x [y]"></p>', "![x \\[y\\]](https://notes.example.org/2024/clock/a%20b.png)"),
        ("<p>wow!<a href='/x'>y</a></p>", "wow\\![y](https://notes.example.org/x)"),
        ("<p>“<strong>“Q”</strong>text</p>", "“<strong>“Q”</strong>text"),
        ("<p>H<sub>2</sub>O <mark>m</mark> <kbd>k</kbd></p>", "H<sub>2</sub>O <mark>m</mark> <kbd>k</kbd>"),
        ("<p>a</p><!--more--><p>b</p>", "a\n\n<!--more-->\n\nb"),
        ("<p>1. a</p><p># b</p><p>- c</p><p>&lt;d&gt; *e* _f_ [g] &amp;amp;</p>", "1\\. a\n\n\\# b\n\n\\- c\n\n\\<d\\> \\*e\\* \\_f\\_ \\[g\\] \\&amp;"),
        ("<section><header>a</header>b</section>", "a\n\nb"),
        ("<figure><img src='/a.png' alt=''></figure>", "![](https://notes.example.org/a.png)"),
    ],
)  # fmt: skip
def test_it_says_the_same(html, markdown) -> None:
    """In the signs of Markdown where it has them, and in HTML where it has none."""
    assert to_markdown(html, BASE) == markdown


@pytest.mark.parametrize(
    "html",
    [
        '<iframe src="https://www.youtube.com/embed/a"></iframe>',
        '<figure><img alt="A" src="https://a.example/a.png"/><figcaption>B</figcaption></figure>',
        "<dl><dt>a</dt><dd>b</dd></dl>",
        "<details><summary>a</summary><p>b</p></details>",
        '<table><tbody><tr><td colspan="2">a</td></tr></tbody></table>',
    ],
)
def test_what_markdown_cannot_say_stays(html) -> None:
    """As blocks of HTML, which Markdown leaves alone."""
    made = to_markdown(f"<p>before</p>{html}<p>after</p>", BASE)
    assert made == f"before\n\n{html}\n\nafter"
    assert html in to_html(made)


def test_what_no_article_should_have_is_gone() -> None:
    """Scripts, styles, forms, comments, and the pictures that count readers."""
    html = '<script>s</script><style>s</style><form>f</form><!-- c --><img width="1" height="1" src="/count"><p onclick="x">t</p>'
    assert to_markdown(html, BASE) == "t"
    assert cleaned(html, BASE) == '<p onclick="x">t</p>'


@pytest.mark.parametrize(
    "html", ["<div>" * 3_000 + "x", "<ul><li>" * 400 + "x", "<p>x" * 6_000, "<li>" * 6_000, "<td>lost |</td>"]
)
def test_what_cannot_be_converted_is_not(html) -> None:
    """Too deep, too much, or not the same afterwards: then the caller keeps the HTML."""
    assert to_markdown(html, BASE) is None


@pytest.mark.parametrize(
    "html", ["<div>" * 3_000 + "x", "<p>x" * 3_000, "<script>a</script>" * 3_000 + "x", "<!--" * 3_000]
)
def test_hostile_text_is_cleaned_to_its_end(html) -> None:
    """Four times the text as well: the work grows with it, or this would not come back."""
    assert isinstance(cleaned(html * 4, BASE), str)


_words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn"]), min_size=1, max_size=20)
_escaped = _words.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
_inline = st.recursive(
    _escaped,
    lambda inner: st.tuples(st.sampled_from(["em", "strong", "a href='/x y(z)'", "code", "span", "del", "sup"]), st.lists(inner, min_size=1, max_size=3)).map(
        lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0].split()[0]}>"
    ),
    max_leaves=6,
)  # fmt: skip
_blocks = st.tuples(st.sampled_from(["p", "h3", "li", "blockquote", "div", "pre", "td"]), _inline).map(
    lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>"
)


def words_of(html: str) -> str:
    import html as references

    return "".join(references.unescape(re.sub(r"<[^>]*>", "", html)).split())


@settings(max_examples=150, deadline=None)
@given(st.lists(_blocks, max_size=4))
def test_no_word_is_lost_or_added(blocks) -> None:
    """Rendered again, the Markdown has all the words of the HTML, in their order; else there is no Markdown."""
    html = "".join(blocks)
    made = to_markdown(html, BASE)
    assert made is None or words_of(to_html(made)) == words_of(html)


@settings(max_examples=150, deadline=None)
@given(_words)
def test_plain_text_is_always_converted(text) -> None:
    """Escaping leaves no text that Markdown would take for something else."""
    html = f"<p>{text.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')}</p>"
    made = to_markdown(html, BASE)
    assert made is not None
    assert words_of(to_html(made)) == words_of(html)
