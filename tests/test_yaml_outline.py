"""What is read as an outline is what the whole parser reads, at the same places, or is left to it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from feedkit import yaml_events, yaml_outline
from feedkit.yaml_nodes import Node

ROOT = Path(__file__).parent.parent
words = st.sampled_from(
    ("one", "two words", "'it''s'", '"quoted # text"', "a:b", "a#b", "a # comment", "Null", "~", "7", "12:30", "[a, 'b']", "[]",
     "{a: b}", "https://x.example/?a=b#c", "x - y", "- a", "&a", "*a", "!t", "|-", ">", "a: b", "\U0001f600 é", "a\tb", "'open", "", "?", "-", "---")
)  # fmt: skip


def told(node: Node | None) -> object:
    """All that a node says, as plain values."""
    if node is None:
        return None
    value = node.value
    if type(value) is dict:
        value = {name: told(each) for name, each in value.items()}
    elif type(value) is tuple:
        value = [told(each) for each in value]
    keys = None if node.keys is None else {name: told(each) for name, each in node.keys.items()}
    place = (node.line, node.column, node.end_line, node.end_column)
    return type(node.value), value, place, node.text, node.quoted, keys


def agree(text: str) -> None:
    """Whatever is read is what PyYAML's parser gives, with nothing found wrong."""
    quick = yaml_outline.parse(text, first_line=2)
    if quick is not None:
        whole, found = yaml_events.parse(text, "a.yml", first_line=2)
        assert (told(quick), []) == (told(whole), found)


SITE = "site:\n  title: A\n\n  # why\n  url: https://a.example/  # where\nfeeds:\n- name: main\n  formats: [rss, atom]\n\n- name: tag\n  split_by: tag\nx: [a]\n"


def test_a_configuration_is_read_without_a_whole_parser():
    """As it is written by most."""
    root = yaml_outline.parse(SITE)
    assert root is not None
    assert root.plain() == {
        "site": {"title": "A", "url": "https://a.example/"},
        "feeds": [{"name": "main", "formats": ["rss", "atom"]}, {"name": "tag", "split_by": "tag"}],
        "x": ["a"],
    }
    agree(SITE)


def test_our_own_configurations_are():
    """The sample's, and what `feedkit init` writes."""
    for text in ((ROOT / "feedkit.yml").read_text("utf-8"),):
        assert yaml_outline.parse(text) is not None
        agree(text)


@pytest.mark.parametrize(
    "text",
    ["", "a", "- a\n", "a:\n", "a:\nb: 1\n", "a:\n  b\n", "a: b\n  c\n", "a: b\n  c: d\n", "a: 1\na: 2\n", "a:\n - b\n  - c\n", "a:\n  b: 1\n c: 2\n",
     "a:\n  - b\n  c: d\n", "a:\n- b\n - c\n", "a: |\n  b\n", "a: 'b\n", "a:\n\t- b\n", "- a: 1\n", " a: 1\nb: 2\n", "a:\n  - - b\n", "a:\n  -\n    b: 1\n",
     "a: b # c\n  d\n", "a: &x b\nc: *x\n", "---\na: 1\n", "a:\n  ? b\n", "a: {b: 1, b: 2}\n", "a:\n  # only a comment\n"],
)  # fmt: skip
def test_the_rest_is_left_to_the_whole_parser(text):
    """Rather than guessed."""
    agree(text)


@pytest.mark.parametrize("deep", [62, 63, 64, 65, 3000])
def test_depth_is_limited_as_elsewhere(deep):
    """The whole parser says so."""
    agree("".join(f"{'  ' * level}a:\n" for level in range(deep)) + "  " * deep + "b: 1\n")


simple = st.sampled_from(
    ("one", "two words", "'it''s'", '"quoted # text"', "a:b", "a # comment", "Null", "7", "[a, 'b']", "{a: b}", "é")
)
keys = st.sampled_from(("title", "feeds", "null", "x-y", "_", "True"))
trees = st.recursive(
    simple,
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(keys, inner, min_size=1, max_size=3),
    max_leaves=9,
)


def written(value, indent, draw):
    """The lines of a collection, as somebody might indent them."""
    for name, each in value.items() if isinstance(value, dict) else ((None, each) for each in value):
        start = f"{name}:" if name else "-"
        if isinstance(each, str):
            yield f"{' ' * indent}{start} {each}"
            continue
        deeper = draw(st.sampled_from((2, 2, 4) if isinstance(each, dict) or not name else (0, 2)))
        lines = list(written(each, indent + deeper, draw))
        if name:
            yield f"{' ' * indent}{start}"
            yield from lines
        else:
            yield f"{' ' * indent}-{lines[0][indent + 1 :]}"
            yield from lines[1:]
        if draw(st.integers(0, 5)) == 0:
            yield draw(st.sampled_from(("", "# comment", "      # comment")))


@st.composite
def outlines(draw):
    """Settings within settings, in one case of three with a slip."""
    lines = list(written(draw(st.dictionaries(keys, trees, min_size=1, max_size=4)), 0, draw))
    if draw(st.integers(0, 2)) == 0:
        number = draw(st.integers(0, len(lines) - 1))
        slip = draw(st.sampled_from((" {}", "{}x", "{} # c", "- {}", "{}:", "{}\n", "\t{}"))).format(lines[number])
        lines[number] = draw(st.sampled_from((slip, draw(words), lines[number][1:])))
    return "\n".join(lines) + draw(st.sampled_from(("\n", "", "\n\n")))


def test_most_outlines_are_read():
    """Else what follows would say little."""
    read = []

    @settings(max_examples=200, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(outlines())
    def look(text):
        read.append(yaml_outline.parse(text) is not None)

    look()
    assert sum(read) > len(read) / 3


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(outlines())
@example("a:\n  - b: 1\n    c: 2\n  - d\n")
@example("a:\n- b:\n  - c\n")
@example("a:\n- b: 1\n  c:\n  - d\ne: f\n")
@example("a:\n -  b: 1\n    c: 2\n")
def test_an_outline_is_read_as_the_whole_parser_reads_it(text):
    """Or left to it."""
    agree(text)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab:-#[]{}'\"|>&*!,? \n\t", max_size=40))
def test_any_text_is_read_as_the_whole_parser_reads_it(text):
    """Or left to it."""
    agree(text)


def test_settings_are_read_without_loading_the_whole_parser():
    """That is what it is for."""
    program = f"import sys\nfrom feedkit import config\nconfig.parse({SITE.replace('x: [a]', '')!r}, 'feedkit.yml', environ={{}})\nprint('yaml' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout == "False\n"
