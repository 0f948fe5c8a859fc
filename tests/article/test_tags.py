"""Tags are read as browsers read them; Python's own parser is the judge."""

from __future__ import annotations

from html.parser import HTMLParser

import nh3
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedkit.article import tags


def read(markup: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """The start tags of a text with their attributes."""
    return [
        (match["name"].lower(), [each[:2] for each in tags.attributes(match["attributes"])])
        for match in tags.TAG.finditer(markup)
        if match["name"] and not match["end"]
    ]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>", [("p", [])]),
        ("<P\nID = 'a' CLASS=b>", [("p", [("id", "a"), ("class", "b")])]),
        ("<br/>", [("br", [])]),
        ("<a href=x/y>", [("a", [("href", "x/y")])]),
        ("<a href=x/>", [("a", [("href", "x/")])]),
        ("<a/b/c=d>", [("a", [("b", ""), ("c", "d")])]),
        ("<p title=don't>x</p>", [("p", [("title", "don't")])]),
        ("<p title='a > b'>", [("p", [("title", "a > b")])]),
        ("<a b=>", [("a", [("b", "")])]),
        ("<a =b>", [("a", [("=b", "")])]),
        ('<a b = "c"d=e>', [("a", [("b", "c"), ("d", "e")])]),
        ('<a "b">', [("a", [('"b"', "")])]),
        ('<a b="&lt;&#65;&amp">', [("a", [("b", "<A&")])]),
        ('<a b="?x=1&copy=2&lt=3&notit;&nosuch;">', [("a", [("b", "?x=1&copy=2&lt=3&notit;&nosuch;")])]),
        ("<!-- <p> --><b><!--> <i> --!><u>", [("b", []), ("i", []), ("u", [])]),
        ("<!-- a -- <p> --!><b>", [("b", [])]),
        ("<!doctype html><?php <p> ?></ x><b>", [("b", [])]),
        ("1 < 2, <3, <_x>, < p>", []),
        ("<p title='", []),
        ("<p title='x", []),
        ("<p", []),
    ],
)
def test_a_tag_is_read_as_the_standard_says(markup, expected):
    """HTML standard §13.2.5."""
    assert read(markup) == expected


def test_a_tag_that_is_never_closed_is_found():
    """It is told from plain text by its first letter."""
    assert [match["unclosed"] for match in tags.TAG.finditer("a < b <p x='")] == ["p"]


@pytest.mark.parametrize(
    "markup",
    [
        "<a " * 100_000,
        '<a "' * 100_000,
        "<!--" * 100_000,
        "<!" * 100_000,
        "</" * 100_000,
        "<a b=" * 100_000,
        "<!--" + "-" * 300_000,
        "<" * 300_000,
    ],
)
def test_one_look_at_a_hostile_text_is_quick(markup):
    """A look fails at once or not at all: nothing is tried twice."""
    tags.TAG.search(markup)


@settings(max_examples=300)
@given(st.text(st.sampled_from("<>/='\" abp!-&;t\n"), max_size=30))
def test_every_tag_that_python_finds_is_found(markup):
    """Where the text has a tag, both see the same names and attributes, or feedkit has seen it is never closed."""

    class Judge(HTMLParser):
        def __init__(self):
            super().__init__()
            self.found = []

        def handle_starttag(self, tag, attrs):
            self.found.append((tag, sorted({name: value or "" for name, value in reversed(attrs)}.items())))

        handle_startendtag = handle_starttag

    if (
        any(match["unclosed"] for match in tags.TAG.finditer(markup))
        or "<!" in markup
        or "</" in markup
        or "&" in markup
    ):
        return
    judge = Judge()
    judge.feed(markup)
    judge.close()
    assert [(name, sorted(dict(reversed(found)).items())) for name, found in read(markup)] == judge.found


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"), max_size=40))
def test_an_escaped_value_is_read_back(value):
    """By this reader, and by a parser of the standard."""
    markup = tags.written("p", {"title": value})
    assert read(markup) == [("p", [("title", value)])]
    seen = []
    nh3.clean(
        markup, tags={"p"}, attributes={"p": {"title"}}, attribute_filter=lambda _tag, _name, given: seen.append(given)
    )
    assert seen == [value]


def test_raw_text_ends_at_its_own_end_tag():
    """Whatever else stands in it."""
    markup = "<script>a</scripts></b></SCRIPT\n>b"
    assert markup[slice(*tags.end_of_raw_text(markup, "script", 8))] == "</SCRIPT\n>"
    assert tags.end_of_raw_text("<script>a</script", "script", 8) == (-1, -1)
