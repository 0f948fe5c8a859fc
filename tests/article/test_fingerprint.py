"""The fingerprint of a body says which words are in it, whatever blanks are between them."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from feedkit.article.article import fingerprint_of

BLANKS = [chr(each) for each in range(0x110000) if chr(each).isspace()]


@given(
    st.lists(
        st.sampled_from([*BLANKS, " ", "\n", "a", "é", "日", "\u200b", "\ufeff", "\U0001f600", "\ud800"]), max_size=12
    )
)
def test_it_is_that_of_the_words_with_one_space_between_them(letters):
    """The quick way and the long way are the same way."""
    body = "".join(letters)
    words = " ".join(body.split())
    expected = hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16] if words else ""
    assert fingerprint_of(body) == expected
