"""The fingerprint of a body says which letters are in it, whatever blanks are between them."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from feedkit.article.article import fingerprint_of

BLANKS = " \t\n\r\v\f"


@given(
    st.lists(
        st.sampled_from([*BLANKS, "a", "é", "日", "\u00a0", "\u200b", "\ufeff", "\U0001f600", "\ud800"]), max_size=12
    )
)
def test_blanks_and_line_ends_do_not_count(letters):
    """Wrapping the lines of an article anew, or saving it with other line ends, makes it no other article."""
    bare = "".join(each for each in letters if each not in BLANKS)
    expected = hashlib.sha256(bare.encode("utf-8", "surrogatepass")).hexdigest()[:16] if bare else ""
    assert fingerprint_of("".join(letters)) == expected
