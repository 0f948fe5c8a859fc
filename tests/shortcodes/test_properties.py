"""What holds for any text in any flavour: no failure, no mark of a template left, lines in place, time in proportion."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from feedkit.article.addresses import Surroundings
from feedkit.article.body import render
from feedkit.shortcodes import FLAVOURS, Context, plain_markdown
from feedkit.shortcodes.code import Code, stops

PIECES = [
    "{{<", "{{%", ">}}", "%}}", "{%", "%}", "{{", "}}", "{", "}", "{#", "#}", "/*", "*/", "{/*", "*/}", "{{</*",
    "*/>}}", " ", "\n", "\n\n", "    ", "\t", "\r\n", "\u2028", "- ", "> ", "1. ", "# ", "`", "``", "```", "~~~",
    "<!--", "-->", "<", "</", "/>", ">", "<A", "<div>", "</div>", "<A>", "</A>", "<p>x</p>", "import x from 'y'\n",
    "export const a = {\n", ":::note\n", ":::\n", '"', "'", "\\", "text", "*md*", "{: .x}", "{:toc}", "{::comment}",
    "{:/}", "{#id}", "@/b.md", "](@/x", 'figure src="a"', "youtube abcdefghijk", "highlight go", "endhighlight",
    "raw", "endraw", "if x", "else", "endif", "for", "endfor", "note", "endnote", "/note", "/highlight",
    'quote(a="b")', "end", "include x", "capture a", "endcapture", "when", "{% raw %}", "{% endraw %}", "{{% raw %}}",
    "{{% /raw %}}", "{{< highlight go >}}", "{{< /highlight >}}", "assign a = '{%'", "{{ page.title }}",
    '{% include figure src="{% x" caption="{{< a" %}', '{{< ref "{{<" >}}', "{static}", "|filename|", "é",
    "Term\n: what it is\n", "\n: ", "!!! note\n    text\n", "> [!NOTE]\n", "*[A]: b\n", '<div markdown="1">\n', "[TOC]\n", "#T\n",
    "[[other]]", "![[a.png]]", "[[", "]]", "```js{1}\n", "``` {.py}\n", "::github{a}\n", "`youtube: abcdefghijk`\n", "link://slug/x",
]  # fmt: skip
BODIES = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=40).map("".join)
ALL = sorted(FLAVOURS)
LOOK = stops({"{": "[{%]"})


def shown_marks(text: str) -> list[str]:
    """Where the beginning of a tag stands in Markdown outside code."""
    code = Code(text)
    found, position = [], 0
    while True:
        start, position = code.next(LOOK, position)
        if start == len(text):
            return found
        if position == start:
            if text.startswith(("{{<", "{{%", "{%"), start) and not code.is_indented(start):
                found.append(text[start : start + 20])
            position = start + 1


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=BODIES)
@example(text="{{{< x >}}{% y %}< z >}}")
@example(text="`{% raw %}{{% endraw %}` {% raw %}{%{% endraw %}")
@example(text="{{< highlight go >}}\n{{< x")
def test_no_text_makes_it_fail_and_no_mark_is_shown(text: str, context: Context) -> None:
    """Whatever the text: the result is free of the marks of templates outside code, and findings lie inside the text."""
    lines = text.split("\n")
    for flavour in ALL:
        written, findings = plain_markdown(text, flavour=flavour, context=context)
        assert shown_marks(written) == [], flavour
        assert not any("\ue000" <= each <= "\uf8ff" and each not in text for each in written), flavour
        for finding in findings:
            assert 1 <= finding.line <= len(lines)
            assert 1 <= finding.column <= finding.end_column <= len(lines[finding.line - 1]) + 1


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet=st.characters(exclude_characters="{}<>|[]:$#!"), max_size=400))
def test_a_text_without_tags_comes_back_as_the_same_object(text: str, context: Context) -> None:
    """Nothing is copied, nothing is found."""
    for flavour in ALL:
        written, findings = plain_markdown(text, flavour=flavour, context=context)
        if not (flavour in {"mdx", "docusaurus", "astro", "next", "gatsby"} and ("import" in text or "export" in text)):
            assert written is text
        assert findings == ()


@pytest.mark.parametrize("flavour", ["hugo", "zola", "nikola", "jekyll", "eleventy", "hexo", "pelican"])
def test_code_and_comments_are_left_alone(flavour: str, context: Context) -> None:
    """What only looks like a tag of another kind, and Markdown with braces in code, is not touched."""
    text = "A `{a}` b\n\n```c\nint x[] = {1, 2};\n```\n\n<!--more-->\n\n    {b}\n"
    assert plain_markdown(text, flavour=flavour, context=context) == (text, ())


def test_an_unknown_generator_has_no_tags(context: Context) -> None:
    """The body comes back as it is."""
    text = "{{< figure >}} {% x %}"
    assert plain_markdown(text, flavour="ghost", context=context) == (text, ())


PAIRS = {
    "hugo": ("{{< note >}}\n", "{{< /note >}}\n"),
    "nikola": ("{{% note %}}\n", "{{% /note %}}\n"),
    "zola": ("{% note() %}\n", "{% end %}\n"),
    "jekyll": ("{% note %}\n", "{% endnote %}\n"),
    "eleventy": ("{% note %}\n", "{% endnote %}\n"),
    "hexo": ("{% note %}\n", "{% endnote %}\n"),
    "pelican": ("{% note %}\n", "{% endnote %}\n"),
    "mdx": ("<Note>\n", "</Note>\n"),
    "docusaurus": (":::note\n", ":::\n"),
}


@pytest.mark.parametrize("flavour", sorted(PAIRS))
def test_deep_nesting_is_no_recursion(flavour: str, context: Context) -> None:
    """Ten thousand pairs in one another become as many quotes, on the same lines."""
    opening, closing = PAIRS[flavour]
    written, findings = plain_markdown(opening * 10_000 + "x\n" + closing * 10_000, flavour=flavour, context=context)
    assert written.count("<blockquote>") == written.count("</blockquote>") == 10_000
    assert written.count("\n") == 20_001
    assert findings == ()


HOSTILE = [
    "{{<", "{{%", "{%", "{{", "{", "{{< x ", "{% x ", "{{ x ", '{{< "', "{{< x >}}", "{% x %}", "{{ x }}", "{{ a(",
    '{{ a("', "` ", "`{", "``` ", "\\`", "```\n", "~~~\n```\n", "<!-- {{ ", "<A ", "<A b={", '<A b="<A b=\'', "<A>",
    "<div>\n", "{'", "\n\nimport {\n", "\n\nexport const x = {\n", ":::note\n", "## a {#b}\n", "{: .x}\n",
    "{::comment}\n", "[x](@/a.md) ", "|filename|", "{% highlight x %}", "{% raw %}", "{% if x %}{% else %}",
    "{% for x %}", "{% capture a %}", "{{</* ", "    {{< x >}}\n", "> {{<",
    '{{< " >}} "', '{% x " %} "', "{{ a('x') }", "{a: '", "<A b={'",
]  # fmt: skip


@pytest.mark.parametrize("tail", ["", " >}} %}} %} }} */}} /> > --> } ) \"' ` \n```\n~~~\n"], ids=["open", "closed"])
@pytest.mark.parametrize("piece", HOSTILE, ids=repr)
def test_hostile_text_is_read_to_its_end(piece: str, tail: str, context: Context) -> None:
    """In each flavour: the work grows with the text, or this would not come back."""
    for flavour in ("hugo", "jekyll", "zola" if tail else "pelican", "docusaurus"):
        text, _ = plain_markdown(piece * 1_000 + tail, flavour=flavour, context=context)
        assert isinstance(text, str)


@pytest.mark.parametrize(
    "piece",
    [
        "==a ",
        "==a",
        "^[",
        "^[]",
        "~a",
        "~a~",
        "^a",
        ":a",
        "<pre",
        "<pre>",
        "<!--",
        "$a",
        "](",
        "++",
        "==`a",
        "==`a==",
        ":tada:",
        "[^a]: ",
    ],
    ids=repr,
)
def test_marks_without_end_are_read_to_their_end(piece: str, context: Context) -> None:
    """Nothing is looked for further than a paragraph goes, nor twice."""
    marks = (
        "brackets",
        "dollars",
        "emoji",
        "formulas",
        "inline_notes",
        "insert",
        "mark",
        "one_tilde",
        "subscript",
        "superscript",
    )
    text, _ = plain_markdown(piece * 10_000, flavour="hexo", context=replace(context, marks=marks))
    assert isinstance(text, str)


TAGS = {
    "hugo": '{{< figure\n src="a.png"\n>}}\n\n{{< note >}}x\ny{{< /note >}}\n\n{{< gone\n a=1 >}}\n\n{{< tabs >}}\n  z\n{{< /tabs >}}\n\n',
    "jekyll": "{% include figure\n src='./a.png' %}\n\n{% comment %}\nx\n{% endcomment %}\n\n{% for a in b %}\nx\n{% endfor %}\n\n",
    "zola": '{{ figure(\n  src="a.png") }}\n\n{% note() %}x\ny{% end %}\n\n{{ gone(\na=1) }}\n\n',
    "mdx": "import a\n  from 'b'\n\n<Image\n  src='a.png'\n/>\n\n<Note>\n  x\n</Note>\n\n{/*\n*/}\n\n",
}


@pytest.mark.parametrize("flavour", sorted(TAGS))
def test_lines_keep_their_numbers(flavour: str, context: Context) -> None:
    """After tags over several lines, and text beside tags, the next paragraph stands in the line where it stood."""
    text = "".join(f"{TAGS[flavour]}mark {number}\n\n" for number in range(5))
    written, _ = plain_markdown("\n" + text, flavour=flavour, context=context)
    before, after = ("\n" + text).split("\n"), written.split("\n")
    for number in range(5):
        assert after.index(f"mark {number}") == before.index(f"mark {number}")


@pytest.mark.parametrize("flavour", sorted(TAGS))
def test_what_is_written_is_read_as_markdown(flavour: str, context: Context) -> None:
    """The rest of feedkit shows pictures and boxes, and no finding of it speaks of what was written here."""
    written, _ = plain_markdown(TAGS[flavour] + "After *it*\n", flavour=flavour, context=context)
    around = Surroundings(path="a.md", url=context.url, site_url=context.site_url)
    body, found = render(written, markdown=True, surroundings=around)
    assert "<p>After <em>it</em></p>" in body.html
    assert '<img src="https://example.org/blog/here/a.png"' in body.html
    assert found == []
