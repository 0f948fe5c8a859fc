"""What expressions of Liquid and Nunjucks stand for."""

from __future__ import annotations

import pytest

from feedkit.shortcodes import Context
from feedkit.shortcodes.values import evaluated

SITE = Context(url="https://e.org/b/a/", site_url="https://e.org/b/", baseurl="/b")
VALUES = {"name": "Ana & Bo", "empty": "", "page.title": "T"}


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("name", "Ana & Bo"),
        (" 'a | b' ", "a | b"),
        ("3.5", "3.5"),
        ("page.title | append: '!' | upcase", "T!"),
        ("'/x' | relative_url", "/b/x"),
        ("'x' | absolute_url", "https://e.org/b/x"),
        ("'https://f.org/x' | relative_url", "https://f.org/x"),
        ("'x.png' | prepend: '/img/'", "/img/x.png"),
        ("name | escape", "Ana &amp; Bo"),
        ("name | replace: 'Ana', 'Cy'", "Cy & Bo"),
        ("name | remove: ' & Bo'", "Ana"),
        ("'<b>x</b>' | strip_html", "x"),
        ("empty | default: 'd'", "d"),
        ("gone | default: 'd'", "d"),
        ("name | replace('Ana', 'Cy')", "Cy & Bo"),
        ("gone", None),
        ("gone | upcase", None),
        ("name | unheard_of", None),
        ("name | append: gone", None),
        ("", None),
        ("'never closed", None),
    ],
)
def test_an_expression_has_a_value_or_none(expression: str, expected: str | None) -> None:
    """A name or a filter that is not known leaves the whole without a value."""
    assert evaluated(expression, VALUES.get, SITE) == expected
