"""Where code stands in Markdown: as CommonMark says, for what authors write."""

from __future__ import annotations

import random
import re

import pytest

from feedkit.article import markdown
from feedkit.shortcodes.code import Code, stops

AT = stops({"X": ""}, in_code="X")


def outside(text: str, pattern: str = r"X(\d)") -> list[str]:
    """The numbers that follow each X that stands in no code."""
    code = Code(text)
    found, position = [], 0
    while True:
        start, position = code.next(AT, position)
        if start == len(text):
            return found
        if position == start:
            found += [] if code.is_indented(start) else re.findall(pattern, text[start : start + 6])[:1]
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
        ("x ```\nX1\n```\nX2", "1"),
        ("- a\n  ```\n  X1\n  ```\n  X2", "2"),
        ("> ```\n> X1\n> ```\n> X2", "2"),
        ("```\n> ```\nX1\n```\nX2", "2"),
        ("a\n\n    X1\n\nX2", "2"),
        ("a\n    X1", "1"),
        ("    X1", ""),
        ("- a\n\n     X1\n\n      X2", "1"),
        ("- a\n\n      b\n\n          X1", ""),
        ("- a\n\n    X1", "1"),
        ("\tX1", ""),
        ("> a\n>\n>     X1", ""),
        ("```\n```\n\n    X1\n\nX2", "2"),
        ("# a\n    X1", ""),
        ("# ` X1\n`X2", "12"),
        ("> ```\nX1", "1"),
        ("- ```\n  X1\nX2", "2"),
        ("    ```\nX1", "1"),
    ],
)
def test_code_is_where_commonmark_sees_it(text: str, expected: str) -> None:
    """Spans end in their paragraph, fences with a longer or equal one, indented code counts from its list item."""
    assert "".join(outside(text)) == expected


PIECES = [
    "X",
    "X",
    "a",
    "\n",
    "\n",
    "\n\n",
    "\n\n",
    "    ",
    "  ",
    "- ",
    "> ",
    "1. ",
    "`",
    "``",
    "```\n",
    "\n```\n",
    "~~~\n",
    "# ",
]


def test_the_engine_sees_code_in_the_same_places() -> None:
    """Of thousands of texts made of nothing but marks, all but one in a hundred are read as cmark reads them."""
    chance = random.Random(7)
    differ = 0
    for _ in range(3_000):
        text = "".join(each + " " if each == "X" else each for each in chance.choices(PIECES, k=chance.randint(2, 14)))
        numbers = iter(range(1, 10_000))
        text = re.sub("X", lambda _, numbers=numbers: f"X{next(numbers)} ", text)
        shown = re.sub(r"<code[^>]*>.*?</code>", "", markdown.to_html(text), flags=re.DOTALL)
        differ += set(re.findall(r"X(\d+)", shown)) != set(outside(text, r"X(\d+)"))
    assert differ < 30


def test_comments_end_or_are_none() -> None:
    """What never ends is text; the search for its end is made once."""
    code = Code("<!-- a --> <!-- b")
    assert code.end_of_comment(0) == 10
    assert code.end_of_comment(11) == 11
