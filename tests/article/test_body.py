"""A body becomes HTML that every reader shows, a table of contents, a summary and a reading time."""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
from collections import Counter

import feedparser
import lxml.html
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from feedkit import urls
from feedkit.article import elements
from feedkit.article.body import MAX_CHARACTERS, MAX_FINDINGS, Body, Surroundings, render
from feedkit.diagnostics import Severity
from feedkit.model import Heading

SITE = "https://example.org/"
SURROUNDINGS = Surroundings(path="articles/a.md", first_line=8, url=f"{SITE}a/", site_url=SITE, files={"x.png": 1})


def markdown(text: str, **options) -> Body:
    return render(text, markdown=True, surroundings=SURROUNDINGS, **options)[0]


def from_html(text: str, **options) -> Body:
    return render(text, markdown=False, surroundings=SURROUNDINGS, **options)[0]


def findings(text: str, *, is_markdown: bool = True, surroundings: Surroundings = SURROUNDINGS):
    return render(text, markdown=is_markdown, surroundings=surroundings)[1]


# What comes with the HTML


def test_an_empty_body_is_empty():
    """No text, nothing to say, and it takes a minute like everything else."""
    for text in ("", " \n\t\n"):
        assert render(text, markdown=True, surroundings=SURROUNDINGS) == (
            Body(html="", headings=(), summary="", reading_time=1, files=()),
            [],
        )


def test_the_table_of_contents_has_every_heading_with_text():
    """In the order of the text, plain, without the marks of footnotes."""
    body = markdown("# One *two*\n\n### C&amp;D\n\n## Note[^1]\n\n## ![alt](x.png)\n\n[^1]: n\n")
    assert body.headings == (
        Heading(level=1, id="one-two", text="One two"),
        Heading(level=3, id="cd", text="C&D"),
        Heading(level=2, id="note", text="Note"),
    )


def test_ids_of_headings_avoid_ids_that_come_later():
    """An id that an author wrote is never given to another element."""
    body = from_html('<h2>Intro</h2><p id="intro">x</p><h2>Intro</h2><h2>Intro-1</h2>')
    ids = [heading.id for heading in body.headings]
    assert ids == ["intro-1", "intro-2", "intro-1-1"]
    counted = Counter(re.findall(r' id="([^"]+)"', body.html))
    assert set(counted.values()) == {1}


def test_the_files_of_the_content_folder_are_named():
    """What the body shows or links has to be published with it."""
    surroundings = Surroundings(
        path="a.md",
        url=f"{SITE}a/",
        site_url=SITE,
        folder="2026",
        files=dict.fromkeys(["2026/b.png", "c.pdf", "2026/d.mp4", "unused.png"], 1),
    )
    text = '![x](b.png) [y](/c.pdf) [y](../c.pdf) <video src="d.mp4"></video> [z](missing.png)'
    assert render(text, markdown=True, surroundings=surroundings)[0].files == ("2026/b.png", "2026/d.mp4", "c.pdf")


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        ("First paragraph.\n\nSecond.", "First paragraph."),
        ("# Title\n\n![](x.png)\n\nText *with* `code` and [a link](x).", "Text with code and a link."),
        ("One[^1] note.\n\n[^1]: x", "One note."),
        ("A &amp; B &lt; C\\\nnext line", "A & B < C next line"),
        ("Before.\n\n## Heading\n\nMore before.\n\n<!--more-->\n\nAfter.", "Before. More before."),
        ("Before. <!-- more --> After.", "Before."),
        ("<!--more-->\n\nAfter.", "After."),
        ("- one\n- two", "one two"),
        ("# Only a heading", ""),
        ("```\ncode\n```\n\n- item", "item"),
        ("<script>x</script>\n\nText.", "Text."),
        ("> Quoted.\n\nText.", "Quoted."),
        ("<p><br></p><p>a<br>b</p>", "a b"),
        ("<div>Plain <b>text</b></div><div>more</div>", "Plain text more"),
        ("<p> &nbsp; </p><p>x</p>", "x"),
        ("a&#7;b", "ab"),
    ],
)
def test_the_summary_is_the_first_text_in_plain_words(text, summary):
    """Up to the mark of the author, else the first paragraph that says something, else all there is."""
    assert markdown(text).summary == summary


