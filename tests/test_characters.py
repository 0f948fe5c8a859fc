"""Text comes out of `characters` fit for XML and cut where a reader would cut it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from feedkit import characters
from feedkit.characters import Forbidden, is_clean, is_clean_utf_8

ANY_TEXT = st.text(st.characters(), max_size=200)


@pytest.mark.parametrize(
    "code",
    [
        0,
        7,
        8,
        0xB,
        0xC,
        0x1F,
        0x7F,
        0x80,
        0x85,
        0x9F,
        0xD800,
        0xDFFF,
        0xFDD0,
        0xFDEF,
        0xFFFE,
        0xFFFF,
        0x1FFFE,
        0x10FFFF,
    ],
    ids=hex,
)
def test_a_forbidden_character_is_taken_out_and_named(code):
    """Controls, surrogates and non-characters never reach a feed."""
    forbidden = chr(code)
    assert characters.clean(f"a{forbidden}b") == ("ab", (Forbidden(1, 2, forbidden),))
    assert characters.without_forbidden(f"a{forbidden}b") == "ab"


@pytest.mark.parametrize(
    "allowed",
    [
        "\t",
        "\n",
        "\r",
        " ",
        "~",
        "\xa0",
        "é",
        "\ud7ff",
        "\ue000",
        "\ufdcf",
        "\ufdf0",
        "\ufffd",
        "😀",
        "\U00020000",
        "\U0010fffd",
    ],
)
def test_every_other_character_stays(allowed):
    """Nothing is taken out that XML can carry and readers accept."""
    assert characters.clean(allowed) == (allowed, ())


def test_clean_text_comes_back_as_the_same_object():
    """Nobody pays for a copy of a clean article."""
    text = "Zażółć gęślą jaźń 👩‍🔬\n" * 100
    assert characters.clean(text)[0] is text
    assert characters.without_forbidden(text) is text


def test_places_count_lines_and_code_points_from_one():
    """A place names line and column as an editor does."""
    text = "one\n\x07two\r\nth😀r\x07ee\x08\n\nfive\x7f"
    assert characters.clean(text)[1] == (
        Forbidden(2, 1, "\x07"),
        Forbidden(3, 5, "\x07"),
        Forbidden(3, 8, "\x08"),
        Forbidden(5, 5, "\x7f"),
    )


def test_a_binary_file_does_not_fill_memory_with_places():
    """Everything is taken out, and the first thousand are listed."""
    text, found = characters.clean("\x00" * 50_000 + "x")
    assert text == "x"
    assert len(found) == 1_000


def test_a_forbidden_character_has_a_name():
    """People read `U+0007`, not the character."""
    assert Forbidden(1, 1, "\x07").name == "U+0007"
    assert Forbidden(1, 1, "\U0001fffe").name == "U+1FFFE"


@given(ANY_TEXT)
def test_what_is_clean_can_be_written_as_xml(text):
    """lxml refuses what XML cannot carry; it never refuses cleaned text."""
    element = etree.Element("x")
    element.text = element.attrib["y"] = characters.without_forbidden(text)
    etree.tostring(element)


@given(ANY_TEXT)
def test_both_ways_of_looking_agree(text):
    """The quick look and the search find the same."""
    cleaned, found = characters.clean(text)
    assert len(cleaned) + len(found) == len(text)
    assert characters.is_clean(cleaned)
    assert characters.is_clean(text) == (not found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a  b", "a b"),
        (" \n a\r\n\tb \n", "a b"),
        ("a\u2028b\x85c", "a b c"),
        ("100\xa0%", "100\xa0%"),
        ("", ""),
        (" \t\n", ""),
    ],
)
def test_one_line_joins_lines(text, expected):
    """Runs of blanks become one space; no-break spaces are meant."""
    assert characters.one_line(text) == expected


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("short", 5, "short"),
        ("one two three", 12, "one two…"),
        ("one two three", 8, "one two…"),
        ("one two three", 7, "one…"),
        ("Hello, world and more", 8, "Hello…"),
        ("She said so. Then", 14, "She said so…"),
        ("abcdefghij", 5, "abcd…"),
        ("a bcdefghijklmnop", 9, "a bcdefg…"),
        ("東京の会議では新しい計画", 6, "東京の会議…"),
        ("計画が、発表された", 4, "計画…"),
        ("서울에서 열린 회의에서 새로운", 9, "서울에서 열린…"),
        ("👩‍🔬👩‍🔬👩‍🔬👩‍🔬", 6, "👩‍🔬…"),
        ("🇩🇪🇫🇷🇮🇹🇪🇸", 6, "🇩🇪🇫🇷…"),
        ("👍🏽👍🏽👍🏽👍🏽", 4, "👍🏽…"),
        ("e\u0301e\u0301e\u0301e\u0301", 4, "e\u0301…"),
        ("e" + "\u0301" * 50, 10, "…"),
        ("abc", 1, "…"),
        ("abc", 0, ""),
        ("", 0, ""),
    ],
)
def test_cut_leaves_whole_words_and_whole_characters(text, limit, expected):
    """A cut text ends where a reader would stop."""
    assert characters.cut(text, limit) == expected


@given(st.text(st.sampled_from("ab ,.\u0301👩🔬\u200d🇩🇪🏽東、한\u1161\n"), max_size=60), st.integers(0, 40))
def test_cut_keeps_to_its_limit_and_never_parts_a_character(text, limit):
    """At most `limit` characters, a beginning of the text, and nothing torn off its base."""
    result = characters.cut(text, limit)
    assert len(result) <= limit or result == text
    if result != text and limit:
        kept = result.removesuffix("…")
        assert text.startswith(kept)
        following = text[len(kept) :].lstrip(" ,.、\n")
        if kept and following and text[len(kept)] == following[0]:
            assert not unicodedata.category(following[0]).startswith("M")
            assert following[0] not in "\u200d🏽\u1161"
            assert kept[-1] != "\u200d"


@given(
    st.text(
        st.sampled_from(
            "a\n\t é日\x00\x1f\x7f\x80\x9f\xa0«\ufdcf\ufdd0\ufdef\ufdf0\ufffd\ufffe\uffff\U0001f600\U0001fffd\U0001fffe\U0010ffff\U0003ffff쿾"
        )
    )
)
def test_bytes_are_clean_exactly_when_their_text_is(text):
    """The quick look at bytes that most articles are read with."""
    assert is_clean_utf_8(text.encode()) == is_clean(text)


@given(st.binary(max_size=8))
def test_bytes_that_are_no_utf_8_are_never_clean(raw):
    """Whatever they are."""
    if is_clean_utf_8(raw):
        assert is_clean(raw.decode())
