"""Where code stands in Markdown: as CommonMark says, for what authors write."""

from __future__ import annotations

import pytest
from feedkit.shortcodes.code import Code, stops

AT = stops({"X": ""}, in_code="X")


def outside(text: str) -> str:
    """The digits that follow each X that stands in no code."""
    code = Code(text)
    found, position = "", 0
    while True:
        start, position = code.next(AT, position)
        if start == len(text):
            return found
        if position == start:
            found += "" if code.is_indented(start) else text[start + 1]
            position = start + 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("X1 `X2` X3", "13"),
        ("``X1 ` X2`` X3", "3"),
        ("`X1\nX2` X3", "3"),
        ("`X1\n\nX2` X3", "123"),
        ("\\`X1` X2", "12"),
        ("`a`` X1 `", ""),
        ("a ` X1", "1"),
        ("- ` X1\n- ` X2", "12"),
        ("```\nX1\n```\nX2", "2"),
        ("```\nX1\n", ""),
        ("````\nX1\n```\nX2\n````\nX3", "3"),
        ("~~~\nX1\n```\nX2\n~~~\nX3", "3"),
        ("``` a`b\nX1\n```", "1"),
        ("x ```\nX1\n```\nX2", "2"),
        ("- a\n  ```\n  X1\n  ```\n  X2", "2"),
        ("> ```\n> X1\n> ```\n> X2", "2"),
        ("```\n> ```\nX1\n```\nX2", "2"),
        ("a\n\n    X1\n\nX2", "2"),
        ("a\n    X1", "1"),
        ("    X1", ""),
        ("- a\n\n      X1\n\n  X2", "12"),
        ("- a\n\n      b\n\n          X1", ""),
        ("- a\n\n    X1", "1"),
        ("\tX1", ""),
        ("> a\n>\n>     X1", ""),
        ("```\n```\n\n    X1\n\nX2", "2"),
    ],
)
def test_code_is_where_commonmark_sees_it(text: str, expected: str) -> None:
    """Spans end in their paragraph, fences with a longer or equal one, indented code counts from its list item."""
    assert outside(text) == expected


def test_comments_end_or_are_none() -> None:
    """What never ends is text; the search for its end is made once."""
    code = Code("<!-- a --> <!-- b")
    assert code.end_of_comment(0) == 10
    assert code.end_of_comment(11) == 11