def test_the_summary_is_cut_at_a_word():
    """A summary ends where a word ends."""
    assert markdown("Several words of text.", summary_length=16).summary == "Several words…"
    assert len(markdown("word " * 500).summary) <= 300


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("word", 1),
        ("word " * 299, 1),
        ("word " * 300, 2),
        ("word " * 1_000, 5),
        ("漢" * 599, 1),
        ("漢" * 600, 2),
        ("한국어" * 200, 2),
        ("word " * 200 + "字" * 200, 2),
        ("    " + "code " * 400, 2),
        ("<p>" + "a</p><p>" * 400, 2),
        ("<script>" + "word " * 4_000 + "</script>", 1),
    ],
)
def test_the_reading_time_is_two_hundred_words_a_minute(text, minutes):
    """Or four hundred characters where words are not counted; rounded half up, at least one minute."""
    assert markdown(text).reading_time == minutes


# Findings


def test_findings_count_lines_from_the_beginning_of_the_file():
    """The body begins at line 8 of the file, and so do its findings."""
    (found,) = findings("one\n\ntwo <b onclick=x>three</b>\n")
    assert (found.place.path, found.place.line, found.place.column, found.place.end_column) == (
        "articles/a.md",
        10,
        8,
        17,
    )


def test_a_finding_in_a_quote_of_several_lines_is_placed():
    """A tag that goes on in the next line of a quote is found by its first line."""
    (found,) = findings("> text <b\n> onclick=x>y</b>\n")
    assert found.rule.name == "event-handler"
    assert found.place.line == 9


def test_links_by_reference_are_placed_at_their_definition():
    """That is where the address has to be corrected."""
    (found,) = findings("[one][x]\n\n[x]: javascript:1\n")
    assert (found.place.line, found.place.column) == (10, 6)


def test_an_address_that_markdown_encodes_is_found_as_it_was_written():
    """cmark percent-encodes what the author typed."""
    (found,) = findings("x [a](<https://exämple.org:x/a b>)")
    assert (found.place.line, found.place.column) == (8, 8)


def test_many_findings_are_cut_short_with_a_count():
    """A hundred of a kind say it all; the last tells how many more there are."""
    found = findings("<b onclick=x>y</b>\n" * 250)
    assert len(found) == MAX_FINDINGS
    assert found[-1].notes == ("150 more findings in this article are not listed",)
    assert [each.notes for each in found[:-1]] == [()] * (MAX_FINDINGS - 1)
    assert found[99].place.line == 8 + 99


def test_raw_control_characters_are_reported_with_their_place():
    """Whoever cleans a whole file does so before; a body alone is safe as well."""
    body, found = render("a\n\x07b\ud800 \x00c", markdown=True, surroundings=SURROUNDINGS)
    assert body.html == "<p>a\nb c</p>"
    assert [(each.place.line, each.place.column, each.message) for each in found] == [
        (9, 1, "`U+0007` is taken out: XML cannot carry it"),
        (9, 3, "`U+D800` is taken out: XML cannot carry it"),
        (9, 5, "`U+0000` is taken out: XML cannot carry it"),
    ]


def test_every_rule_of_bodies_that_forbids_output_is_about_size():
    """Whatever else is wrong with a body, readers get the rest of it."""
    from feedkit.diagnostics import Rule
    from feedkit.rules import content

    errors = {
        rule.name for rule in vars(content).values() if isinstance(rule, Rule) and rule.severity is Severity.ERROR
    }
    assert errors == {"deeply-nested-body", "oversized-body"}


# Trusted bodies


