"""The quick look for signs of keys overlooks none of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedkit.checks.articles import secrets_in_text as secrets

SIGNS = [sign for sign, _, _ in secrets._KEYS]


@given(st.lists(st.sampled_from([*SIGNS, "_", "-", "gh", "a", " ", "pat", "é", "sk-", "\n"])).map("".join))
def test_a_text_that_is_passed_over_has_no_sign(text):
    """What stands before each `_` and `-` tells as much as a search for every sign that ends in them."""
    for sign in SIGNS:
        if sign in text and sign[-1] in "_-":
            assert secrets._may_have(text, sign[-1])


@pytest.mark.parametrize("text", ["snake_case", "a-b", "one_two_three-four", "__", "--", ""])
def test_usual_words_are_passed_over(text):
    """Else nothing would be gained."""
    assert not any(secrets._may_have(text, mark) for mark in "_-")
