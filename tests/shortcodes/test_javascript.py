"""As much of JavaScript as MDX needs."""

from __future__ import annotations

import pytest

from feedkit.shortcodes.javascript import Braces, attribute, file, string


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("{a} b", 3),
        ("{a {b} c}", 9),
        ('{"}"} x', 5),
        ("{'it\\'s }'} x", 11),
        ("{`${a}}`} x", 9),
        ("{don't} x", 7),
        ("{never", -1),
        ("{a {b}", -1),
    ],
)
def test_an_expression_ends_with_its_brace(text: str, end: int) -> None:
    """Braces in strings do not count; an apostrophe alone begins no string."""
    assert Braces(text).end(0) == end


@pytest.mark.parametrize(
    ("statement", "rest"),
    [
        ("import a from 'b'", "\nText"),
        ("import {\n  a,\n\n  b\n} from 'c'", "\nText"),
        ("export const a = {\n  b: '}',\n\n  c: 1\n}", "\nText"),
        ("export const a =\n  1", "\nText"),
        ("export default (x) => (\n  <b>{x}</b>\n)", "\n\nText"),
        ("export const a = {", "\nText"),
        ("import 'a'", ""),
    ],
)
def test_a_statement_ends_with_its_last_line(statement: str, rest: str) -> None:
    """Brackets that are open and operators at the end go on; what never closes is one line."""
    assert Braces(statement + rest).end_of_statement(0) == len(statement)


def test_simple_expressions_have_a_value() -> None:
    """Strings and numbers; of others the file they name, if it is plain which."""
    assert string("'a\\'b'") == "a'b"
    assert string("`a\nb`") == "a\nb"
    assert string("12") == "12"
    assert string("`a ${b}`") is None
    assert string("a + b") is None
    assert file("require('./a.png').default", {}) == "./a.png"
    assert file("cat.src", {"cat": "./cat.png"}) == "./cat.png"
    assert file("dog", {"cat": "./cat.png"}) == ""
    assert attribute("true", {}) == "true"
    assert attribute("{light: useBaseUrl('/a.svg')}", {}) == "/a.svg"
