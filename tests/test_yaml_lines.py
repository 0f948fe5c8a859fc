"""What is read line by line is what the whole parser reads, at the same places, or is left to it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from feedkit import yaml_events, yaml_lines
from feedkit.yaml_nodes import Node

PIECES = (
    "title", "date", "null", "true", ": ", ":", " ", "  ", "\n", "\n", "- ", "-", "[", "]", "{", "}", ", ", ",", "'", "''", '"',
    "\\", "#", " #", "|-", ">-", ">", "?", "&a", "*a", "!", "%", "@", "`", "a", "Zoë", "日本", "\u00a0", "\u2028", "\u0085", "\t",
    "2026-05-07", "12:30", "0x1F", "0o17", "1e3", ".inf", "~", "https://example.org/a?b=c#d", "---", "...", "=", "<<",
)  # fmt: skip
words = st.sampled_from(("one", "two words", "it's", "a:b", "a#b", "Null", "no", "7", "x - y", "naïve", "\U0001f600"))
quoted = st.one_of(words.map(lambda text: f"""'{text.replace("'", "''")}'"""), words.map(lambda text: f'"{text}"'))
values = st.one_of(words, quoted)
names = st.sampled_from(("title", "date", "tags", "x-y", "null", "_a", "True"))
entries = st.one_of(
    st.builds("{}: {}\n".format, names, values),
    st.builds("{}:  {} \n".format, names, values),
    st.builds(lambda name, each: f"{name}: [{', '.join(each)}]\n", names, st.lists(values, max_size=3)),
    st.builds(
        lambda name, each: f"{name}: {{{', '.join(f'{key}: {value}' for key, value in each)}}}\n",
        names,
        st.lists(st.tuples(names, values), max_size=3),
    ),
    st.builds(
        lambda name, deep, each: f"{name}:\n" + "".join(f"{' ' * deep}- {value}\n" for value in each),
        names,
        st.integers(0, 4),
        st.lists(values, max_size=3),
    ),
    st.builds(
        lambda name, deep, each: f"{name}:\n" + "".join(f"{' ' * deep}{key}: {value}\n" for key, value in each),
        names,
        st.integers(1, 4),
        st.lists(st.tuples(names, values), max_size=3),
    ),
    st.builds(
        lambda name, sign, deep, each: f"{name}: {sign}\n" + "".join(f"{' ' * deep}{value}\n" for value in each),
        names,
        st.sampled_from((">-", "|-", ">", "|")),
        st.integers(1, 4),
        st.lists(st.one_of(values, st.just(""), st.just("# no comment")), max_size=3),
    ),
    st.sampled_from(("# a comment\n", "\n", "plain\n", "  deeper\n")),
)


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
    quick = yaml_lines.parse(text, first_line=2)
    if quick is not None:
        whole, found = yaml_events.parse(text, "a.md", first_line=2)
        assert (told(quick), []) == (told(whole), found)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(entries, min_size=1, max_size=5).map("".join))
@example("title: a\n# b\n")
@example("title: >-\n  a\n# b\ndate: c\n")
@example("title: >-\n  a\n   b\n")
@example("title: |-\n  a\n\n  b\n")
@example("title: a\ndate")
def test_front_matter_as_people_write_it_is_read_alike(text):
    """Every shape that is read, and its neighbours that are not."""
    agree(text)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_any_text_is_read_alike_or_left_alone(text):
    """Pieces of YAML in any order."""
    agree(f"title: {text}\n")
    agree(text)


@pytest.mark.parametrize(
    "line",
    [
        "title: A plain title – with dashes",
        "title: 'It''s quoted'",
        'title: "Quoted: twice"',
        "date: 2026-05-07T19:00:00+02:00",
        "tags: [one, 'two', \"three\"]",
        "image: {url: 'https://example.org/a.png', alt: A picture}",
        "tags:\n  - one\n  - two",
        "image:\n  url: https://example.org/a.png#b\n  alt: 'x'",
        "summary: >-\n  Two lines\n  of text.",
        "# a comment\ntitle: x",
    ],
)
def test_what_front_matter_is_made_of_needs_no_parser(line):
    """Otherwise the quick way would be quick and never taken."""
    assert yaml_lines.parse(line + "\n") is not None
