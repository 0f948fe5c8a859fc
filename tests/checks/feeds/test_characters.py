"""Letters that were lost are looked for only where there may be some."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from feedkit.checks.feeds import characters

PIECES = ["a", "é", "Â", "Ã", "Ã©", "\x80", "\x9f", "\xa0", "\u2013", "\ufffd", "\ufffe", "漢", "\ud800", "&#", "x"]


@given(st.lists(st.sampled_from(PIECES)).map("".join) | st.text(st.characters(codec=None)))
def test_a_document_is_passed_over_only_if_nothing_could_be_found(text):
    """The quick look at the bytes is held against the patterns; `Ã` alone is looked at with care, and is right."""
    sure = characters._is_surely_right(text)
    suspect = characters._LOST.search(text) or "Â" in text or "Ã" in text
    assert sure == ("&#" not in text and not suspect)
    assert not (sure and characters._mangled(text))
