"""What a shortcode is given, as each generator writes it."""

from __future__ import annotations

import pytest

from feedkit.shortcodes.arguments import listed, spaced, spaced_without_single_quotes, unquoted
from feedkit.shortcodes.parts import Arguments


@pytest.mark.parametrize(
    ("written", "named", "positional"),
    [
        ("", {}, ()),
        ("src=\"a b.png\" alt='it' n=3 x", {"src": "a b.png", "alt": "it", "n": "3"}, ("x",)),
        ('"say \\"it\\"" `raw "x"`', {}, ('say "it"', 'raw "x"')),
        ("a = 1 b= c", {"a": "1", "b": "c"}, ()),
        ("https://e.org/?a=b", {}, ("https://e.org/?a=b",)),
        ("a=", {"a": ""}, ()),
        ('"never closed', {}, ("never", "closed")),
    ],
)
def test_blanks_part_arguments(written: str, named: dict[str, str], positional: tuple[str, ...]) -> None:
    """Quotes of three kinds hold a value together; a bare word is one."""
    assert spaced(written) == Arguments(named, positional)


def test_an_apostrophe_is_plain_where_it_is_no_quote() -> None:
    """Hugo knows two kinds of quotes only."""
    assert spaced_without_single_quotes("it's 'so").positional == ("it's", "'so")


@pytest.mark.parametrize(
    ("written", "named", "positional"),
    [
        ('id="x", autoplay=true, list=[1, 2]', {"id": "x", "autoplay": "true", "list": "[1, 2]"}, ()),
        ('"a.png", "A, b", sizes: "1"', {"sizes": "1"}, ("a.png", "A, b")),
        ("https://e.org/x", {}, ("https://e.org/x",)),
    ],
)
def test_commas_part_arguments(written: str, named: dict[str, str], positional: tuple[str, ...]) -> None:
    """As Zola, Liquid and Nunjucks write them."""
    assert listed(written) == Arguments(named, positional)


def test_words_without_quotes_are_looked_up() -> None:
    """Text in quotes is itself."""
    assert spaced('x "x"', str.upper).positional == ("X", "x")


def test_the_first_value_by_name_counts_before_one_by_position() -> None:
    """An empty value is as good as none."""
    given = Arguments({"a": "", "b": "2"}, ("0",))
    assert given.get("a", "b", at=0) == "2"
    assert given.get("a", at=0) == "0"
    assert given.get("a", at=1) == ""


def test_quotes_are_taken_off_in_pairs() -> None:
    """A lone quote stays."""
    assert [unquoted(each) for each in ('"a"', "'a'", '"a', "a", '"')] == ["a", "a", '"a', "a", '"']
