"""The lock as a file: what is written is read, and a line that is not one is told wherever it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedkit.lock import Lock, LockedEntry, line_of, lock_text, parse_lock, with_line

WRITTEN = Lock(
    authority="example.org",
    year=2026,
    entries=tuple(LockedEntry(f"tag:example.org,2026:{n}", f"{n}.md", f"No. {n}", "abcd") for n in range(3)),
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


@given(st.lists(st.builds(LockedEntry, TEXTS, TEXTS, TEXTS, TEXTS), unique_by=lambda each: each[:2]))
def test_what_is_written_is_read(entries):
    lock = Lock(authority="example.org", year=2026, entries=tuple(sorted(entries)))
    assert parse_lock(lock_text(lock), "feedkit.lock") == (lock, [])


@pytest.mark.parametrize("line", ["<<<<<<< main", "gibberish", '{"id": 1}', " {}", '{"id": "a", "path": "b"'])
@pytest.mark.parametrize("ending", ["\n", ""])
def test_a_line_that_is_none_is_told_wherever_it_stands(line, ending):
    """The quick way for usual locks must not pass over it."""
    lines = lock_text(WRITTEN).removesuffix("\n").split("\n")
    for number in range(len(lines) + 1):
        lock, found = parse_lock("\n".join([*lines[:number], line, *lines[number:]]) + ending, "feedkit.lock")
        assert lock == WRITTEN
        assert [each.place.line for each in found] == [number + 1]


def test_a_line_in_the_place_of_another_is_told_too():
    """There are as many lines as ever."""
    lines = lock_text(WRITTEN).split("\n")
    for number in range(2, 5):
        changed = [*lines]
        changed[number] = "gibberish"
        lock, found = parse_lock("\n".join(changed), "feedkit.lock")
        assert len(lock.entries) == 2
        assert [each.place.line for each in found] == [number + 1]


def test_lines_of_both_sides_of_a_merge_may_stay():
    """Also those that stand twice, in any order, and with blank lines between them."""
    lines = lock_text(WRITTEN).removesuffix("\n").split("\n")
    assert parse_lock("\n".join([*lines, "", *lines[1:], "# kept", ""]), "feedkit.lock") == (WRITTEN, [])


@given(
    st.lists(
        st.builds(LockedEntry, TEXTS, TEXTS, TEXTS, TEXTS),
        unique_by=(lambda each: each.id, lambda each: each.path),
        min_size=1,
    ),
    TEXTS,
)
def test_one_entry_is_found_and_replaced_as_if_all_were_written_anew(entries, content):
    """Whatever stands in the others, and in it."""
    old, *others = entries
    new = old._replace(content=content)
    before, after = (
        lock_text(Lock(authority="example.org", year=2026, entries=(each, *others))).encode() for each in (old, new)
    )
    assert line_of(before, old.path) == old
    assert with_line(before, new) == after
    assert line_of(before, old.path + "x") == next((each for each in others if each.path == old.path + "x"), None)


def test_of_two_entries_of_a_path_none_is_the_one():
    """As after a merge."""
    both = (LockedEntry("a", "a.md", "A", "1"), LockedEntry("b", "a.md", "A", "1"))
    assert line_of(lock_text(Lock(authority="example.org", year=2026, entries=both)).encode(), "a.md") is None
