"""`style` attributes keep what the W3C feed validator accepts, and no more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedkit.article.styles import safe_style


@pytest.mark.parametrize(
    ("style", "kept", "dropped"),
    [
        ("color: red", "color: red", ()),
        ("COLOR:Red;;", "color: Red", ()),
        ("text-align:center;font-weight : bold !important", "text-align: center; font-weight: bold !important", ()),
        ("font-family: 'Comic Sans', \"Arial\", sans-serif", "font-family: 'Comic Sans', \"Arial\", sans-serif", ()),
        ("color: rgb(1, 2, 3)", "color: rgb(1, 2, 3)", ()),
        ("margin: 0 auto; padding: 10px 5%", "margin: 0 auto; padding: 10px 5%", ()),
        ("border: 1px solid #ccc", "border: 1px solid #ccc", ()),
        ("background: white", "background: white", ()),
        ("margin: -5px", "", ("margin",)),
        ("border: 1px groove hotpink", "", ("border",)),
        ("background: url(x.png)", "", ("background",)),
        ("background-image: url(x.png)", "", ("background-image",)),
        ("position: absolute; color: red; z-index: 9", "color: red", ("position", "z-index")),
        ("max-width: 100%", "", ("max-width",)),
        ("width: expression(alert(1))", "", ("width",)),
        ("width: calc(1px + 2px)", "", ("width",)),
        ("color: re\\64", "", ("color",)),
        ("color: red/**/", "", ("color",)),
        ("-moz-binding: url(x)", "", ("-moz-binding",)),
        ("--custom: 1", "", ("--custom",)),
        ("nonsense", "", ("nonsense",)),
        ("color:", "", ("color",)),
        (": red", "", (": red",)),
        ("", "", ()),
        ("position: fixed; position: sticky", "", ("position",)),
    ],
)
def test_a_style_keeps_its_safe_declarations(style, kept, dropped):
    """What is dropped is named once."""
    assert safe_style(style) == (kept, dropped)


@given(st.text(st.sampled_from("color:red;margin 1px-#()'\"\\/*!\n"), max_size=60))
def test_a_safe_style_is_safe(style):
    """A second look finds nothing to drop or to change."""
    kept, _ = safe_style(style)
    assert safe_style(kept) == (kept, ())
