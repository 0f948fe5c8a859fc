"""Lines of plain text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedkit.digest.wrapping import columns, wrap

LETTERS = st.characters(categories=("L", "N", "P", "Zs"), max_codepoint=0xFFFF)


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("one two three", 7, "one two\nthree"),
        ("one\ntwo", 78, "one two"),
        ("", 78, ""),
        ("at 3:00\xa0PM or so", 9, "at\n3:00\xa0PM\nor so"),
        ("abcdefghij", 4, "abcd\nefgh\nij"),
        ("see https://x.example/very/long/path now", 10, "see\nhttps://x.example/very/long/path\nnow"),
        ("これは長い文章です。", 12, "これは長い文\n章です。"),
        ("漢字、漢字", 4, "漢\n字、\n漢字"),
        ("AI時代の記事", 6, "AI時代\nの記事"),
        ("e\u0301" * 5, 3, "e\u0301e\u0301e\u0301\ne\u0301e\u0301"),
    ],
)
def test_text_is_broken_where_its_script_allows(text, width, expected):
    """Between words, between Chinese or Japanese characters, never in an address, never before a mark."""
    assert wrap(text, width) == expected


def test_an_indent_stands_before_every_line():
    """And is counted."""
    assert wrap("one two three", 9, "  ") == "  one two\n  three"


@given(st.text(LETTERS, max_size=200), st.integers(4, 78))
def test_nothing_is_lost_and_no_line_is_too_long(text, width):
    """Whatever is written; only blanks change."""
    wrapped = wrap(text, width)
    assert "".join(wrapped.split()) == "".join(text.split())
    assert all(columns(line) <= width or line.startswith("http") for line in wrapped.split("\n"))


def test_wide_characters_take_two_columns():
    """As terminals and mail programs show them."""
    assert unicodedata.east_asian_width("漢") == "W"
    assert columns("漢a\u0301") == 3
