"""Nothing that could steer a terminal survives."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedkit.cli.visible import visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("café 漢字 👩‍👩‍👧 می‌خواهم", "café 漢字 👩‍👩‍👧 می‌خواهم"),
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("\x1b]0;title\x07", "␛]0;title␇"),
        ("\x9b31m", "<U+009B>31m"),
        ("a\u202eb", "a<U+202E>b"),
        ("a\u2066b", "a<U+2066>b"),
        ("a\nb\r\tc", "a␊b␍␉c"),
        ("\x7f", "␡"),
        ("a\u2028b", "a<U+2028>b"),
        ("\ud800", "<U+D800>"),
        ("\ufeffa", "<U+FEFF>a"),
        ("\ufffe", "<U+FFFE>"),
        ("\U000e0041", "<U+E0041>"),
    ],
)
def test_what_steers_a_terminal_is_written_out(text, shown):
    """Text stays as it is; controls, overrides and halves of pairs become something that can be seen."""
    assert visible(text) == shown


@given(st.text(st.characters(codec=None)))
def test_nothing_visible_steers_a_terminal(text):
    """Whatever comes in, no control character, directional mark or surrogate comes out."""
    shown = visible(text)
    assert not {unicodedata.category(each) for each in shown} & {"Cc", "Cs", "Zl", "Zp"}
    assert {each for each in shown if unicodedata.category(each) == "Cf"} <= {"\u200c", "\u200d"}
    shown.encode("utf-8")