def test_a_trusted_body_keeps_frames_forms_and_styles():
    """An author who says so is responsible for readers that strip them."""
    surroundings = Surroundings(path="a.md", url=f"{SITE}a/", site_url=SITE, trusted=True)
    text = (
        '<style>p > b { position: fixed }</style><p style="position: fixed">x</p>'
        '<form action="go" method="post"><input name="a" type="text" required=""><select><option selected="">b</option></select>'
        '<textarea rows="2">a &lt; <b></textarea><button>Go</button></form><iframe src="/f" title="F">no</iframe>'
    )
    body, found = render(text, markdown=False, surroundings=surroundings)
    assert found == []
    assert body.html == (
        '<style>p > b { position: fixed }</style><p style="position: fixed">x</p>'
        '<form action="https://example.org/go" method="post"><input name="a" type="text" required=""><select><option selected="">b</option></select>'
        '<textarea rows="2">a &lt; &lt;b&gt;</textarea><button>Go</button></form><iframe src="https://example.org/f" title="F"></iframe>'
    ).replace("example.org/go", "example.org/a/go")
    assert render(body.html, markdown=False, surroundings=surroundings) == (body, [])


def test_not_even_a_trusted_body_keeps_scripts():
    """No reader runs them, whoever wrote them."""
    surroundings = Surroundings(path="a.md", url=f"{SITE}a/", site_url=SITE, trusted=True)
    text = '<script>x</script><p onclick="x">a <a href="javascript:x">b</a></p><iframe src="javascript:x" srcdoc="<script>x</script>"></iframe><svg><title>t</title></svg>'
    body, found = render(text, markdown=False, surroundings=surroundings)
    assert body.html == "<p>a b</p><iframe></iframe>t"
    assert Counter(each.rule.name for each in found) == {
        "script": 1,
        "event-handler": 1,
        "unsafe-address": 2,
        "unportable-attribute": 1,
        "inline-svg": 1,
    }


# Hostile bodies


@pytest.mark.parametrize(
    "text",
    [
        "> " * 2_000 + "x",
        "<div>" * 2_000,
        "<div>\n\n" * 2_000,
        "<b>" * 2_000,
        "<svg>" + "<g>" * 2_000,
        "\n".join("  " * level + "- x" for level in range(300)),
    ],
    ids=["quotes", "divs", "html-blocks", "bold", "drawing", "lists"],
)
@pytest.mark.parametrize("is_markdown", [True, False])
def test_deep_nesting_is_an_error_and_no_crash(text, is_markdown):
    """Two thousand levels are refused in words, not by the machine's stack."""
    body, found = render(text, markdown=is_markdown, surroundings=SURROUNDINGS)
    if "<" not in text and not is_markdown:
        assert found == []
        return
    assert body == Body()
    assert [(each.rule.name, each.message) for each in found[-1:]] == [
        ("deeply-nested-body", "elements are nested more than 100 levels deep")
    ]


def test_a_hundred_levels_are_fine():
    """Nobody writes more; the limit is not met by accident."""
    body, found = render("<div>" * 100 + "x" + "</div>" * 100, markdown=False, surroundings=SURROUNDINGS)
    assert found == []
    assert body.html.count("<div>") == 100


def test_many_unclosed_items_are_not_nesting():
    """End tags that HTML allows to leave away do not add up."""
    for text in (
        "<p>x" * 500,
        "<ul>" + "<li>x" * 500,
        "<table>" + "<tr><td>x" * 500,
        "<dl>" + "<dt>x<dd>y" * 500,
        "List<String> " * 500,
    ):
        assert from_html(text).html


def test_a_body_of_more_than_a_million_characters_is_refused():
    """The limit is said in the message."""
    body, (found,) = render("x" * (MAX_CHARACTERS + 1), markdown=True, surroundings=SURROUNDINGS)
    assert body == Body()
    assert (found.rule.name, found.message) == (
        "oversized-body",
        "1,000,001 characters, more than the 1,000,000 that are read",
    )


def test_markdown_that_blows_up_is_refused():
    """Every mark of a footnote makes a way back from it: 60 KB would become 4 MB, 600 KB 40 MB."""
    body, (found,) = render("[^1]" * 150_000 + "\n\n[^1]: x\n", markdown=True, surroundings=SURROUNDINGS)
    assert body == Body()
    assert found.rule.name == "oversized-body"
    assert "characters of HTML, more than 8,000,000" in found.message


