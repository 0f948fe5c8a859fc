"""Did you mean …?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedkit.suggestions import closest


@pytest.mark.parametrize(
    ("word", "known", "near"),
    [
        ("sumary", ["summary", "content"], "summary"),
        ("Category", ["category", "categories"], "category"),
        ("europe/berlin", ["Europe/Berlin", "Europe/Dublin"], "Europe/Berlin"),
        ("xyz", ["summary", "content"], ""),
        ("", ["summary"], ""),
        ("summary", [], ""),
        ("s" * 10_000, ["summary"], ""),
    ],
)
def test_the_nearest_word_is_found_or_none(word, known, near):
    """Case does not count; a word that is like no other has no neighbour."""
    assert closest(word, known) == near


@given(st.text(max_size=12), st.lists(st.text(max_size=12), max_size=6), st.randoms())
def test_the_answer_is_known_and_does_not_depend_on_the_order(word, known, random):
    """Whatever is suggested can be written."""
    answer = closest(word, known)
    assert answer == "" or answer in known
    shuffled = list(known)
    random.shuffle(shuffled)
    assert closest(word, shuffled) == answer


def test_words_that_differ_in_case_only_do_not_depend_on_their_order():
    """One of them is always the one."""
    assert closest("TAG", ["Tag", "tag"]) == closest("TAG", ["tag", "Tag"])


@given(st.sampled_from(["language", "timezone", "split_by"]), st.integers(0, 7))
def test_a_word_with_one_letter_missing_is_recognised(word, index):
    """The commonest slip."""
    assert closest(word[:index] + word[index + 1 :], ["language", "timezone", "split_by", "name", "url"]) == word
