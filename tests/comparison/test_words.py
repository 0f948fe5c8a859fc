"""Two texts word by word."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from feedkit.comparison.words import MOST_EDITS, Part, Segment, compare_words, shortened


def shown(before: str, after: str) -> str:
    signs = {Part.KEPT: "{}", Part.DELETED: "[-{}-]", Part.INSERTED: "{{+{}+}}"}
    return "".join(signs[each.part].format(each.text) for each in compare_words(before, after))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Robots knit", "Robots knit socks", "Robots knit{+ socks+}"),
        ("Robots knit", "Now robots knit", "[-Robots-]{+Now robots+} knit"),
        ("The quick fox", "The slow fox", "The [-quick-]{+slow+} fox"),
        ("A launch", "A launch, at last", "A launch{+, at last+}"),
        ("One two three", "One three", "One [-two -]three"),
        ("same", "same", "same"),
        ("", "all new", "{+all new+}"),
        ("all gone", "", "[-all gone-]"),
        ("one, two", "uno, dos", "[-one, two-]{+uno, dos+}"),  # the comma between is part of the change
        ("機械が学ぶ", "機械は学ぶ", "機械[-が-]{+は+}学ぶ"),
        ("don’t stop", "don’t go", "don’t [-stop-]{+go+}"),
        ("", "", ""),
    ],
)
def test_words_are_shown_as_a_person_would_mark_them(before, after, expected):
    """Deleted before inserted, words whole."""
    assert shown(before, after) == expected


texts = st.lists(st.sampled_from(["a ", "b ", "c", ", ", ".", "漢", "\n", "é", "  "]), max_size=30).map(
    "".join
) | st.text(max_size=30)


@given(texts, texts)
@example("a a a", "a")
def test_nothing_is_lost_and_nothing_made_up(before, after):
    """The segments give both texts back, character by character."""
    segments = compare_words(before, after)
    assert "".join(each.text for each in segments if each.part is not Part.INSERTED) == before
    assert "".join(each.text for each in segments if each.part is not Part.DELETED) == after
    assert all(each.text for each in segments)


@given(texts)
def test_a_text_does_not_differ_from_itself(text):
    assert compare_words(text, text) == ((Segment(Part.KEPT, text),) if text else ())


def test_a_text_that_is_written_anew_is_replaced_as_a_whole():
    """Beyond so many edits matching words tells nobody anything, and would take long on hostile texts."""
    before, after = "a " * 3000, "b " * MOST_EDITS + "a b " * 1500
    segments = compare_words(before, after)
    assert len(segments) <= 4
    assert "".join(each.text for each in segments if each.part is not Part.INSERTED) == before


def test_what_stayed_is_shortened_between_words():
    """Around a change a little is kept, so that it can be found."""
    words = " ".join(f"word{number}" for number in range(100))
    segments = shortened(compare_words(f"{words} old {words}", f"{words} new {words}"), context=20)
    assert [each.part for each in segments] == [Part.KEPT, Part.DELETED, Part.INSERTED, Part.KEPT]
    assert segments[0].text == "… word98 word99 "
    assert segments[-1].text == " word0 word1 word2 …"
    assert [each.text for each in segments[1:3]] == ["old", "new"]
