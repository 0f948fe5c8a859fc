"""Edits in the bytes of a file."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from feedkit.diagnostics import Applicability, Edit, Fix, Place
from feedkit.mending import mended


def fix(*edits: tuple[int, int, int, int, str]) -> Fix:
    made = tuple(Edit(Place("a.md", *each[:4]), each[4]) for each in edits)
    return Fix(message="m", applicability=Applicability.SAFE, edits=made)


def after(raw: bytes, *fixes: Fix) -> bytes:
    return mended(raw, fixes)[0]


def test_columns_are_code_points_and_bytes_are_found():
    """Whatever a character takes."""
    assert after("ä🙂x\n".encode(), fix((1, 3, 1, 4, "y"))) == "ä🙂y\n".encode()


def test_columns_of_what_is_not_utf_8_are_those_of_windows_1252():
    """As such files are read; what is put in is written the same way."""
    assert after(b"\xe4x\n", fix((1, 2, 1, 3, "\u00f6"))) == b"\xe4\xf6\n"


def test_line_ends_are_those_of_the_file():
    """Windows stays Windows."""
    assert after(b"a\r\nb\r\n", fix((2, 1, 2, 1, "x\n"))) == b"a\r\nx\r\nb\r\n"
    assert after(b"a\r\nb\n\r\nc\r\n", fix((2, 2, 3, 1, "\n"))) == b"a\r\nb\r\n\r\nc\r\n"


def test_a_byte_order_mark_is_column_0():
    """Column 1 is behind it."""
    assert after(b"\xef\xbb\xbfa\n", fix((1, 0, 1, 1, ""))) == b"a\n"
    assert after(b"\xef\xbb\xbfa\n", fix((1, 1, 1, 2, "b"))) == b"\xef\xbb\xbfb\n"


def test_fixes_that_overlap_wait():
    """The first one is made."""
    raw, made = mended(b"abcdef\n", [fix((1, 1, 1, 4, "X")), fix((1, 3, 1, 5, "Y")), fix((1, 5, 1, 6, "Z"))])
    assert (raw, len(made)) == (b"XdZf\n", 2)
    assert mended(b"a\n", [fix((1, 1, 1, 1, "x")), fix((1, 1, 1, 1, "y"))])[0] == b"xa\n"


def test_all_edits_of_a_fix_or_none():
    """Half a fix would break what it mends."""
    assert after(b"ab\n", fix((1, 1, 1, 2, "x"), (9, 1, 9, 2, "y"))) == b"ab\n"


def test_a_line_is_taken_away_with_its_end():
    """Also the last one, which has none."""
    assert after(b"a\nb\nc", fix((2, 1, 3, 1, ""))) == b"a\nc"
    assert after(b"a\nb", fix((2, 1, 3, 1, ""))) == b"a\n"


@given(
    st.binary(max_size=60),
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 9), st.integers(0, 5), st.integers(0, 9)), max_size=4),
)
def test_any_bytes_and_any_places(raw, places):
    """An edit that changes nothing else than its range: without any, the bytes stay."""
    fixes = [fix((*each, "")) for each in places]
    shorter, made = mended(raw, fixes)
    assert len(shorter) <= len(raw)
    assert mended(raw, [])[0] == raw
    if not made:
        assert shorter == raw
