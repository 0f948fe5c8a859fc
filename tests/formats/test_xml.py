"""How XML documents are dressed."""

from __future__ import annotations

import pytest
from lxml import etree

from feedkit.formats._xml import add, dress


@pytest.mark.parametrize(
    ("path", "stylesheet", "href"),
    [
        ("main.atom", "feed.css", "feed.css"),
        ("main.atom", "assets/feed.css", "assets/feed.css"),
        ("feeds/main.atom", "feed.css", "../feed.css"),
        ("feeds/main.atom", "feeds/feed.css", "feed.css"),
        ("feeds/tag/a.atom", "feeds/assets/feed.css", "../assets/feed.css"),
        ("a/b/c.atom", "x/y/feed.css", "../../x/y/feed.css"),
        ("feed.css/a.atom", "feed.css", "../feed.css"),
        ("a.atom", 'st"yle & größe.css', "st%22yle%20%26%20gr%C3%B6%C3%9Fe.css"),
    ],
)
def test_the_style_sheet_is_found_from_the_document(path, stylesheet, href):
    document = dress(b"<feed/>\n", path=path, stylesheet=stylesheet)
    assert f'<?xml-stylesheet type="text/css" href="{href}"?>\n<feed/>'.encode() in document
    assert etree.fromstring(document).tag == "feed"


@pytest.mark.parametrize(
    "root",
    [
        b"<r>\n  <title>a &amp;lt; &lt;b&gt;</title>\n</r>\n",
        b'<r>\n  <summary type="html">a &amp;lt; &lt;b&gt;</summary>\n</r>\n',
        b"<r>\n    <description>a &amp;lt; &lt;b&gt;\n x</description>\n      <description>&lt;p&gt;</description>\n</r>\n",
        b'<r>\n  <content>&lt;title&gt;a &amp;amp; b&lt;/title&gt;</content><category term="&lt;"/>&amp;</r>\n',
    ],
)
def test_references_change_nothing_that_a_parser_sees(root):
    dressed = dress(root)
    assert etree.tostring(etree.fromstring(dressed)) == etree.tostring(etree.fromstring(root))


def test_only_plain_texts_have_hexadecimal_references():
    """HTML is most of a feed and would grow by them."""
    root = b"<r>\n    <description>a &amp; b</description>\n      <description>&lt;p&gt;</description></r>"
    assert dress(root).endswith(
        b"<description>a &#x26; b</description>\n      <description>&lt;p&gt;</description></r>"
    )


def test_attributes_without_a_value_are_left_out():
    root = etree.Element("r")
    add(root, "a", "", href="x", title="")
    assert etree.tostring(root) == b'<r><a href="x"/></r>'


def test_indentation_never_touches_a_text(make_entry, make_feed, render):
    content = "<pre>\n  two\n\n    four\n</pre> \t<p> x </p>\n"
    for name in ("rss", "atom"):
        root = etree.fromstring(render(name, make_feed(make_entry(content=content))))
        texts = [each.text for each in root.iter("{*}encoded", "{http://www.w3.org/2005/Atom}content")]
        assert texts == [content]