HOSTILE = {
    "less-than": "<" * 100_000,
    "end-tags": "</" * 100_000,
    "comments": "<!--" * 33_000,
    "unclosed-tags": "<a href='" * 16_000,
    "unclosed-frames": "<iframe>" * 16_000,
    "unclosed-scripts": "<script>" * 16_000,
    "long-attribute": '<p title="' + "x" * 300_000 + '">y</p>',
    "many-attributes": "<p " + " ".join(f"data-{number}=x" for number in range(50_000)) + ">y",
    "formatting-in-paragraphs": "".join(f"<p><b id={number}>x" for number in range(10_000)),
    "formatting-in-cells": "<table>" + "".join(f"<td><font color={number}>x" for number in range(10_000)),
    "style": '<p style="' + "a:b;" * 33_000 + '">',
    "style-value": '<p style="color:' + "(1" * 66_000 + '">',
    "srcset": '<img srcset="' + "x ((" * 33_000 + '">',
    "references": "&#7;" * 33_000,
    "long-reference": "&#" + "9" * 166_000 + ";",
    "headings": "# a\n" * 16_000,
    "backticks": "`a " * 33_000 + "<b onclick=x>",
    "brackets": "[" * 33_000,
    "misplaced": "<table>" + "<b>x</b>" * 6_000,
    "nul": "\x00" * 166_000,
    "surrogates": "\udc80" * 33_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_bodies_are_answered_in_good_time(text):
    """Work grows with the length; a program of its own would be killed after ten seconds."""
    program = (
        "import sys, json, time; from feedkit.article.body import *\n"
        "text = json.load(sys.stdin)\n"
        "surroundings = Surroundings(path='a', url='https://example.org/a/', site_url='https://example.org/')\n"
        "for markdown in (True, False):\n    render(text, markdown=markdown, surroundings=surroundings)\n"
    )
    subprocess.run([sys.executable, "-c", program], input=json.dumps(text), text=True, check=True, timeout=20)


# What holds for every body

PIECES = st.one_of(
    st.text(st.characters(), max_size=12),
    st.sampled_from(
        [
            "text ",
            "&amp;",
            "&lt;b&gt;",
            "<",
            "&#7;",
            "&#x80;",
            "&nbsp;",
            "\n",
            "\n\n",
            "> ",
            "# ",
            "- [x] ",
            "| a |\n|-|\n",
            "[^1]",
            "\n\n[^1]: x\n",
            "```\n",
            "`",
            "*",
            "]]>",
            "<!--more-->",
            "<!-- ",
            "<?pi?>",
            "<![CDATA[x]]>",
            "-->",
            "</",
            "漢字",
            "[a](b c)",
            "[x](javascript:1)",
            "![y](//z)",
            "<https://ü.de>",
            "www.a.b",
        ]
    ),
    st.builds("</{}>".format, st.sampled_from(sorted(elements.KEPT))),
    st.builds(
        "<{} {}>".format,
        st.sampled_from(
            [
                *sorted(elements.KEPT),
                "script",
                "style",
                "title",
                "svg",
                "math",
                "iframe",
                "object",
                "select",
                "option",
                "button",
                "textarea",
                "form",
                "input",
                "my-x",
                "template",
                "xmp",
                "noscript",
                "image",
                "plaintext",
                "body",
                "frameset",
                "foreignobject",
                "mi",
                "embed",
                "nobr",
            ]
        ),
        st.lists(
            st.sampled_from(
                [
                    "href=x",
                    "href=javascript:x",
                    "src=x.png",
                    "src=//y",
                    'onclick="x"',
                    "ONERROR=x",
                    'style="color:red;position:fixed"',
                    "style=x",
                    "id=a",
                    'id="a b"',
                    'srcset="x 2x, y"',
                    "/",
                    'title="<&gt;&quot;&#0;"',
                    "data-x=1",
                    '"',
                    "'",
                    "=",
                    "href",
                    "type=checkbox disabled",
                    'src="https://www.youtube.com/embed/dQw4w9WgXcQ"',
                    "usemap=#m",
                    "xml:lang=y",
                    'href="#f"',
                    "poster=p",
                    "cite=ü",
                    "longdesc=../x",
                    "action=z",
                    "background=q",
                    "title=a>b",
                ]
            ),
            max_size=3,
        ).map(" ".join),
    ),
)
BODIES = st.lists(PIECES, max_size=14).map("".join)
ADDRESSES = {"href", "src", "poster", "cite", "longdesc", "action", "data", "background", "formaction"}


def assert_portable(body: Body) -> None:
    """The promises of the pass, checked by another parser."""
    if not body.html:
        return
    element = etree.Element("content")
    element.text = body.html
    assert etree.fromstring(etree.tostring(element)).text.replace("\r", "") == body.html.replace("\r", "")
    for fragment in lxml.html.fragment_fromstring(body.html, create_parent="div").iter():
        assert isinstance(fragment.tag, str), "a comment or processing instruction is left"
        assert fragment.tag in elements.KEPT
        for name, value in fragment.attrib.items():
            assert not name.startswith("on")
            assert name in elements.ATTRIBUTES or name.startswith("data-")
            if name in ADDRESSES:
                assert value.isascii()
                assert urls.is_web(value) or (name == "href" and re.match("(mailto|tel):", value)), (name, value)
            if name == "srcset":
                assert all(urls.is_web(candidate.split()[0]) for candidate in value.split(", "))
            if name == "style":
                assert value == "color: red"


@settings(max_examples=300, deadline=None)
@given(BODIES, st.booleans())
@example("<table><h1>x", False)
@example("<pre>&#10;\n\nx", False)
@example("<a href=1><table><a href=2>x</table>", False)
@example("<p><svg><p><b></svg>x", True)
@example("<noembed><script>x</noembed>y", False)
@example("<style><img src=x></style><title><a href=y></title>", False)
@example("&#xFFFE;", True)
def test_every_body_becomes_portable_and_stays_so(text, is_markdown):
    """No exception, nothing unsafe, nothing relative, nothing XML cannot carry; a second pass changes nothing."""
    body, diagnostics = render(text, markdown=is_markdown, surroundings=SURROUNDINGS)
    assert_portable(body)
    for diagnostic in diagnostics:
        assert diagnostic.place.line >= 8
        assert diagnostic.place.column >= 1
    again, left = render(body.html, markdown=False, surroundings=SURROUNDINGS)
    assert again.html == body.html
    assert again.headings == body.headings
    assert left == []


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(), max_size=120))
def test_plain_text_survives_markdown_in_fences(text):
    """What stands in a block of code comes out as it went in, but for characters that feeds cannot carry."""
    from feedkit import characters

    kept = characters.without_forbidden(text).replace("\r\n", "\n").replace("\r", "\n")
    body = markdown(f"~~~~~~~~\n{text}\n~~~~~~~~\n")
    if "~~~~~~~~" not in text and kept.strip() and not kept.startswith("\n"):
        inner = re.fullmatch(r"<pre><code>(.*)</code></pre>", body.html, re.DOTALL)
        assert inner is not None
        assert html.unescape(inner[1]).rstrip("\n") == kept.rstrip("\n")


