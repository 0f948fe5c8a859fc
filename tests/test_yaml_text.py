"""What is written is read back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedkit import yaml_nodes
from feedkit.yaml_text import quoted


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no",
        "12:30",
        "a: b",
        "# c",
        "- x",
        "'",
        '"',
        "\\",
        "a\\nb",
        "{{x}}",
        "@TITLE@",
        "  blanks  ",
        "\u2028",
        "\ufeff",
        "\x85",
        "\x07",
        "\uffff",
        "é😀",
    ],
)
def test_awkward_text_survives(text):
    """What YAML would read as something else is text all the same."""
    root, found = yaml_nodes.parse(f"title: {quoted(text)}\nnext: 1\n", "a.md")
    assert (root.value["title"].value, root.value["next"].value, found) == (text, 1, [])


@given(st.text())
def test_any_text_survives(text):
    """Every text but halves of surrogate pairs, which are no text."""
    root, found = yaml_nodes.parse(f"title: {quoted(text)}\n", "a.md")
    assert (root.value["title"].value, found) == (text, [])
    assert len(quoted(text).splitlines()) == 1
