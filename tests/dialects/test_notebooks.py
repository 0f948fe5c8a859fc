"""Notebooks as Markdown."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedkit.dialects._syntax_notebook import split


def notebook(*cells: dict[str, Any], **about: Any) -> str:
    return json.dumps({"cells": list(cells), "metadata": about, "nbformat": 4})


def code(source: str, *outputs: dict[str, Any]) -> dict[str, Any]:
    return {"cell_type": "code", "source": source.splitlines(keepends=True), "outputs": list(outputs)}


@pytest.mark.parametrize(
    ("cell", "body"),
    [
        ({"cell_type": "markdown", "source": ["# One\n", "text"]}, "# One\ntext\n"),
        ({"cell_type": "markdown", "source": "As *one* text"}, "As *one* text\n"),
        ({"cell_type": "raw", "source": "\\begin{x}"}, ""),
        ({"cell_type": "heading", "level": 2, "source": "Old"}, "## Old\n"),
        (code("x = 1\n"), "```python\nx = 1\n```\n"),
        (code("  \n"), ""),
        (code("s = '''```'''"), "````python\ns = '''```'''\n````\n"),
        (
            code("print(2)", {"output_type": "stream", "name": "stdout", "text": ["2\n"]}),
            "```python\nprint(2)\n```\n\n```\n2\n```\n",
        ),
        (code("", {"output_type": "stream", "name": "stderr", "text": "warned"}), ""),
        (code("", {"output_type": "execute_result", "data": {"text/plain": "\x1b[31m3\x1b[0m"}}), "```\n3\n```\n"),
        (
            code("", {"output_type": "execute_result", "data": {"text/html": "<style>a</style>\n<table>\n\n</table>", "text/plain": "t"}}),
            "<table>\n</table>\n",
        ),
        (code("", {"output_type": "display_data", "data": {"text/markdown": "**b**"}}), "**b**\n"),
    ],
)  # fmt: skip
def test_cells_become_markdown(cell: dict[str, Any], body: str) -> None:
    """Texts as they are, code in fences, what it printed below it; what is for machines is left out."""
    front = split(notebook(cell, language_info={"name": "python"}), "a.ipynb")
    assert (front.body, front.found) == (body, ())


def test_pictures_are_told_once() -> None:
    """They are drawn by code or kept in the notebook, and have no address."""
    drawn = code("", {"output_type": "display_data", "data": {"image/png": "iVBORw0KGgo=", "text/plain": "<Figure>"}})
    kept = {"cell_type": "markdown", "source": "Look: ![x](attachment:x.png)"}
    front = split(notebook(drawn, kept), "a.ipynb")
    assert front.body == "Look: \n"
    assert [(each.rule.code, each.message) for each in front.found] == [
        ("FK151", "2 pictures of the notebook are left out")
    ]


@pytest.mark.parametrize("text", ["", "{", "[]", "[" * 100_000])
def test_what_is_no_notebook_is_told(text: str) -> None:
    """Its keys are unknown, not empty."""
    front = split(text, "a.ipynb")
    assert front.keys is None
    assert [each.rule.code for each in front.found] == ["FK141"]


JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
    st.sampled_from(["cells", "metadata", "source", "cell_type", "outputs", "data", "text", "nikola", "worksheets", "text/html", "level"]), inner, max_size=4))  # fmt: skip


@given(given_=st.dictionaries(st.sampled_from(["cells", "metadata", "worksheets"]), JSON))
def test_any_json_is_read(given_: dict[str, Any]) -> None:
    """Whatever stands where something else should."""
    assert split(json.dumps(given_), "a.ipynb").keys is not None