@pytest.mark.parametrize(
    "text",
    [
        'Text with <a href="https://example.net/" title="t">a link</a>, <em>emphasis</em> &amp; <code>x &lt; y</code>.',
        '<img src="x.png" alt="y" width="3"><figure><figcaption>Z</figcaption></figure>',
        '<table><tbody><tr><td align="left" style="color: red; text-align: center">1</td></tr></tbody></table>',
        '<video controls src="v.mp4" poster="p.png">x</video>',
        '<blockquote cite="https://example.net/"><p>Q</p></blockquote><ul><li>☑ a</li></ul>',
        "<details open><p>x</p></details>",
    ],
)
def test_feedparser_keeps_what_we_write(text):
    """The sanitiser that most Python readers use finds nothing to take away from these."""
    body = from_html(text)
    entry = (
        f"<rss version='2.0'><channel><item><description>{html.escape(body.html)}</description></item></channel></rss>"
    )
    (parsed,) = feedparser.parse(entry).entries

    def facts(markup: str) -> list[tuple[str, list[tuple[str, str]]]]:
        tree = lxml.html.fragment_fromstring(markup, create_parent="div")
        return [
            (each.tag, sorted((key, value.rstrip("; ")) for key, value in each.attrib.items())) for each in tree.iter()
        ]

    assert facts(parsed.description) == facts(body.html)
