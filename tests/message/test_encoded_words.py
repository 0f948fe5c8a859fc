"""Encoded-words carry any text through header fields (RFC 2047)."""

from __future__ import annotations

import re
from email.header import decode_header, make_header

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedkit.message.encoded_words import encoded_words

WORD = re.compile(r"=\?UTF-8\?([QB])\?([A-Za-z0-9!*+/=_-]+)\?=")
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=300)


@given(TEXTS, st.integers(4, 30))
def test_any_text_is_read_back_from_its_words(text: str, column: int) -> None:
    """By Python's own decoder, after folding."""
    assert str(make_header(decode_header("\r\n ".join(encoded_words(text, column))))) == text


@given(TEXTS, st.integers(4, 30))
def test_words_and_their_lines_have_their_limits(text: str, column: int) -> None:
    """75 characters a word and 76 a line (RFC 2047 §2), the first line with the name of the field in it."""
    first, *others = encoded_words(text, column)
    assert len(first) <= min(75, 76 - column)
    assert all(len(word) <= 75 for word in others)


@given(TEXTS)
def test_every_word_is_whole_by_itself(text: str) -> None:
    """No character is cut in two (RFC 2047 §5), no word is empty, and only the safe characters are used."""
    decoded = []
    for word in encoded_words(text, 9):
        assert WORD.fullmatch(word)
        (content, charset), *rest = decode_header(word)
        assert not rest
        decoded.append(content.decode(charset))
    assert "".join(decoded) == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Grüße vom Überlinger Ried", ["=?UTF-8?Q?Gr=C3=BC=C3=9Fe_vom_=C3=9Cberlinger_Ried?="]),
        ("Grüße", ["=?UTF-8?B?R3LDvMOfZQ==?="]),
        ("日本語", ["=?UTF-8?B?5pel5pys6Kqe?="]),
        ("snake_case or what? ü", ["=?UTF-8?Q?snake=5Fcase_or_what=3F_=C3=BC?="]),
    ],
)
def test_the_shorter_of_q_and_b_is_taken(text: str, words: list[str]) -> None:
    """Q for what is nearly ASCII, B for scripts of their own."""
    assert encoded_words(text, 9) == words


def test_words_end_with_a_blank_where_they_can() -> None:
    """Readers that show a gap between two words then do not show it inside a word."""
    words = encoded_words("Bérénice Amélie Rosemonde Dûbois Bénard von und zu Überlingen am Ried", 4)
    assert len(words) > 1
    assert all(word.endswith("_?=") for word in words[:-1])
