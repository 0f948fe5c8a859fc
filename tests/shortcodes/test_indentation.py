"""Text that is indented because tags are nested."""

from __future__ import annotations

from feedkit.shortcodes.indentation import moved_back


def test_lines_between_tags_move_below_the_tags() -> None:
    """Each pair moves its own lines, relative to where its tags end up."""
    text = "A\n  B\n    b\n      c\n  B\n  a\nA\n  after"
    assert moved_back(text, [(0, 6), (1, 4)], always=True) == "A\nB\nb\n  c\nB\na\nA\n  after"


def test_a_pair_in_a_list_item_stays_in_it() -> None:
    """Its tags stand where they stood."""
    assert moved_back("- x\n  A\n    a\n  A", [(1, 3)], always=True) == "- x\n  A\n  a\n  A"


def test_what_may_be_code_is_left_where_it_is() -> None:
    """Text indented by four columns between tags that are not indented is code, where there is such code."""
    text = "A\n    a\nA"
    assert moved_back(text, [(0, 2)], always=False) == text
    assert moved_back(text, [(0, 2)], always=True) == "A\na\nA"


def test_tabs_count_as_columns() -> None:
    """A tab reaches to the next fourth column."""
    assert moved_back("A\n\ta\n\t\tb\nA", [(0, 3)], always=True) == "A\na\n    b\nA"


def test_a_text_with_nothing_to_move_comes_back_as_it_is() -> None:
    """No pair, or nothing indented between pairs."""
    for text, pairs in (("A\n  b", []), ("A\nb\nA\n  c", [(0, 2)])):
        assert moved_back(text, pairs, always=True) is text
